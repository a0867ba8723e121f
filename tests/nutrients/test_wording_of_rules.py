"""The words of the rules about weeks, plans, results, medicines and conditions."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from nutrients.cautions import find_cautions
from nutrients.circumstances import (
    Band,
    CabinetProduct,
    Circumstances,
    Condition,
    ConditionHeld,
    InrRange,
    MedicineTaken,
    PermittedSources,
    Plan,
    VitaminDResult,
)
from nutrients.ttr import InrResult
from nutrients.wording import render

from .days import ON, ON_WARFARIN, WOMAN_OF_35, day, food, logs, supplement

D3 = supplement("D3 drops", vitamin_d="125")
PLAN = Plan(
    "warfarin", ON, ON + timedelta(days=30), PermittedSources.FOOD, mk7=Band(Decimal(20), Decimal(40))
)


def text_of(code, subject, *days, **told):
    found = find_cautions(subject, logs(*days), ON, circumstances=Circumstances(**told))
    return next(render(one) for one in found if one.code == code)


def weeks(recent, before):
    return [day(food("greens", phylloquinone=recent if ago < 7 else before), ago=ago) for ago in range(35)]


def kept(item, days_a_week=7):
    return {"cabinet": (CabinetProduct(item, days_a_week, ON),)}


def inr(value, low="2.0", high="3.0"):
    return {
        "inr": (InrResult(ON, Decimal(value)),),
        "inr_ranges": (InrRange(Decimal(low), Decimal(high)),),
    }


@pytest.mark.parametrize(
    ("code", "subject", "days", "told", "text"),
    [
        (
            "K-05", ON_WARFARIN, weeks("190.4", "120"), {},
            "Over the last 7 days your logged vitamin K was about 190 µg a day; before that about 120. A "
            "lasting rise can lower the INR. There is no need to avoid vegetables; steady is what counts. "
            "Please mention this to your team.",
        ),
        (
            "K-05", ON_WARFARIN, weeks("90", "400"), {},
            "Over the last 7 days your logged vitamin K was about 90 µg a day; before that about 400. A "
            "lasting fall can raise the INR. Please mention this to your team.",
        ),
        (
            "K-05b", ON_WARFARIN, [day(food(phylloquinone="90"), ago=ago) for ago in (0, 1, 9)], {},
            "Your log has gaps; the app cannot tell whether your vitamin K is steady. 2 of the last 7 days "
            "and 1 of the 28 days before them are complete.",
        ),
        (
            "K-07", ON_WARFARIN,
            [*(day(supplement("Bone K2"), ago=ago) for ago in range(3, 20)),
             *(day(complete=True, ago=ago) for ago in range(3))], {},
            "You used to take Bone K2 and have not logged it for 3 days. Stopping vitamin K can raise the "
            "INR. Please tell your team if you have stopped.",
        ),
        (
            "K-08", ON_WARFARIN, [day(food("kale", phylloquinone="411.6"))], {},
            "One portion of kale had about 412 µg of vitamin K1. Large portions now and then matter less "
            "than a lasting change.",
        ),
        (
            "K-06", ON_WARFARIN, [day(food("cheese", menaquinone_7="40.04"))], {"plans": (PLAN,)},
            "Your MK-7 on 15 March 2026 was at least 40.04 µg. Your clinic’s range is 20–40 µg a day. Please "
            "mention this to your team.",
        ),
        (
            "K-02", ON_WARFARIN, [day(food("natto", menaquinone_7="30"))], {"plans": (PLAN,)},
            "natto is within your clinic’s plan, which holds until 14 April 2026.",
        ),
        (
            "K-01", ON_WARFARIN, [], kept(supplement("D3 and K2", menaquinone_7="75")),
            "You told us you take warfarin. D3 and K2 contains vitamin K2 (MK-7). Even small daily amounts "
            "(10 µg in one study) lowered the INR in some people, which can make warfarin work less well. "
            "Please speak to your anticoagulation team, doctor or pharmacist before taking it. Do not change "
            "your warfarin dose by yourself. It stays in your cabinet.",
        ),
        (
            "K-03", ON_WARFARIN, [], {"medicines": (MedicineTaken("Glakay", "menatetrenone"),)},
            "You told us you take warfarin. Glakay is a vitamin K product. Amounts of this size can lower "
            "the INR, which can make warfarin work less well. Please speak to your anticoagulation team, "
            "doctor or pharmacist before taking more of it. Do not change your warfarin dose by yourself. It "
            "stays on your list of medicines.",
        ),
        (
            "K-09", ON_WARFARIN, [], {"medicines": (MedicineTaken("alli", "orlistat", ON),)},
            "Less vitamin K is absorbed with alli (orlistat), and the INR can rise over weeks. Please tell "
            "your team that it is new; they may want to check your INR. Do not change your warfarin dose by "
            "yourself.",
        ),
        (
            "K-10", ON_WARFARIN, [], inr("3.4"),
            "Your INR of 3.4 on 15 March 2026 is above your own range of 2.0–3.0. Please make sure that your "
            "team knows this result.",
        ),
        (
            "K-11", ON_WARFARIN, [], inr("1.5"),
            "Your INR of 1.5 on 15 March 2026 is well below your own range of 2.0–3.0. Please speak to your "
            "anticoagulation team or a doctor today, if they did not give you this result themselves. Do not "
            "change your anticoagulant dose by yourself.",
        ),
        (
            "D-02", WOMAN_OF_35, [], kept(D3),
            "D3 drops in your cabinet brings 125 µg (5000 IU) of vitamin D a day. The upper limit used here "
            "is 100 µg from all sources. If nobody has advised this amount, please talk to a doctor or "
            "pharmacist.",
        ),
        (
            "D-03", WOMAN_OF_35, [day(food(vitamin_d="260"), ago=ago) for ago in range(7)], {},
            "Your vitamin D was 250 µg or more on each of the last 7 days, 260 µg (10400 IU) on average. "
            "Amounts of this size can raise blood calcium. Please speak to a doctor or pharmacist before "
            "taking more of it.",
        ),
        (
            "D-04", WOMAN_OF_35, [], {"vitamin_d": (VitaminDResult(ON, Decimal("52.5"), "ng/mL"),)},
            "Your 25(OH)D of 52.5 ng/mL on 15 March 2026 is above 50 ng/mL, where the IOM (2011) sees "
            "possible harm. Please mention it to a doctor or pharmacist.",
        ),
        (
            "D-05", WOMAN_OF_35, [day(D3)],
            {
                "conditions": (
                    ConditionHeld(Condition.KIDNEY_STONES),
                    ConditionHeld(Condition.KIDNEY_STAGE_3),
                ),
                "medicines": (MedicineTaken("Esidrex", "hydrochlorothiazide"),),
            },
            "D3 drops contains vitamin D, and you told us about this: kidney stones, kidney disease, "
            "Esidrex. Vitamin D can raise blood calcium, which matters more then. Please ask your doctor or "
            "pharmacist before taking more of it.",
        ),
        (
            "M-02", WOMAN_OF_35, [day(supplement("Magnesium citrate"))],
            {"conditions": (ConditionHeld(Condition.KIDNEY_STAGE_4_5),)},
            "With kidney disease, magnesium can build up in the blood. Please ask your doctor or pharmacist "
            "before taking Magnesium citrate.",
        ),
        (
            "M-02", replace(WOMAN_OF_35, age=80), [],
            {"medicines": (MedicineTaken("Milk of Magnesia", "magnesium hydroxide"),)},
            "From about 75 years on, magnesium from laxatives in regular use can build up in the blood. "
            "Please ask your doctor or pharmacist about Milk of Magnesia.",
        ),
        (
            "P-01", replace(ON_WARFARIN, life_stage="pregnant"), [], {},
            "In pregnancy the targets of this app change. Please ask your doctor or midwife about "
            "supplements before you begin with one. Vitamin K antagonists have rules of their own in this "
            "time. Please ask your anticoagulation team.",
        ),
    ],
)  # fmt: skip
def test_text_of(code, subject, days, told, text):
    assert text_of(code, subject, *days, **told) == text


def test_third_day_outside_a_plan_is_counted():
    earlier = replace(PLAN, valid_from=ON - timedelta(days=9))
    days = [day(food("cheese", menaquinone_7="60"), ago=ago) for ago in range(3)]

    text = text_of("K-06", ON_WARFARIN, *days, plans=(earlier,))

    assert (
        "Within 7 days, 3 were outside your clinic’s plan. Please speak to your anticoagulation team" in text
    )


def test_reasons_are_translated_one_by_one():
    found = find_cautions(
        WOMAN_OF_35,
        logs(day(D3)),
        ON,
        circumstances=Circumstances(conditions=(ConditionHeld(Condition.SARCOIDOSIS),)),
    )
    (finding,) = [one for one in found if one.code == "D-05"]

    text = render(finding, lambda text: {"sarcoidosis": "Sarkoidose"}.get(text, text))

    assert "about this: Sarkoidose." in text
