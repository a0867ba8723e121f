"""Sheets of plain JSON: what comes out, and what is refused with which words."""

import json

import pytest

from nutrients import sheet

PERSON = {
    "age": 35, "sex": "female", "life_stage": "none", "reference_set": "NAM",
    "vka": "no", "vka_drug": None, "vka_stopped_on": None,
}  # fmt: skip
ON = "2026-03-01"


def item(food="food", origin="food", **amounts):
    return {"food": food, "origin": origin, "amounts": amounts}


def a_day(*items, date=ON, **marks):
    return {"date": date, "complete": True, "sun": False, "items": list(items), **marks}


def a_sheet(*days, **changes):
    return {"person": PERSON, "days": list(days), "on": ON, **changes}


def text_of(data):
    return json.dumps(data, ensure_ascii=False)


def scored(data):
    lines, error = sheet.score_text(text_of(data).encode())
    assert error is None
    (line,) = lines
    return json.loads(line)


def refused(raw):
    lines, error = sheet.score_text(raw if isinstance(raw, bytes) else raw.encode())
    assert lines == []
    return error


def test_whole_answer_of_a_day():
    capsule = item("D3+K2", "supplement", menaquinone_7="100", vitamin_d="125", magnesium="0")
    eaten = item("lentils", menaquinone_7="0", vitamin_d="0.0", magnesium="240.50")

    assert scored(a_sheet(a_day(capsule, eaten))) == {
        "on": ON,
        "lines": {
            "k2": {
                "state": "scored", "score": "100.0000", "band": "within", "amount": "100", "minimum": False,
            },
            "vitamin_d": {
                "state": "scored", "score": "75.0000", "band": "above", "amount": "125", "minimum": False,
            },
            "d3_with_k2": {
                "state": "scored", "score": "100.0000", "band": "within", "amount": "100", "minimum": False,
            },
            "magnesium": {
                "state": "scored", "score": "75.1563", "band": "below", "amount": "240.5", "minimum": False,
            },
        },
        "score": "87.5391",
        "lines_scored": 4,
        "windows": {
            "7": {"lines": {}, "score": None, "k2_rolling": None},
            "30": {"lines": {}, "score": None},
        },
        "cautions": [{"code": "D-02", "level": "CAUTION"}],
        "ttr": None,
    }  # fmt: skip


def test_line_without_a_score_says_only_why():
    answer = scored(a_sheet(on="2026-05-01"))

    assert answer["lines"]["k2"] == {"state": "not_logged"}
    assert (answer["score"], answer["lines_scored"]) == (None, 0)


def test_minimum_of_a_day_that_knows_enough():
    answer = scored(a_sheet(a_day(*[item(menaquinone_7="10")] * 4, item(menaquinone_7=None))))

    assert answer["lines"]["k2"] == {
        "state": "scored", "score": "80.0000", "band": "below", "amount": "40", "minimum": True,
    }  # fmt: skip


def test_windows_of_a_week():
    amounts = ["200", "0", "200", "0", "200", "0", "200"]
    days = [a_day(item(menaquinone_7=ug), date=f"2026-03-0{n}") for n, ug in enumerate(amounts, 1)]

    answer = scored(a_sheet(*days, on="2026-03-07"))["windows"]

    assert answer["7"] == {
        "lines": {"k2": {"score": "57.1429", "days": 7}},
        "score": "57.1429",
        "k2_rolling": {"mean": "114.2857", "score": "100.0000"},
    }
    assert answer["30"] == {"lines": {}, "score": None}


def test_person_holds_for_every_day_of_the_sheet():
    days = [a_day(item(menaquinone_7="80"), date=f"2026-03-0{n}") for n in range(1, 8)]
    stopped = {**PERSON, "vka": "stopped", "vka_drug": "warfarin", "vka_stopped_on": "2026-02-19"}

    still_paused = scored(a_sheet(*days, person=stopped, on="2026-03-04"))
    free = scored(a_sheet(*days, person=stopped, on="2026-03-05"))

    assert still_paused["windows"]["7"]["lines"] == {}
    assert free["windows"]["7"]["lines"]["k2"]["days"] == 5


def test_caution_stands_once_however_many_items_fire_it():
    on_warfarin = {**PERSON, "vka": "yes", "vka_drug": "Coumadin"}

    answer = scored(a_sheet(a_day(item("natto"), item("納豆"), item("K2", "supplement")), person=on_warfarin))

    assert answer["cautions"] == [
        {"code": "K-01", "level": "CALL FIRST"},
        {"code": "K-02", "level": "CALL FIRST"},
        {"code": "K-05b", "level": "INFO"},
    ]


def test_trace_counts_as_nothing_and_a_missing_nutrient_as_unknown():
    lines = scored(a_sheet(a_day(item(menaquinone_7="trace"))))["lines"]

    assert lines["k2"]["amount"] == "0"
    assert lines["magnesium"] == {"state": "unknown"}


def test_fields_left_out_mean_the_cautious_thing():
    answer = scored({"person": {"age": 35}, "days": [{"date": ON}], "on": ON})

    assert answer["lines"]["k2"] == {"state": "paused"}
    assert answer["lines"]["vitamin_d"] == {"state": "not_logged"}
    assert [one["code"] for one in answer["cautions"]] == ["K-00"]


def test_sums_are_exact_at_any_size():
    answer = scored(
        a_sheet(a_day(item(menaquinone_7="999999999"), item(menaquinone_7="0." + "0" * 29 + "1")))
    )

    assert answer["lines"]["k2"]["amount"] == "999999999." + "0" * 29 + "1"


def test_scores_are_rounded_half_up():
    # 100 * 0.015625 / 50 is 0.03125
    answer = scored(a_sheet(a_day(item(menaquinone_7="0.015625"))))

    assert answer["lines"]["k2"]["score"] == "0.0313"


INR = [("2026-01-01", "1.5"), ("2026-01-11", "2.5"), ("2026-01-25", "3.2"), ("2026-04-01", "2.4")]


def with_inr(*results, **changes):
    listed = [{"date": on, "value": value} for on, value in results]
    return a_sheet(
        **{"inr": listed, "inr_range": {"low": "2.0", "high": "3.0"}, "on": "2026-04-15"} | changes
    )


def test_time_in_range():
    answer = scored(with_inr(*INR, ("2026-04-15", "2.6")))

    assert answer["ttr"] == {"percent": "76.3158", "days": 38, "pairs_used": 3, "pairs_skipped": 1}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(with_inr(*INR, inr_range=None), id="no range"),
        pytest.param(with_inr(*INR, inr=None), id="no results"),
        pytest.param(with_inr(*INR[:1]), id="no pair"),
        pytest.param(with_inr(*INR, on="2026-01-10"), id="all but one after the day"),
    ],
)
def test_no_time_in_range(data):
    assert scored(data)["ttr"] is None


def changed(path, value):
    """A good sheet with one field changed; the path as in the error."""
    data = json.loads(text_of(with_inr(*INR) | {"days": [a_day(item(magnesium="1"))]}))
    target = data
    *parents, last = path
    for step in parents:
        target = target[step]
    target[last] = value
    return data


AMOUNT = ("days", 0, "items", 0, "amounts", "magnesium")


@pytest.mark.parametrize(
    ("path", "value", "error"),
    [
        (AMOUNT, "12mg", 'days[0].items[0].amounts.magnesium: not a number: "12mg"'),
        (AMOUNT, "NaN", 'days[0].items[0].amounts.magnesium: not a number: "NaN"'),
        (AMOUNT, "Infinity", 'days[0].items[0].amounts.magnesium: not a number: "Infinity"'),
        (AMOUNT, "1,5", 'days[0].items[0].amounts.magnesium: not a number: "1,5"'),
        (AMOUNT, "", 'days[0].items[0].amounts.magnesium: not a number: ""'),
        (AMOUNT, "１２", 'days[0].items[0].amounts.magnesium: not a number: "１２"'),
        (AMOUNT, "1\n2", 'days[0].items[0].amounts.magnesium: not a number: "1\\n2"'),
        (AMOUNT, "-0.1", 'days[0].items[0].amounts.magnesium: below 0: "-0.1"'),
        (AMOUNT, "1e999", 'days[0].items[0].amounts.magnesium: too large: "1e999"'),
        (AMOUNT, "1e9", 'days[0].items[0].amounts.magnesium: too large: "1e9"'),
        (AMOUNT, "1e-999", 'days[0].items[0].amounts.magnesium: too many decimals: "1e-999"'),
        pytest.param(
            AMOUNT, "1" * 9999, f'days[0].items[0].amounts.magnesium: too many digits: "{"1" * 59}…',
            id="thousands of digits",
        ),
        (AMOUNT, 12, "days[0].items[0].amounts.magnesium: not a decimal string: 12"),
        (AMOUNT, True, "days[0].items[0].amounts.magnesium: not a decimal string: true"),
        (AMOUNT, [], "days[0].items[0].amounts.magnesium: not a decimal string: a list"),
        ((*AMOUNT[:-1], "vitamin_z"), "1", "days[0].items[0].amounts.vitamin_z: unknown nutrient"),
        ((*AMOUNT[:-1], "a\nb"), "1", 'days[0].items[0].amounts["a\\nb"]: unknown nutrient'),
        (AMOUNT[:-1], None, "days[0].items[0].amounts: not an object: null"),
        (
            ("days", 0, "items", 0, "origin"), "drink",
            'days[0].items[0].origin: not one of food, supplement: "drink"',
        ),
        (("days", 0, "items", 0, "food"), 7, "days[0].items[0].food: not a name: 7"),
        (("days", 0, "items", 0, "unit"), "g", "days[0].items[0].unit: unknown field"),
        (("days", 0, "items"), {}, "days[0].items: not a list: an object"),
        (("days", 0, "complete"), "yes", 'days[0].complete: not true or false: "yes"'),
        (("days", 0, "sun"), None, "days[0].sun: not true or false: null"),
        (("days", 0, "date"), "2026-02-30", 'days[0].date: not a date: "2026-02-30"'),
        (("days", 0, "date"), "20260301", 'days[0].date: not a date: "20260301"'),
        (("days", 0), "day", 'days[0]: not an object: "day"'),
        (("days",), [a_day(), a_day()], 'days[1].date: given twice: "2026-03-01"'),
        (("days",), None, "days: not a list: null"),
        (("on",), "tomorrow", 'on: not a date: "tomorrow"'),
        (("person",), [], "person: not an object: a list"),
        (("person", "age"), 0, "person.age: under 1 year, where the reference tables begin: 0"),
        (("person", "age"), 35.5, "person.age: not a whole number of years: 35.5"),
        (("person", "age"), True, "person.age: not a whole number of years: true"),
        (("person", "age"), 400, "person.age: too large: 400"),
        (("person", "sex"), "x", 'person.sex: not one of female, male: "x"'),
        (
            ("person", "vka"), "maybe",
            'person.vka: not one of no, yes, not_sure, stopped, unanswered: "maybe"',
        ),
        (("person", "vka_drug"), 3, "person.vka_drug: not a text: 3"),
        (("person", "vka_stoped_on"), None, "person.vka_stoped_on: unknown field"),
        (("person", "reference_set"), ["NAM"], "person.reference_set: not one of NAM, EFSA, MHLW: a list"),
        (("inr", 1, "value"), 2.5, "inr[1].value: not a decimal string: 2.5"),
        (("inr_range", "low"), "3.5", 'inr_range.low: above inr_range.high: "3.5"'),
    ],
)  # fmt: skip
def test_bad_field_is_named(path, value, error):
    assert refused(text_of(changed(path, value))) == error


@pytest.mark.parametrize("name", ["person", "days", "on"])
def test_missing_field_is_named(name):
    data = a_sheet()
    del data[name]

    assert refused(text_of(data)) == f"{name}: missing"


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        pytest.param(b"", "sheet: empty", id="nothing"),
        pytest.param(b'{"on": "2026-03-01"', "sheet: not JSON: line 1 column 20", id="cut off"),
        pytest.param(b'{"on": "\xff"}', "sheet: not UTF-8 text (byte 9)", id="not UTF-8"),
        pytest.param(b"[]", "sheet: not an object: a list", id="a list"),
        pytest.param(b'{"on": NaN}', "sheet: NaN is no number of JSON", id="NaN"),
        pytest.param(b"[" * 200_000, "sheet: nested too deeply", id="deep"),
        pytest.param(b'{"on": ' + b"1" * 9999 + b"}", "sheet: a number has too many digits", id="digits"),
        pytest.param(b'{"on": 1, "on": 2}', 'sheet: field given twice: "on"', id="a field twice"),
    ],
)
def test_what_is_no_sheet_at_all(raw, error):
    assert refused(raw) == error


def test_sheet_may_carry_fields_of_its_own_at_the_top():
    assert scored(a_sheet(title="T1"))["on"] == ON


def test_byte_order_mark_is_let_be():
    lines, error = sheet.score_text(b"\xef\xbb\xbf" + text_of(a_sheet()).encode())

    assert (len(lines), error) == (1, None)


def test_json_lines_answer_in_order_and_a_bad_one_in_its_place():
    good = text_of(a_sheet())
    other = text_of(a_sheet(on="2026-03-02"))
    bad = text_of(a_sheet(on="never"))

    lines, error = sheet.score_text("\n".join([good, bad, "", "[[", other, ""]).encode())

    answers = [json.loads(line) for line in lines]
    assert [answer.get("on") for answer in answers] == [ON, None, None, "2026-03-02"]
    assert answers[1] == {"error": 'on: not a date: "never"'}
    assert answers[2] == {"error": "sheet: not JSON: line 1 column 3"}
    assert error == 'on: not a date: "never"'


def test_broken_sheet_over_several_lines_is_one_error():
    broken = json.dumps(a_sheet(a_day(item())), indent=1).replace('"on"', "on")

    assert refused(broken).startswith("sheet: not JSON: line")
