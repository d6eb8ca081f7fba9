// The form of a group met. Another place chosen: what was seen there last is tapped, unless somebody tapped otherwise
// already. A number typed and a number tapped let go of each other. "Where am I?" asks the phone, and only then.
const form = document.querySelector("form.met");
const boxes = [...form.querySelectorAll("input[name=characteristics]")];
const touched = new Set();

const seenAt = (place) => {
  const seen = new Set((place.dataset.seen ?? "").split(" "));
  for (const box of boxes) if (!touched.has(box.value)) box.checked = seen.has(box.value);
};

form.addEventListener("change", ({ target }) => {
  if (target.name === "characteristics") touched.add(target.value);
  else if (target.name === "size_chip") form.elements.size.value = "";
  else if (target.name === "group") {
    if (!form.dataset.keeps) seenAt(target);
    if (target.value === "new" && target.checked) form.elements.place.focus();
  }
});
form.addEventListener("input", ({ target }) => {
  if (target.name !== "size" || !target.value) return;
  for (const chip of form.querySelectorAll("input[name=size_chip]")) chip.checked = false;
});

const said = document.getElementById("where");
const ask = form.querySelector("[data-where]");
const told = (words) => {
  const line = document.createElement("p");
  line.textContent = words;
  said.replaceChildren(line);
};

const found = async ({ coords }) => {
  const { longitude, latitude } = coords;
  const answer = await fetch(ask.dataset.where, {
    method: "POST",
    headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    body: new URLSearchParams({ longitude, latitude }),
  });
  if (!answer.ok) return told(ask.dataset.lost);
  said.innerHTML = await answer.text();
  const area = said.querySelector("[data-area]")?.dataset.area;
  if (area && form.elements.area) form.elements.area.value = area;
};

ask?.addEventListener("click", () => {
  if (!navigator.geolocation) return told(ask.dataset.lost);
  const lost = () => told(ask.dataset.lost);
  navigator.geolocation.getCurrentPosition((at) => found(at).catch(lost), lost, { timeout: 10000 });
});
said?.addEventListener("click", ({ target }) => {
  const place = form.querySelector(`input[name=group][value="${target.closest("[data-group]")?.dataset.group}"]`);
  if (!place) return;
  place.checked = true;
  place.dispatchEvent(new Event("change", { bubbles: true }));
});
