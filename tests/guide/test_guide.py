"""What holds for every page of the guide: open, in order, linked, under the notice, in few queries."""

import re
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from tests.elements import main_of, read
from tests.factories.people import ProfileFactory

from .pages import addresses

NOTICE = "The lines on K2 are paused for you."
# Session, reader, profile, the answer on antagonists; then what the page itself reads.
OWN_QUERIES = {"/guide/natto/": 7, "/guide/sources/": 3}


@pytest.mark.parametrize("address", addresses())
def test_page_is_open_to_everybody(client, db, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", addresses())
def test_headings_are_in_order(client, db, address):
    levels = [int(heading.tag[1]) for heading in main_of(client.get(address)).all("h1", "h2", "h3", "h4")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [(one, following) for one, following in pairwise(levels) if following > one + 1] == []


@pytest.mark.parametrize("address", addresses())
def test_ids_are_given_once(client, db, address):
    ids = [
        found.attributes["id"] for found in main_of(client.get(address)).walk() if "id" in found.attributes
    ]

    assert sorted(ids) == sorted(set(ids))


@pytest.fixture
def ids_at(client):
    """The ids of a page of ours, read once."""
    read_before = {}

    def of(path):
        if path not in read_before:
            elements = read(client.get(path).content.decode()).walk()
            read_before[path] = {found.attributes["id"] for found in elements if "id" in found.attributes}
        return read_before[path]

    return of


@pytest.mark.parametrize("address", addresses())
def test_links_lead_somewhere(client, db, ids_at, address):
    dead = []
    for anchor in main_of(client.get(address)).all("a"):
        url = urlsplit(anchor.attributes["href"])
        if url.netloc:
            assert re.fullmatch(
                r"https://(doi\.org/10\.\S+|pmc\.ncbi\.nlm\.nih\.gov/articles/PMC\d+/)", url.geturl()
            )
            continue
        path = url.path or address
        resolve(path)
        if url.fragment and url.fragment not in ids_at(path):
            dead.append(anchor.attributes["href"])
    assert dead == []


@pytest.mark.parametrize("address", addresses())
def test_every_page_of_the_guide_leads_to_all_of_them(client, db, address):
    links = {anchor.attributes["href"] for anchor in main_of(client.get(address)).all("a")}

    assert set(addresses()) <= links | {address, "/guide/"}


def test_guide_is_found_from_the_navigation_and_the_foot(client, individual):
    client.force_login(individual)
    page = read(client.get("/foods/").content.decode())
    (header,), (footer,) = page.all("header"), page.all("footer")

    for part in (header, footer):
        assert "/guide/" in [anchor.attributes["href"] for anchor in part.all("a")]


def test_strangers_find_it_at_the_foot(client, db):
    (footer,) = read(client.get("/").content.decode()).all("footer")

    assert "/guide/" in [anchor.attributes["href"] for anchor in footer.all("a")]


@pytest.mark.parametrize("address", addresses())
@pytest.mark.parametrize(
    "answers", [{"vka": "yes", "vka_drug": "warfarin"}, {"vka": "not_sure"}], ids=["warfarin", "not sure"]
)
def test_reader_on_an_antagonist_reads_it_under_a_notice(client, db, answers, address):
    client.force_login(ProfileFactory(**answers).person)
    main = main_of(client.get(address))

    quotes = [main.text.index(quote.text) for quote in main.all("q") if quote.text]
    assert all(main.text.index(NOTICE) < place for place in quotes)
    assert NOTICE in main.text


@pytest.mark.parametrize("address", addresses())
@pytest.mark.parametrize(
    "answers", [{"vka": "yes", "vka_drug": "warfarin"}, {"vka": None}], ids=["warfarin", "unanswered"]
)
def test_reader_who_is_offered_no_k2_finds_no_product_and_nothing_to_press(client, db, answers, address):
    client.force_login(ProfileFactory(**answers).person)
    main = main_of(client.get(address))

    foods = [anchor.attributes["href"] for anchor in main.all("a") if "/foods/" in anchor.attributes["href"]]
    assert set(foods) <= {"/foods/coverage/"}
    assert main.all("button", "form", "input") == []


@pytest.mark.parametrize("address", addresses())
def test_page_offers_nothing_to_press_to_anybody(client, db, address):
    assert main_of(client.get(address)).all("button", "form", "input") == []


def test_notice_names_the_medicine(client, warfarin_person):
    client.force_login(warfarin_person)

    assert "For you, with warfarin in your profile" in main_of(client.get("/guide/")).text


@pytest.mark.parametrize("address", addresses())
def test_reader_who_has_not_answered_is_asked(client, db, address):
    client.force_login(ProfileFactory(vka=None).person)

    links = [anchor.attributes["href"] for anchor in main_of(client.get(address)).all("a")]
    assert "/profile/anticoagulant/" in links


@pytest.mark.parametrize("member", ["individual", "curator", "clinician"])
def test_others_see_no_notice(client, request, member):
    client.force_login(request.getfixturevalue(member))

    assert NOTICE not in main_of(client.get("/guide/claims/")).text


@pytest.mark.parametrize("address", addresses())
def test_strangers_cost_only_the_queries_of_the_page(client, db, django_assert_max_num_queries, address):
    with django_assert_max_num_queries(OWN_QUERIES.get(address, 0)):
        client.get(address)


@pytest.mark.parametrize("address", addresses())
def test_readers_cost_four_more(client, individual, django_assert_max_num_queries, address):
    client.force_login(individual)
    with django_assert_max_num_queries(4 + OWN_QUERIES.get(address, 0)):
        client.get(address)
