"""The words of alerts: exact where the rules give them, never an order, never an amount to take."""

import re
from dataclasses import replace

import pytest

from nutrients.cautions import RULES, find_cautions
from nutrients.wording import VKA_ALERTS, every_template, render

from .days import ON, ON_WARFARIN, WOMAN_OF_35, day, food, logs, supplement

ORDERS = ("stop", "take", "avoid", "increase", "reduce", "start", "skip", "double")


def sentences():
    for template in every_template():
        yield from (one for one in re.split(r"(?<=[.;:?])\s+", template) if one)


@pytest.mark.parametrize("sentence", sorted(set(sentences())))
def test_no_sentence_is_an_order(sentence):
    assert sentence.split()[0].lower() not in ORDERS
    assert "!" not in sentence


@pytest.mark.parametrize("template", every_template())
def test_no_text_names_an_amount_to_take(template):
    amounts = re.findall(r"(?:\d[\d.,]*|\{\w+\})\s(?:µg|mg|IU)", template)

    # What was logged, the limit or the clinic's range, and the sizes that studies found.
    logged = {"{x} µg", "{iu} IU", "{x} mg", "{m7} µg", "{amount} µg"}
    limits = {"{ul} µg", "{ul} mg", "{high} µg", "{limit} µg"}
    assert set(amounts) <= logged | limits | {"10 µg", "400\u00a0IU"}
    assert not re.search(r"\btak(?:e|ing) (?:\d|\{(?:x|ul|iu)\})", template)


def text_of(code, subject, *days):
    found = find_cautions(subject, logs(*days), ON)
    return next(render(one) for one in found if one.code == code)


CAPSULE = supplement("D3 and K2", menaquinone_7="75")


def test_k01_names_drug_product_and_form():
    assert text_of("K-01", ON_WARFARIN, day(CAPSULE)) == (
        "You told us you take warfarin. D3 and K2 contains vitamin K2 (MK-7). Even small daily amounts (10"
        " µg in one study) lowered the INR in some people, which can make warfarin work less well. Please "
        "speak to your anticoagulation team, doctor or pharmacist before taking more of it. Do not change "
        "your warfarin dose by yourself. Your entry has been saved."
    )


def test_k01_says_when_the_label_names_no_form():
    text = text_of("K-01", ON_WARFARIN, day(supplement("Bones", menaquinone_unspecified=None)))

    assert "Bones contains vitamin K2 of a form its label does not name. Even small" in text


@pytest.mark.parametrize(
    ("subject", "opening"),
    [
        pytest.param(
            replace(ON_WARFARIN, vka_drug=None), "You told us you take a vitamin K antagonist.", id="unnamed"
        ),
        pytest.param(
            replace(ON_WARFARIN, vka="not_sure", vka_drug=None),
            "You told us you are not sure whether you take a vitamin K antagonist.",
            id="not sure",
        ),
        pytest.param(
            replace(ON_WARFARIN, vka="stopped", vka_stopped_on=ON),
            "You told us you stopped warfarin",
            id="stopped",
        ),
        pytest.param(
            replace(ON_WARFARIN, vka_drug="apixaban"),
            "You told us you take a vitamin K antagonist.",
            id="a medicine that is none is not called one",
        ),
    ],
)
def test_k01_repeats_what_was_said(subject, opening):
    assert text_of("K-01", subject, day(CAPSULE)).startswith(opening)


def test_k02_names_drug_and_date():
    assert text_of("K-02", ON_WARFARIN, day(food("natto"))) == (
        "Natto is very rich in vitamin K2, and its effect lasts for days. People taking warfarin are "
        "usually asked not to eat it unless their clinic has planned for it. Please tell your team that "
        "you had some on 15 March 2026; they may want to check your INR."
    )


def test_k02_does_not_call_cheonggukjang_natto():
    assert text_of("K-02", ON_WARFARIN, day(food("Cheonggukjang"))).startswith(
        "Cheonggukjang is fermented like"
    )


def test_k03_is_about_a_vitamin_k_product():
    assert text_of("K-03", ON_WARFARIN, day(supplement("K1 tablet", phylloquinone="100"))) == (
        "You told us you take warfarin. K1 tablet is a vitamin K product. Amounts of this size can lower "
        "the INR, which can make warfarin work less well. Please speak to your anticoagulation team, "
        "doctor or pharmacist before taking more of it. Do not change your warfarin dose by yourself. Your"
        " entry has been saved."
    )


@pytest.mark.parametrize(
    ("code", "subject", "days", "text"),
    [
        (
            "K-00", replace(WOMAN_OF_35, vka="unanswered"), [],
            "The K2 lines of the checklist wait for one answer: do you take warfarin or another vitamin K "
            "antagonist? Vitamin K can change how these medicines work.",
        ),
        (
            "A-01", replace(WOMAN_OF_35, vka_drug="Xarelto"), [],
            "No vitamin K interaction is known for rivaroxaban. Your pharmacist should know of supplements"
            " too.",
        ),
        (
            "D-01", WOMAN_OF_35, [day(food(vitamin_d="125")), day(complete=True, ago=1)],
            "Your vitamin D on 15 March 2026 adds up to 125 µg (5000 IU). The upper limit used here is 100"
            " µg a day, meant for the long run.",
        ),
        (
            "D-02", WOMAN_OF_35, [day(food(vitamin_d="125"))],
            "Your vitamin D from all sources averages 125 µg (5000 IU) a day. The upper limit used here is"
            " 100 µg. If nobody has advised this amount, please talk to a doctor or pharmacist.",
        ),
        (
            "C-01", WOMAN_OF_35, [day(food(calcium="2600"))],
            "Your calcium from all sources averages 2600 mg a day. The upper limit used here is 2500 mg. "
            "If nobody has advised this amount, please talk to a doctor or pharmacist.",
        ),
        (
            "M-01", WOMAN_OF_35, [day(supplement(magnesium="400"))],
            "Your magnesium from supplements averages 400 mg a day. The upper limit used here for "
            "supplements is 350 mg; magnesium in food does not count towards it. If nobody has advised "
            "this amount, please talk to a doctor or pharmacist.",
        ),
        (
            "CA-INFO", WOMAN_OF_35, [day(supplement(calcium="500", menaquinone_7="0"))],
            "The article advises against calcium supplements without K2. Trials have not tested this.",
        ),
    ],
)  # fmt: skip
def test_text_of(code, subject, days, text):
    assert text_of(code, subject, *days) == text


def test_m01_for_one_day_speaks_of_that_day():
    text = text_of("M-01", WOMAN_OF_35, day(supplement(magnesium="400")), day(food(), ago=1))

    assert text.startswith("Your magnesium from supplements on 15 March 2026 adds up to 400 mg.")


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (["100.04"], "averages 100.04 µg (4002 IU)"),  # not "100 µg", which would be the limit itself
        (["300", "4.5", "0"], "averages 102 µg (4060 IU)"),  # 101.5, half up
    ],
)
def test_amount_is_rounded_but_told_apart_from_its_limit(days, shown):
    eaten = [day(food(vitamin_d=amount), ago=ago) for ago, amount in enumerate(days)]

    assert shown in text_of("D-02", WOMAN_OF_35, *eaten)


def test_name_of_a_product_is_never_read_as_a_template():
    assert "{drug} K2 contains" in text_of("K-01", ON_WARFARIN, day(supplement("{drug} K2")))


def test_texts_are_translated_before_they_are_filled_in():
    finding = find_cautions(ON_WARFARIN, logs(day(food("natto"))), ON)[0]

    shown = render(finding, lambda text: f"<{text[:5]}>", show_date=lambda _: "never")

    assert shown == "<Natto> <Peopl> <Pleas>"


def test_emergency_text_stands_under_every_rule_about_vitamin_k():
    assert {code for code in RULES if code.startswith("K-")} - {"K-00"} == VKA_ALERTS
