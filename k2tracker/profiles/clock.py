"""Which local day a moment belongs to.

A person's day runs from the first time their clock shows their day-start hour on a date until the first
time it does so on a later date. Asking for the *first* time keeps days in order where a clock is put back
across that hour, and a date that never was (Samoa had no 30 December 2011) holds no moment.
Limit: the profile's zone and hour are those of now; the diary stores the date and never works it out again.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

ONE_DAY = timedelta(days=1)


def local_time(profile, now: datetime | None = None) -> datetime:
    """What the person's clock shows at `now`, an aware moment (None: at this moment)."""
    return (now or timezone.now()).astimezone(ZoneInfo(profile.time_zone))


def today(profile, now: datetime | None = None) -> date:
    """The person's local day at `now` (None: at this moment)."""
    return day_of(profile, now or timezone.now())


def day_of(profile, moment: datetime) -> date:
    """The local day that an aware `moment` belongs to."""
    day = local_time(profile, moment).date()
    while day_start(profile, day) > moment:
        day -= ONE_DAY
    while day_start(profile, day + ONE_DAY) <= moment:
        day += ONE_DAY
    return day


def day_start(profile, day: date) -> datetime:
    """The moment, in UTC, at which the person's `day` begins.

    A time that a clock skips is read by the offset before the jump, so a day that never was is empty; of a
    time that comes twice the first counts.
    """
    wall = datetime.combine(day, time(profile.day_start_hour), tzinfo=ZoneInfo(profile.time_zone))
    return wall.astimezone(UTC)
