"""The answer about vitamin K antagonists given, changed or corrected after the log was written."""

from datetime import timedelta

import pytest
from django.urls import reverse

from k2tracker.alerts.models import Alert
from k2tracker.profiles.actions import VkaAnswer, answer_vka, correct_vka, take_back_vka
from k2tracker.profiles.models import VkaPeriod

from .conftest import TODAY, day_url, log, text_of

YES = VkaAnswer(VkaPeriod.Status.YES, "warfarin")
NO = VkaAnswer(VkaPeriod.Status.NO)


def open_codes(person):
    alerts = person.alerts.filter(state=Alert.State.OPEN).order_by("code", "cause")
    return [(alert.code, alert.entry_key) for alert in alerts]


def test_answer_opens_the_caution_of_what_was_logged_before_it(me, individual):
    entry_url = log(me, "natto", "50", day=TODAY - timedelta(days=1)).url
    assert open_codes(individual) == []

    answer_vka(by=individual, answer=YES, from_on=TODAY - timedelta(days=3))

    assert entry_url.startswith(day_url(TODAY - timedelta(days=1)))
    assert open_codes(individual) == [("K-02", individual.entries.get().key)]


def test_answer_from_today_on_leaves_earlier_days_alone(me, individual):
    log(me, "natto", "50", day=TODAY - timedelta(days=1))

    answer_vka(by=individual, answer=YES, from_on=TODAY)

    assert open_codes(individual) == []


@pytest.mark.parametrize("by_correction", [True, False], ids=["corrected", "taken back"])
def test_caution_falls_away_with_a_mistaken_answer(me, individual, by_correction):
    answer_vka(by=individual, answer=YES, from_on=TODAY)
    log(me, "natto", "50")
    assert [code for code, _ in open_codes(individual)] == ["K-02"]

    if by_correction:
        correct_vka(by=individual, answer=NO)
    else:
        last = individual.vka_periods.latest("recorded_at")
        assert take_back_vka(by=individual, recorded_at=last.recorded_at)

    assert open_codes(individual) == []


def test_nothing_of_k2_is_offered_on_days_before_the_answer_either(me, individual):
    before = TODAY - timedelta(days=4)
    log(me, "natto", "50", day=before)
    log(me, "supp-d3-k2-1000-45", "1", day=before - timedelta(days=1), meal="supplements")
    answer_vka(by=individual, answer=YES, from_on=TODAY - timedelta(days=1))

    page = me.get(day_url(before))

    said = text_of(page)
    assert "Paused while warfarin is in your profile" in said
    assert "50–100" not in said
    assert page.context["page"].quick.groups == ()
    assert page.context["page"].cautions.banners == ()  # that day's natto was no matter then


def test_deleting_the_first_of_two_entries_words_the_caution_anew(me, individual):
    answer_vka(by=individual, answer=YES, from_on=TODAY - timedelta(days=5))
    yesterday = TODAY - timedelta(days=1)
    log(me, "natto", "50", day=yesterday)
    log(me, "natto", "50")
    first = individual.entries.get(eaten_on=yesterday)

    me.post(reverse("diary:delete", args=[first.key]))

    alert = individual.alerts.get(state=Alert.State.OPEN)
    assert (alert.day, alert.entry_key) == (TODAY, individual.entries.get(eaten_on=TODAY).key)
    assert "1\u00a0March\u00a02026" in alert.wording


def test_stop_without_a_name_is_one_of_the_medicine_that_was_taken(me, individual):
    answer_vka(
        by=individual,
        answer=VkaAnswer(VkaPeriod.Status.YES, "phenprocoumon"),
        from_on=TODAY - timedelta(days=300),
    )
    stopped = VkaAnswer(VkaPeriod.Status.STOPPED, stopped_on=TODAY - timedelta(days=20))
    answer_vka(by=individual, answer=stopped, from_on=None)

    log(me, "natto", "50")

    assert [code for code, _ in open_codes(individual)] == ["K-02"]
