"""Which day a log belongs to: time zones, clock changes, and the hour at which a day starts."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from k2tracker.diary.models import Entry
from tests.factories.people import ProfileFactory

from .conftest import log


@pytest.mark.parametrize(
    ("moment", "zone", "day_start", "day"),
    [
        ("2026-03-01T11:59:59", "Etc/GMT+12", 0, date(2026, 2, 28)),
        ("2026-03-01T12:00:00", "Etc/GMT+12", 0, date(2026, 3, 1)),
        ("2026-03-01T09:59:59", "Pacific/Kiritimati", 0, date(2026, 3, 1)),
        ("2026-03-01T10:00:00", "Pacific/Kiritimati", 0, date(2026, 3, 2)),
        ("2026-03-01T18:14:59", "Asia/Kathmandu", 0, date(2026, 3, 1)),
        ("2026-03-01T18:15:00", "Asia/Kathmandu", 0, date(2026, 3, 2)),
        ("2026-03-01T03:59:59", "UTC", 4, date(2026, 2, 28)),
        ("2026-03-01T04:00:00", "UTC", 4, date(2026, 3, 1)),
        # New York skips 2:00 to 3:00 on 8 March 2026: a day that starts at 2 starts at 3 there
        ("2026-03-08T06:59:59", "America/New_York", 2, date(2026, 3, 7)),
        ("2026-03-08T07:00:00", "America/New_York", 2, date(2026, 3, 8)),
        # and has 1:00 to 2:00 twice on 1 November: the day starts with the first 1:00
        ("2026-11-01T04:59:59", "America/New_York", 1, date(2026, 10, 31)),
        ("2026-11-01T05:30:00", "America/New_York", 1, date(2026, 11, 1)),
        ("2026-11-01T06:30:00", "America/New_York", 1, date(2026, 11, 1)),
    ],
)
def test_today_is_the_persons_day(client, db, clock, moment, zone, day_start, day):
    clock(datetime.fromisoformat(moment).replace(tzinfo=UTC))
    client.force_login(ProfileFactory(time_zone=zone, day_start_hour=day_start).person)

    page = client.get(reverse("diary:today")).context["page"]

    assert (page.head.iso, page.head.is_today) == (day.isoformat(), True)


def test_later_change_of_zone_moves_no_entry(client, db, clock):
    clock(datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    profile = ProfileFactory(time_zone="UTC")
    client.force_login(profile.person)
    log(client, "natto", "50", day=date(2026, 3, 1))

    profile.time_zone = "Asia/Tokyo"
    profile.save()

    entry = Entry.objects.get()
    assert (entry.eaten_on, entry.time_zone) == (date(2026, 3, 1), "UTC")
    assert client.get(reverse("diary:today")).context["page"].head.iso == "2026-03-02"


def test_sums_of_neighbouring_days_stay_apart(me, individual):
    for day in (date(2026, 2, 28), date(2026, 3, 1)):
        log(me, "natto", "10", day=day)

    page = me.get(reverse("diary:day", args=[date(2026, 2, 28)])).context["page"]

    assert page.score.lines[0].amount == "99.8"
