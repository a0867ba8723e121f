// The log box of the day page as a combobox, and the amount that follows a pick. Comes after diary.js.
// Typing never waits for the line: Enter may come before the matches do, and the amount before its form. Until
// that form is there, a field of its own holds what is typed.

(() => {
  const SEARCH_PAUSE = 120; // ms without a key
  const byId = (id) => document.getElementById(id);
  const form = byId("log-search");
  const input = byId("log-q");
  const matches = byId("log-matches");
  const list = byId("log-list");
  const count = byId("log-count");
  const trouble = byId("log-trouble");
  const waits = byId("log-waits");
  const early = byId("log-waits-amount");
  const step = byId("log-step");
  let shownFor = ""; // the text whose matches stand in the list
  let askedFor = ""; // the text whose matches are under way
  let timer = 0;
  let picked = null; // on its way to its amount form: {text, url, entered, failed}; url "" until its matches come

  const text = () => input.value.trim();
  const options = () => [...list.querySelectorAll('[role="option"][data-url]')];
  const leadsAway = (option) => option.hasAttribute("data-page"); // to a page of its own, where a food is added
  const chosen = () => list.querySelector('[role="option"][aria-selected="true"][data-url]');

  // --- The list ---

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
  };

  const open = () => {
    if (!text()) return close();
    if (matches.hidden && matchMedia("(width < 48rem)").matches) {
      scrollBy({ top: form.getBoundingClientRect().top - 8 }); // a phone's keyboard leaves half of the screen
    }
    matches.hidden = false;
    input.setAttribute("aria-expanded", "true");
    choose(chosen() ?? options()[0]);
  };

  const clear = () => {
    list.replaceChildren();
    shownFor = "";
    count.textContent = "";
    close();
  };

  const look = async (query) => {
    clearTimeout(timer);
    if (query === askedFor) return;
    askedFor = query;
    const values = { q: query, day: form.elements.day.value };
    await htmx.ajax("GET", form.action, { source: input, target: list, values }).catch(() => {});
    if (askedFor === query) askedFor = "";
  };

  const lookSoon = () => {
    clearTimeout(timer);
    if (picked) return; // the list still belongs to the pick
    if (!text()) {
      htmx.trigger(input, "htmx:abort");
      clear();
    } else if (text() === shownFor) {
      open();
    } else {
      timer = setTimeout(() => look(text()), SEARCH_PAUSE);
    }
  };

  list.addEventListener("htmx:afterSwap", ({ detail }) => {
    shownFor = detail.requestConfig.parameters.q;
    say("");
    const found = options().filter((option) => !leadsAway(option));
    count.textContent =
      found.length === 0
        ? count.dataset.none
        : found.length === 1
          ? count.dataset.one
          : `${found.length} ${count.dataset.many}`;
    if (!picked) {
      if (document.activeElement === input) open();
    } else if (!picked.url && shownFor === picked.text) {
      if (found.length) return fetchStep(found[0].dataset.url);
      giveBack();
      open();
    }
  });

  // --- From a pick to its amount ---

  const pick = (option) => {
    if (leadsAway(option)) return location.assign(option.dataset.url);
    wait();
    fetchStep(option.dataset.url);
  };

  const pickSoon = () => {
    if (picked) return picked.failed && again();
    if (!text()) return input.focus();
    if (shownFor === text()) return chosen() ? pick(chosen()) : open();
    wait();
    look(picked.text);
  };

  const wait = () => {
    picked = { text: text(), url: "", entered: false, failed: false };
    clearTimeout(timer);
    close();
    input.value = "";
    byId("log-waits-food").textContent = picked.text;
    if (!step.querySelector('[aria-busy="true"]')) step.replaceChildren();
    waits.hidden = false;
    early.focus({ preventScroll: true });
    keepInView(waits);
  };

  const fetchStep = async (url) => {
    const going = picked;
    going.url = url;
    clear();
    await live.idle(); // the amount before may still be on its way, and come back with an error
    if (picked !== going) return;
    if (step.firstElementChild) return giveBack();
    htmx.ajax("GET", going.url, { source: step, target: step, swap: "innerHTML" }).catch(() => {});
  };

  // The pick did not get through: its words and the amount stay where they are typed, and Enter tries again.
  const again = () => {
    picked.failed = false;
    say("");
    if (picked.url) fetchStep(picked.url);
    else look(picked.text);
  };

  const leave = () => {
    picked = null;
    waits.hidden = true;
  };

  const giveBack = () => {
    if (!input.value) input.value = picked.text;
    leave();
    (step.querySelector('[name="quantity"]') ?? input).focus();
  };

  early.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      picked.entered = true;
      input.focus();
      if (picked.failed) again();
    } else if (event.key === "Escape") {
      for (const one of [input, step]) htmx.trigger(one, "htmx:abort");
      early.value = "";
      giveBack();
    }
  });

  // The amount comes up selected: typing replaces it. Logged or left, the box is next.
  step.addEventListener("htmx:afterSwap", ({ detail }) => {
    const quantity = step.querySelector('[name="quantity"]');
    const arrived = detail.requestConfig.verb === "get" ? picked : null;
    const typed = arrived ? early.value : "";
    if (arrived) {
      leave();
      early.value = "";
      if (typed) quantity.value = typed;
    }
    if (arrived) say("");
    if (arrived?.entered) {
      lookSoon();
      quantity.form.requestSubmit();
    } else if (quantity) {
      showStep(quantity, !typed);
    }
  });

  const showStep = (quantity, isToSelect) => {
    keepInView(step);
    if (document.activeElement === input && text()) return; // the next food is being typed
    const first = step.querySelector('[aria-invalid="true"]') ?? quantity;
    first.focus({ preventScroll: true });
    if (isToSelect) first.select?.();
  };

  // The next food can be typed while this one is on its way.
  step.addEventListener("submit", () => input.focus());
  step.addEventListener("k2:unsaved", () => showStep(step.querySelector('[name="quantity"]'), false));

  step.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      step.replaceChildren();
      input.focus();
    } else if (event.key === "Enter" && event.target.matches("select")) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  });

  // Nothing that floats at the foot of the screen, the bar of a phone or a toast, covers its button.
  const keepInView = (part) => {
    const floating = [...document.querySelectorAll(".site-nav, .toast")].map((one) => one.getBoundingClientRect().top);
    const foot = Math.min(innerHeight, ...floating.filter((top) => top > innerHeight / 2)) - 8;
    const { top, bottom } = part.getBoundingClientRect();
    if (bottom > foot) scrollBy({ top: Math.min(bottom - foot, top - 8) });
    else if (top < 0) scrollBy({ top: top - 8 });
  };

  // --- The box ---

  const say = (kind) => {
    if (trouble.dataset.kind === kind) return; // said already; a reader need not hear it with every letter
    trouble.dataset.kind = kind;
    trouble.replaceChildren(...(kind ? [said("log-trouble-said", "alert alert-danger", kind)] : []));
  };

  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    for (const asking of [input, step]) {
      asking.addEventListener(name, ({ detail }) => {
        const kind = troubleOf(detail.xhr);
        if (picked) {
          Object.assign(picked, { entered: false, failed: true });
          if (!text()) early.focus();
        }
        close();
        say(kind === "signed-out" || kind === "other-reader" ? kind : "search-lost");
      });
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    pickSoon();
  });

  input.addEventListener("input", () => {
    if (picked?.failed) leave(); // another food is wanted instead
    if (!picked) early.value = "";
    lookSoon();
  });

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
  input.addEventListener("blur", close);

  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest('[role="option"][data-url]');
    if (option && !picked) pick(option);
  });
})();
