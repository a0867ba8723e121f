"""The time zones a person can choose from, grouped as the list shows them.

The names are those of `zone.tab` in the tz database: one for each region of a country where clocks agree,
without fixed offsets and without names of the past. Other names for them are links in the same database.
"""

from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

UTC = "UTC"
OTHER_NAMES_OF_UTC = ("Etc/UTC", "Etc/GMT")  # the database's own; it has links to both
DATABASE = files("tzdata") / "zoneinfo"


def time_zone_choices(keep: str = UTC) -> tuple:
    """(area, ((zone, its name for people), …)), areas and zones in order; UTC stands first.

    keep: the zone a person has. One that the list does not hold is added to it, so that it stays theirs.
    """
    if keep in _listed():
        return _choices()
    return (*_choices(), (_("Chosen before"), ((keep, _place(keep)),)))


@cache
def other_names() -> dict[str, tuple[str, ...]]:
    """By zone of the list, the names a browser may report for it: "Asia/Calcutta" of "Asia/Kolkata"."""
    names: dict[str, list[str]] = {UTC: list(OTHER_NAMES_OF_UTC)}
    for line in (DATABASE / "tzdata.zi").read_text("utf-8").splitlines():
        if line.startswith("L "):
            _mark, zone, name = line.split()
            if name not in _listed():
                names.setdefault(UTC if zone in OTHER_NAMES_OF_UTC else zone, []).append(name)
    return {zone: tuple(others) for zone, others in names.items()}


@cache
def _listed() -> frozenset[str]:
    lines = (DATABASE / "zone.tab").read_text("utf-8").splitlines()
    names = {line.split("\t")[2] for line in lines if line and not line.startswith("#")}
    return frozenset({UTC, *(names & available_timezones())})  # the machine's own database may be older


@cache
def _choices() -> tuple:
    areas: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(_listed() - {UTC}):
        areas.setdefault(name.partition("/")[0], []).append((name, _place(name)))
    return ((UTC, ((UTC, UTC),)), *((area, tuple(zones)) for area, zones in areas.items()))


def _place(name: str) -> str:
    """ "America/Argentina/Buenos_Aires" as "Argentina, Buenos Aires"."""
    return (name.partition("/")[2] or name).replace("_", " ").replace("/", ", ")
