// Reads the goals of the page aloud, in the language of the page; a second press stops it.
const button = document.querySelector("[data-aloud]");
const speech = window.speechSynthesis;

const words = () => [...document.querySelectorAll(".talk__wish, .talk__words, .talk__ask, .talk__text, .talk__fact")]
  .map((part) => part.textContent.trim().replace(/\s+/g, " "));

if (button && speech) {
  button.hidden = false;
  button.addEventListener("click", () => {
    if (speech.speaking) return speech.cancel();
    for (const text of words()) {
      const said = new SpeechSynthesisUtterance(text);
      said.lang = document.documentElement.lang;
      speech.speak(said);
    }
  });
  window.addEventListener("pagehide", () => speech.cancel());
}
