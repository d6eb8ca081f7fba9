// A chip with the start of a sentence puts it in its field; a date picked by hand lets go of the chips beside it;
// pressing a chosen chip or tile again lets it go (a double press does not, nor the space bar right behind an arrow).
document.addEventListener("click", ({ target }) => {
  const chip = target.closest("[data-starter]");
  const field = chip && document.querySelector(chip.dataset.target);
  if (!field) return;
  const rest = field.dataset.started && field.value.startsWith(field.dataset.started)
    ? field.value.slice(field.dataset.started.length) : field.value;
  field.value = chip.dataset.starter + rest;
  field.dataset.started = chip.dataset.starter;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

document.addEventListener("change", ({ target }) => {
  const chips = target.closest(".chips");
  const date = chips?.querySelector("input[type=date]");
  if (!date) return;
  const pick = chips.querySelector("input[value=pick]");
  if (target === date && date.value && pick) pick.checked = true;
  else if (target === pick) date.focus();
  else if (target !== date) date.value = "";
});

let chosen = null;
let since = 0;
// Chosen by an arrow just now: who is used to press the space bar as well keeps what was chosen.
let fresh = null;
let arrow = false;
const note = ({ target }) => {
  const radio = target.closest?.(".chip, .tile, .level")?.querySelector("input[type=radio]:not(:required)");
  chosen = radio?.checked ? radio : null;
};
const letGo = (radio) => {
  chosen = null;
  radio.checked = false;
  for (const name of ["input", "change"]) radio.dispatchEvent(new Event(name, { bubbles: true }));
};
document.addEventListener("pointerdown", note);
document.addEventListener("keydown", (event) => {
  arrow = event.key.startsWith("Arrow");
  if (event.key !== " ") return;
  note(event);
  if (!chosen) return;
  event.preventDefault();
  if (event.repeat) return;
  if (chosen === fresh) fresh = null;
  else letGo(chosen);
});
document.addEventListener("focusout", ({ target }) => { if (target === fresh) fresh = null; });
document.addEventListener("click", ({ target, timeStamp }) => {
  if (!target.matches("input[type=radio]")) return;
  fresh = arrow ? target : null;
  if (target === chosen && timeStamp - since > 600) return letGo(target);
  if (target !== chosen) since = timeStamp;
  chosen = null;
});
