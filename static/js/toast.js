// Messages go away by themselves after a while: not when they tell of an error, nor while somebody is at them.
const LONG = 12000;

const leave = (toast) => setTimeout(() => {
  if (toast.matches(":hover, :focus-within")) leave(toast);
  else toast.remove();
}, LONG);

const start = () => {
  const fresh = [...document.querySelectorAll(".toasts > .toast:not([data-seen])")];
  for (const toast of fresh) {
    toast.dataset.seen = "1";
    if (!toast.matches(".toast--error, .toast--warning")) leave(toast);
  }
  // Put in once more: a screen reader hears only what changes in a live region that was there already.
  setTimeout(() => fresh.forEach((toast) => toast.matches(":focus-within") || toast.parentElement?.append(toast)), 300);
};

document.addEventListener("click", ({ target }) => target.closest("[data-close]")?.closest(".toast")?.remove());
document.addEventListener("htmx:afterSettle", start);
document.addEventListener("htmx:oobAfterSwap", start);
start();
