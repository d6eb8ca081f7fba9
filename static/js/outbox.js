// Forms that wait on this device until they are at the office: kept first, then sent at once. The same with a network
// and without one.
import { byKey, drop, every, keysOf, one, put, readingKey, seal, session, unseal } from "./vault.js";

const LATEST = 600000;
const told = new BroadcastChannel("outbox");
// What came of the last try: "" (nothing to say), "sending", "login" (nobody is logged in), "other" (somebody else is).
export const now = { phase: "" };
export const changed = async () => {
  const waits = (await every("outbox").catch(() => [])).length;
  try {
    if (waits) localStorage.setItem("waiting", waits);
    else localStorage.removeItem("waiting");
  } catch { /* Then it is looked up on every page. */ }
  document.dispatchEvent(new CustomEvent("outbox"));
  told.postMessage("");
};
told.onmessage = () => document.dispatchEvent(new CustomEvent("outbox"));

// Where a browser can (Background Sync), it wakes the worker, which tells the pages that are open, also out of sight.
const tellWhenOnline = () => navigator.serviceWorker?.ready.then((works) => works.sync?.register("outbox")).catch(() => {});
navigator.serviceWorker?.addEventListener("message", ({ data }) => data?.kind === "online" && flush());

// Seals a form for this person and keeps it; one that was kept before under the same number takes its place.
export const keep = async (form, submitter, person) => {
  const keys = person && await keysOf(person);
  if (!keys) throw new Error("no keys");
  const fields = new FormData(form, submitter);
  fields.delete("csrfmiddlewaretoken");
  const key = fields.get("submission_key");
  const path = new URL(form.action, location.href).pathname;
  const body = new URLSearchParams(fields).toString();
  const about = { key, person, name: form.dataset.offline, made: Date.now(), state: "waiting", tries: 0 };
  const before = await byKey(key);
  await put("outbox", { ...about, ...(before && { seq: before.seq }), box: await seal(keys, key, { path, body }) });
  navigator.storage?.persist?.().catch(() => {});
  if (!navigator.onLine) tellWhenOnline();
  changed();
  return key;
};

export const post = async ({ person, made }, { path, body }, token) => {
  const headers = { "X-CSRFToken": token, "X-Kept-For": person, "X-Made-At": made, "X-Sent-At": Date.now() };
  const sent = new URLSearchParams(body);
  const answer = await fetch(path, { method: "POST", body: sent, headers, redirect: "manual", signal: AbortSignal.timeout(30000) });
  return { status: answer.status, next: answer.headers.get("X-Next"), page: await answer.text() };
};

// Without keeping: for a device that has no room.
export const sendNow = async (form, submitter, person) => {
  const here = await session();
  if (here?.person !== person) return { status: 401 };
  const fields = new FormData(form, submitter);
  fields.delete("csrfmiddlewaretoken");
  const path = new URL(form.action, location.href).pathname;
  return post({ person, made: Date.now() }, { path, body: new URLSearchParams(fields) }, here.token);
};

let timer = 0;
const again = (tries) => {
  clearTimeout(timer);
  timer = setTimeout(flush, Math.min(2000 * 2 ** tries, LATEST));
};

// What an answer means for a form: gone (it is at the office), "login", "later", or "refused": kept, for a person to see.
const judged = ({ status }, tries) => {
  if (status === 201) return "gone";
  if (status === 401 || status === 403) return "login";
  // A fault of the server may pass; the same fault five times is about this form, and others wait behind it.
  if (status === 0 || status === 429 || status >= 500) return status === 500 && tries >= 4 ? "refused" : "later";
  return "refused";
};

const deliver = async (row, key, token) => {
  const said = await unseal(key, row.key, row.box).catch(() => null);
  if (!said) return [{ status: 0 }, "refused"];
  const answer = await post(row, said, token).catch(() => ({ status: 0 }));
  const verdict = judged(answer, row.tries);
  if (verdict === "gone") await drop("outbox", row.seq);
  if (verdict === "refused") await put("outbox", { ...row, state: "refused", status: answer.status }).catch(() => {});
  if (verdict === "later") {
    await put("outbox", { ...row, tries: row.tries + 1 }).catch(() => {});
    again(row.tries);
  }
  return [answer, verdict];
};

// How often the office was out of reach, one after the other.
let away = 0;
const run = async () => {
  const rows = (await every("outbox")).filter(({ state }) => state === "waiting");
  if (!rows.length) return "";
  now.phase = "sending";
  changed();
  const guess = await one("people", rows[0].person);
  const here = await session(guess?.device).catch(() => "away");
  if (here === "away") {
    again(away);
    away += 1;
    return "";
  }
  away = 0;
  if (!here) return "login";
  const mine = rows.filter(({ person }) => person === here.person);
  if (!mine.length) return "other";
  const person = await one("people", here.person);
  const key = person && await readingKey(person, person.id === guess?.id ? here : undefined);
  if (!key) return "login";
  for (const row of mine) {
    const [answer, verdict] = await deliver(row, key, here.token);
    answers.set(row.key, answer);
    if (verdict === "login") return verdict;
    if (verdict === "later") return "";
    changed();
  }
  return "";
};

// Sends what waits, the oldest first; two pages do so one after the other. Gives the answers by number of the form.
const answers = new Map();
export const flush = async () => {
  clearTimeout(timer);
  await navigator.locks.request("outbox", async () => {
    try {
      now.phase = await run();
    } catch {
      now.phase = "";
    }
  });
  changed();
  return answers;
};

// How many wait here: of this person, refused ones of this person, and of others.
export const counts = async (person) => {
  const rows = await every("outbox");
  const mine = rows.filter((row) => row.person === person);
  const refused = mine.filter(({ state }) => state === "refused").length;
  return { waiting: mine.length - refused, refused, others: rows.length - mine.length };
};
