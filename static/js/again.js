// Logging in on another tab gave a new token: take it along when the form is sent again.
for (const form of document.querySelectorAll("form[data-again]")) {
  form.addEventListener("submit", () => {
    const token = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
    if (token) form.elements.csrfmiddlewaretoken.value = token[1];
  });
}
