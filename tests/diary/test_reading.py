"""What search may know of the person who searches."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from foods.models import Food
from k2tracker.diary.reading import reader_for
from tests.factories.diary import EntryFactory
from tests.factories.people import ProfileFactory

from .conftest import NOON, TODAY


def test_habits_count_standing_logs_of_the_last_months_of_this_person(
    individual, other_individual, django_assert_num_queries
):
    gouda, natto = (Food.objects.get(slug=slug) for slug in ("gouda-aged", "natto"))
    for back in (0, 1, 119, 120):
        EntryFactory(person=individual, food=gouda, eaten_on=TODAY - timedelta(days=back))
    EntryFactory(person=individual, food=gouda, deleted_at=NOON)
    EntryFactory(person=individual, food=natto)
    EntryFactory(person=other_individual, food=gouda)

    with django_assert_num_queries(1):
        assert reader_for(individual).habits() == {gouda.pk: 3, natto.pk: 1}


def test_what_is_logged_often_comes_first_for_this_person_alone(client, individual, other_individual):
    for _log in range(20):
        EntryFactory(person=individual, food=Food.objects.get(slug="gouda-aged"))

    def first(person):
        client.force_login(person)
        answer = client.get("/foods/search/", {"q": "go"}, headers={"Accept": "application/json"})
        return answer.json()["results"][0]["slug"]

    assert first(individual) == "gouda-aged"
    assert first(other_individual) != "gouda-aged"


@pytest.mark.parametrize(
    ("answer", "unwanted"),
    [
        ("is_vegan", {"meat", "fish", "dairy", "egg", "other_animal"}),
        ("is_vegetarian", {"meat", "fish"}),
        ("no_soy", {"soy"}),
        ("no_dairy", {"dairy"}),
        ("no_natto", {"natto_family"}),
    ],
)
def test_answers_of_the_profile_name_marks(db, answer, unwanted):
    person = ProfileFactory(**{answer: True}).person

    assert reader_for(person).unwanted_marks == unwanted


def test_newcomer_has_nothing_unwanted(newcomer):
    assert reader_for(newcomer).unwanted_marks == frozenset()


def test_stranger_is_no_reader():
    assert reader_for(AnonymousUser()) is None
