// Shows the last answers of whose words are being filled in, and finds a problem by what is typed.
const form = document.querySelector("[data-measure]");

const whose = () => {
  const chosen = (name) => form.querySelector(`[name=${name}]:checked`)?.value;
  return `${chosen("voice") || "professional"} ${chosen("resident") || "all"}`;
};
const rings = () => {
  const now = whose();
  for (const ring of form.querySelectorAll("[data-of]")) ring.hidden = ring.dataset.of !== now;
};
form?.addEventListener("change", ({ target }) => ["voice", "resident"].includes(target.name) && rings());

const box = form?.querySelector("[data-find-box]");
if (box) {
  box.hidden = false;
  box.addEventListener("input", ({ target }) => {
    const wanted = target.value.trim().toLowerCase();
    for (const section of form.querySelectorAll("[data-section]")) {
      const problems = [...section.querySelectorAll("[data-problem]")];
      for (const problem of problems) problem.hidden = !problem.dataset.problem.includes(wanted);
      const found = problems.filter((problem) => !problem.hidden);
      section.hidden = !found.length;
      if (wanted) section.open = true;
    }
  });
  box.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
}
