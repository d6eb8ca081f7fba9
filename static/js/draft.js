// Keeps what is being typed on the server, within a second, and says when that fails. A form asks for it with
// data-draft on its submission key; organisation/drafts.py reads what is sent.
const SOON = 700;
const known = new WeakMap();
const keyOf = (form) => form?.elements?.submission_key;
const watched = () => [...document.forms].filter((form) => keyOf(form)?.dataset?.draft);
const token = () => document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1] ?? "";
const tell = (form, detail) => form.dispatchEvent(new CustomEvent("draft", { bubbles: true, detail }));

const typed = (form) => {
  const fields = new URLSearchParams(new FormData(form));
  for (const name of ["csrfmiddlewaretoken", "submission_key"]) fields.delete(name);
  return fields.toString();
};

const say = (part, words) => {
  const said = document.getElementById("draft-said");
  const shown = document.getElementById(part)?.content.cloneNode(true);
  if (shown && words) shown.querySelector("span").textContent = words;
  said?.replaceChildren(...(shown ? [shown] : []));
};

const later = (form, wait) => {
  const one = known.get(form);
  one.timer ||= setTimeout(send, wait, form);
};

const answered = async (form, number, text, answer) => {
  const one = known.get(form);
  if (!form.isConnected || form.dataset.sending || number < one.answered) return;
  one.answered = number;
  if (answer.ok) {
    one.kept = text;
    if (one.out) {
      for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = token();
      document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token() }));
    }
    if (one.out || one.said) say(one.out ? "draft-back" : "");
    one.out = one.said = false;
    return tell(form, text === one.first ? "same" : "kept");
  }
  tell(form, "late");
  if (answer.status === 401 || answer.status === 403) {
    if (!one.out) say("draft-out");
    one.out = true;
  } else if (answer.status === 409 || answer.status === 413) {
    if (number === one.number) say("draft-out", one.said = await answer.text());
  } else later(form, 2000);
};

function send(form) {
  const one = known.get(form);
  clearTimeout(one.timer);
  one.timer = 0;
  const text = typed(form);
  if (!form.isConnected || form.dataset.sending || text === one.kept) return;
  // What is as it was when the page opened is nothing to keep.
  const body = new URLSearchParams(text === one.first ? "" : text);
  const { value, dataset } = keyOf(form);
  const number = ++one.number;
  body.set("submission_key", value);
  body.set("draft-path", location.pathname);
  body.set("draft-number", number);
  body.set("draft-of", dataset.draftOf);
  // A page that goes away may still send this much.
  const keepalive = body.toString().length < 20000;
  fetch(dataset.draftTo, { method: "POST", body, keepalive, headers: { "X-CSRFToken": token() }, signal: AbortSignal.timeout(5000) })
    .then((answer) => answered(form, number, text, answer), () => answered(form, number, text, { status: 0 }));
}

const begin = () => {
  for (const form of watched()) {
    if (known.has(form)) continue;
    const { draft, draftNow } = keyOf(form).dataset;
    const text = typed(form);
    const one = { number: Number(draft), answered: 0, timer: 0, kept: draftNow === undefined ? text : null };
    if (one.number === 0) one.first = text;
    known.set(form, one);
    if (one.kept === null) send(form);
  }
};

const touched = ({ target }) => {
  const one = known.get(target.form);
  if (one && !one.out) later(target.form, SOON);
};
document.addEventListener("input", touched);
document.addEventListener("change", touched);

const leaving = () => watched().forEach((form) => known.get(form)?.timer && send(form));
window.addEventListener("pagehide", leaving);
const looked = () => {
  if (document.hidden) leaving();
  else watched().forEach((form) => known.get(form)?.out && send(form));
};
document.addEventListener("visibilitychange", looked);
window.addEventListener("focus", looked);

// What is typed while a part of the page is being saved goes over into the part that comes back.
const texts = (form) => [...form.elements].filter((field) => field.matches("textarea, input:not([type])," +
  " input[type=text]") && field.name);
document.addEventListener("htmx:beforeRequest", ({ target }) => {
  const form = target.closest("form");
  if (known.has(form)) known.get(form).before = new Map(texts(form).map((field) => [field.name, field.value]));
});
let over = [];
document.addEventListener("htmx:beforeSwap", ({ target }) => {
  const before = known.get(target)?.before;
  over = before ? texts(target).filter(({ name, value }) => before.has(name) && before.get(name) !== value) : [];
});
document.addEventListener("htmx:afterSettle", () => {
  begin();
  for (const { name, value } of over.splice(0)) {
    const field = document.getElementsByName(name)[0];
    if (!field || field.value === value) continue;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
});
begin();
