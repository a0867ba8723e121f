"""The landing page, the way each role is led, the probe, and the header that keeps pages strict."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

pytestmark = pytest.mark.django_db


def test_stranger_sees_what_it_is(client):
    response = client.get("/")
    page = response.content.decode()
    assert "A diary in which vitamin K2 counts" in page
    assert "It is not a medical device" in page
    assert page.count('<svg class="bullet"') == 2


def test_stranger_leaves_with_no_cookie(client):
    assert client.get("/").cookies == {}


@pytest.mark.parametrize(
    ("member", "address"),
    [
        ("individual", "/diary/"),
        ("newcomer", "/profile/start/"),
        ("curator", "/admin/"),
        ("clinician", "/clinician/"),
    ],
)
def test_front_page_leads_each_to_their_work(client, request, member, address):
    client.force_login(request.getfixturevalue(member))
    assert client.get("/").headers["Location"] == address


def test_clinician_reads_what_is_to_come(client, clinician):
    client.force_login(clinician)
    assert "What is to come" in client.get("/clinician/").content.decode()


def test_page_for_clinicians_is_nothing_to_others(client, individual):
    client.force_login(individual)
    assert client.get("/clinician/").status_code == 404


def test_navigation_of_a_stranger_offers_the_two_ways_in(client):
    page = client.get("/").content.decode()
    assert 'href="/accounts/login/"' in page
    assert 'href="/accounts/signup/"' in page
    assert 'class="site-nav"' not in page


def test_navigation_marks_where_one_is(client, clinician):
    client.force_login(clinician)
    assert '<a href="/clinician/" aria-current="page">' in client.get("/clinician/").content.decode()


def test_probe_answers_without_a_session(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content, response.cookies) == (200, b"ok", {})


def test_probe_reports_a_database_that_is_gone(client):
    def gone(execute, sql, params, many, context):
        raise OperationalError("gone")

    with connection.execute_wrapper(gone):
        assert client.get("/healthz").status_code == 503


@pytest.mark.parametrize("address", ["/", "/accounts/login/", "/healthz", "/no-such-page/"])
def test_every_answer_carries_a_strict_policy(client, address):
    policy = client.get(address).headers["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";") if " " in part.strip())
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == directives["img-src"] == "'self'"
    assert directives["form-action"] == "'self'"
    assert "unsafe" not in policy


def test_probe_takes_no_writes():
    assert Client().post("/healthz").status_code == 405
