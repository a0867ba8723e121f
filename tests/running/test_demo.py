"""The demo people: the same everywhere, and topped up without doubling or resurrecting anything."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from foods.models import Food
from k2tracker.accounts.models import User
from k2tracker.alerts.models import Alert
from k2tracker.diary.models import Day, Entry
from k2tracker.running.demo import DAYS, refresh_demo

NOW = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
PEOPLE = ["individual", "warfarin"]


@pytest.fixture(scope="module")
def made(shared):
    refresh_demo(password="a-demo-password", now=NOW)


@pytest.fixture
def demo(made, db):
    """The demo people as they were made; what a test changes is its own."""


def entries_of(role):
    return Entry.objects.filter(person__email__startswith=role)


@pytest.mark.parametrize("role", PEOPLE)
def test_demo_diary_is_ninety_days_of_eight_to_fifteen_entries_of_many_foods(demo, role):
    per_day = Counter(entries_of(role).values_list("eaten_on", flat=True))
    today = max(per_day)
    assert today == NOW.date()
    assert min(per_day) > today - timedelta(days=DAYS)
    assert {8 <= count <= 15 for day, count in per_day.items() if day != today} == {True}
    assert entries_of(role).values("food").distinct().count() >= 60
    assert set(entries_of(role).filter(eaten_on=today).values_list("meal", flat=True)) <= {
        "breakfast",
        "supplements",
    }


@pytest.mark.parametrize("role", PEOPLE)
def test_demo_diary_has_gaps_and_open_days(demo, role):
    logged = entries_of(role).values("eaten_on").distinct().count()
    complete = Day.objects.filter(person__email__startswith=role, is_complete=True).count()
    assert 0.85 * DAYS <= logged <= 0.95 * DAYS
    assert 0.60 * logged <= complete <= 0.80 * logged


def test_demo_warfarin_person_has_alerts_in_every_state_and_nobody_else_has_any(demo):
    alerts = Alert.objects.values_list("person__email", "code", "state")
    assert Counter((email.split("@")[0], code, state) for email, code, state in alerts) == {
        ("warfarin", "K-01", "open"): 1,
        ("warfarin", "K-01", "replaced"): 2,
        ("warfarin", "K-09", "spoken"): 1,
        ("warfarin", "K-09", "acknowledged"): 1,
        ("warfarin", "K-09", "closed"): 1,
        ("warfarin", "K-10", "history"): 2,
        ("warfarin", "K-11", "withdrawn"): 1,
    }
    assert {state for _email, _code, state in alerts} == set(Alert.State.values)


def test_demo_is_topped_up_without_what_curators_retired_and_with_what_they_merged_into(demo):
    often = Counter(entries_of("individual").exclude(meal="supplements").values_list("food", flat=True))
    (retired, _), (merged, _) = often.most_common(2)
    unused = Food.objects.published().filter(basis="per_100g").exclude(pk__in=often).earliest("slug")
    Food.objects.filter(pk=retired).update(is_retired=True)
    Food.objects.filter(pk=merged).update(is_retired=True, merged_into=unused)

    refresh_demo(password="a-demo-password", now=NOW + timedelta(days=21))

    new = entries_of("individual").filter(eaten_on__gt=NOW.date())
    assert not new.filter(food__in=[retired, merged]).exists()
    assert set(new.filter(food=unused).values_list("revision", flat=True)) == {unused.revision_id}


def test_demo_topped_up_a_week_later_ends_at_that_breakfast_and_doubles_nothing(demo):
    kept = dict(entries_of("individual").values_list("key", "pk"))
    deleted = entries_of("individual").order_by("pk").last()
    Entry.objects.filter(pk=deleted.pk).update(deleted_at=timezone.now())

    refresh_demo(password="a-demo-password", now=NOW + timedelta(days=7))

    days = set(entries_of("individual").values_list("eaten_on", flat=True))
    assert max(days) == (NOW + timedelta(days=7)).date()
    assert kept.items() <= dict(entries_of("individual").values_list("key", "pk")).items()
    deleted.refresh_from_db()
    assert deleted.deleted_at is not None
    assert entries_of("individual").filter(eaten_on=NOW.date()).values("meal").distinct().count() > 2


def test_demo_refresh_sets_everyones_password(demo):
    refresh_demo(password="another-password", now=NOW)
    assert {user.check_password("another-password") for user in User.objects.all()} == {True}
