// The board: what is picked on the left gets its line on the right; a press on a line brings the token of who presses
// there; and a token says in words where it lies. Without this every line is there, and tokens slide all the same.
const board = document.querySelector("[data-board]");
const words = board?.dataset.words.split("|") ?? [];
const ENDS = [0.12, 0.4, 0.6, 0.88];

const said = (token) => {
  const lowest = Number(token.dataset.lowest);
  if (Number(token.value) < lowest) return board.dataset.waits;
  const part = (token.value - lowest) / (token.max - lowest);
  return words[ENDS.filter((end) => part > end).length];
};
const speak = (token) => token.setAttribute("aria-valuetext", said(token));

const pick = (box) => {
  const line = document.getElementById(`line-${box.value}`);
  line.toggleAttribute("data-unpicked", !box.checked);
  if (box.checked) return;
  // What is not picked says nothing: its tokens go back to where they wait.
  for (const token of line.querySelectorAll(".token")) {
    const slots = token.classList.contains("token--professional") ? 4 : 2;
    token.value = Number(token.dataset.lowest) - slots * Number(token.step);
    speak(token);
  }
  for (const star of line.querySelectorAll("[type=checkbox]")) star.checked = false;
};

if (board) {
  board.dataset.live = "";
  for (const part of board.querySelectorAll("[data-needs-script]")) part.hidden = false;
  board.addEventListener("input", ({ target }) => target.matches(".token") && speak(target));
  board.addEventListener("change", ({ target }) => target.name === "pick" && pick(target));
  board.addEventListener("pointerdown", (event) => {
    const track = event.target.closest(".board__track");
    if (!track || event.target.matches(".token")) return;
    const token = track.querySelector(".token--resident") ?? track.querySelector(".token");
    const room = track.getBoundingClientRect();
    const thumb = 48;
    let part = (event.clientX - room.left - thumb / 2) / (room.width - thumb);
    if (getComputedStyle(track).direction === "rtl") part = 1 - part;
    token.value = Number(token.min) + part * (token.max - token.min);
    token.dispatchEvent(new Event("input", { bubbles: true }));
    token.focus();
    event.preventDefault();
  });
}
