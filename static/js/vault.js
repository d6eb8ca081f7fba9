// What this device keeps until it is at the office, sealed. Writing takes a key that lies here; reading takes one that
// only a secret of the server opens, for who is logged in (organisation/offline.py). That one stays in memory.
const NAME = "keukentafel";
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const LOCK = "AES-GCM";
const { subtle } = crypto;
const bytes = (text) => new TextEncoder().encode(text);
const random = (length) => crypto.getRandomValues(new Uint8Array(length));

let opened = null;
const open = () => opened ||= new Promise((done, failed) => {
  const asked = indexedDB.open(NAME, 1);
  asked.onupgradeneeded = () => {
    const outbox = asked.result.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true });
    outbox.createIndex("key", "key", { unique: true });
    for (const name of ["people", "drafts", "along"]) asked.result.createObjectStore(name, { keyPath: "id" });
  };
  asked.onsuccess = () => {
    asked.result.onversionchange = () => { asked.result.close(); opened = null; };
    done(asked.result);
  };
  asked.onerror = () => { opened = null; failed(asked.error); };
});

const work = async (store, mode, act) => {
  const base = await open();
  return new Promise((done, failed) => {
    const all = base.transaction(store, mode, { durability: "strict" });
    const asked = act(all.objectStore(store));
    all.oncomplete = () => done(asked?.result);
    all.onabort = () => failed(all.error ?? asked?.error);
  });
};
export const every = (store) => work(store, "readonly", (all) => all.getAll());
export const one = (store, id) => work(store, "readonly", (all) => all.get(id));
export const put = (store, row) => work(store, "readwrite", (all) => all.put(row));
export const drop = (store, id) => work(store, "readwrite", (all) => all.delete(id));
// Changes a row, or lets it go, only while it is what it was: it may have been replaced or removed meanwhile.
export const amend = (store, id, same, change) => work(store, "readwrite", (all) => {
  const asked = all.get(id);
  asked.onsuccess = () => {
    if (!asked.result || !same(asked.result)) return;
    if (change) all.put({ ...asked.result, ...change });
    else all.delete(id);
  };
});
export const byKey = (key) => work("outbox", "readonly", (all) => all.index("key").get(key));

const shared = async (own, other, salt) => {
  const bits = await subtle.deriveBits({ name: "ECDH", public: other }, own, 256);
  const secret = await subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info: bytes(NAME) };
  return subtle.deriveKey(how, secret, { name: LOCK, length: 256 }, false, ["encrypt", "decrypt"]);
};

// Seals something for a person; `about` has to be said again to open it.
export const seal = async (person, about, said) => {
  const to = await subtle.importKey("raw", person.lock, CURVE, false, []);
  const once = await subtle.generateKey(CURVE, false, ["deriveBits"]);
  const from = new Uint8Array(await subtle.exportKey("raw", once.publicKey));
  const iv = random(12);
  const key = await shared(once.privateKey, to, from);
  const how = { name: LOCK, iv, additionalData: bytes(about) };
  return { from, iv, text: await subtle.encrypt(how, key, bytes(JSON.stringify(said))) };
};

export const unseal = async (own, about, { from, iv, text }) => {
  const other = await subtle.importKey("raw", from, CURVE, false, []);
  const how = { name: LOCK, iv, additionalData: bytes(about) };
  const plain = await subtle.decrypt(how, await shared(own, other, from), text);
  return JSON.parse(new TextDecoder().decode(plain));
};

// Who is logged in: { person, token, secrets }, or null when nobody is. Throws when the office is out of reach.
export const session = async (device = "") => {
  const headers = { "X-Device": device };
  const answer = await fetch(document.getElementById("office").dataset.session, { cache: "no-store", redirect: "manual", headers, signal: AbortSignal.timeout(8000) });
  if (answer.type === "opaqueredirect" || answer.status === 401) return null;
  const told = answer.ok && await answer.json();
  // Something between here and the office may answer in its place: that is no answer.
  if (!told?.person || !told.token) throw new Error(`session: ${answer.status}`);
  return told;
};

const wrapping = (secret) => {
  const raw = Uint8Array.from(atob(secret), (sign) => sign.charCodeAt(0));
  return subtle.importKey("raw", raw, LOCK, false, ["encrypt", "decrypt"]);
};
const wrapped = async (secret, pkcs8) => {
  const iv = random(12);
  return { iv, text: await subtle.encrypt({ name: LOCK, iv }, await wrapping(secret), pkcs8) };
};

const made = async (id, former) => {
  const device = crypto.randomUUID();
  const now = await session(device).catch(() => null);
  if (now?.person !== id) return null;
  const pair = await subtle.generateKey(CURVE, true, ["deriveBits"]);
  const lock = new Uint8Array(await subtle.exportKey("raw", pair.publicKey));
  const key = await wrapped(now.secrets[0], await subtle.exportKey("pkcs8", pair.privateKey));
  await put("people", { id, device, lock, key, former, at: Date.now() });
  return one("people", id);
};
// The keys of a person on this device, made at the first log-in here; null when they cannot be made now.
export const keysOf = (id) => navigator.locks.request("keys", async () => await one("people", id) ?? made(id, []));

const inMemory = new Map();
// The worker keeps the key from one page to the next, in memory alone; it forgets it when the browser puts it to sleep.
const worker = (message, answered) => {
  const { controller } = navigator.serviceWorker ?? {};
  if (!controller) return answered?.(null);
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => answered?.(data);
  controller.postMessage(message, [port2]);
};
addEventListener("pagehide", () => {
  for (const [device, key] of inMemory) worker({ kind: "keep", device, key });
});

const unlocked = async (person, secrets) => {
  for (const [place, secret] of secrets.entries()) {
    const how = { name: LOCK, iv: person.key.iv };
    const pkcs8 = await subtle.decrypt(how, await wrapping(secret), person.key.text).catch(() => null);
    if (!pkcs8) continue;
    const newer = place > 0 && { key: await wrapped(secrets[0], pkcs8) };
    if (newer) await amend("people", person.id, ({ device }) => device === person.device, newer).catch(() => {});
    return subtle.importKey("pkcs8", pkcs8, CURVE, false, ["deriveBits"]);
  }
  return null;
};

// The office has no secret any more that opens this key: from here on another one, or nothing that is written would ever
// be read. The former one stays, for when the office gets its secret back.
const renewed = (person) => navigator.locks.request("keys", async () => {
  const { former = [], device, lock, key, id } = await one("people", person.id);
  if (device !== person.device) return null;
  const now = await made(id, [...former, { device, lock, key }]);
  return now && unlocked(now, (await session(now.device)).secrets);
});

// The key to read with: from memory, from the page before this one, or opened with what the server tells who is logged
// in. Null while nobody is.
export const readingKey = async (person, told) => {
  const { id, device } = person;
  if (inMemory.has(device)) return inMemory.get(device);
  let key = await Promise.race([
    new Promise((done) => worker({ kind: "ask", device }, done)),
    new Promise((done) => setTimeout(done, 500, null)),
  ]);
  if (!key) {
    const now = told ?? await session(device).catch(() => null);
    if (now?.person !== id || !now.secrets.length) return null;
    key = await unlocked(person, now.secrets);
    if (!key) return renewed(person).catch(() => null);
  }
  inMemory.set(device, key);
  return key;
};

// Tries once in each tab whether the key here still comes open, without keeping it; one that does not gets a successor.
export const proven = async (person) => {
  const { id, device } = person;
  if (sessionStorage.getItem("proven") === device) return;
  const now = await session(device);
  if (now?.person !== id || !now.secrets.length) return;
  if (await unlocked(person, now.secrets)) sessionStorage.setItem("proven", device);
  else await renewed(person);
};

// What is in a box of this person: opened with this key, or with one that this device had before; null if with none.
export const read = async (person, key, about, box) => {
  const opened = await unseal(key, about, box).catch(() => null);
  if (opened) return opened;
  for (const one of person.former ?? []) {
    const now = await session(one.device).catch(() => null);
    const own = now?.person === person.id && await unlocked({ ...one, id: person.id }, now.secrets);
    const said = own && await unseal(own, about, box).catch(() => null);
    if (said) return said;
  }
  return null;
};

// On leaving: nothing of this person stays but, when asked, what is sealed in the outbox with the key to it.
export const forget = async (id, { outbox = false } = {}) => {
  inMemory.clear();
  worker({ kind: "forget" });
  for (const store of ["drafts", "along", ...(outbox ? ["outbox"] : [])]) {
    for (const row of await every(store)) if (row.person === id) await drop(store, row.seq ?? row.id);
  }
  if (!(await every("outbox")).some(({ person }) => person === id)) await drop("people", id);
};
