// What every page may need: closing a toast, showing a form's errors, and a fresh page after Back.
// All are comforts; the page works without this file.

document.addEventListener("click", (event) => {
  const closer = event.target.closest('[data-dismiss="toast"]');
  if (!closer) return;
  const toast = closer.closest(".toast");
  const next = toast.nextElementSibling?.querySelector("button") ?? document.getElementById("main");
  toast.remove();
  next?.focus({ preventScroll: true });
});

// The summary of the fields, or else what the form pack says of the form as a whole.
const summary = document.querySelector("[data-error-summary], form > .alert-danger");
if (summary) {
  summary.tabIndex = -1;
  summary.focus();
}

// A page that the browser kept whole is older than what was logged since, or than the sign-out.
addEventListener("pageshow", (event) => {
  if (event.persisted && document.body.hasAttribute("hx-headers")) location.reload();
});
