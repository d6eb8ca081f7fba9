// A gentle line under a text that seems to hold a phone number, an e-mail address or a citizen service number, with one
// tap to take it out and one to put it back. The rule is that of shared/sensitive.py, which explains it; the cases in
// tests/shared/sensitive_cases.json hold both to the same answers. Nothing leaves the page. A field that is about no
// resident (data-nudge="people") asks about names and dates of birth as well.
import { aboutPeople } from "./people.js";

const SPACE = "[ \\u00a0\\u202f]";
const SIGNS = [" ", "\\u00a0", "\\.", "-", "/"];
const GAP = `${SPACE}?[-\\u2010-\\u2013./]?${SPACE}?`;
const LETTER = "0-9A-Za-z\\u00c0-\\u024f";

const grouped = (...shapes) => {
  const found = shapes.flatMap((shape) => {
    const parts = [...shape].map((count) => `[0-9]{${count}}`);
    return (parts.length > 1 ? SIGNS : SIGNS.slice(0, 1)).map((sign) => parts.join(sign));
  });
  return `(?=[1-9])(?:${found.join("|")})(?![0-9])`;
};
const FOUR = grouped("4");
const SIX = grouped("6", "222", "33", "24", "42");
const SEVEN = grouped("7", "34", "43", "322", "223");
const EIGHT = grouped("8", "2222", "44", "332", "323", "233", "422", "224");

const national = (zero) => [
  [`${zero}6`, EIGHT],
  [`${zero}(?:[1-57][0-9]|8[458]|9[17])`, SEVEN],
  [`${zero}[1-5][0-9]{2}`, SIX],
  ...(zero ? [["0[89]0[0-9]", SEVEN], ["0[89]0[0-9]", FOUR]] : []),
].map(([area, rest]) => `(?:${area}|\\(${area}\\))${GAP}${rest}`).join("|");

const DUTCH = `(?:\\+|00)31${GAP}(?:\\(0\\)${GAP}|0)?(?:${national("")})|${national("0")}`;
const LOOSE = "[- \\u00a0./()]{0,2}";
const FOREIGN = `(?=[+0](?:${LOOSE}[0-9]){9})(?:\\+|00)[1-9][0-9]{0,3}(?:${LOOSE}[0-9]{2,12}){1,6}`;
const MONEY = "\\u20ac[ \\u00a0]?[0-9][0-9.,]{0,20}|[0-9][0-9.,]{0,20}(?=[ \\u00a0]?[Ee][Uu][Rr][Oo]?(?![A-Za-z]))";
const ACCOUNT = "(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2} ?[A-Za-z]{4}(?: ?[0-9]{2,4}){2,5}";
const PASSED_OVER = new RegExp(`${ACCOUNT}|${MONEY}`, "g");
const NAME = "[^ \\t\\n\\r\\u00a0@,;:<>()\"'.]{1,63}";
const HOURS = /^0[89]00.{0,3}(?:[01][0-9]|2[0-4])(?:00|15|30|45)$/;

const elevenTest = (piece) => {
  const digits = piece.replace(/[^0-9]/g, "");
  const total = [9, 8, 7, 6, 5, 4, 3, 2, -1].reduce((sum, weight, at) => sum + weight * digits[at], 0);
  return Number(digits) > 0 && total % 11 === 0;
};
const RULES = [
  ["email", `[^ \\t\\n\\r\\u00a0@,;:<>()"']{1,64}@${NAME}(?:\\.${NAME}){0,9}\\.[A-Za-z]{2,}`, () => true],
  ["phone", `(?<![${LETTER}])(?<![0-9][-.:])(?:${DUTCH}|${FOREIGN})(?![${LETTER}])`, (piece) => !HOURS.test(piece)],
  ["bsn", `(?<![${LETTER}])(?<![0-9][-./,:])`
    + "(?:[0-9]{9}|[0-9]{3}([ .\\u00a0])[0-9]{3}\\1[0-9]{3}|[0-9]{4}([ .\\u00a0])[0-9]{2}\\2[0-9]{3})"
    + `(?![${LETTER}])(?![-./,:][0-9])`, elevenTest],
].map(([kind, pattern, meant]) => ({ kind, pattern: new RegExp(pattern, "g"), meant }));

const blank = (piece) => "x".repeat(piece.length);

/** Every piece of the text that better stays out of it, in order: {kind, start, text}. */
export const sensitive = (text) => {
  let rest = text.replace(PASSED_OVER, blank);
  const found = [];
  for (const { kind, pattern, meant } of RULES) {
    for (const hit of [...rest.matchAll(pattern)].filter(([piece]) => meant(piece))) {
      found.push({ kind, start: hit.index, text: hit[0] });
      rest = rest.slice(0, hit.index) + blank(hit[0]) + rest.slice(hit.index + hit[0].length);
    }
  }
  return found.sort((one, other) => one.start - other.start);
};

/** The text without one piece, and without the space that would stand there twice. */
export const without = (text, { start, text: piece }) => {
  const before = text.slice(0, start), after = text.slice(start + piece.length);
  return /(^|\s)$/.test(before) ? before + after.replace(/^ /, "") : before + after;
};

const pieces = (field, text) => [...sensitive(text), ...(field.dataset.nudge === "people" ? aboutPeople(text) : [])];

const SETTLED = 700;
const words = document.getElementById("nudge");
// What somebody put back is not asked about again.
const kept = new Set();
const waiting = new WeakMap();
const lines = new WeakMap();

const button = (label, press) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "link";
  made.textContent = label;
  made.addEventListener("click", press);
  return made;
};

const write = (field, value) => {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

const lineOf = (field) => {
  if (lines.get(field)?.line.isConnected) return lines.get(field);
  const line = words.content.firstElementChild.cloneNode(true);
  const parts = { line, says: line.querySelector("[role=status]") };
  parts.take = button(words.dataset.take, () => {
    parts.former = field.value;
    write(field, without(field.value, parts.found));
    look(field);
    (parts.take.hidden ? parts.back : parts.take).focus();
  });
  parts.back = button(words.dataset.back, () => {
    for (const { text } of pieces(field, parts.former)) kept.add(text);
    write(field, parts.former);
    look(field);
    field.focus();
  });
  line.append(parts.take, parts.back);
  const count = field.nextElementSibling;
  (count?.classList.contains("count") ? count : field).after(line);
  lines.set(field, parts);
  return parts;
};

const look = (field) => {
  clearTimeout(waiting.get(field));
  const found = pieces(field, field.value).find(({ text }) => !kept.has(text));
  if (!found && !lines.has(field)) return;
  const parts = lineOf(field);
  const taken = parts.former !== undefined && parts.former !== field.value;
  parts.found = found;
  parts.line.hidden = !found && !taken;
  parts.take.hidden = !found;
  parts.back.hidden = !taken;
  const says = found ? words.dataset[found.kind] : taken ? words.dataset.gone : "";
  // A moment later: a screen reader says only what changes in a line that was there already.
  if (parts.says.textContent !== says) setTimeout(() => { parts.says.textContent = says; }, 100);
};

const soon = (field) => {
  clearTimeout(waiting.get(field));
  waiting.set(field, setTimeout(() => look(field), SETTLED));
};

const all = () => document.querySelectorAll("[data-nudge]").forEach((field) => field.value && look(field));

if (words) {
  document.addEventListener("input", ({ target, isTrusted }) => {
    if (!target.matches?.("[data-nudge]")) return;
    // What is typed after a taking out makes putting back the whole former text unkind.
    if (isTrusted && lines.has(target)) lines.get(target).former = undefined;
    soon(target);
  });
  document.addEventListener("htmx:afterSettle", all);
  all();
}
