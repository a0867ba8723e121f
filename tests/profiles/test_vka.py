"""Answering the question about vitamin K antagonists anew, and the history that makes."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from k2tracker.profiles.queries import vka_history
from tests.factories.people import ProfileFactory, WarfarinProfileFactory

from .forms import confirmed

VKA = "/profile/anticoagulant/"
TAKE_BACK = "/profile/anticoagulant/take-back/"
TODAY = timezone.now().date()


def days_ago(days):
    return TODAY - timedelta(days=days)


def answer(client, **fields):
    """Fill the form in and confirm the medicine where it is asked back."""
    data = {"vka_drug": "", "vka_stopped_on": "", "how": "change", "from_on": "", **fields}
    response = client.post(VKA, data)
    if response.status_code == 200 and response.context["form"].question:
        response = client.post(VKA, data | confirmed(response))
    return response


def take_back(client):
    """Press the button as the page shows it."""
    return client.post(TAKE_BACK, {"recorded_at": client.get(VKA).context["recorded_at"]})


def rows(person):
    return [(p.status, p.drug, p.from_on, p.to_on) for p in vka_history(person).periods]


@pytest.fixture
def on_warfarin(client, warfarin_person):
    client.force_login(warfarin_person)
    return warfarin_person


def test_first_answer_holds_for_all_days(client, db):
    person = ProfileFactory(vka=None).person
    client.force_login(person)
    answer(client, vka="yes", vka_drug="Coumadin")

    assert rows(person) == [("yes", "warfarin", None, None)]


def test_change_closes_the_earlier_answer_the_day_before(client, individual):
    client.force_login(individual)
    answer(client, vka="yes", vka_drug="Coumadin", from_on=days_ago(3).isoformat())

    assert rows(individual) == [
        ("no", "", None, days_ago(4)),
        ("yes", "warfarin", days_ago(3), None),
    ]


def test_correction_replaces_the_answer(client, on_warfarin):
    answer(client, vka="no", how="correction")

    assert rows(on_warfarin) == [("no", "", None, None)]


def test_correction_keeps_the_day_and_the_answer_before(client, individual):
    client.force_login(individual)
    answer(client, vka="yes", vka_drug="Coumadin", from_on=days_ago(3).isoformat())
    answer(client, vka="yes", vka_drug="Marcumar", how="correction")

    assert rows(individual) == [
        ("no", "", None, days_ago(4)),
        ("yes", "phenprocoumon", days_ago(3), None),
    ]


def test_stopped_starts_the_wash_out(client, on_warfarin):
    answer(client, vka="stopped", vka_drug="warfarin", vka_stopped_on=days_ago(2).isoformat())

    assert rows(on_warfarin) == [
        ("yes", "warfarin", None, days_ago(3)),
        ("stopped", "warfarin", days_ago(2), None),
    ]


def said_no(days, **profile):
    """Somebody whose first answer, given so many days ago at noon, was no."""
    person = ProfileFactory(**profile).person
    noon = datetime.combine(days_ago(days), time(12), tzinfo=UTC)
    person.vka_periods.update(recorded_at=noon)
    return person


def test_days_between_a_no_and_a_stop_are_not_sure(client, db):
    person = said_no(10)
    client.force_login(person)
    answer(client, vka="stopped", vka_drug="warfarin", vka_stopped_on=days_ago(2).isoformat())

    assert rows(person) == [
        ("no", "", None, days_ago(10)),
        ("not_sure", "", days_ago(9), days_ago(3)),
        ("stopped", "warfarin", days_ago(2), None),
    ]


def test_no_given_after_the_stop_holds_for_no_day(client, db):
    person = said_no(1, vka_drug="apixaban")
    client.force_login(person)
    answer(client, vka="stopped", vka_unnamed="on", vka_stopped_on=days_ago(2).isoformat())

    assert rows(person) == [
        ("not_sure", "", None, days_ago(3)),
        ("stopped", "", days_ago(2), None),
    ]


def test_no_that_was_still_to_begin_holds_for_no_day(client, db):
    person = said_no(10)
    person.vka_periods.update(from_on=days_ago(5))
    client.force_login(person)
    answer(client, vka="stopped", vka_drug="warfarin", vka_stopped_on=days_ago(2).isoformat())

    assert rows(person) == [
        ("not_sure", "", days_ago(5), days_ago(3)),
        ("stopped", "warfarin", days_ago(2), None),
    ]


def test_no_holds_until_the_local_day_it_was_given(client, db):
    person = said_no(10, time_zone="Pacific/Kiritimati")  # 14 hours ahead: noon in UTC is the next day there
    client.force_login(person)
    answer(client, vka="stopped", vka_drug="warfarin", vka_stopped_on=days_ago(2).isoformat())

    assert rows(person)[0] == ("no", "", None, days_ago(9))


def test_stop_taken_back_opens_the_no_again(client, db):
    person = said_no(10)
    client.force_login(person)
    answer(client, vka="stopped", vka_drug="warfarin", vka_stopped_on=days_ago(2).isoformat())
    take_back(client)

    assert rows(person) == [("no", "", None, None)]


def test_bare_no_cannot_cut_the_wash_out_short(client, on_warfarin):
    response = answer(client, vka="no", from_on=TODAY.isoformat())

    assert "If you stopped it" in response.context["form"].errors["vka"][0]
    assert rows(on_warfarin) == [("yes", "warfarin", None, None)]


def test_not_sure_in_between_does_not_cut_the_wash_out_short(client, on_warfarin):
    answer(client, vka="not_sure", from_on=days_ago(1).isoformat())
    response = answer(client, vka="no", from_on=TODAY.isoformat())

    assert "vka" in response.context["form"].errors


def test_not_sure_can_be_cleared(client, db):
    person = ProfileFactory(vka="not_sure").person
    client.force_login(person)
    answer(client, vka="no", from_on=TODAY.isoformat())

    assert not vka_history(person).is_active_on(TODAY)


@pytest.mark.parametrize(("days", "is_saved"), [(13, False), (14, True)])
def test_no_is_taken_once_the_wash_out_is_over(client, db, days, is_saved):
    person = ProfileFactory(vka="stopped", vka_drug="warfarin", vka_from_on=days_ago(days)).person
    client.force_login(person)
    answer(client, vka="no", from_on=TODAY.isoformat())

    assert (vka_history(person).current.status == "no") is is_saved


def test_change_to_a_direct_anticoagulant_waits_for_the_wash_out(client, on_warfarin):
    answer(client, vka="no", vka_drug="Xarelto", from_on=days_ago(1).isoformat())

    assert rows(on_warfarin) == [
        ("yes", "warfarin", None, days_ago(2)),
        ("stopped", "warfarin", days_ago(1), days_ago(1) + timedelta(days=13)),
        ("no", "rivaroxaban", days_ago(1) + timedelta(days=14), None),
    ]


@pytest.mark.parametrize(("days", "is_said"), [(13, True), (14, False)])
def test_what_still_acts_is_said_beside_what_is_known_of_the_new_one(client, on_warfarin, days, is_said):
    done = answer(client, vka="no", vka_drug="Xarelto", from_on=days_ago(days).isoformat())

    told = [str(message) for message in done.wsgi_request._messages]
    assert any("No vitamin K interaction is known for rivaroxaban" in text for text in told)
    assert any("Your warfarin counts as taken until" in text for text in told) is is_said


def test_earlier_day_overrules_what_was_said_of_later_days(client, individual):
    client.force_login(individual)
    answer(client, vka="not_sure", from_on=days_ago(2).isoformat())
    answer(client, vka="yes", vka_drug="Coumadin", from_on=days_ago(5).isoformat())

    assert rows(individual) == [
        ("no", "", None, days_ago(6)),
        ("yes", "warfarin", days_ago(5), None),
    ]


def test_answer_taken_back_opens_the_one_before(client, on_warfarin):
    answer(client, vka="no", vka_drug="Xarelto", from_on=days_ago(1).isoformat())
    response = take_back(client)

    assert response.url == VKA
    assert rows(on_warfarin) == [("yes", "warfarin", None, None)]


def test_only_answer_taken_back_leaves_the_question_open(client, on_warfarin):
    take_back(client)

    assert rows(on_warfarin) == []


def test_second_press_takes_back_nothing_more(client, individual):
    client.force_login(individual)
    answer(client, vka="not_sure", from_on=days_ago(2).isoformat())
    shown = {"recorded_at": client.get(VKA).context["recorded_at"]}
    client.post(TAKE_BACK, shown)
    client.post(TAKE_BACK, shown)

    assert rows(individual) == [("no", "", None, None)]


@pytest.mark.parametrize("typed", ["", "now", "\x00", "2026-03-01"])
def test_taking_back_what_was_never_said_changes_nothing(client, on_warfarin, typed):
    client.post(TAKE_BACK, {"recorded_at": typed})

    assert rows(on_warfarin) == [("yes", "warfarin", None, None)]


def test_taking_back_needs_a_post(client, on_warfarin):
    assert client.get(TAKE_BACK).status_code == 405


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"vka": "not_sure"}, "from_on"),
        ({"vka": "not_sure", "from_on": "soon"}, "from_on"),
        ({"vka": "not_sure", "from_on": (TODAY + timedelta(days=2)).isoformat()}, "from_on"),
        ({"vka": "not_sure", "from_on": "1991-05-31"}, "from_on"),
        ({"vka": "not_sure", "from_on": "2026-03-01", "how": "whim"}, "how"),
    ],
)
def test_bad_input_is_named_at_its_field(client, on_warfarin, fields, field):
    response = answer(client, **fields)

    assert list(response.context["form"].errors) == [field]
    assert rows(on_warfarin) == [("yes", "warfarin", None, None)]


def test_history_on_the_page_begins_with_the_latest(client, on_warfarin):
    answer(client, vka="stopped", vka_drug="warfarin", vka_stopped_on=days_ago(40).isoformat())
    periods = client.get(VKA).context["periods"]

    assert [(period.answer, period.is_current) for period in periods] == [
        ("Stopped: warfarin", True),
        ("Yes: warfarin", False),
    ]


def test_somebody_else_is_not_touched(client, on_warfarin):
    other = WarfarinProfileFactory().person
    take_back(client)

    assert rows(other) == [("yes", "warfarin", None, None)]
