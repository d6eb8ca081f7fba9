// Says at the top whether everything is saved, warns before leaving a form with changes, and sends a form once.
const kept = document.getElementById("kept");
const dirty = new Set();
const say = (state) => {
  if (!kept || kept.dataset.state === state) return;
  kept.dataset.state = state;
  kept.querySelector(".kept__word").textContent = kept.dataset[state];
};
const written = (form) => form && form.method === "post" && !form.hasAttribute("data-unwatched");

if (document.querySelector(".wrong, .not-kept")) say("open");

document.addEventListener("input", ({ target }) => {
  if (!written(target.form)) return;
  dirty.add(target.form);
  say("open");
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sending) return event.preventDefault();
  form.dataset.sending = "1";
  event.submitter?.setAttribute("aria-disabled", "true");
  dirty.delete(form);
  say("busy");
});

// After a part of the page was replaced, or on coming back with the browser's own button, a form may be sent again.
const again = () => {
  for (const form of document.querySelectorAll("form[data-sending]")) {
    delete form.dataset.sending;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  }
  for (const form of dirty) if (!form.isConnected) dirty.delete(form);
  say(dirty.size || document.querySelector(".wrong, .not-kept") ? "open" : "kept");
};
document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (detail.successful) dirty.delete(target.closest("form"));
  again();
});
document.addEventListener("htmx:afterSettle", again);
window.addEventListener("pageshow", ({ persisted }) => persisted && again());

window.addEventListener("beforeunload", (event) => {
  const typed = [...dirty].some((form) => form.isConnected && [...form.elements].some((field) =>
    "defaultValue" in field && field.type !== "hidden" && field.value !== field.defaultValue && field.value.trim()));
  if (typed && !document.querySelector("form[data-sending]")) event.preventDefault();
});

// The menu of the account closes with Escape and by pressing elsewhere.
const menu = document.querySelector(".account");
document.addEventListener("click", ({ target }) => menu && !menu.contains(target) && menu.removeAttribute("open"));
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !menu?.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
