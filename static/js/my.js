// The resident's own pages: takes the code out of the address, where it came from the QR code, and leaves after a while.
const IDLE = 15 * 60 * 1000;
const code = document.getElementById("id_code");
const given = decodeURIComponent(location.hash.slice(1));

if (code && /^[0-9a-z-]{10,12}$/i.test(given)) {
  const bare = given.replace("-", "").toUpperCase();
  code.value = `${bare.slice(0, 5)}-${bare.slice(5)}`;
  history.replaceState(null, "", location.pathname + location.search);
  document.getElementById("id_pin").focus();
}

const left = document.body.dataset.left;
if (left) {
  let timer;
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(() => location.replace(left), IDLE);
  };
  for (const sign of ["pointerdown", "keydown", "scroll"]) document.addEventListener(sign, again, { passive: true });
  again();
  // From the memory of the browser: asked for anew, for it may have been closed meanwhile.
  window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
}
