// Forms that wait on this device until they are at the office: kept first, then sent at once. The same with a network
// and without one.
import { amend, byKey, every, keysOf, one, put, read, readingKey, seal, session } from "./vault.js";

const LATEST = 600000;
const told = new BroadcastChannel("outbox");
// What came of the last try: "" (nothing to say), "sending", "login" (nobody is logged in), "other" (somebody else is).
export const now = { phase: "" };
export const changed = async () => {
  const waits = (await every("outbox").catch(() => null))?.length;
  try {
    if (waits) localStorage.setItem("waiting", waits);
    else if (waits === 0) localStorage.removeItem("waiting");
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

// Answers that may pass: a fault of the server, a token that was just replaced, a page of something in between.
export const mayPass = (status) => status < 400 || status >= 500 || [403, 408, 425].includes(status);
// What an answer means for a form: gone (it is at the office), "login", "later", or "refused": kept, for a person to see.
const judged = ({ status, next }, faults) => {
  if (status === 201 && next) return "gone";
  if (status === 401) return "login";
  if (status === 0 || status === 429) return "later";
  // The office answered just before: a fault for the fifth time is about this form, and others wait behind it.
  return mayPass(status) && faults < 5 ? "later" : "refused";
};

const deliver = async (row, person, key, token) => {
  const said = await read(person, key, row.key, row.box);
  const answer = said ? await post(row, said, token).catch(() => ({ status: 0 })) : { status: "locked" };
  const faults = (row.faults ?? 0) + (answer.status !== 0 && mayPass(answer.status));
  const verdict = judged(answer, faults);
  const change = { later: { tries: row.tries + 1, faults }, refused: { state: "refused", status: answer.status } };
  // On a device that is full even this may fail: then it is sent once more, which changes nothing at the office.
  if (verdict !== "login") await settle(row, change[verdict]).catch(() => {});
  if (verdict === "later") again(row.tries);
  return [answer, verdict];
};

// What was put in its place meanwhile, or taken away by hand, stays so.
export const settle = (row, change) => amend("outbox", row.seq, ({ made }) => made === row.made, change);

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
  const known = await keysOf(here.person);
  const key = known && await readingKey(known, known.device === guess?.device ? here : undefined);
  if (!key) return "login";
  const person = await one("people", here.person);
  for (const row of mine) {
    const [answer, verdict] = await deliver(row, person, key, here.token);
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
