"""Whoever tells the app something that a rule holds on is led to what it noticed."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from k2tracker.profiles.clock import today
from k2tracker.profiles.queries import profile_of


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


def test_old_result_is_recorded_and_leads_back(send, warfarin_person):
    assert send("5.6", days_ago=30).url == reverse("labs:list")
    assert [alert.state for alert in warfarin_person.alerts.all()] == ["history"]


def test_caution_that_was_open_before_leads_nobody_to_it_again(send):
    send("5.6")

    assert send("2.4", days_ago=1).url == reverse("labs:list")


def test_what_is_refused_stays_at_its_form(send):
    assert send("a lot").status_code == 422
