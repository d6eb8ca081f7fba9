// Plans that somebody takes along for a visit: at most five, sealed, and gone after a day or on leaving.
import { drop, every, keysOf, one, put, read, readingKey, seal } from "./vault.js";
import { person } from "./office.js";

export const MOST = 5;
const DAY = 24 * 3600 * 1000;

export const own = async () => {
  const rows = await every("along");
  for (const row of rows) if (Math.abs(Date.now() - row.at) > DAY) await drop("along", row.id);
  const mine = rows.filter((row) => row.person === person && Math.abs(Date.now() - row.at) <= DAY);
  try {
    if (rows.length) localStorage.setItem("along", "1");
    else localStorage.removeItem("along");
  } catch { /* Looked up again on the page that shows them. */ }
  return mine;
};

export const store = async (said, at = Date.now()) => {
  const keys = await keysOf(person);
  if (!keys) throw new Error("no keys");
  const id = `${person}${said.plan}`;
  await put("along", { id, person, at, box: await seal(keys, id, said) });
};

// Each plan as it was taken along, or null while nobody may read here.
export const opened = async () => {
  const rows = await own();
  const keys = rows.length && await one("people", person);
  const key = keys && await readingKey(keys);
  if (rows.length && !key) return null;
  const all = await Promise.all(rows.map(async (row) => ({ row, said: await read(keys, key, row.id, row.box) })));
  return all.filter(({ said }) => said);
};

const button = document.querySelector("[data-take-along]");
const take = async () => {
  const { takeAlong, visit, full, failed } = button.dataset;
  const tell = (words) => { document.getElementById("along-said").textContent = words; };
  try {
    const answer = await fetch(takeAlong, { cache: "no-store", redirect: "error" });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const said = await answer.json();
    const others = (await own()).filter(({ id }) => id !== `${person}${said.plan}`);
    if (others.length >= MOST) return tell(full);
    await store(said);
    // Opened now, while there is a network, and kept in memory from page to page.
    await readingKey(await one("people", person));
    await own();
    location.assign(visit);
  } catch {
    tell(failed);
  }
};
if (button && globalThis.crypto?.subtle && navigator.locks) {
  button.hidden = false;
  button.addEventListener("click", take);
}
