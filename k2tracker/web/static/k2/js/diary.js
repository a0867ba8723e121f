// The day page with script: the log box as a combobox, and forms that change the page in place.
// Every form and link works without this file; it only saves page loads.

// --- Forms that answer with parts of the page -----------------------------------------------------------
// A form with `data-live` is sent by htmx. Three quick taps on three chips are three sends, one after another:
// htmx itself would keep the first and the last. What a form holds is read when it is sent, before an earlier
// answer can replace it.

const live = (() => {
  let queue = Promise.resolve();

  const send = (form, submitter) => {
    const data = new FormData(form, submitter);
    const url = submitter?.hasAttribute("formaction") ? submitter.formAction : form.action;
    const target = form.dataset.live;
    const values = {};
    for (const [name, value] of data) values[name] = value;
    queue = queue.then(() =>
      htmx
        .ajax("POST", url, {
          source: document.getElementById("main"),
          target: target || "#main",
          swap: target ? "innerHTML" : "none",
          values,
        })
        .catch(() => {}),
    );
  };
  return { send };
})();

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form");
  if (form.id === "log-search") {
    event.preventDefault();
    box.pickSoon();
  } else if (form.matches("[data-live], .toast form")) {
    event.preventDefault();
    live.send(form, event.submitter);
  }
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-save-on-change]")) event.target.form.requestSubmit();
});

// Enter saves by the same road: leaving the field is what tells a changed amount from an unchanged one.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("[data-save-on-change]")) return;
  event.preventDefault();
  event.target.blur();
  event.target.focus();
});

// A field's error comes as 422: it is an answer like any other.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status !== 422) return;
  detail.shouldSwap = true;
  detail.isError = false;
});

// What the reader had open, and what they were typing, outlives the part it stood in.
const kept = { open: new Map(), typed: new Map() };

document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  for (const part of detail.target.querySelectorAll("details[id]")) kept.open.set(part.id, part.open);
  const active = document.activeElement;
  if (active?.matches("[data-save-on-change]") && active.value !== active.defaultValue) {
    kept.typed.set(active.id, active.value);
  }
});

document.addEventListener("htmx:oobAfterSwap", ({ detail }) => {
  const part = document.getElementById(detail.target.id) ?? detail.target;
  for (const [id, open] of kept.open) {
    const found = part.querySelector(`#${CSS.escape(id)}`);
    if (!found) continue;
    found.open = open;
    kept.open.delete(id);
  }
  for (const [id, value] of kept.typed) {
    const found = document.getElementById(id);
    if (found && !found.classList.contains("is-invalid")) found.value = value;
    kept.typed.delete(id);
  }
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.requestConfig.verb !== "post") return;
  if (detail.successful || detail.xhr?.status === 422) {
    document.getElementById("log-lost").hidden = true;
    return;
  }
  document.getElementById("log-lost").hidden = false; // what was typed still stands where it was typed
});

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

// --- The log box ------------------------------------------------------------------------------------------

const box = (() => {
  const input = document.getElementById("log-q");
  const matches = document.getElementById("log-matches");
  const list = document.getElementById("log-list");
  const count = document.getElementById("log-count");
  const step = document.getElementById("log-step");
  let shownFor = ""; // the text whose matches stand in the list
  let waitsToPick = false; // Enter came before the matches did

  const text = () => input.value.trim();
  const options = () => [...list.querySelectorAll('[role="option"][data-url]')];
  const chosen = () => list.querySelector('[role="option"][aria-selected="true"][data-url]');

  const choose = (option) => {
    for (const other of options()) other.setAttribute("aria-selected", String(other === option));
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  const close = () => {
    matches.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    waitsToPick = false;
  };

  const open = () => {
    if (!text()) return close();
    matches.hidden = false;
    input.setAttribute("aria-expanded", "true");
    choose(chosen() ?? options()[0]);
  };

  const pick = (option) => {
    if (!option) return;
    const url = option.dataset.url;
    close();
    input.value = "";
    shownFor = "";
    list.replaceChildren();
    htmx.ajax("GET", url, { source: step, target: step, swap: "innerHTML" });
  };

  const pickSoon = () => {
    if (!text()) return input.focus();
    if (shownFor === text()) {
      pick(chosen());
    } else {
      waitsToPick = true;
      htmx.trigger(input, "input");
    }
  };

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // Enter and arrows belong to the input method then
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!all.length) return;
      event.preventDefault();
      if (matches.hidden) return open();
      const by = event.key === "ArrowDown" ? 1 : -1;
      choose(all[(at + by + all.length) % all.length]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      pickSoon();
    } else if (event.key === "Escape") {
      if (!matches.hidden) close();
      else input.value = "";
    }
  });
  input.addEventListener("focus", () => options().length && open());
  input.addEventListener("blur", () => !waitsToPick && close());

  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => pick(event.target.closest('[role="option"][data-url]')));

  list.addEventListener("htmx:afterSwap", ({ detail }) => {
    shownFor = new URLSearchParams(detail.requestConfig.parameters).get("q")?.trim() ?? "";
    const found = options().length;
    count.textContent = !text()
      ? ""
      : found === 0
        ? count.dataset.none
        : found === 1
          ? count.dataset.one
          : `${found} ${count.dataset.many}`;
    if (waitsToPick && shownFor === text() && found) pick(chosen() ?? options()[0]);
    else if (document.activeElement === input) open();
  });

  // The amount comes up selected: typing replaces it. Logged or left, the box is next.
  step.addEventListener("htmx:afterSwap", () => {
    const wrong = step.querySelector('[aria-invalid="true"]');
    const first = wrong ?? step.querySelector('[name="quantity"]');
    if (first) {
      first.focus();
      first.select?.();
    } else {
      input.focus();
    }
  });
  step.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      step.replaceChildren();
      input.focus();
    } else if (event.key === "Enter" && event.target.matches("select")) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  });

  return { pickSoon };
})();
