// Says under a field whether its words still fit the sheet: <input data-fit="70">. Longer is kept, and said.
const words = document.body.dataset;

const show = (field) => {
  let line = field.nextElementSibling;
  if (!line?.classList.contains("count")) {
    line = document.createElement("p");
    line.className = "count";
    line.setAttribute("role", "status");
    field.after(line);
  }
  const over = [...field.value].length - Number(field.dataset.fit);
  line.toggleAttribute("data-over", over > 0);
  const text = !field.value ? "" : over > 0 ? `${words.tooLong} (${over})` : words.fits;
  if (line.textContent !== text) line.textContent = text;
};

document.addEventListener("input", ({ target }) => target.dataset?.fit && show(target));
document.querySelectorAll("[data-fit]").forEach((field) => field.value && show(field));
