"""The medicine lists of the demo people."""

from datetime import UTC, datetime, timedelta

import pytest

from k2tracker.accounts.models import User
from k2tracker.medicines.queries import dose_notes, medicines_told
from k2tracker.running.demo import refresh_demo
from nutrients.medicines import CLASSES_OF

NOW = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(scope="module")
def made(shared):
    refresh_demo(password="a-demo-password", now=NOW)


@pytest.fixture
def demo(made, db):
    """The demo people as they were made; what a test changes is its own."""


def person(role):
    return User.objects.get(email__startswith=role)


def test_warfarin_person_takes_warfarin_and_took_an_antibiotic_some_weeks_ago(demo):
    told = medicines_told(person("warfarin"))
    (warfarin,) = [one for one in told if one.drug == "warfarin"]
    antibiotics = [one for one in told if "antibiotic" in CLASSES_OF[one.drug]]
    antibiotic = max(antibiotics, key=lambda one: one.started_on)

    assert warfarin.stopped_on is None
    assert TODAY - timedelta(days=60) < antibiotic.started_on < antibiotic.stopped_on
    assert antibiotic.stopped_on < TODAY - timedelta(days=21)


def test_warfarin_person_noted_two_changes_of_the_dose(demo):
    assert len(dose_notes(person("warfarin"), TODAY - timedelta(days=90), TODAY)) == 2


def test_topping_up_brings_no_removed_medicine_back(demo):
    person("individual").medicines.all().delete()
    refresh_demo(password="a-demo-password", now=NOW + timedelta(days=1))

    assert medicines_told(person("individual")) == ()
