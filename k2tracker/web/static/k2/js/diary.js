// The day page with script: forms that change the page in place, and what is said when one does not get through.
// Every form and link works without this file; it only saves page loads. The log box is in logbox.js.

htmx.config.timeout = 30_000; // an answer that never comes is one that failed

// --- What goes with every request -------------------------------------------------------------------------
// Who the page was made for: the server refuses it once somebody else is signed in. And the token of now,
// since signing in again, in another tab, has made those in the page's forms useless.

const READER = document.getElementById("log-search").dataset.reader;

document.addEventListener("htmx:configRequest", ({ detail }) => {
  detail.headers["K2-Reader"] = READER;
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (!token) return;
  detail.headers["X-CSRFToken"] = token;
  delete detail.parameters.csrfmiddlewaretoken; // it would win over the header
});

// --- Forms that answer with parts of the page -------------------------------------------------------------
// A form with `data-live` is sent by htmx. Three quick taps on three chips are three sends, one after another:
// htmx itself would keep the first and the last. What a form holds is read when it is sent, before an earlier
// answer can replace it.

const live = (() => {
  let queue = Promise.resolve();
  let sent = null; // what is under way

  const send = (form, submitter) => {
    const url = submitter?.hasAttribute("formaction") ? submitter.formAction : form.action;
    const target = form.dataset.live;
    const values = Object.fromEntries(new FormData(form, submitter));
    const field = url === form.action ? form.querySelector("[data-save-on-change]") : null;
    form.querySelector("[data-said]")?.remove();
    unsaved.delete(field?.id);
    form.setAttribute("aria-busy", "true");
    queue = queue.then(async () => {
      sent = { form, url, fieldId: field?.id, typed: values.quantity };
      const options = { source: document.getElementById("main"), target: target || "#main", values };
      await htmx.ajax("POST", url, { ...options, swap: target ? "innerHTML" : "none" }).catch(() => {});
      form.removeAttribute("aria-busy");
      focused.restore(url);
      sent = null;
    });
  };
  return { send, sent: () => sent, idle: () => queue };
})();

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form");
  if (!form.matches("[data-live], .toast form")) return;
  event.preventDefault();
  live.send(form, event.submitter);
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-save-on-change]")) event.target.form.requestSubmit();
});

// Enter saves by the same road: leaving the field is what tells a changed amount from an unchanged one. What
// did not get through the last time is sent again as it stands.
document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || event.isComposing || !field.matches("[data-save-on-change]")) return;
  event.preventDefault();
  field.blur();
  field.focus();
  if (unsaved.has(field.id)) field.form.requestSubmit();
});

// A field's error comes as 422: it is an answer like any other.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status !== 422) return;
  detail.shouldSwap = true;
  detail.isError = false;
});

// --- What did not get through -----------------------------------------------------------------------------

const unsaved = new Map(); // field id -> {typed, trouble}: amounts of entries that the server may not have

const troubleOf = ({ status }) =>
  ({ 401: "signed-out", 409: "other-reader" })[status] ?? (status >= 400 && status < 500 ? "refused" : "lost");

const wordsOf = (trouble) =>
  document.querySelector(`template[data-trouble="${trouble}"]`).content.cloneNode(true);

const toasts = document.getElementById("toasts");
toasts.append(...document.querySelectorAll(".toasts:not(#toasts) > .toast")); // one place: the next replaces it

function sayInToast(trouble) {
  const toast = document.getElementById("trouble-toast").content.cloneNode(true);
  toast.querySelector(".toast-text").append(wordsOf(trouble));
  toasts.replaceChildren(toast);
}

function said(id, className, trouble) {
  const words = document.createElement("p");
  words.dataset.said = trouble;
  words.id = id;
  words.className = className;
  words.append(wordsOf(trouble));
  return words;
}

function markUnsaved(id) {
  const field = document.getElementById(id);
  if (!field) return;
  const { typed, trouble } = unsaved.get(id);
  const row = field.closest(".entry");
  row.querySelector(".entry-error")?.remove();
  row.append(said(`unsaved-${id}`, "invalid-feedback entry-error", trouble));
  field.value = typed;
  field.classList.add("is-invalid");
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", `unsaved-${id}`);
}

function notSaved(trouble) {
  const { form, fieldId, typed } = live.sent();
  sayInToast(trouble);
  if (fieldId) {
    unsaved.set(fieldId, { typed, trouble });
    markUnsaved(fieldId);
  } else if (form.matches(".log-step") && form.isConnected) {
    form.querySelector(".log-fields").before(said("log-step-said", "errorlist nonfield", trouble));
    form.dispatchEvent(new CustomEvent("k2:unsaved", { bubbles: true }));
  }
}

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, ({ detail, target }) => {
    if (detail.requestConfig.verb === "post") notSaved(troubleOf(detail.xhr));
    else if (!target.closest("#log-search, #log-step")) sayInToast(troubleOf(detail.xhr));
  });
}

// --- What outlives the part it stood in ---------------------------------------------------------------------
// What the reader had open, what they were typing, and where the focus was.

const kept = { open: new Map(), typed: new Map() };

document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  const part = detail.target;
  for (const one of part.querySelectorAll("details[id]")) kept.open.set(one.id, one.open);
  const active = document.activeElement;
  if (active?.matches("[data-save-on-change]") && active.value !== active.defaultValue) {
    kept.typed.set(active.id, active.value);
  }
  if (part.contains(active)) focused.remember(part, active);
});

document.addEventListener("htmx:oobAfterSwap", ({ detail }) => {
  const part = document.getElementById(detail.target.id) ?? detail.target;
  for (const [id, open] of kept.open) {
    const found = part.querySelector(`#${CSS.escape(id)}`);
    if (!found) continue;
    htmx.process(found); // what loads when it is opened has to hear of it
    found.open = open;
    kept.open.delete(id);
  }
  if (part.id === "day-entries") for (const id of unsaved.keys()) markUnsaved(id);
  for (const [id, value] of kept.typed) {
    const found = document.getElementById(id);
    if (found && !found.classList.contains("is-invalid")) found.value = value;
    kept.typed.delete(id);
  }
});

// htmx brings the focus back to what has an id. Else it goes to the like of what had it, to the row that was
// meant, or to the act that the toast offers: after Delete that is Undo.
const focused = (() => {
  let lost = null; // {part, like, menu}

  const likeness = (one) =>
    [one.tagName, one.getAttribute("href"), one.getAttribute("formaction"), one.textContent.trim()].join("|");

  const remember = (part, active) => {
    const menu = active.closest(".entry-menu")?.querySelector("summary").id;
    lost = { part: part.id, tag: active.tagName, like: likeness(active), menu };
  };

  const restore = (url) => {
    const was = lost;
    lost = null;
    if (!was || document.activeElement !== document.body) return;
    const part = document.getElementById(was.part);
    const like = [...part.querySelectorAll(was.tag)].find((one) => !was.menu && likeness(one) === was.like);
    const restored = url.match(/entries\/([^/]+)\/undo\//)?.[1];
    const found =
      like ??
      document.getElementById(was.menu ?? `m-${restored}`) ??
      toasts.querySelector("form button") ??
      document.getElementById("log-q");
    found.focus({ preventScroll: found !== like });
  };
  return { remember, restore };
})();

// A menu of an entry closes when the reader goes elsewhere.
document.addEventListener("click", (event) => closeMenus(event.target.closest(".entry-menu")));
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest(".entry-menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

function closeMenus(except) {
  for (const menu of document.querySelectorAll(".entry-menu[open]")) if (menu !== except) menu.open = false;
}
