// Enter in a field of a goal adds its step, so that the next one can be typed at once.
document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (key !== "Enter" || !target.matches(".table .card input")) return;
  event.preventDefault();
  target.closest(".card").querySelector(".table__add").click();
});

// A part of the page that was replaced brings its own key, and the server's answer says where one is.
document.addEventListener("htmx:afterSwap", () => {
  const id = document.querySelector(".table [autofocus]")?.closest(".card")?.id;
  if (id) document.getElementById(id).scrollIntoView({ block: "nearest" });
});

// Whose goal it was is no longer true above a goal that is given to somebody else.
document.addEventListener("change", ({ target }) => {
  if (!target.matches(".table .card input[name$='-resident']")) return;
  target.closest(".card").querySelector("[data-whose]")?.setAttribute("hidden", "");
});
