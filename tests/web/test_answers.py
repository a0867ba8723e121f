"""What every answer has in common: no page of a person is stored, a wrong method is named."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from k2tracker.web import errors

POST_ONLY = "/profile/anticoagulant/take-back/"


def directives(response):
    return {part.strip() for part in response.get("Cache-Control", "").split(",") if part.strip()}


@pytest.mark.parametrize("address", ["/diary/", "/profile/", "/foods/", "/no-such-page/"])
def test_page_for_somebody_signed_in_is_not_stored(client, individual, address):
    client.force_login(individual)

    assert {"private", "no-store"} <= directives(client.get(address))


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/foods/", "/guide/"])
def test_public_page_can_be_stored(client, address):
    assert directives(client.get(address)) == set()


def test_page_of_an_address_for_forms_is_ours(client, individual):
    client.force_login(individual)
    response = client.get(POST_ONLY)

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "<h1>This address only takes a form</h1>" in response.content.decode()


@pytest.mark.parametrize("headers", [{"HX-Request": "true"}, {"Accept": "application/json"}])
def test_what_is_no_page_gets_a_bare_answer(client, individual, headers):
    client.force_login(individual)
    response = client.get(POST_ONLY, headers=headers)

    assert (response.status_code, response.content) == (405, b"")


@pytest.mark.parametrize(("address", "status"), [("/no-such-page/", 404), (POST_ONLY, 405)])
def test_failure_leads_on_to_the_diary_and_the_foods(client, individual, address, status):
    client.force_login(individual)
    response = client.get(address)
    page = response.content.decode()

    assert response.status_code == status
    assert 'href="/diary/"' in page
    assert 'href="/foods/"' in page


def test_account_without_a_diary_is_not_led_to_one(client, clinician):
    client.force_login(clinician)
    page = client.get("/diary/").content.decode()

    assert 'href="/diary/"' not in page
    assert 'href="/foods/"' in page


@pytest.mark.django_db
def test_stranger_is_led_to_the_first_page(client):
    page = client.get("/no-such-page/").content.decode()

    assert 'href="/"' in page
    assert 'href="/diary/"' not in page


@pytest.mark.django_db
def test_ways_on_need_no_database(settings):
    request = RequestFactory().get("/no-such-page/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "a-session"
    with CaptureQueriesContext(connection) as queries:
        page = errors.page_not_found(request, None).content.decode()

    assert 'href="/diary/"' in page
    assert len(queries) == 0
