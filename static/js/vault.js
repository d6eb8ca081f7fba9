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
const add = (store, row) => work(store, "readwrite", (all) => all.add(row));
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
  if (!answer.ok) throw new Error(`session: ${answer.status}`);
  return answer.json();
};

const wrapping = (secret) => {
  const raw = Uint8Array.from(atob(secret), (sign) => sign.charCodeAt(0));
  return subtle.importKey("raw", raw, LOCK, false, ["encrypt", "decrypt"]);
};
const wrapped = async (secret, pkcs8) => {
  const iv = random(12);
  return { iv, text: await subtle.encrypt({ name: LOCK, iv }, await wrapping(secret), pkcs8) };
};

// The keys of a person on this device, made at the first log-in here; null when they cannot be made now.
export const keysOf = (id) => navigator.locks.request("keys", async () => {
  const known = await one("people", id);
  if (known) return known;
  const device = crypto.randomUUID();
  const now = await session(device).catch(() => null);
  if (now?.person !== id) return null;
  const pair = await subtle.generateKey(CURVE, true, ["deriveBits"]);
  const lock = new Uint8Array(await subtle.exportKey("raw", pair.publicKey));
  const key = await wrapped(now.secrets[0], await subtle.exportKey("pkcs8", pair.privateKey));
  await add("people", { id, device, lock, key, at: Date.now() });
  return one("people", id);
});

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
  for (const [person, key] of inMemory) worker({ kind: "keep", person, key });
});

// The key to read with: from memory, from the page before this one, or opened with what the server tells who is logged
// in. Null while nobody is.
export const readingKey = async (person, told) => {
  if (!inMemory.has(person.id)) {
    const kept = await Promise.race([
      new Promise((done) => worker({ kind: "ask", person: person.id }, done)),
      new Promise((done) => setTimeout(done, 500, null)),
    ]);
    if (kept) inMemory.set(person.id, kept);
  }
  if (!inMemory.has(person.id)) {
    const now = told ?? await session(person.device).catch(() => null);
    if (now?.person !== person.id) return null;
    for (const [place, secret] of now.secrets.entries()) {
      const how = { name: LOCK, iv: person.key.iv };
      const pkcs8 = await subtle.decrypt(how, await wrapping(secret), person.key.text).catch(() => null);
      if (!pkcs8) continue;
      if (place > 0) await put("people", { ...person, key: await wrapped(now.secrets[0], pkcs8) });
      inMemory.set(person.id, await subtle.importKey("pkcs8", pkcs8, CURVE, false, ["deriveBits"]));
      break;
    }
  }
  return inMemory.get(person.id) ?? null;
};

// On leaving: nothing of this person stays but, when asked, what is sealed in the outbox with the key to it.
export const forget = async (id, { outbox = false } = {}) => {
  inMemory.delete(id);
  worker({ kind: "forget" });
  for (const store of ["drafts", "along", ...(outbox ? ["outbox"] : [])]) {
    for (const row of await every(store)) if (row.person === id) await drop(store, row.seq ?? row.id);
  }
  if (!(await every("outbox")).some(({ person }) => person === id)) await drop("people", id);
};
