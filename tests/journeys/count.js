// Tells the tests what a person did: a touch or click, a key. Shift and its like are part of another key.
const MODIFIERS = ["Shift", "Control", "Alt", "Meta", "AltGraph"];
addEventListener("pointerdown", (event) => event.isTrusted && tellTests("taps"), true);
addEventListener(
  "keydown",
  (event) => event.isTrusted && !MODIFIERS.includes(event.key) && tellTests("keys"),
  true,
);
