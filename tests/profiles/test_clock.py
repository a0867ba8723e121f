"""Which local day a moment belongs to."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k2tracker.profiles.clock import day_of, day_start, local_time, today
from k2tracker.profiles.models import Profile

ZONES = [
    "Etc/GMT+12",  # UTC−12
    "Pacific/Kiritimati",  # UTC+14
    "Pacific/Apia",  # had no 30 December 2011
    "America/Havana",  # puts its clocks back at 1:00, to midnight
    "Africa/Cairo",  # puts its clocks back at midnight, into the day before
    "Asia/Beirut",  # puts its clocks forward at midnight
    "Australia/Lord_Howe",  # moves by half an hour
    "Antarctica/Troll",  # moves by two hours
    "Asia/Kathmandu",  # UTC+5:45
    "Europe/Berlin",
    "UTC",
]


def clock(zone="UTC", hour=0):
    return Profile(time_zone=zone, day_start_hour=hour)


@pytest.mark.parametrize(
    ("zone", "hour", "moment", "day"),
    [
        ("UTC", 0, "2026-03-01 00:00", "2026-03-01"),
        ("UTC", 4, "2026-03-01 03:59", "2026-02-28"),
        ("UTC", 4, "2026-03-01 04:00", "2026-03-01"),
        ("Etc/GMT+12", 0, "2026-03-01 11:59", "2026-02-28"),
        ("Pacific/Kiritimati", 0, "2026-03-01 10:00", "2026-03-02"),
        ("Pacific/Kiritimati", 6, "2026-03-01 15:59", "2026-03-01"),
        # Berlin: 2:00 becomes 3:00 at 01:00 UTC; a day that starts at 2 starts with the jump.
        ("Europe/Berlin", 2, "2026-03-29 00:59", "2026-03-28"),
        ("Europe/Berlin", 2, "2026-03-29 01:00", "2026-03-29"),
        # Berlin: 3:00 becomes 2:00 at 01:00 UTC; the second 2:30 is still before a start at 3.
        ("Europe/Berlin", 3, "2026-10-25 01:30", "2026-10-24"),
        # Havana: 1:00 becomes 0:00 at 05:00 UTC; the day has begun at the first midnight.
        ("America/Havana", 0, "2026-11-01 04:30", "2026-11-01"),
        # Troll: 3:00 becomes 1:00 at 01:00 UTC; a day that began at 2 does not end again.
        ("Antarctica/Troll", 2, "2026-10-25 01:30", "2026-10-25"),
        # Samoa went from the 29th to the 31st; with a start at 4 the 29th lasts until 4:00 on the 31st.
        ("Pacific/Apia", 4, "2011-12-30 13:30", "2011-12-29"),
        ("Pacific/Apia", 4, "2011-12-30 14:00", "2011-12-31"),
    ],
)
def test_day_of_moment_in_utc(zone, hour, moment, day):
    at = datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)

    assert day_of(clock(zone, hour), at) == date.fromisoformat(day)


moments = st.integers(0, 30 * 366 * 24 * 60).map(
    lambda minutes: datetime(2005, 1, 2, tzinfo=UTC) + timedelta(minutes=minutes)
)
clocks = st.builds(clock, st.sampled_from(ZONES), st.integers(0, 6))


@given(clocks, moments)
def test_moment_lies_between_the_start_of_its_day_and_of_the_next(profile, moment):
    day = day_of(profile, moment)

    assert day_start(profile, day) <= moment < day_start(profile, day + timedelta(days=1))


@given(clocks, moments, st.timedeltas(timedelta(0), timedelta(days=3)))
def test_days_never_go_back(profile, moment, later):
    assert day_of(profile, moment) <= day_of(profile, moment + later)


@given(st.sampled_from(ZONES), moments)
def test_with_a_start_at_midnight_the_day_is_the_date_or_just_ahead_of_it(zone, moment):
    shown = moment.astimezone(ZoneInfo(zone)).date()

    assert day_of(clock(zone), moment) - shown in {timedelta(0), timedelta(days=1)}


def test_today_follows_the_persons_zone():
    moment = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)

    assert today(clock("Asia/Tokyo"), moment) == date(2026, 3, 2)


def test_local_time_shows_the_persons_clock():
    shown = local_time(clock("Asia/Kathmandu"), datetime(2026, 3, 1, 1, 0, tzinfo=UTC))

    assert (shown.hour, shown.minute) == (6, 45)
