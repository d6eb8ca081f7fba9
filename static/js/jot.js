// What is being typed in a form that works without a network is kept here, sealed, within a second, and offered back.
import { drop, every, keysOf, one, put, read, readingKey, seal } from "./vault.js";
import { line, person, shielded } from "./office.js";

const SOON = 600;
const DAY = 24 * 3600 * 1000;
const LONGEST = 30 * DAY;
const WEEK = 7 * DAY;
const TOKENS = ["csrfmiddlewaretoken", "submission_key"];
const known = new WeakMap();
const typed = (form) => new URLSearchParams([...new FormData(form)].filter(([name]) => !TOKENS.includes(name))).toString();
const forms = () => document.querySelectorAll("form[data-offline]:not([data-tap])");

const keep = async (form) => {
  const jot = known.get(form);
  jot.timer = 0;
  const said = typed(form);
  if (said === jot.last || form.dataset.sending || !form.isConnected) return;
  jot.last = said;
  const keys = await keysOf(person).catch(() => null);
  if (!keys) return;
  const box = await seal(keys, jot.id, said);
  if (!form.dataset.sending) await put("drafts", { id: jot.id, person, path: jot.path, at: Date.now(), box }).catch(() => {});
};

document.addEventListener("input", ({ target }) => {
  const jot = known.get(target.form);
  if (jot) jot.timer ||= setTimeout(keep, SOON, target.form);
});
const gone = ({ target, detail }) => {
  const jot = known.get(target);
  if (!jot || detail === "late") return;
  clearTimeout(jot.timer);
  jot.timer = 0;
  drop("drafts", jot.id).catch(() => {});
};
// The office has it: as a draft, or kept in the outbox until then.
document.addEventListener("draft", (event) => event.detail === "kept" && gone(event));
document.addEventListener("outboxed", gone);

const fill = (form, said) => {
  const fields = new URLSearchParams(said);
  const places = {};
  for (const field of form.elements) {
    if (!field.name || TOKENS.includes(field.name)) continue;
    const texts = fields.getAll(field.name);
    if (["radio", "checkbox"].includes(field.type)) field.checked = texts.includes(field.value);
    else if ("value" in field && field.type !== "submit" && texts.length) {
      field.value = texts[places[field.name] ??= 0] ?? field.value;
      places[field.name] += 1;
    }
    if (texts.some(Boolean)) field.closest("details")?.setAttribute("open", "");
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
  form.elements[0]?.dispatchEvent(new Event("input", { bubbles: true }));
};

const offer = (form, row) => {
  const made = document.getElementById("jot-offer").content.cloneNode(true).firstElementChild;
  const language = document.documentElement.lang;
  made.querySelector("[data-when]").textContent = new Date(row.at).toLocaleString(language, { dateStyle: "long", timeStyle: "short" });
  made.querySelector("[data-on]").addEventListener("click", async () => {
    const keys = await one("people", person);
    const key = await readingKey(keys).catch(() => null);
    const said = key && await read(await one("people", person), key, row.id, row.box);
    if (!said) return made.querySelector("[data-locked]").removeAttribute("hidden");
    fill(form, said);
    await keep(form);
    await drop("drafts", row.id);
    made.remove();
    form.querySelector("textarea, input[type=text]")?.focus();
  });
  made.querySelector("[data-anew]").addEventListener("click", async () => {
    await drop("drafts", row.id);
    made.remove();
  });
  form.before(made);
};

// A clock may have jumped: what looks old is offered for one more week, and goes after that.
const isOver = (row) => {
  const now = Date.now();
  if (now - row.at <= LONGEST) return false;
  if (!row.late) put("drafts", { ...row, late: now }).catch(() => {});
  return now - (row.late ?? now) > WEEK;
};

const begin = async () => {
  const all = (await every("drafts").catch(() => [])).filter((row) => row.person === person);
  const over = all.filter(isOver);
  for (const row of over) await drop("drafts", row.id).catch(() => {});
  const rows = all.filter((row) => !over.includes(row));
  for (const form of forms()) {
    if (known.has(form)) continue;
    const path = new URL(form.action, location.href).pathname;
    // One that came back with what is wrong waits nowhere any more.
    const back = form.elements.submission_key?.dataset.draftNow !== undefined;
    known.set(form, { id: `${person}${path} ${Date.now()}`, path, timer: 0, last: back ? "" : typed(form) });
    if (back) keep(form);
    const left = rows.filter((row) => row.path === path).sort((a, b) => b.at - a.at)[0];
    if (left && !shielded()) offer(form, left);
  }
};
document.addEventListener("htmx:afterSettle", begin);
if (line) begin();
