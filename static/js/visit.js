// The plans that were taken along, to read at the table; ticks and steps are kept on the device like everywhere.
import { drop } from "./vault.js";
import { opened, own, store } from "./along.js";
import { shielded } from "./office.js";

const part = (id) => document.getElementById(id);
const copy = (id) => part(id).content.cloneNode(true).firstElementChild;
const put = (where, name, text) => { where.querySelector(`[data-${name}]`).textContent = text; };

const ticked = (form, button, action, keep) => {
  form.action = action.path;
  button.value = action.done ? "0" : "1";
  button.toggleAttribute("data-done", action.done);
  form.addEventListener("kept", () => { action.done = !action.done; keep(); });
};

const actionLine = (action, keep) => {
  const line = copy("visit-action");
  line.classList.toggle("action--done", action.done);
  put(line, "text", action.text);
  put(line, "who", action.who);
  put(line, "name", action.text);
  ticked(line.querySelector("form"), line.querySelector("button"), action, keep);
  return line;
};

const stair = (step, place, goal) => {
  const made = copy("visit-step");
  const button = made.querySelector("button");
  button.value = step.value;
  button.classList.add(`stair--${place + 1}`);
  put(made, "number", step.number);
  if (step.value === goal.now) {
    button.classList.add("stair--now");
    button.setAttribute("aria-current", "true");
  }
  return made;
};

const goalCard = (goal, keep) => {
  const card = copy("visit-goal");
  put(card, "words", goal.words);
  put(card, "whose", goal.whose);
  const form = card.querySelector("form");
  form.action = goal.path;
  form.querySelector("ol").replaceChildren(...goal.steps.map((step, place) => stair(step, place, goal)));
  form.addEventListener("kept", ({ detail }) => { goal.now = Number(detail.value); keep(); });
  card.querySelector("ul").replaceChildren(...goal.actions.map((action) => actionLine(action, keep)));
  return card;
};

const planPart = ({ row, said }) => {
  const made = copy("visit-plan");
  put(made, "plan", said.name);
  made.querySelector("[data-goals]").replaceChildren(
    ...said.goals.map((goal) => goalCard(goal, () => store(said, row.at))),
  );
  made.querySelector("[data-leave]").addEventListener("click", async () => { await drop("along", row.id); draw(); });
  return made;
};

const draw = async () => {
  const rows = shielded() ? [] : await opened().catch(() => null);
  part("visit-locked").hidden = rows !== null;
  part("visit-none").hidden = rows === null || rows.length > 0;
  part("visit-stay").hidden = !rows?.length;
  part("visit").replaceChildren(...(rows ?? []).map(planPart));
  await own();
};
draw();
