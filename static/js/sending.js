// Forms that are kept on this device before they are sent, and the line that says so. Fetched by office.js when there is
// something to keep or to send.
import { byKey, drop, every, keysOf, proven } from "./vault.js";
import { counts, flush, keep, now, sendNow } from "./outbox.js";
import { free, line, person } from "./office.js";

// Answers that bring the form, or both texts; and those to a form that the office has no place for any more.
const SHOWN = [409, 422];
const REFUSED = [400, 404, 405, 410, 413];
const wait = (time) => new Promise((done) => { setTimeout(done, time); });
const words = (name, count) => (line.dataset[count === 1 && `${name}One` in line.dataset ? `${name}One` : name])
  .replace("0", count);
let stuck = false;

const say = async () => {
  const found = await counts(person).catch(() => null);
  const { waiting, refused, others } = found ?? { waiting: 0, refused: 0, others: 0 };
  const cannot = stuck || !found;
  const said = [];
  if (cannot) said.push(words("cannot"));
  else if (waiting && now.phase === "sending") said.push(words("sending"));
  else if (waiting) said.push(words(now.phase === "login" ? "login" : "waiting", waiting));
  if (refused) said.push(words("refused", refused));
  if (others) said.push(words("others", others));
  const text = said.join(" · ") || words("all");
  const shown = line.querySelector("a");
  if (shown.textContent !== text) shown.textContent = text;
  shown.href = waiting && now.phase === "login" ? line.dataset.loginAt : line.dataset.list;
  line.dataset.state = cannot || refused ? "wrong" : waiting || others ? "waiting" : "all";
};

const toast = (name) => {
  const made = document.getElementById(name)?.content.cloneNode(true);
  if (made) document.getElementById("toasts")?.append(made);
  document.dispatchEvent(new Event("htmx:oobAfterSwap"));
};
const goOn = (form, next) => {
  const to = new URL(next, location.href);
  if (form.hasAttribute("hx-post") && globalThis.htmx) {
    form.setAttribute("hx-params", "none");
    return globalThis.htmx.ajax("GET", to.pathname + to.search, { source: form });
  }
  if (to.pathname + to.search !== location.pathname + location.search) return location.assign(to);
  location.hash = to.hash;
  location.reload();
};

// The words of now under a number of their own: once they are kept, what waited under the old number may go.
const adopt = async () => {
  const form = document.querySelector("form[data-instead]");
  const row = form && await byKey(form.dataset.instead).catch(() => null);
  if (row) form.dataset.offline = row.name;
};
const letGo = async ({ dataset }) => {
  const row = dataset.instead && await byKey(dataset.instead);
  if (row) await drop("outbox", row.seq);
};

// The page that the answer brought, in the place of this one: the form with what is wrong, or both texts.
const show = async (key, { status, page }) => {
  const found = new DOMParser().parseFromString(page, "text/html").getElementById("main");
  if (!found) return false;
  const main = document.getElementById("main");
  main.replaceWith(document.adoptNode(found));
  globalThis.htmx?.process(found);
  await adopt();
  document.dispatchEvent(new CustomEvent("htmx:afterSettle", { detail: {} }));
  (found.querySelector("[autofocus]") ?? found).focus();
  scrollTo(0, 0);
  // It stands on the page again, with its number. Refused for good, it stays in the list as well.
  const row = status === 422 && await byKey(key);
  if (row) await drop("outbox", row.seq);
  return true;
};

// Kept here and not sent yet: the page shows it as done, and says where it is.
const rest = (form, submitter, sent = false) => {
  if (form.hasAttribute("data-tap")) {
    form.elements.submission_key.value = crypto.randomUUID();
    if (submitter?.matches(".tick")) {
      submitter.toggleAttribute("data-done");
      submitter.closest(".action")?.classList.toggle("action--done");
      submitter.value = submitter.value === "1" ? "0" : "1";
    } else {
      form.querySelector("[aria-current]")?.removeAttribute("aria-current");
      form.querySelector(".stair--now")?.classList.remove("stair--now");
      submitter?.classList.add("stair--now");
      submitter?.setAttribute("aria-current", "true");
    }
    free(form);
    form.dispatchEvent(new CustomEvent("kept", { bubbles: true, detail: submitter }));
    return sent || toast("kept-toast");
  }
  const said = document.getElementById("kept-here")?.content.cloneNode(true);
  if (!said) return;
  form.replaceWith(said);
  document.getElementById("kept-said")?.focus();
};

const cannot = (form) => {
  stuck = true;
  free(form);
  form.dispatchEvent(new CustomEvent("draft", { bubbles: true, detail: "late" }));
  toast("cannot-toast");
};

const answered = async (key, form, submitter) => {
  let answer = (await flush()).get(key);
  // Sealed with a key that just turned out to be of no use any more; there is another one now.
  if (answer?.status === "locked") answer = (await keep(form, submitter, person).then(flush)).get(key);
  // Another page may have sent it meanwhile.
  return answer ?? (await byKey(key) ? undefined : { status: 201, next: location.pathname + location.search });
};

export const send = async (form, submitter) => {
  if (!form.elements.submission_key) {
    const key = document.createElement("input");
    Object.assign(key, { type: "hidden", name: "submission_key", value: crypto.randomUUID() });
    form.append(key);
  }
  form.dispatchEvent(new CustomEvent("draft", { bubbles: true, detail: "same" }));
  const key = await keep(form, submitter, person).catch(() => "");
  stuck = false;
  if (key) form.dispatchEvent(new CustomEvent("outboxed", { bubbles: true }));
  if (key) await letGo(form).catch(() => {});
  const sent = key ? answered(key, form, submitter) : sendNow(form, submitter, person).catch(() => undefined);
  const answer = await Promise.race([sent, wait(key ? 4000 : 30000)]);
  if (answer?.status === 201 && form.hasAttribute("data-stay")) rest(form, submitter, true);
  else if (answer?.status === 201) await goOn(form, answer.next);
  else if (SHOWN.includes(answer?.status) && await show(key, answer)) free(form);
  else if (key && REFUSED.includes(answer?.status)) location.assign(line.dataset.list);
  else if (key) rest(form, submitter);
  else cannot(form);
  await say();
};

const soon = () => document.hidden || flush();
document.addEventListener("outbox", say);
addEventListener("online", soon);
document.addEventListener("visibilitychange", soon);
// Asking for somebody else again and again would keep the session of who is logged in alive.
setInterval(() => now.phase === "other" || soon(), 60000);
soon();
adopt();
// The keys of this person are made while there is a network, and tried: what is sealed has to come open again.
if (line.dataset.of) keysOf(person).then((keys) => keys && proven(keys)).catch(() => null);
if (document.querySelector("form[data-offline]:not([data-tap])")) import("./jot.js");
// What was taken along stays for a day.
for (const row of await every("along").catch(() => [])) {
  if (Math.abs(Date.now() - row.at) > 24 * 3600 * 1000) drop("along", row.id);
}
