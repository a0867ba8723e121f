// What every page may need: closing a toast, and bringing a form's errors to the reader.
// Both are comforts; the page works without this file.

document.addEventListener("click", (event) => {
  const closer = event.target.closest('[data-dismiss="toast"]');
  if (!closer) return;
  const toast = closer.closest(".toast");
  const next = toast.nextElementSibling?.querySelector("button") ?? document.getElementById("main");
  toast.remove();
  next?.focus({ preventScroll: true });
});

document.addEventListener("DOMContentLoaded", () => {
  document.querySelector("[data-error-summary]")?.focus();
});
