"""What holds for the cautions of every log: nothing a person adds makes them fall silent."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from nutrients.cautions import INFO, find_cautions
from nutrients.circumstances import Circumstances, Condition, ConditionHeld, MedicineTaken
from nutrients.day_sums import DaySums
from nutrients.intake import UNKNOWN, Amount, DayLog, Item, Origin
from nutrients.subject import Subject

from .days import ON

a_number = st.sampled_from(["0", "0.5", "20", "60", "100", "260", "900"]).map(
    lambda text: Amount(Decimal(text))
)
some_amounts = st.dictionaries(
    st.sampled_from(["phylloquinone", "menaquinone_4", "menaquinone_7", "vitamin_d", "magnesium", "calcium"]),
    st.one_of(a_number, st.just(UNKNOWN)),
)
an_item = st.builds(
    Item,
    food=st.sampled_from(["bread", "kale", "natto", "tablet", "Vitamin E", "Milk of magnesia", "chlorella"]),
    origin=st.sampled_from(Origin),
    amounts=some_amounts,
)
a_day = st.tuples(st.lists(an_item, max_size=4).map(tuple), st.booleans())
more_mk7 = st.builds(
    Item,
    food=st.sampled_from(["more natto", "another capsule", "another MK-7"]),
    origin=st.sampled_from(Origin),
    amounts=st.fixed_dictionaries(
        {"menaquinone_7": st.one_of(a_number.filter(lambda amount: amount.value > 0), st.just(UNKNOWN))}
    ),
)
on_a_vka = st.builds(
    Subject,
    age=st.sampled_from([35, 80]),
    sex=st.just("female"),
    vka=st.sampled_from(["yes", "not_sure", "stopped"]),
    vka_drug=st.sampled_from([None, "warfarin", "phenprocoumon"]),
    vka_stopped_on=st.sampled_from([None, ON - timedelta(days=3)]),
)
told = st.builds(
    Circumstances,
    medicines=st.lists(
        st.sampled_from(["ciprofloxacin", "magnesium oxide", "digoxin", "rivaroxaban"]).map(
            lambda drug: MedicineTaken(drug, drug)
        ),
        max_size=2,
    ).map(tuple),
    conditions=st.lists(st.sampled_from(Condition).map(ConditionHeld), max_size=2).map(tuple),
)


@st.composite
def weeks(draw):
    """Five weeks of a pattern of days, the judged day among them with an entry."""
    pattern = draw(st.lists(a_day, min_size=1, max_size=5))
    logs = {}
    for back in range(35):
        items, complete = pattern[back % len(pattern)]
        if items or complete:
            logs[ON - timedelta(days=back)] = DayLog(ON - timedelta(days=back), items, complete)
    items, complete = draw(a_day.filter(lambda day: bool(day[0])))
    return {**logs, ON: DayLog(ON, items, complete)}


def serious(subject, logs, circumstances):
    found = find_cautions(subject, logs, ON, circumstances=circumstances)
    return {(one.code, one.level, one.cause) for one in found if one.level != INFO}


def with_more(logs, item):
    return {**logs, ON: replace(logs[ON], items=(*logs[ON].items, item))}


@settings(deadline=None)
@given(weeks(), more_mk7, on_a_vka, told)
def test_adding_mk7_never_closes_a_caution(logs, item, subject, circumstances):
    assert serious(subject, logs, circumstances) <= serious(subject, with_more(logs, item), circumstances)


@settings(deadline=None)
@given(weeks(), more_mk7, on_a_vka)
def test_adding_a_product_with_mk7_is_always_found(logs, item, subject):
    taken = replace(item, origin=Origin.SUPPLEMENT, amounts={"menaquinone_7": UNKNOWN})

    added = serious(subject, with_more(logs, taken), Circumstances())

    assert any(code == "K-01" and level == "CALL_FIRST" for code, level, _ in added)


@settings(deadline=None)
@given(weeks(), on_a_vka, told, st.integers(0, 6))
def test_kept_sums_find_what_the_logs_find(logs, subject, circumstances, back):
    kept = DaySums(logs)
    find_cautions(subject, kept, ON, circumstances=circumstances)

    day = ON - timedelta(days=back)
    assert find_cautions(subject, kept, day, circumstances=circumstances) == find_cautions(
        subject, logs, day, circumstances=circumstances
    )
