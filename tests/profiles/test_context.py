"""What every template may know of the reader's medicine."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from k2tracker.profiles.context import vka
from tests.factories.people import ProfileFactory, UserFactory


def reader(user):
    request = RequestFactory().get("/")
    request.user = user
    return vka(request)["vka"]


@pytest.mark.parametrize(
    ("answers", "active", "answered", "drug"),
    [
        ({"vka": "yes", "vka_drug": "warfarin"}, True, True, "warfarin"),
        ({"vka": "no"}, False, True, ""),
        ({"vka": None}, False, False, ""),
    ],
)
def test_reader_with_a_profile(db, answers, active, answered, drug):
    seen = reader(ProfileFactory(**answers).person)

    assert (seen.is_active, seen.is_answered, seen.drug) == (active, answered, drug)


def test_stranger_is_not_asked(db):
    assert reader(AnonymousUser()).is_answered


def test_curator_is_not_asked(db):
    assert reader(UserFactory(role="curator")).is_answered


def test_newcomer_has_not_answered(db, newcomer):
    assert not reader(newcomer).is_answered


def test_nothing_is_read_before_a_template_asks(db, warfarin_person, django_assert_num_queries):
    with django_assert_num_queries(0):
        reader(warfarin_person)
