// Guesses the time zone from the browser, once, on a form that nobody has filled in yet.
// Without this script the list stands at UTC and can be changed like any other field.
"use strict";

const zones = document.querySelector("[data-guess-time-zone] select[name=time_zone]");
if (zones) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (Array.from(zones.options).some((option) => option.value === here)) zones.value = here;
}
