// Messages go away by themselves after a while: not when they tell of an error, nor while somebody is at them.
const LONG = 12000;
const region = document.querySelector(".toasts");

const leave = (toast) => setTimeout(() => {
  if (toast.matches(":hover, :focus-within")) leave(toast);
  else toast.remove();
}, LONG);

const start = () => region?.querySelectorAll(".toast:not([data-seen])").forEach((toast) => {
  toast.dataset.seen = "1";
  if (!toast.matches(".toast--error, .toast--warning")) leave(toast);
});

region?.addEventListener("click", ({ target }) => target.closest("[data-close]")?.closest(".toast").remove());
document.addEventListener("htmx:afterSwap", start);
// Said once more after loading: a screen reader hears only what changes in a live region.
if (region?.children.length) setTimeout(() => region.append(...region.children), 300);
start();
