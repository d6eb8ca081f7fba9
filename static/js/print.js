// Prints the sheet, and tells the server that it was printed: also when somebody uses the browser's own print command.
const form = document.getElementById("print");
const TOGETHER = 5000; // milliseconds within which the button and the browser speak of one and the same print
let told = -Infinity;

const tell = () => {
  if (performance.now() - told < TOGETHER) return;
  told = performance.now();
  fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" })
    .catch(() => {}).finally(() => { form.dataset.told = ""; });
};

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  tell();
  window.print();
});

if (form) window.addEventListener("beforeprint", tell);
