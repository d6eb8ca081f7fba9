// A page that the device keeps was made on another day: its chips say today and yesterday by the clock of the device.
const day = (ago) => {
  const then = new Date();
  then.setDate(then.getDate() - ago);
  return [then.getFullYear(), then.getMonth() + 1, then.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};
const names = new Set([...document.querySelectorAll("input[name$=_chip]")].map(({ name }) => name));
for (const name of names) {
  const [today, yesterday] = document.getElementsByName(name);
  // Other chips are no days.
  if (!yesterday || ![today, yesterday].every(({ value }) => /^\d{4}-\d\d-\d\d$/.test(value))) continue;
  today.value = day(0);
  yesterday.value = day(1);
  // Said now: it may get to the office on another day.
  today.checked = true;
}
