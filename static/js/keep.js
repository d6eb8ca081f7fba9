// Says at the top whether everything is saved, warns before leaving a form with changes, and sends a form once.
const kept = document.getElementById("kept");
const dirty = new Set();
// Of those: what the server keeps as a draft (draft.js). That is not saved, and never said to be.
const drafts = new Set();
const say = (state) => {
  if (!kept || kept.dataset.state === state) return;
  kept.dataset.state = state;
  kept.querySelector(".kept__word").textContent = kept.dataset[state];
};
const written = (form) => form && form.method === "post" && !form.hasAttribute("data-unwatched");

const now = () => {
  if ([...dirty].some((form) => !drafts.has(form))) return "open";
  if (drafts.size || document.querySelector("[data-draft-shown]")) return "draft";
  return document.querySelector(".wrong, .not-kept") ? "open" : "kept";
};
say(now());

document.addEventListener("input", ({ target }) => {
  if (!written(target.form)) return;
  dirty.add(target.form);
  say(now());
});
document.addEventListener("draft", ({ target, detail }) => {
  if (detail === "same") dirty.delete(target);
  else dirty.add(target);
  if (detail === "kept") drafts.add(target);
  else drafts.delete(target);
  say(now());
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sending) return event.preventDefault();
  form.dataset.sending = "1";
  event.submitter?.setAttribute("aria-disabled", "true");
  dirty.delete(form);
  drafts.delete(form);
  say("busy");
});

// After a part of the page was replaced, or on coming back with the browser's own button, a form may be sent again.
const again = () => {
  for (const form of document.querySelectorAll("form[data-sending]")) {
    delete form.dataset.sending;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  }
  for (const forms of [dirty, drafts]) for (const form of forms) if (!form.isConnected) forms.delete(form);
  say(now());
};
document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (detail.successful) for (const forms of [dirty, drafts]) forms.delete(target.closest("form"));
  again();
});
document.addEventListener("htmx:afterSettle", again);
window.addEventListener("pageshow", ({ persisted }) => persisted && again());

window.addEventListener("beforeunload", (event) => {
  const typed = [...dirty].some((form) => form.isConnected && !drafts.has(form) && [...form.elements].some((field) =>
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
