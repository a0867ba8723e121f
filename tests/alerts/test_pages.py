"""Answering an alert on its pages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from k2tracker.alerts.actions import raise_for
from nutrients.wording import EMERGENCY_TEXT

from .test_life import magnesium, natto, vitamin_d


def judged(client, person):
    """Sign in, and have everything judged today, so that what a test makes up stays."""
    client.force_login(person)
    client.get("/alerts/")


def raise_one(person, finding):
    (alert,) = raise_for(person=person, findings=[finding], day=finding.day)
    return alert


@pytest.fixture
def call_first(client, warfarin_person):
    judged(client, warfarin_person)
    return raise_one(warfarin_person, natto(day=timezone.now().date() - timedelta(days=3)))


@pytest.fixture
def caution(client, individual):
    judged(client, individual)
    return raise_one(individual, vitamin_d())


def spoken(alert):
    return reverse("alerts:spoken", args=[alert.pk])


def acknowledge(alert):
    return reverse("alerts:acknowledge", args=[alert.pk])


def test_caution_is_acknowledged_and_leads_back_to_its_day(client, caution):
    response = client.post(acknowledge(caution))

    assert response.url == f"/diary/{caution.day}/"
    caution.refresh_from_db()
    assert caution.state == "acknowledged"


def test_form_can_name_the_page_to_return_to(client, caution):
    assert client.post(acknowledge(caution), {"back": "/alerts/"}).url == "/alerts/"


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "javascript:alert(1)", "\x00"])
def test_no_other_site_can_be_returned_to(client, caution, back):
    assert client.post(acknowledge(caution), {"back": back}).url == f"/diary/{caution.day}/"


def test_call_first_cannot_be_waved_through(client, call_first):
    client.post(acknowledge(call_first))

    call_first.refresh_from_db()
    assert call_first.state == "open"


def test_talk_closes_the_alert(client, call_first):
    on = timezone.now().date() - timedelta(days=1)
    response = client.post(spoken(call_first), {"spoken_on": on.isoformat()})

    assert response.url == f"/diary/{call_first.day}/"
    call_first.refresh_from_db()
    assert (call_first.state, call_first.spoken_on) == ("spoken", on)


@pytest.mark.parametrize("typed", ["", "yesterday", "\x00", "9" * 5000, "2999-01-01", "2001-01-01"])
def test_bad_day_is_said_at_the_field_and_stays(client, call_first, typed):
    response = client.post(spoken(call_first), {"spoken_on": typed, "back": "/alerts/"})

    form = response.context["form"]
    assert list(form.errors) == ["spoken_on"]
    assert form["spoken_on"].value() == typed
    assert response.context["back"] == "/alerts/"
    call_first.refresh_from_db()
    assert call_first.state == "open"


def test_closed_alert_answered_again_changes_nothing(client, caution):
    client.post(acknowledge(caution))
    response = client.post(spoken(caution), {"spoken_on": timezone.now().date().isoformat()})

    assert response.status_code == 302
    caution.refresh_from_db()
    assert caution.state == "acknowledged"


@pytest.mark.parametrize("address", [acknowledge, spoken])
def test_somebody_elses_alert_is_not_found(client, caution, other_individual, address):
    client.force_login(other_individual)

    assert client.post(address(caution), {"spoken_on": "2026-03-02"}).status_code == 404


@pytest.mark.parametrize("number", ["0", "9" * 30])
def test_alert_that_never_was_is_not_found(client, individual, number):
    client.force_login(individual)

    assert client.post(f"/alerts/{number}/acknowledge/").status_code == 404


def test_acknowledging_needs_a_post(client, caution):
    assert client.get(acknowledge(caution)).status_code == 405


def test_list_shows_open_and_answered_with_the_words_then_shown(client, caution, individual):
    raise_one(individual, magnesium("CAUTION"))
    client.post(acknowledge(caution))

    response = client.get("/alerts/")

    assert [alert.code for alert in response.context["open_alerts"]] == ["M-01"]
    assert [card.answer for card in response.context["past"]] == ["Acknowledged"]
    page = response.content.decode()
    assert "Your vitamin D from all sources averages 120 µg" in page
    assert "Rule D-02, rule set" in page


def test_emergency_text_and_clinic_stand_under_an_alert_about_an_antagonist(client, call_first):
    page = client.get("/alerts/").content.decode()

    assert EMERGENCY_TEXT in page
    assert 'href="tel:01632960123"' in page


def test_emergency_text_is_not_under_other_alerts(client, caution):
    assert EMERGENCY_TEXT not in client.get("/alerts/").content.decode()


def test_each_banner_has_a_form_of_its_own(client, call_first, warfarin_person):
    finding = natto()
    other = raise_one(
        warfarin_person,
        type(finding)("K-03", "CALL_FIRST", "K-03:x", finding.day, finding.params | {"product": "Aojiru"}),
    )

    page = client.get("/alerts/").content.decode()

    for alert in (call_first, other):
        assert page.count(f'id="id_alert_{alert.pk}_spoken_on"') == 1


def test_list_is_for_those_who_keep_a_diary(client, curator):
    client.force_login(curator)

    assert client.get("/alerts/").status_code == 403


def test_query_count_of_the_list_does_not_grow(client, individual, django_assert_max_num_queries):
    judged(client, individual)
    for index in range(20):
        finding = vitamin_d()
        raise_one(individual, type(finding)("D-02", "CAUTION", f"D-02:{index}", finding.day, finding.params))

    with django_assert_max_num_queries(7):
        client.get("/alerts/")


@pytest.mark.parametrize("back", ["x", "diary:today", "http://[", "//elsewhere.example/"])
def test_way_back_that_is_no_page_of_ours_leads_to_the_day(client, caution, back):
    response = client.post(reverse("alerts:acknowledge", args=[caution.pk]), {"back": back})

    assert response.headers["Location"] == reverse("diary:day", args=[caution.day])
