"""The time zones a person can choose from, grouped as the list shows them."""

from functools import cache
from zoneinfo import available_timezones

# Old names of whole countries; each zone also stands under its area and city.
OLD_AREAS = {"Brazil", "Canada", "Chile", "Mexico", "SystemV", "US", "posix", "right"}


@cache
def time_zone_choices() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """(area, ((zone, its name for people), …)), areas and zones in order; UTC stands first."""
    areas: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(available_timezones()):
        area, _, place = name.partition("/")
        if place and area not in OLD_AREAS:
            areas.setdefault(area, []).append((name, place.replace("_", " ").replace("/", ", ")))
    fixed = areas.pop("Etc", [])
    return (
        ("UTC", (("UTC", "UTC"),)),
        *((area, tuple(zones)) for area, zones in areas.items()),
        ("Etc", tuple(fixed)),
    )
