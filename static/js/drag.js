// Dragging the rows of a list by their grip, with a mouse or a finger; letting go sends the new order. Buttons do the same.
for (const list of document.querySelectorAll("[data-drag]")) {
  let row = null;
  list.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (!grip) return;
    row = grip.closest("[data-id]");
    row.toggleAttribute("data-dragged", true);
    grip.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  list.addEventListener("pointermove", ({ clientY }) => {
    if (!row) return;
    const after = [...list.children].find((other) => {
      const { top, height } = other.getBoundingClientRect();
      return other !== row && clientY < top + height / 2;
    });
    if (after !== row.nextElementSibling) list.insertBefore(row, after ?? null);
  });
  const before = [...list.children];
  const drop = () => {
    if (!row) return;
    row.removeAttribute("data-dragged");
    row = null;
    const now = [...list.children];
    if (now.every((each, place) => each === before[place])) return;
    const form = document.getElementById(list.dataset.drag);
    for (const each of now) {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name: "action", value: each.dataset.id });
      form.append(field);
    }
    form.requestSubmit();
  };
  list.addEventListener("pointerup", drop);
  list.addEventListener("pointercancel", drop);
}
