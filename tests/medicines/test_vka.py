"""A vitamin K antagonist on the list: its days stand in the profile and nowhere else."""

import uuid

import pytest
from django.urls import reverse

from tests.factories.people import ProfileFactory

from .steps import LIST, TODAY, add, answered, days_ago, fields, periods, rows, text_of

VKA = "/profile/anticoagulant/"


def stop(client, person, day):
    key = person.medicines.get().key
    return client.post(reverse("medicines:stop", args=[key]), {"stopped_on": day.isoformat()})


def row(client):
    listed = client.get(LIST).context["medicines"]
    return (*listed.taken, *listed.differing, *listed.earlier)[0]


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.fixture
def unanswered(client, db):
    """Somebody who has not answered the question in the profile."""
    person = ProfileFactory(vka=None).person
    client.force_login(person)
    return person


def test_confirmed_one_is_recorded_in_the_profile_from_its_first_day(me, individual):
    add(me, name="Coumadin", started_on=days_ago(5))

    assert periods(individual) == [
        ("no", "", None, days_ago(6)),
        ("yes", "warfarin", days_ago(5), None),
    ]
    assert rows(individual) == [("Coumadin", "warfarin", None, None)]


def test_one_that_was_not_confirmed_is_not_recorded(me, individual):
    add(me, name="Coumadin", started_on=days_ago(5), reply="no")

    assert periods(individual) == [("no", "", None, None)]
    assert rows(individual) == [("Coumadin", "", days_ago(5), None)]


def test_first_day_is_needed_beside_another_answer(me, individual):
    response = add(me, name="Coumadin")

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["started_on"]
    assert rows(individual) == []
    assert periods(individual) == [("no", "", None, None)]


def test_first_answer_without_a_day_holds_for_every_day(client, unanswered):
    add(client, name="Marcumar")

    assert periods(unanswered) == [("yes", "phenprocoumon", None, None)]


def test_nobody_is_taken_to_have_been_free_of_it_before_the_first_day(client, unanswered):
    add(client, name="Marcumar", started_on=days_ago(5))

    assert periods(unanswered) == [
        ("not_sure", "", None, days_ago(6)),
        ("yes", "phenprocoumon", days_ago(5), None),
    ]


def test_unnamed_answer_gets_its_name(client, db):
    person = ProfileFactory(vka="yes").person
    client.force_login(person)
    add(client, name="Sintrom")

    assert periods(person) == [("yes", "acenocoumarol", None, None)]


def test_one_that_the_profile_names_is_listed_with_the_days_there(on_warfarin, warfarin_person):
    add(on_warfarin, name="Marevan", started_on=days_ago(5))

    assert periods(warfarin_person) == [("yes", "warfarin", None, None)]
    assert row(on_warfarin).days == "All days of the log"


def test_first_day_that_differs_from_the_profile_is_said(on_warfarin):
    response = add(on_warfarin, name="Marevan", started_on=days_ago(5))

    assert "The first day is the one of your answer in the profile: All days of the log." in text_of(
        on_warfarin.get(response.url)
    )


def test_last_day_is_recorded_in_the_profile(on_warfarin, warfarin_person):
    add(on_warfarin, name="Marevan")
    stop(on_warfarin, warfarin_person, days_ago(1))
    stop(on_warfarin, warfarin_person, days_ago(1))

    assert periods(warfarin_person) == [
        ("yes", "warfarin", None, days_ago(2)),
        ("stopped", "warfarin", days_ago(1), None),
    ]
    assert row(on_warfarin).days.startswith("Until")
    assert not row(on_warfarin).is_taken


def test_last_day_before_the_first_is_refused(me, individual):
    add(me, name="Marevan", started_on=days_ago(5))
    before = periods(individual)
    response = stop(me, individual, days_ago(6))

    assert response.status_code == 422
    assert periods(individual) == before


def test_last_day_to_come_is_refused(on_warfarin, warfarin_person):
    add(on_warfarin, name="Marevan")
    response = stop(on_warfarin, warfarin_person, days_ago(-1))

    assert response.context["form"].errors == {"stopped_on": ["This day has not come yet."]}
    assert periods(warfarin_person) == [("yes", "warfarin", None, None)]


def test_past_course_is_recorded_with_both_days(me, individual):
    add(me, name="Marevan", started_on=days_ago(50), stopped_on=days_ago(20))

    assert periods(individual) == [
        ("no", "", None, days_ago(51)),
        ("yes", "warfarin", days_ago(50), days_ago(21)),
        ("stopped", "warfarin", days_ago(20), None),
    ]


def test_answer_of_later_days_is_never_undone_from_the_list(me, individual):
    add(me, name="Marevan", started_on=days_ago(5))
    before = periods(individual)
    response = add(me, name="Sintrom", started_on=days_ago(90), stopped_on=days_ago(60))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["started_on"]
    assert periods(individual) == before
    assert individual.medicines.count() == 1


def test_same_one_is_listed_once(on_warfarin, warfarin_person):
    add(on_warfarin, name="Marevan")
    response = add(on_warfarin, name="Coumadin")

    assert response.context["form"].errors == {"name": ["This medicine is on your list already, as Marevan."]}
    assert warfarin_person.medicines.count() == 1


def test_list_says_plainly_where_the_profile_says_something_else(on_warfarin):
    add(on_warfarin, name="Marevan")
    on_warfarin.post(
        VKA, {"vka": "no", "vka_drug": "", "vka_stopped_on": "", "how": "correction", "from_on": ""}
    )

    page = on_warfarin.get(LIST)
    assert "What counts is the answer there; this row does not." in text_of(page)
    assert row(on_warfarin).disagreement == "Your profile says: no."
    assert f'href="{VKA}"' in page.content.decode()
    assert not row(on_warfarin).may_stop
    assert page.context["medicines"].taken == ()


def test_removing_it_leaves_the_answer_in_the_profile(on_warfarin, warfarin_person):
    add(on_warfarin, name="Marevan")
    on_warfarin.post(reverse("medicines:remove", args=[warfarin_person.medicines.get().key]))

    assert rows(warfarin_person) == []
    assert periods(warfarin_person) == [("yes", "warfarin", None, None)]


def test_one_that_only_the_profile_names_is_put_on_the_list_once(on_warfarin, warfarin_person):
    page = on_warfarin.get(LIST)
    for _press in range(2):
        on_warfarin.post(reverse("medicines:from_profile"), {"key": str(page.context["key"])})

    assert page.context["medicines"].unlisted == "warfarin, a vitamin K antagonist"
    assert rows(warfarin_person) == [("warfarin", "warfarin", None, None)]
    assert on_warfarin.get(LIST).context["medicines"].unlisted == ""


def test_changing_words_beside_it_leaves_the_profile_alone(on_warfarin, warfarin_person):
    add(on_warfarin, name="Marevan")
    recorded = warfarin_person.vka_periods.get().recorded_at
    address = reverse("medicines:medicine", args=[warfarin_person.medicines.get().key])
    on_warfarin.post(address, {"name": "Marevan", "dose": "as the clinic writes"})

    assert warfarin_person.medicines.get().dose == "as the clinic writes"
    assert warfarin_person.vka_periods.get().recorded_at == recorded


def test_another_antagonist_is_a_medicine_of_its_own(on_warfarin, warfarin_person):
    add(on_warfarin, name="Marevan")
    address = reverse("medicines:medicine", args=[warfarin_person.medicines.get().key])
    data = {"name": "Sintrom", "dose": ""}
    response = on_warfarin.post(address, data)
    response = on_warfarin.post(address, data | answered(response, "yes"))

    assert list(response.context["form"].errors) == ["name"]
    assert rows(warfarin_person) == [("Marevan", "warfarin", None, None)]


def test_change_to_another_antagonist_ends_the_days_of_the_first(on_warfarin):
    add(on_warfarin, name="Marevan")
    add(on_warfarin, name="Sintrom", started_on=days_ago(3))

    listed = on_warfarin.get(LIST).context["medicines"]
    assert [row.name for row in listed.taken] == ["Sintrom"]
    assert [plain(row.days)[:5] for row in listed.earlier] == ["Until"]


def test_last_dose_to_come_is_refused_when_it_is_added(me, individual):
    response = add(me, name="Marevan", started_on=TODAY, stopped_on=days_ago(-2))

    assert list(response.context["form"].errors) == ["stopped_on"]
    assert periods(individual) == [("no", "", None, None)]


def test_question_says_that_the_profile_is_told_too(me):
    response = me.post("/medicines/add/", fields(name="Marevan"))

    assert "Marevan: is this warfarin, a vitamin K antagonist?" in text_of(response)
    assert "recorded in your profile too" in text_of(response)


def test_answers_of_one_medicine_are_taken_back_together(me, individual):
    add(me, name="Marevan", started_on=days_ago(50), stopped_on=days_ago(20))
    me.post("/profile/anticoagulant/take-back/", {"recorded_at": me.get(VKA).context["recorded_at"]})

    assert periods(individual) == [("no", "", None, None)]


def test_course_of_long_ago_raises_nothing_about_what_was_eaten_since(me, individual):
    entry = {"key": str(uuid.uuid4()), "quantity": "50", "portion": "", "meal": "lunch", "note": ""}
    me.post(reverse("diary:add", args=[days_ago(1), "natto"]), entry)
    add(me, name="Marevan", started_on=days_ago(90), stopped_on=days_ago(60))

    assert individual.entries.count() == 1
    assert not individual.alerts.exists()


def test_stop_of_an_unnamed_one_gives_it_its_name(client, db):
    person = ProfileFactory(vka="not_sure").person
    client.force_login(person)
    add(client, name="Marevan", stopped_on=days_ago(20))

    assert periods(person) == [
        ("not_sure", "", None, days_ago(21)),
        ("stopped", "warfarin", days_ago(20), None),
    ]


def test_one_that_was_stopped_is_not_offered_for_the_list(me, individual):
    add(me, name="Marevan", started_on=days_ago(50), stopped_on=days_ago(20))
    individual.medicines.all().delete()

    assert me.get(LIST).context["medicines"].unlisted == ""


def test_last_day_before_the_days_in_the_profile_is_refused(me, individual):
    add(me, name="Marevan", started_on=days_ago(5))
    individual.medicines.all().delete()
    before = periods(individual)
    response = add(me, name="Marevan", stopped_on=days_ago(8))

    assert response.status_code == 422
    assert periods(individual) == before
