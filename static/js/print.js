// Prints the sheet, and tells the server that it was printed: also when somebody uses the browser's own print command.
const form = document.getElementById("print");

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  window.print();
});

if (form) window.addEventListener("beforeprint", () => {
  fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" }).catch(() => {});
});
