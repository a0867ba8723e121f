"""What a sheet may tell beside the log: medicines, conditions, cabinet, plans and 25(OH)D."""

import json
import re
from pathlib import Path

import pytest

import nutrients

from .test_sheet import PERSON, a_day, a_sheet, item, refused, scored, text_of

ON_WARFARIN = {**PERSON, "vka": "yes", "vka_drug": "warfarin"}
GAPS = ("K-05b", "INFO")


def cautions(person=PERSON, day=None, **told):
    answer = scored(a_sheet(*([day] if day else []), person=person, **told))
    return [(one["code"], one["level"]) for one in answer["cautions"]]


def test_medicine_is_recognised_by_its_name():
    assert cautions(ON_WARFARIN, medicines=["Xenical"]) == [("K-09", "CAUTION"), GAPS]


def test_medicine_is_what_the_sheet_says_it_is():
    assert cautions(ON_WARFARIN, medicines=[{"name": "Xenical", "drug": None}]) == [GAPS]


def test_medicine_that_was_stopped_is_no_matter():
    stopped = {"name": "Xarelto", "started_on": "2026-01-01", "stopped_on": "2026-02-28"}

    assert cautions(medicines=[stopped]) == []
    assert cautions(medicines=[{**stopped, "stopped_on": "2026-03-01"}]) == [("A-01", "INFO")]


def test_antagonist_on_the_list_pauses_the_lines():
    answer = scored(a_sheet(a_day(item(menaquinone_7="80")), medicines=["Marcumar"]))

    assert answer["lines"]["k2"] == {"state": "paused"}


def test_condition_by_its_name_alone_and_with_dates():
    day = a_day(item("D3 drops", "supplement", vitamin_d="10"))
    past = {"condition": "kidney_stones", "to": "2026-02-28"}

    assert cautions(day=day, conditions=["kidney_stones"]) == [("D-05", "CAUTION")]
    assert cautions(day=day, conditions=[past]) == []


def test_product_of_the_cabinet_is_a_daily_supplement_unless_told():
    drops = {"food": "D3 drops", "amounts": {"vitamin_d": "125"}}

    assert cautions(cabinet=[drops]) == [("D-02", "CAUTION")]
    assert cautions(cabinet=[{**drops, "days_a_week": 3}]) == []
    assert cautions(cabinet=[{**drops, "days_a_week": None}]) == []


def test_result_of_the_day_is_judged():
    result = {"date": "2026-03-01", "value": "50.1", "unit": "ng/mL"}

    assert cautions(vitamin_d_results=[result]) == [("D-04", "CAUTION")]


def test_inr_of_the_day_is_judged_by_the_range():
    told = {"inr": [{"date": "2026-03-01", "value": "3.2"}], "inr_range": {"low": "2.0", "high": "3.0"}}

    assert cautions(**told) == [("K-10", "CAUTION")]


PLAN = {
    "drug": "warfarin", "valid_from": "2026-01-01", "valid_to": "2026-12-31", "sources": "supplement",
    "supplement": "Clinic K2", "mk7": {"low": "45", "high": "55"},
}  # fmt: skip


def test_line_under_a_plan_says_whose_range_it_is():
    answer = scored(
        a_sheet(a_day(item("Clinic K2", "supplement", menaquinone_7="50")), person=ON_WARFARIN, plans=[PLAN])
    )

    assert answer["lines"]["k2"] == {
        "state": "scored", "score": "100.0000", "band": "within", "amount": "50", "minimum": False,
        "range": "plan",
    }  # fmt: skip
    assert {"code": "K-01", "level": "INFO"} in answer["cautions"]


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"medicines": "warfarin"}, 'medicines: not a list: "warfarin"'),
        ({"medicines": [{"drug": "warfarin"}]}, "medicines[0].name: missing"),
        ({"medicines": [{"name": " "}]}, 'medicines[0].name: not a text: " "'),
        ({"medicines": [{"name": "x", "dose": "5 mg"}]}, "medicines[0].dose: unknown field"),
        (
            {"medicines": [{"name": "x", "started_on": "2026-03-02", "stopped_on": "2026-03-01"}]},
            'medicines[0].stopped_on: before it begins: "2026-03-01"',
        ),
        (
            {"conditions": ["gout"]},
            "conditions[0]: not one of kidney_stage_1_2, kidney_stage_3, kidney_stage_4_5, "
            'kidney_stage_unknown, high_calcium, kidney_stones, sarcoidosis, hyperparathyroidism: "gout"',
        ),
        ({"cabinet": [{"amounts": {}}]}, "cabinet[0].food: missing"),
        (
            {"cabinet": [{"food": "x", "amounts": {"iron": "1"}}]},
            "cabinet[0].amounts.iron: unknown nutrient",
        ),
        (
            {"cabinet": [{"food": "x", "days_a_week": 8}]},
            "cabinet[0].days_a_week: not a whole number from 1 to 7: 8",
        ),
        (
            {"vitamin_d_results": [{"date": "2026-03-01", "value": "50", "unit": "mg"}]},
            'vitamin_d_results[0].unit: not one of nmol/L, ng/mL: "mg"',
        ),
        ({"plans": [{**PLAN, "supplement": None}]}, "plans[0].supplement: missing"),
        (
            {"plans": [{**PLAN, "mk7": {"low": "2", "high": "1"}}]},
            'plans[0].mk7.low: above plans[0].mk7.high: "2"',
        ),
        (
            {"plans": [{**PLAN, "valid_to": "2025-12-31"}]},
            'plans[0].valid_to: before it begins: "2025-12-31"',
        ),
    ],
)
def test_what_is_wrong_is_named(told, error):
    assert refused(text_of(a_sheet(**told))) == error


def test_example_of_the_documentation_is_a_sheet():
    readme = (Path(nutrients.__file__).parent / "README.md").read_text("utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", readme, re.DOTALL)

    answer = scored(json.loads(example))

    assert answer["lines"]["k2"]["range"] == "plan"
