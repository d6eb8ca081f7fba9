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

const largest = () => {
  for (const whole of [true, false]) {
    sheet.classList.toggle("sheet--whole", whole);
    sheet.classList.remove("dense");
    sheet.classList.toggle("dense", !fitsAt(100));
    for (let size = TOP; size >= FLOOR; size -= STEP) if (fitsAt(size)) return true;
  }
  return false;
};

const fit = () => {
  sheet.dataset.over = "false";
  const fits = largest();
  sheet.dataset.over = String(!fits || "tooLong" in sheet.dataset);
  document.getElementById("print-over").hidden = fits;
  for (const button of document.querySelectorAll("#print button")) button.disabled = sheet.dataset.over === "true";
  sheet.dataset.fitted = "";
};

if (sheet) document.fonts.ready.then(fit);
