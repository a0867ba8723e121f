"""Whatever is logged, told, corrected or answered, in any order: the cautions are those the rules find."""

import uuid
from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from foods.models import Food
from k2tracker.alerts import actions as alerts
from k2tracker.alerts.models import Alert
from k2tracker.cabinet import actions as cabinet
from k2tracker.diary import actions as diary
from k2tracker.diary.days import find_on, forget_everything, keeper_of, read_days
from k2tracker.diary.judging import judge_what_is_stale
from k2tracker.labs import actions as labs
from k2tracker.medicines import actions as medicines
from k2tracker.medicines import condition_actions as conditions
from k2tracker.profiles import actions as profiles
from nutrients.cautions import INFO
from tests.factories.people import ProfileFactory

from .conftest import NOON

EATEN = ["natto", "spinach-cooked", "cheddar"]
TAKEN = ["supp-mk7-50", "supp-d3-k2-5000-100", "supp-d3-5000", "supp-mg-oxide-400", "supp-k1-100"]
MEDICINES = [
    ("Cipro", "ciprofloxacin"),
    ("Eliquis", "apixaban"),
    ("Magnesium + K2", ""),
    ("alli", "orlistat"),
]
CONDITIONS = ["kidney_stage_4_5", "sarcoidosis"]
WEEK = 7
SETTLED_AFTER = 4  # steps: a page is not looked at after each
LEVELS = {Alert.Level.CAUTION: 1, Alert.Level.CALL_FIRST: 2}
AGO = st.sampled_from([0, 0, 1, 6, 8])


class Somebody:
    """Acts as a person does, one step after another; `settle` holds what stands against what is found."""

    def __init__(self, vka, clock):
        self.clock, self.now = clock, NOON
        clock(NOON)
        self.person = ProfileFactory(vka=vka, vka_drug="warfarin" if vka == "yes" else "").person
        self.foods = {food.slug: food for food in Food.objects.filter(slug__in=[*EATEN, *TAKEN])}

    def day(self, ago):
        return self.now.date() - timedelta(days=ago)

    def log(self, slug, ago, much):
        amounts = (1, 3) if slug in TAKEN else (10, 200)
        diary.log_food(
            by=self.person,
            person=self.person,
            key=uuid.uuid4(),
            food=self.foods[slug],
            portion=None,
            quantity=Decimal(amounts[much]),
            eaten_on=self.day(ago),
            meal="lunch",
        )

    def delete(self, which):
        if standing := list(self.person.entries.standing().order_by("pk")):
            diary.delete_entry(by=self.person, entry=standing[which % len(standing)])

    def mark(self, ago, is_complete):
        diary.mark_day(by=self.person, person=self.person, day=self.day(ago), is_complete=is_complete)

    def answer(self, status, ago):
        stopped_on = self.day(ago) if status == "stopped" else None
        drug = "" if status == "not_sure" else "warfarin"
        profiles.correct_vka(by=self.person, answer=profiles.VkaAnswer(status, drug, stopped_on))

    def keep(self, slug, ago):
        told = cabinet.Told(Decimal(1), "daily", None, 0, "lunch", None, self.day(ago), None)
        cabinet.add(by=self.person, person=self.person, key=uuid.uuid4(), food=self.foods[slug], told=told)

    def keep_no_more(self, which, is_slip):
        uses = list(self.person.cabinet.standing().order_by("pk"))
        if uses and is_slip:
            cabinet.remove(by=self.person, use=uses[which % len(uses)])
        elif uses:
            cabinet.stop(by=self.person, use=uses[which % len(uses)], last_day=self.day(1))

    def list_medicine(self, medicine, ago):
        if not self.person.medicines.filter(name=medicine[0]).exists():
            told = medicines.MedicineTold(*medicine, None if ago is None else self.day(ago))
            medicines.add_medicine(by=self.person, key=uuid.uuid4(), told=told)

    def remove_medicine(self, which):
        if listed := list(self.person.medicines.order_by("pk")):
            medicines.remove_medicine(by=self.person, medicine=listed[which % len(listed)])

    def tell_condition(self, kind):
        if not self.person.conditions.filter(kind=kind).exists():
            conditions.add_condition(by=self.person, key=uuid.uuid4(), kind=kind, from_on=None, to_on=None)

    def remove_condition(self, which):
        if told := list(self.person.conditions.order_by("pk")):
            conditions.remove_condition(by=self.person, condition=told[which % len(told)])

    def add_result(self, value, ago):
        told = labs.Told("inr", self.day(ago), Decimal(value))
        labs.add_result(by=self.person, key=uuid.uuid4(), told=told)

    def mark_result_wrong(self, which):
        if standing := list(self.person.lab_results.standing().order_by("pk")):
            labs.mark_result(by=self.person, key=standing[which % len(standing)].key, is_wrong=True)

    def tell_range(self, ago):
        key = uuid.uuid4()
        labs.tell_range(by=self.person, key=key, low=Decimal(2), high=Decimal(3), from_on=self.day(ago))

    def answer_caution(self, which):
        if waiting := list(self.person.alerts.filter(state="open").order_by("pk")):
            alert = waiting[which % len(waiting)]
            if alert.level == Alert.Level.CAUTION:
                alerts.acknowledge(by=self.person, alert=alert)
            else:
                alerts.record_spoken(by=self.person, alert=alert, on=self.day(0))

    def another_day(self, days):
        self.now += timedelta(days=days)
        self.clock(self.now)

    def settle(self):
        """What the next page shows."""
        forget_everything()
        judge_what_is_stale(keeper_of(self.person))
        found = {day: self.found_on(day) for day in self.days_that_count()}
        waiting = list(self.person.alerts.filter(state="open"))
        matters = Counter((alert.code, alert.cause) for alert in waiting)
        assert [matter for matter, count in matters.items() if count > 1] == [], "asked twice"
        for alert in waiting:
            same = [(one.level, one.cause) for one in found[alert.day] if one.code == alert.code]
            assert (alert.level, alert.cause) in same, "asks about what is not so"
        for ago in range(WEEK):
            for finding in found[self.day(ago)]:
                if finding.level != INFO and (ago == 0 or finding.is_of_its_day):
                    assert self.is_said(finding), f"says nothing of {finding.code}, {finding.cause}"

    def days_that_count(self):
        asked = self.person.alerts.filter(state="open").values_list("day", flat=True)
        return {*asked, *(self.day(ago) for ago in range(WEEK))}

    def found_on(self, day):
        keeper = keeper_of(self.person)
        return find_on(keeper, read_days(keeper, day, days=1).logs, day)

    def is_said(self, finding) -> bool:
        """Whether the person was asked about it at least as urgently."""
        gone = [Alert.State.WITHDRAWN, Alert.State.REPLACED]
        same = self.person.alerts.filter(code=finding.code, cause=finding.cause).exclude(state__in=gone)
        return any(LEVELS[alert.level] >= LEVELS[finding.level] for alert in same)


STEPS = st.one_of(
    st.tuples(
        st.just("log"),
        st.fixed_dictionaries({"slug": st.sampled_from([*EATEN, *TAKEN]), "ago": AGO, "much": st.booleans()}),
    ),
    st.tuples(st.just("delete"), st.fixed_dictionaries({"which": st.integers(0, 9)})),
    st.tuples(st.just("mark"), st.fixed_dictionaries({"ago": AGO, "is_complete": st.booleans()})),
    st.tuples(
        st.just("answer"),
        st.fixed_dictionaries(
            {"status": st.sampled_from(["yes", "not_sure", "stopped"]), "ago": st.sampled_from([0, 5, 40])}
        ),
    ),
    st.tuples(
        st.just("keep"),
        st.fixed_dictionaries({"slug": st.sampled_from(TAKEN), "ago": st.sampled_from([0, 20])}),
    ),
    st.tuples(
        st.just("keep_no_more"), st.fixed_dictionaries({"which": st.integers(0, 9), "is_slip": st.booleans()})
    ),
    st.tuples(
        st.just("list_medicine"),
        st.fixed_dictionaries(
            {"medicine": st.sampled_from(MEDICINES), "ago": st.sampled_from([None, 3, 40])}
        ),
    ),
    st.tuples(st.just("remove_medicine"), st.fixed_dictionaries({"which": st.integers(0, 9)})),
    st.tuples(st.just("tell_condition"), st.fixed_dictionaries({"kind": st.sampled_from(CONDITIONS)})),
    st.tuples(st.just("remove_condition"), st.fixed_dictionaries({"which": st.integers(0, 9)})),
    st.tuples(
        st.just("add_result"),
        st.fixed_dictionaries({"value": st.sampled_from(["1.4", "2.5", "3.2", "5.0"]), "ago": AGO}),
    ),
    st.tuples(st.just("mark_result_wrong"), st.fixed_dictionaries({"which": st.integers(0, 9)})),
    st.tuples(st.just("tell_range"), st.fixed_dictionaries({"ago": st.sampled_from([0, 100])})),
    st.tuples(st.just("answer_caution"), st.fixed_dictionaries({"which": st.integers(0, 9)})),
    st.tuples(st.just("another_day"), st.fixed_dictionaries({"days": st.sampled_from([1, 7])})),
)


@pytest.mark.once
@pytest.mark.django_db
def test_what_waits_for_an_answer_is_what_the_rules_find(clock):
    @settings(
        max_examples=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink a life takes minutes
    )
    @given(st.sampled_from(["yes", "no"]), st.lists(STEPS, min_size=20, max_size=20))
    def lives(vka, steps):
        with transaction.atomic():
            somebody = Somebody(vka, clock)
            for number, (act, how) in enumerate(steps, start=1):
                getattr(somebody, act)(**how)
                if number % SETTLED_AFTER == 0:
                    somebody.settle()
            transaction.set_rollback(True)

    lives()
