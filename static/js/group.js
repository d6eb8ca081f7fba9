// The form of a group met. Another place chosen: what was seen there last is tapped, unless somebody tapped otherwise
// already. A number typed and a number tapped let go of each other. "Where am I?" asks the phone, and only then.
const formOf = (target) => target.closest?.("form.met");
const touched = new WeakMap();

const seenAt = (form, place) => {
  const seen = new Set((place.dataset.seen ?? "").split(" "));
  for (const box of form.querySelectorAll("input[name=characteristics]")) {
    if (!touched.get(form)?.has(box.value)) box.checked = seen.has(box.value);
  }
};

document.addEventListener("change", ({ target }) => {
  const form = formOf(target);
  if (!form) return;
  if (target.name === "characteristics") touched.set(form, new Set([...(touched.get(form) ?? []), target.value]));
  else if (target.name === "size_chip") form.elements.size.value = "";
  else if (target.name === "group") {
    // What is corrected keeps what was said of it.
    if (!("keeps" in form.dataset)) seenAt(form, target);
    if (target.value === "new" && target.checked) form.elements.place.focus();
  }
});
document.addEventListener("input", ({ target }) => {
  const form = formOf(target);
  if (!form || target.name !== "size" || !target.value) return;
  for (const chip of form.querySelectorAll("input[name=size_chip]")) chip.checked = false;
});

const told = (words) => {
  const line = document.createElement("p");
  line.textContent = words;
  document.getElementById("where").replaceChildren(line);
};

const found = async (ask, { coords }) => {
  const { longitude, latitude } = coords;
  const form = formOf(ask);
  const answer = await fetch(ask.dataset.where, {
    method: "POST",
    headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    body: new URLSearchParams({ longitude, latitude }),
  });
  if (!answer.ok) return told(ask.dataset.lost);
  const said = document.getElementById("where");
  said.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
  const area = said.querySelector("[data-area]")?.dataset.area;
  if (area && form.elements.area) form.elements.area.value = area;
};

document.addEventListener("click", ({ target }) => {
  const form = formOf(target);
  const ask = form && target.closest("[data-where]");
  if (ask) {
    const lost = () => told(ask.dataset.lost);
    if (!navigator.geolocation) return lost();
    return navigator.geolocation.getCurrentPosition((at) => found(ask, at).catch(lost), lost, { timeout: 10000 });
  }
  const near = form && target.closest("[data-group]");
  const place = near && form.querySelector(`input[name=group][value="${near.dataset.group}"]`);
  if (!place) return;
  place.checked = true;
  place.dispatchEvent(new Event("change", { bubbles: true }));
});
