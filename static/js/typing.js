// What is of use only to who types comes when somebody is about to: the page itself stays light.
const fetchOnce = ({ target }) => {
  const words = document.getElementById("nudge");
  if (!words || !target.matches?.("[data-nudge]")) return;
  for (const name of ["focusin", "input"]) document.removeEventListener(name, fetchOnce);
  import(words.dataset.script);
};
for (const name of ["focusin", "input"]) document.addEventListener(name, fetchOnce);
if (document.activeElement) fetchOnce({ target: document.activeElement });
// What was kept and stands in the form again is looked at as if it were just typed.
const back = document.querySelector(".not-kept[data-draft-shown]") && document.querySelector("[data-nudge]");
if (back) fetchOnce({ target: back });
