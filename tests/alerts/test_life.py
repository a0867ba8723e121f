"""The life of an alert: raised once per cause, answered, withdrawn."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from k2tracker.alerts import actions
from k2tracker.alerts.models import Alert
from k2tracker.alerts.queries import open_alerts
from nutrients.cautions import CALL_FIRST, CAUTION, INFO, RULE_SET, Finding

DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
State = Alert.State


def natto(key=None, day=DAY, **params):
    params |= {"answer": "yes", "drug": "warfarin", "kind": "natto", "date": day.isoformat()}
    return Finding("K-02", CALL_FIRST, "K-02:natto", day, params, item_key=key, product="natto")


def vitamin_d(x="120", day=DAY):
    params = {"x": x, "ul": "100", "iu": str(int(float(x) * 40)), "date": day.isoformat()}
    return Finding("D-02", CAUTION, "D-02:vitamin_d", day, params)


def magnesium(level, x="400"):
    return Finding("M-01", level, "M-01:magnesium", DAY, {"x": x, "ul": "350", "date": DAY.isoformat()})


def raised(person, *findings, day=DAY, now=NOW):
    return actions.raise_for(person=person, findings=findings, day=day, now=now)


def test_alert_keeps_what_was_known_and_shown(individual):
    (alert,) = raised(individual, vitamin_d())

    assert (alert.code, alert.level, alert.cause, alert.day) == ("D-02", CAUTION, "D-02:vitamin_d", DAY)
    assert (alert.rule_set, alert.inputs["x"], alert.raised_at) == (RULE_SET, "120", NOW)
    assert alert.wording.startswith("Your vitamin D from all sources averages 120 µg (4,800 IU) a day.")


def test_date_in_the_words_is_written_out(individual):
    (alert,) = raised(individual, natto())

    assert "2\u00a0March\u00a02026" in alert.wording


def test_information_is_not_kept(individual):
    assert raised(individual, magnesium(INFO)) == []
    assert not Alert.objects.exists()


def test_same_cause_again_returns_the_open_alert(individual):
    first = raised(individual, natto())
    second = raised(individual, natto(day=DAY + timedelta(days=1)), day=DAY + timedelta(days=1))

    assert second == first
    assert Alert.objects.count() == 1


def test_product_logged_twice_in_one_go_raises_one_alert(individual):
    raised(individual, natto(uuid4()), natto(uuid4()))

    assert Alert.objects.count() == 1


def test_other_people_have_alerts_of_their_own(individual, other_individual):
    raised(individual, natto())
    raised(other_individual, natto())

    assert Alert.objects.filter(state=State.OPEN).count() == 2


@pytest.mark.parametrize(
    ("after", "opens"),
    [(timedelta(days=7) - timedelta(seconds=1), False), (timedelta(days=7), True)],
)
def test_answered_alert_is_quiet_for_seven_days(individual, after, opens):
    (alert,) = raised(individual, natto())
    alert = actions.record_spoken(by=individual, alert=alert, on=DAY)
    again = raised(individual, natto(), now=alert.answered_at + after)

    assert bool(again) is opens


def test_larger_amount_opens_again_in_the_quiet_days(individual):
    (alert,) = raised(individual, vitamin_d("120"))
    actions.acknowledge(by=individual, alert=alert)
    (again,) = raised(individual, vitamin_d("121"))

    assert again.pk != alert.pk


def test_difference_nobody_sees_does_not_open_again(individual):
    (alert,) = raised(individual, vitamin_d("120.6"))
    actions.acknowledge(by=individual, alert=alert)

    assert raised(individual, vitamin_d("121.4")) == []


def test_higher_level_replaces_an_open_alert(individual):
    (mild,) = raised(individual, magnesium(CAUTION))
    (urgent,) = raised(individual, magnesium(CALL_FIRST))
    mild.refresh_from_db()

    assert (mild.state, urgent.state, urgent.level) == (State.REPLACED, State.OPEN, CALL_FIRST)


def test_lower_level_is_nothing_new(individual):
    (urgent,) = raised(individual, magnesium(CALL_FIRST, x="400"))

    assert raised(individual, magnesium(CAUTION, x="500")) == [urgent]


def test_replaced_alert_hands_its_entries_on(individual):
    first, second = uuid4(), uuid4()
    params = natto().params | {"product": "Aojiru"}
    mild = Finding("K-03", CAUTION, "K-03:aojiru", DAY, params, item_key=first)
    urgent = Finding("K-03", CALL_FIRST, "K-03:aojiru", DAY, params, item_key=second)
    raised(individual, mild)
    raised(individual, urgent)

    assert actions.withdraw_for_entry(by=individual, entry_key=second) == [first]


def test_most_urgent_alert_comes_first(individual):
    alerts = raised(individual, vitamin_d(), natto())

    assert [alert.code for alert in alerts] == ["K-02", "D-02"]
    assert [alert.code for alert in open_alerts(individual)] == ["K-02", "D-02"]


def test_caution_can_be_acknowledged(individual):
    (alert,) = raised(individual, vitamin_d())
    actions.acknowledge(by=individual, alert=alert)

    assert open_alerts(individual) == []
    assert [one.state for one in individual.alerts.filter(day=DAY)] == [State.ACKNOWLEDGED]


def test_call_first_waits_for_the_talk(individual):
    (alert,) = raised(individual, natto())

    with pytest.raises(actions.NotAnswerableError):
        actions.acknowledge(by=individual, alert=alert)
    assert open_alerts(individual) == [alert]


def test_talk_is_recorded_with_its_day(individual):
    (alert,) = raised(individual, natto())
    alert = actions.record_spoken(by=individual, alert=alert, on=DAY)

    assert (alert.state, alert.spoken_on) == (State.SPOKEN, DAY)


def test_clinician_closes_an_alert_with_a_reason(individual, clinician):
    (alert,) = raised(individual, natto())

    actions.close(by=clinician, alert=alert, reason=" INR checked. ")

    alert.refresh_from_db()
    assert (alert.state, alert.closed_by, alert.reason) == (State.CLOSED, clinician, "INR checked.")
    assert raised(individual, natto(), now=alert.answered_at + timedelta(days=6)) == []
    with pytest.raises(actions.NotAnswerableError):
        actions.close(by=clinician, alert=alert, reason="Again.")


@pytest.mark.parametrize("role", ["individual", "other_individual", "curator"])
def test_nobody_but_a_clinician_closes_an_alert(request, individual, role):
    (alert,) = raised(individual, natto())

    with pytest.raises(PermissionDenied):
        actions.close(by=request.getfixturevalue(role), alert=alert, reason="Read.")


def test_alert_is_not_closed_without_a_reason(individual, clinician):
    (alert,) = raised(individual, natto())

    with pytest.raises(ValueError, match="reason"):
        actions.close(by=clinician, alert=alert, reason=" ")


def test_closed_alert_is_not_answered_twice(individual):
    (alert,) = raised(individual, vitamin_d())
    actions.acknowledge(by=individual, alert=alert)

    with pytest.raises(actions.NotAnswerableError):
        actions.record_spoken(by=individual, alert=alert, on=DAY)


@pytest.mark.parametrize("act", [actions.acknowledge, lambda **kw: actions.record_spoken(on=DAY, **kw)])
def test_somebody_elses_alert_is_not_answered(individual, other_individual, act):
    (alert,) = raised(individual, vitamin_d())

    with pytest.raises(PermissionDenied):
        act(by=other_individual, alert=alert)


def test_alert_falls_away_with_its_entry(individual):
    key = uuid4()
    (alert,) = raised(individual, natto(key))
    actions.withdraw_for_entry(by=individual, entry_key=key)

    alert.refresh_from_db()
    assert alert.state == State.WITHDRAWN
    assert open_alerts(individual) == []


def test_words_about_an_entry_go_with_it_and_the_others_are_named(individual):
    first, second = uuid4(), uuid4()
    raised(individual, natto(first))
    raised(individual, natto(first), natto(second))

    assert actions.withdraw_for_entry(by=individual, entry_key=first) == [second]
    assert open_alerts(individual) == []


def test_more_of_the_same_product_opens_it_again(individual):
    (alert,) = raised(individual, natto(uuid4(), known_ug="50"))
    actions.record_spoken(by=individual, alert=alert, on=DAY)

    assert raised(individual, natto(uuid4(), known_ug="50")) == []
    assert len(raised(individual, natto(uuid4(), known_ug="500"))) == 1


def test_alert_whose_cause_is_gone_is_withdrawn(individual):
    finding = natto(uuid4())
    (alert,) = raised(individual, finding)

    actions.judge_again(person=individual, findings_on=lambda day: [finding])
    assert open_alerts(individual) == [alert]

    actions.judge_again(person=individual, findings_on=lambda day: [])
    assert open_alerts(individual) == []


def test_withdrawn_alert_names_the_other_entries_it_spoke_for(individual):
    first, second = uuid4(), uuid4()
    raised(individual, natto(first), natto(second))

    assert actions.judge_again(person=individual, findings_on=lambda day: []) == [second]


@pytest.mark.parametrize(("amount", "waits_since"), [("5", "before"), ("800", "now")])
def test_alert_gives_way_to_one_that_says_what_is_found_now(individual, amount, waits_since):
    key = uuid4()
    (before,) = raised(individual, natto(key, known_ug="500"))

    actions.judge_again(
        person=individual, findings_on=lambda day: [natto(uuid4(), known_ug="3"), natto(key, known_ug=amount)]
    )

    (alert,) = open_alerts(individual)
    assert (alert.inputs["known_ug"], alert.entry_key) == (amount, key)
    assert (alert.raised_at == before.raised_at) == (waits_since == "before")
    before.refresh_from_db()
    assert (before.state, before.inputs["known_ug"]) == ("replaced", "500")


def test_alerts_of_other_days_are_left_alone(individual):
    (alert,) = raised(individual, natto(uuid4()))

    for days in ({"since": DAY + timedelta(days=1)}, {"until": DAY - timedelta(days=1)}):
        actions.judge_again(person=individual, findings_on=lambda day: [], **days)

    assert open_alerts(individual) == [alert]


def test_later_entry_undone_leaves_the_alert_to_the_first(individual):
    first, second = uuid4(), uuid4()
    raised(individual, natto(first), natto(second))
    actions.withdraw_for_entry(by=individual, entry_key=second)

    assert [alert.entry_key for alert in open_alerts(individual)] == [first]


def test_unrelated_entry_withdraws_nothing(individual):
    key, carrot = uuid4(), uuid4()
    raised(individual, natto(key), vitamin_d())
    actions.withdraw_for_entry(by=individual, entry_key=carrot)

    assert len(open_alerts(individual)) == 2


def test_answered_alert_is_not_withdrawn(individual):
    key = uuid4()
    (alert,) = raised(individual, natto(key))
    actions.record_spoken(by=individual, alert=alert, on=DAY)

    assert actions.withdraw_for_entry(by=individual, entry_key=key) == []


def test_withdrawn_alert_does_not_keep_the_next_one_quiet(individual):
    key = uuid4()
    raised(individual, natto(key))
    actions.withdraw_for_entry(by=individual, entry_key=key)

    assert len(raised(individual, natto(uuid4()))) == 1


def test_somebody_elses_entry_key_withdraws_nothing(individual, other_individual):
    key = uuid4()
    (alert,) = raised(individual, natto(key))
    actions.withdraw_for_entry(by=other_individual, entry_key=key)

    assert open_alerts(individual) == [alert]


def recorded(person, *findings, day=DAY):
    actions.record_history(person=person, findings=findings, day=day, now=NOW)
    return list(person.alerts.filter(day=day, state=State.HISTORY))


def test_matter_of_an_old_day_is_recorded_once_and_asks_for_nothing(individual):
    first, second = uuid4(), uuid4()
    recorded(individual, natto(first))
    (alert,) = recorded(individual, natto(first), natto(second))

    assert (alert.code, alert.answered_at, alert.spoken_on) == ("K-02", NOW, None)
    assert [further.entry_key for further in alert.further_entries.all()] == [second]
    assert open_alerts(individual) == []


def test_matter_of_an_old_day_leaves_what_is_open_alone_and_quiets_nothing(individual):
    earlier = DAY - timedelta(days=30)
    recorded(individual, natto(uuid4(), day=earlier), day=earlier)
    (alert,) = raised(individual, natto(uuid4()))
    recorded(individual, natto(uuid4(), day=earlier, known_ug="900"), day=earlier)

    assert open_alerts(individual) == [alert]


def test_alert_that_still_waits_on_its_old_day_is_not_recorded_beside_it(individual):
    key = uuid4()
    (alert,) = raised(individual, natto(key))

    assert recorded(individual, natto(key), natto(uuid4())) == []
    assert open_alerts(individual) == [alert]


def test_record_of_an_old_day_says_what_is_found_after_another_log(individual):
    recorded(individual, vitamin_d("120"))
    (alert,) = recorded(individual, vitamin_d("150"))

    assert alert.inputs["x"] == "150"


def test_record_of_an_old_day_follows_a_change_of_its_entry(individual):
    key = uuid4()
    recorded(individual, natto(key, known_ug="500"))
    actions.judge_again(person=individual, findings_on=lambda day: [natto(key, known_ug="50")])

    (alert,) = individual.alerts.filter(state=State.HISTORY)
    assert (alert.inputs["known_ug"], alert.entry_key) == ("50", key)
    assert open_alerts(individual) == []


def test_record_of_an_old_day_falls_away_with_its_entry(individual):
    key = uuid4()
    recorded(individual, natto(key))
    actions.withdraw_for_entry(by=individual, entry_key=key)

    assert [alert.state for alert in individual.alerts.all()] == [State.WITHDRAWN]


def test_nothing_found_takes_no_query(individual, django_assert_num_queries):
    with django_assert_num_queries(0):
        raised(individual, magnesium(INFO))
