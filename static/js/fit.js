// Fits the sheet to one A4. Looks for the largest type at which nothing spills and no word is broken; when even the
// smallest spills, says so and stops printing: nothing is ever cut off unseen.
const sheet = document.getElementById("sheet");
const TOP = 130, FLOOR = 78, STEP = 2, SLACK = 1;

const boxes = [sheet, ...(sheet?.querySelectorAll("[data-fits]") ?? [])];
const spills = () => boxes.some((box) =>
  box.scrollHeight > box.clientHeight + SLACK || box.scrollWidth > box.clientWidth + SLACK);
const fitsAt = (size) => {
  sheet.style.setProperty("--s", size / 100);
  return !spills();
};

// From plenty of room to little: "dense" takes it from around the words, "tight" from the stairs as well.
const LEVELS = [[[], 100], [["dense"], FLOOR], [["dense", "tight"], FLOOR]];
const wear = (level) => ["dense", "tight"].forEach((name) => sheet.classList.toggle(name, level.includes(name)));

const largest = () => {
  for (const whole of [true, false]) {
    sheet.classList.toggle("sheet--whole", whole);
    for (const [level, floor] of LEVELS) {
      wear(level);
      if (floor === 100 && !fitsAt(100)) continue;
      for (let size = TOP; size >= floor; size -= STEP) if (fitsAt(size)) return airier(level, size);
    }
  }
  return false;
};

// A long word may ask for small type on a sheet with room enough: then the room comes back.
const airier = (level, size) => {
  wear([]);
  if (level.length && !fitsAt(size)) wear(level);
  return true;
};

const fit = () => {
  sheet.dataset.over = "false";
  const fits = largest();
  sheet.dataset.over = String(!fits || "tooLong" in sheet.dataset);
  document.getElementById("print-over").hidden = fits;
  for (const button of document.querySelectorAll("#print button")) button.disabled = sheet.dataset.over === "true";
  sheet.dataset.fitted = "";
};

// Measuring once makes the browser ask for the letters of this language, so that "ready" waits for them.
if (sheet) {
  spills();
  document.fonts.ready.then(fit);
}
