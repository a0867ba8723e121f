"""The pages for what failed: in our design, and the worst of them without anything that can fail again."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.test import Client, RequestFactory

from k2tracker.web import errors
from k2tracker.web.charset import with_readable_charset


@pytest.fixture
def failed_request():
    request = RequestFactory().get("/diary/")
    request.user = AnonymousUser()
    return request


@pytest.mark.parametrize(
    ("handler", "exception", "status", "heading"),
    [
        (errors.bad_request, BadRequest(), 400, "The request could not be read"),
        (errors.permission_denied, PermissionDenied(), 403, "This page is not open to this account"),
        (errors.page_not_found, Http404(), 404, "There is nothing at this address"),
    ],
    ids=["400", "403", "404"],
)
def test_failure_has_a_page_of_its_own(failed_request, handler, exception, status, heading):
    response = handler(failed_request, exception)
    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in response.content.decode()


def test_refusal_says_its_reason(failed_request):
    response = errors.permission_denied(failed_request, PermissionDenied("This page is for clinicians."))
    assert "This page is for clinicians." in response.content.decode()


def test_server_error_needs_no_database():
    # no database is opened to this test: a query would raise
    response = errors.server_error(RequestFactory().get("/diary/"))
    assert response.status_code == 500
    assert "<h1>Something failed on our side</h1>" in response.content.decode()


@pytest.mark.django_db
def test_form_without_a_token_is_answered_in_words(newcomer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(newcomer)
    response = client.post("/accounts/logout/")
    assert response.status_code == 403
    assert "This form waited too long" in response.content.decode()


@pytest.mark.django_db
def test_unknown_address_is_our_404(client, individual):
    client.force_login(individual)
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()


@pytest.mark.django_db
def test_too_many_tries_are_answered_in_words(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    cache.clear()
    for _ in range(2):
        response = client.post("/accounts/login/", {"login": "nobody@example.org", "password": "not-the-one"})
    cache.clear()
    assert response.status_code == 429
    assert "Too many tries" in response.content.decode()


@pytest.mark.django_db
def test_body_that_cannot_be_read_is_our_400(client):
    sent = {"data": b"a", "content_type": "application/x-www-form-urlencoded; charset=utf-16"}
    response = client.post("/accounts/login/", **sent)
    assert response.status_code == 400
    assert "The request could not be read" in response.content.decode()


@pytest.mark.django_db
def test_cookie_with_a_nul_is_our_400(client):
    response = client.get("/foods/", headers={"Cookie": 'sessionid="abcdefgh\\000ijkl"'})

    assert response.status_code == 400
    assert "The request could not be read" in response.content.decode()


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("text/plain; charset=rot13", "text/plain"),
        ('multipart/form-data; Charset="hex"; boundary=x', "multipart/form-data; boundary=x"),
        ("text/plain; charset=none-such", "text/plain"),
        ("text/plain; charset=UTF-8", "text/plain; charset=UTF-8"),
        ("text/plain", "text/plain"),
    ],
)
def test_no_request_names_a_charset_that_no_form_has(kind, told):
    seen = []
    application = with_readable_charset(lambda environ, start_response: seen.append(environ["CONTENT_TYPE"]))

    application({"CONTENT_TYPE": kind}, None)

    assert seen == [told]
