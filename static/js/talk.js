// Pages that stand open elsewhere, or wait in the memory of the browser, do not show more than the page of a talk does.
// The server keeps the session inside the plan anyway; this is about what is on the screen already.
const KEY = "talk";
const talking = document.querySelector("[data-talk]") !== null;
const ask = () => {
  document.documentElement.dataset.left = "";
  location.reload();
};
const marked = () => {
  try { return localStorage.getItem(KEY) === "1"; } catch { return false; }
};

try {
  if (talking) localStorage.setItem(KEY, "1");
  else localStorage.removeItem(KEY);
} catch { /* A browser that keeps nothing: the server does what matters. */ }

window.addEventListener("storage", ({ key, newValue }) => {
  if (key === KEY && newValue === "1" && !talking) ask();
});
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted && (talking || marked())) ask();
});
