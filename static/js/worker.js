// Gives pages when there is no network: empty ones, that hold nothing of anybody. It never touches what is sent, and
// keeps no other page. The server puts VERSION, FILES, PAGES and LEADS before this (organisation/shell.py).
/* global VERSION, FILES, PAGES, LEADS */
const SHELL = `shell-${VERSION}`;
const PATIENCE = 3000;

self.addEventListener("install", (event) => {
  // A page that leads elsewhere is none of these: then nothing is kept, and the browser tries again later.
  const wanted = [...FILES, ...PAGES].map((path) => new Request(path, { cache: "no-cache", redirect: "error" }));
  event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll(wanted)));
});

self.addEventListener("activate", (event) => {
  const old = (names) => Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(old).then(() => self.clients.claim()));
});

const kept = (path) => caches.match(path, { cacheName: SHELL });

const page = async (request, path) => {
  const empty = PAGES.includes(path) ? path : LEADS[path];
  const answer = fetch(request);
  // Only a page that has an empty one need not be waited for; of the others there is nothing else to show.
  const late = empty && new Promise((done) => { setTimeout(done, PATIENCE); }).then(() => kept(empty));
  try {
    return await (late ? Promise.race([answer, late.then((found) => found ?? answer)]) : answer);
  } catch (error) {
    const found = await kept(empty ?? PAGES[0]);
    if (found) return found;
    throw error;
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, pathname));
  else if (FILES.includes(pathname)) event.respondWith(kept(pathname).then((found) => found ?? fetch(request)));
});

// The browser says that there is a network again, to pages out of sight as well. They send, as always; this does not.
self.addEventListener("sync", (event) => {
  const pages = self.clients.matchAll({ type: "window" });
  event.waitUntil(pages.then((all) => all.forEach((one) => one.postMessage({ kind: "online" }))));
});

// From one page to the next the key to read with stays here, in memory: put to sleep, this forgets it.
let key = null;
self.addEventListener("message", ({ data, ports: [port] }) => {
  if (data.kind === "keep") key = { device: data.device, key: data.key };
  if (data.kind === "forget") key = null;
  if (data.kind === "ask") port?.postMessage(key?.device === data.device ? key.key : null);
  if (data.kind === "go") self.skipWaiting();
});
