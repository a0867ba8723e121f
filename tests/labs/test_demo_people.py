"""The demo people's results: written once, whatever day the demo is started again."""

from datetime import UTC, datetime, timedelta

from k2tracker.accounts.models import User
from k2tracker.running.demo_labs import fill_labs

TODAY = datetime(2026, 5, 20, tzinfo=UTC).date()


def test_results_are_written_once_and_stand_where_they_were(warfarin_person, individual):
    for today in (TODAY, TODAY + timedelta(days=21)):
        fill_labs("warfarin", warfarin_person, today)
        fill_labs("individual", individual, today)

    inr = warfarin_person.lab_results.filter(kind="inr")
    assert (inr.count(), inr.first().taken_on) == (6, TODAY - timedelta(days=5))
    assert [one.source for one in warfarin_person.inr_ranges.all()] == ["letter"]
    assert set(individual.lab_results.values_list("kind", "unit")) == {
        ("vitamin_d", "nmol/L"),
        ("vitamin_d", "ng/mL"),
    }
    assert User.objects.filter(lab_results__isnull=False).distinct().count() == 2
