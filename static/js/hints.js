// While a goal is written: one gentle question under the field, once the typing rests. It never stops anybody, counts
// nothing, and stays away when somebody switched it off. The questions and their words stand in the page
// (templates/registration/_hints.html), so that every language has its own.
const RESTS = 1500;
const ENOUGH = 12;
const OFF = "hints-off";

/** The first of the questions [{text, words}] of which no word stands in the text; none while little is written. */
export const pick = (text, questions) => {
  if (text.trim().length < ENOUGH) return "";
  const said = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  const stands = (word) => word.endsWith("*")
    ? said.some((one) => one.startsWith(word.slice(0, -1))) : said.includes(word);
  return questions.find(({ words }) => !words.some(stands))?.text ?? "";
};

// A browser may keep nothing (private windows): then the questions are there until the page is left.
let off = false;
try { off = localStorage.getItem(OFF) === "1"; } catch { /* Nothing kept. */ }
const keep = (value) => {
  off = value;
  try { value ? localStorage.setItem(OFF, "1") : localStorage.removeItem(OFF); } catch { /* Nothing kept. */ }
};

const questions = (hints) => [...hints.querySelectorAll("[data-words]")].map((line) =>
  ({ text: line.textContent, words: line.dataset.words.split(" ").filter(Boolean) }));

const say = (hints, text) => {
  const line = hints.querySelector("[aria-live]");
  if (line.textContent !== text) line.textContent = text;
};

// The button says what it will do.
const show = () => document.querySelectorAll("[data-hints-switch]").forEach((one) => {
  one.dataset.on ??= one.textContent;
  one.textContent = off ? one.dataset.off : one.dataset.on;
});

let waiting;
document.addEventListener("input", ({ target }) => {
  const hints = target.id && document.querySelector(`[data-hints="${CSS.escape(target.id)}"]`);
  if (!hints || off) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => say(hints, off ? "" : pick(target.value, questions(hints))), RESTS);
});

document.addEventListener("click", ({ target }) => {
  if (!target.closest("[data-hints-switch]")) return;
  keep(!off);
  if (off) document.querySelectorAll("[data-hints]").forEach((hints) => say(hints, ""));
  show();
});

document.addEventListener("htmx:afterSettle", show);
show();
