// Logging out: what waits here is sent first, stays here sealed, or is thrown away; nothing else of this person stays.
import { every, forget } from "./vault.js";
import { counts, flush } from "./outbox.js";
import { line, person } from "./office.js";

export const leave = async (form, how = "") => {
  if (how === "send") await flush();
  const { waiting, refused } = await counts(person);
  if (waiting + refused && !["keep", "destroy"].includes(how)) return choose(form);
  await forget(person, { outbox: how === "destroy" });
  const left = await every("outbox");
  try {
    for (const name of ["person", "along", ...(left.length ? [] : ["waiting"])]) localStorage.removeItem(name);
  } catch { /* Nothing was kept there. */ }
  if (!left.length) {
    const wipe = document.createElement("input");
    Object.assign(wipe, { type: "hidden", name: "wipe", value: "1" });
    form.append(wipe);
  }
  form.submit();
};

const choose = (form) => {
  const choice = document.getElementById("leave-choice");
  if (!choice) return location.assign(line.dataset.logout);
  choice.hidden = false;
  form.hidden = true;
  choice.querySelector("[data-how=send]").focus();
  for (const button of choice.querySelectorAll("[data-how]")) button.onclick = () => leave(form, button.dataset.how);
};
