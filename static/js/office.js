// The line that says what is at the office. What keeps and sends forms is fetched when a page has such a form, when
// something waits, and for somebody who is new on this device.
export const line = document.getElementById("office");
const remembered = (name, value) => {
  try {
    if (value) localStorage.setItem(name, value);
    return localStorage.getItem(name) ?? "";
  } catch { return "?"; }
};
const before = remembered("person");
// Who is logged in; on a page that the device itself gave, who was so last.
export const person = line ? remembered("person", line.dataset.of) : "";
// Nothing can be kept sealed on an address without https.
const able = () => Boolean(globalThis.crypto?.subtle && globalThis.indexedDB && navigator.locks);

export const free = (form) => {
  delete form.dataset.sending;
  form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
};

// The tablet is turned to a resident (talk.js): nothing of others is shown then.
export const shielded = () => remembered("talk") === "1";

// By its address on the page: it asks for this script itself.
let fetched = null;
const sending = () => fetched ||= import(line.dataset.script).catch((error) => { fetched = null; throw error; });

// A browser writes down what stands in a form, readable, to bring pages back after a crash; not of these. What they hold
// is kept sealed (jot.js).
const unwritten = () => {
  for (const form of document.querySelectorAll("form[data-offline]")) form.autocomplete = "off";
};

const begin = () => {
  unwritten();
  document.addEventListener("htmx:afterSettle", unwritten);
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (form.method === "post" && new URL(form.action).pathname === line.dataset.logout && person && !form.elements.wipe) {
      event.preventDefault();
      return import(line.dataset.leave).then(({ leave }) => leave(form)).catch(() => form.submit());
    }
    if (!form.dataset.offline) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.dataset.sending) return;
    form.dataset.sending = "1";
    submitter?.setAttribute("aria-disabled", "true");
    sending().then(({ send }) => send(form, submitter)).catch(() => {
      free(form);
      line.querySelector("a").textContent = line.dataset.cannot;
    });
  }, true);
  const waits = remembered("waiting");
  if (waits > 0) {
    line.dataset.state = "waiting";
    line.querySelector("a").textContent = line.dataset.waiting.replace("0", waits);
  }
  const wanted = before !== person || waits || remembered("along") || document.querySelector("form[data-offline]");
  // Not in the way of the page itself.
  const later = () => {
    if (wanted) sending().catch(() => {});
    setTimeout(serve, 2000);
  };
  if (document.readyState === "complete") later();
  else addEventListener("load", later);
};

const serve = async () => {
  const works = await navigator.serviceWorker?.register(line.dataset.worker, { scope: "/" }).catch(() => null);
  if (!works) return;
  const here = () => { document.body.dataset.worker = navigator.serviceWorker.controller ? "here" : "next"; };
  navigator.serviceWorker.addEventListener("controllerchange", here);
  await navigator.serviceWorker.ready;
  here();
  newer(works);
};

// A new version waits until somebody says so: nothing of what is being typed goes.
const newer = (works) => {
  const offer = () => {
    const banner = document.getElementById("newer");
    if (!works.waiting || !navigator.serviceWorker.controller || !banner) return;
    banner.hidden = false;
    banner.querySelector("button").addEventListener("click", () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
      works.waiting?.postMessage({ kind: "go" });
    });
  };
  works.addEventListener("updatefound", () => works.installing?.addEventListener("statechange", offer));
  offer();
};

if (line && able()) begin();
else if (line) line.querySelector("a").textContent = line.dataset.cannot;
