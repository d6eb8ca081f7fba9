// Says it on the page when the browser could not give a passkey, or the person stopped halfway.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const line = document.getElementById("passkey_error");
  if (line) line.hidden = false;
});
