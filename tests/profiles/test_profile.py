"""The profile page, where everything said can be changed."""

from datetime import date

import pytest
from django.utils import timezone

from k2tracker.profiles.models import Profile
from tests.factories.people import ProfileFactory

from .forms import ABOUT

PROFILE = "/profile/"


def test_form_shows_what_was_said(client, db):
    person = ProfileFactory(sex="", time_zone="Asia/Tokyo", clinic_name="Northfield").person
    client.force_login(person)

    form = client.get(PROFILE).context["form"]

    assert form["sex"].value() == "undisclosed"
    assert (form["time_zone"].value(), form["clinic_name"].value()) == ("Asia/Tokyo", "Northfield")


def test_changes_are_saved(client, individual):
    client.force_login(individual)
    response = client.post(PROFILE, ABOUT | {"life_stage": "lactating", "no_soy": "on"})

    assert response.url == PROFILE
    profile = Profile.objects.get(person=individual)
    assert (profile.life_stage, profile.no_soy, profile.time_zone) == ("lactating", True, "Europe/Berlin")


def test_bad_input_changes_nothing_and_stays_on_the_page(client, individual):
    client.force_login(individual)
    response = client.post(PROFILE, ABOUT | {"clinic_phone": "call me", "clinic_name": "Northfield"})

    page = response.content.decode()
    assert "<title>Error: Profile" in page
    assert 'value="call me"' in page
    assert Profile.objects.get(person=individual).clinic_name == ""


def test_other_peoples_profiles_are_out_of_reach(client, individual, other_individual):
    client.force_login(individual)
    client.post(PROFILE, ABOUT | {"person": other_individual.pk, "clinic_name": "Northfield"})

    assert Profile.objects.get(person=other_individual).clinic_name == ""


def test_guardian_stays_recorded_with_the_first_time(client, db):
    year = str(timezone.now().date().year - 10)
    person = ProfileFactory(birth_year=int(year)).person
    client.force_login(person)
    child = ABOUT | {"birth_year": year, "birth_month": "1", "guardian": "on"}
    client.post(PROFILE, child)
    first = Profile.objects.get(person=person).guardian_confirmed_at
    client.post(PROFILE, child | {"clinic_name": "Northfield"})

    assert first is not None
    assert Profile.objects.get(person=person).guardian_confirmed_at == first


def test_newcomer_is_led_to_the_first_page(client, newcomer):
    client.force_login(newcomer)

    assert client.get(PROFILE).url == "/profile/start/"


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ({"vka": None}, "The K2 lines of the checklist wait for this answer."),
        ({"vka": "yes", "vka_drug": "warfarin"}, "Yes: warfarin"),
        ({"vka": "no", "vka_drug": "apixaban"}, "No vitamin K interaction is known for it."),
        (
            {"vka": "stopped", "vka_drug": "warfarin", "vka_from_on": date(2026, 3, 1)},
            "Counts as taken until 14\u00a0March\u00a02026",
        ),
    ],
)
def test_page_says_what_the_answer_means(client, db, profile, words):
    client.force_login(ProfileFactory(**profile).person)

    assert words in client.get(PROFILE).content.decode()
