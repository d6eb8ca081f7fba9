// The list of what waits on this device: what it is, when it was filled in, what came of it, and what one can do.
import { drop, every, one, read, readingKey, session } from "./vault.js";
import { changed, flush, mayPass, post, settle } from "./outbox.js";
import { person, shielded } from "./office.js";

const list = document.getElementById("waiting");
const words = document.getElementById("waiting-words").dataset;
const part = (id) => document.getElementById(id);
const LONG = 3 * 24 * 3600 * 1000;
const HIDDEN = ["submission_key", "next", "version", "done", "event", "own-offered"];
const when = (moment) => new Date(moment).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
const why = ({ state, status }) => {
  if (state !== "refused") return words.waiting;
  if (status === 409) return words.changed;
  if (status === 400 || status === 413) return words.large;
  if (status === "locked") return words.locked;
  return status === 404 ? words.gone : words.refused;
};
const readable = (text) => (/^\d{4}-\d\d-\d\d$/.test(text)
  ? new Date(`${text}T12:00`).toLocaleDateString(document.documentElement.lang, { dateStyle: "medium" }) : text);
const typed = (said) => [...new URLSearchParams(said.body)].filter(([name, text]) => !HIDDEN.includes(name) &&
  text.trim() && !/^[0-9a-f-]{36}$|^[a-z_]*$|^-?\d$/.test(text)).map(([, text]) => readable(text));

let key = null;
let keys = null;
const opened = async (row) => key && read(keys, key, row.key, row.box);

// Once more, for what was in its way may have gone; else as an ordinary form to its own page, which shows what is wrong.
const show = async (row) => {
  const said = await opened(row);
  const here = await session().catch(() => null);
  if (key && !said) return;
  if (!said || here?.person !== person) return location.assign(document.getElementById("office").dataset.loginAt);
  const { status, next } = await post(row, said, here.token).catch(() => ({}));
  if (status === 201 && next) {
    await settle(row);
    await changed();
    return location.assign(next);
  }
  const form = document.createElement("form");
  form.method = "post";
  form.action = said.path;
  const fields = [...new URLSearchParams(said.body), ["csrfmiddlewaretoken", here.token]];
  for (const [name, value] of fields) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = value;
    form.append(field);
  }
  form.hidden = true;
  document.body.append(form);
  form.submit();
};

// The keyboard goes on at the next one, or at the words that nothing is left.
const remove = async (row, place) => {
  await drop("outbox", row.seq);
  await changed();
  await busy;
  const next = list.children[Math.min(place, list.children.length - 1)];
  (next?.querySelector("[data-remove]:not([hidden])") ?? part("waiting-none")).focus();
};

const drawn = async (row, place) => {
  const line = part("waiting-row").content.cloneNode(true).firstElementChild;
  const at = (name) => line.querySelector(`[data-${name}]`);
  const mine = row.person === person;
  at("what").textContent = list.dataset[row.name] ?? list.dataset.form;
  at("when").textContent = when(row.made);
  at("state").textContent = mine ? why(row) : words.others;
  const said = mine && await opened(row);
  at("said").textContent = said ? typed(said).join(" · ") : "";
  at("open").hidden = !mine;
  at("open").addEventListener("click", () => show(row));
  at("remove").hidden = !mine;
  at("remove").addEventListener("click", () => { at("sure").hidden = false; at("no").focus(); });
  at("no").addEventListener("click", () => { at("sure").hidden = true; at("remove").focus(); });
  at("yes").addEventListener("click", () => remove(row, place));
  return line;
};

let busy = Promise.resolve();
let shown = "";
const draw = async () => {
  const found = shielded() ? [] : await every("outbox").catch(() => null);
  const rows = found ?? [];
  if (rows.length && person && !key) {
    const known = await one("people", person).catch(() => null);
    key = known && await readingKey(known).catch(() => null);
    keys = await one("people", person).catch(() => null);
  }
  // A row that somebody is deciding about stays as it is.
  const all = JSON.stringify([Boolean(found), rows.map(({ seq, state }) => [seq, state]), Boolean(key)]);
  if (all === shown) return;
  shown = all;
  list.replaceChildren(...await Promise.all(rows.map(drawn)));
  list.hidden = part("waiting-acts").hidden = !rows.length;
  part("waiting-none").hidden = !found || Boolean(rows.length);
  part("waiting-unread").hidden = Boolean(found);
  part("waiting-locked").hidden = !rows.some((row) => row.person === person) || Boolean(key);
  part("waiting-long").hidden = !rows.some(({ made }) => Date.now() - made > LONG);
  part("rescue").hidden = !key;
};

// Everything that waits, readable, as a file: for when nothing else helps.
const rescue = async () => {
  const rows = (await every("outbox")).filter((row) => row.person === person);
  const found = await Promise.all(rows.map(async ({ name, made, ...row }) => ({
    name, made: new Date(made).toISOString(), ...await opened(row),
  })));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(found, null, 2)], { type: "application/json" }));
  link.download = "keukentafel.json";
  link.click();
};

const again = () => { busy = busy.then(draw, draw); };
document.addEventListener("outbox", again);
// What met a fault five times is tried once more as well.
part("send-now").addEventListener("click", async () => {
  const stopped = (await every("outbox")).filter(({ state, status }) => state === "refused" && mayPass(status));
  for (const row of stopped) await settle(row, { state: "waiting", faults: 4 });
  await flush();
});
part("rescue").addEventListener("click", rescue);
again();
