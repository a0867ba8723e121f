// Guesses the time zone from the browser, once, on a form that nobody has filled in yet. A browser may know a zone
// by an older name (Asia/Calcutta): the options carry those.
// Without this script the list stands at UTC and can be changed like any other field.
"use strict";

const zones = document.querySelector("[data-guess-time-zone] select[name=time_zone]");
if (zones) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const names = (option) => [option.value, ...(option.dataset.also ?? "").split(" ")];
  const zone = Array.from(zones.options).find((option) => names(option).includes(here));
  if (zone) zone.selected = true;
}
