"""Whoever tells the app something that a rule holds on is led to what it noticed."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from foods.models import Food
from k2tracker.profiles.clock import today
from k2tracker.profiles.queries import profile_of
from tests.profiles.forms import confirmed


@pytest.fixture
def send(client, warfarin_person):
    client.force_login(warfarin_person)
    day = today(profile_of(warfarin_person))

    def inr(value, days_ago=0):
        sent = {"key": str(uuid.uuid4()), "value": value, "taken_on": day - timedelta(days=days_ago)}
        return client.post(reverse("labs:add", args=["inr"]), sent)

    return inr


def test_result_that_opens_a_caution_leads_to_it_and_is_saved(send, warfarin_person):
    response = send("5.6")

    assert response.url == reverse("alerts:list")
    assert warfarin_person.lab_results.count() == 1


def test_result_that_opens_nothing_leads_back(send):
    assert send("2.4").url == reverse("labs:list")


def test_what_the_app_saw_is_the_result_as_reported(send, client):
    send("5.05")

    assert "<dd>5.05</dd>" in client.get(reverse("alerts:list")).content.decode()


def test_old_result_is_recorded_and_leads_back(send, warfarin_person):
    assert send("5.6", days_ago=30).url == reverse("labs:list")
    assert [alert.state for alert in warfarin_person.alerts.all()] == ["history"]


def test_caution_that_was_open_before_leads_nobody_to_it_again(send):
    send("5.6")

    assert send("2.4", days_ago=1).url == reverse("labs:list")


def test_what_is_refused_stays_at_its_form(send):
    assert send("a lot").status_code == 422


@pytest.fixture
def answer(client, individual):
    """The question about vitamin K antagonists answered anew by somebody who takes vitamin K2."""
    client.force_login(individual)
    since = today(profile_of(individual))
    food = Food.objects.get(slug="supp-mk7-50")
    individual.cabinet.create(key=uuid.uuid4(), food=food, quantity=1, often="daily", since=since)

    def send(vka, drug="warfarin", **fields):
        sent = {
            "vka": vka,
            "vka_drug": drug,
            "vka_stopped_on": "",
            "how": "correction",
            "from_on": "",
        } | fields
        response = client.post(reverse("profiles:vka"), sent)
        if response.status_code == 200:
            response = client.post(reverse("profiles:vka"), sent | confirmed(response))
        return response

    return send


def test_answer_that_opens_a_caution_leads_to_it_and_is_saved(answer, individual):
    assert answer("yes").url == reverse("alerts:list")
    assert [period.drug for period in individual.vka_periods.all()] == ["warfarin"]
    assert [alert.code for alert in individual.alerts.all()] == ["K-01"]


def test_answer_that_opens_nothing_leads_back(answer, individual):
    individual.cabinet.all().delete()

    assert answer("yes").url == reverse("profiles:edit")


def test_caution_that_was_open_before_an_answer_leads_nobody_to_it_again(answer):
    answer("yes")

    assert answer("yes", "phenprocoumon").url == reverse("profiles:edit")


def test_answer_taken_back_leads_to_the_caution_that_holds_again(answer, client, individual):
    answer("yes")
    answer("stopped", vka_stopped_on=today(profile_of(individual)) - timedelta(days=60), how="change")
    assert [alert.state for alert in individual.alerts.all()] == ["withdrawn"]

    recorded_at = client.get(reverse("profiles:vka")).context["recorded_at"]
    response = client.post(reverse("profiles:vka_take_back"), {"recorded_at": recorded_at})

    assert response.url == reverse("alerts:list")
