"""The lines over time: values, means, days within, and what is open; through the page."""

import re

import pytest

from tests.factories.diary import EntryFactory
from tests.factories.foods import FoodFactory
from tests.factories.people import ProfileFactory

from .conftest import complete, eat, eat_daily, line, section, shown, table, text

K2, VITAMIN_D, D3_WITH_K2, MAGNESIUM = range(4)


def test_the_article_s_capsule_is_worked_out_as_on_its_day(me, individual):
    """T3 of the worked examples: 100 µg MK-7 and 125 µg vitamin D as a capsule, 320 mg magnesium."""
    capsule = FoodFactory(per_unit={"menaquinone_7": "100", "vitamin_d": "125", "magnesium": "0"})
    EntryFactory(person=individual, food=capsule, eaten_on="2026-03-01", amount="1")
    eat(individual, 0, menaquinone_7="0", vitamin_d="0", magnesium="320")
    page = shown(me)

    assert [line(page, place)[0] for place in range(4)] == ["100", "125", "100", "320"]
    assert "1 of 1 scored day within" in text(section(page, "lines-h"))
    assert "plot-bar-over" in page
    assert "1\u00a0March\u00a02026: score 94, 4 of 4 lines" in page


def test_each_line_has_the_grade_of_its_own_claim(me, individual):
    capsule = FoodFactory(per_unit={"menaquinone_7": "50", "vitamin_d": "20", "magnesium": "0"})
    EntryFactory(person=individual, food=capsule, eaten_on="2026-03-01", amount="1")
    lines = section(shown(me), "lines-h").split('class="multiple"')[1:]

    assert [re.findall(r"claims/#(E\d+)", one) for one in lines] == [["E12"], [], ["E14"], []]


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (["30", "50"], "80"),
        (["20", "20", "20", "20", None], "at least 80"),
        (["20", None], "at least 20"),
        (["0", None], "unknown"),
        ([None], "unknown"),
    ],
    ids=["known", "minimum", "too much unknown", "nothing above 0 known", "nothing known"],
)
def test_what_a_day_does_not_know_is_said(me, individual, items, said):
    for amount in items:
        eat(individual, 0, menaquinone_7=amount)

    assert line(shown(me), K2)[0] == said


def test_a_day_without_entries_is_no_log_unless_it_was_complete(me, individual):
    complete(individual, 1)
    page = shown(me)

    assert line(page, K2, 0)[0] == "no log"
    assert line(page, K2, 1)[0] == "0"
    assert "Of 30 days: 29 without a log." in text(section(page, "lines-h"))


@pytest.mark.parametrize(
    ("items", "bars", "opening", "missing"),
    [
        (["80"], {"within"}, False, 29),
        (["20", "20", "20", "20", None], {"within"}, True, 29),
        (["20", None], {"open"}, True, 29),
        ([None], set(), True, 29),
        ([], set(), False, 30),
    ],
    ids=["known", "minimum", "partly known", "unknown", "no log"],
)
def test_open_days_are_drawn_open(me, individual, items, bars, opening, missing):
    for amount in items:
        eat(individual, 0, menaquinone_7=amount)
    drawing = re.search(r'<div class="plot-frame">.*?</div>', shown(me), re.S).group()

    assert set(re.findall(r"plot-bar-(\w+)", drawing)) == bars
    assert ("plot-more" in drawing) is opening
    assert drawing.count("plot-missing") == missing


@pytest.mark.parametrize(
    ("days", "mean"),
    [((0, 2, 3, 6), "80"), ((0, 2, 3, 7), "too few days")],
    ids=["four of seven", "three of seven"],
)
def test_the_mean_of_a_week_needs_four_days(me, individual, days, mean):
    eat_daily(individual, days, menaquinone_7="80")

    assert line(shown(me), K2)[1] == mean


def test_a_mean_reaches_back_over_the_first_day_shown(me, individual):
    eat_daily(individual, (29, 30, 31, 32), menaquinone_7="40")

    assert line(shown(me), K2, 29) == ("40", "40")


def test_days_within_are_counted_of_the_days_that_have_a_score(me, individual):
    eat_daily(individual, (0, 1), menaquinone_7="60")
    eat_daily(individual, (2,), menaquinone_7="120")
    eat_daily(individual, (3,), menaquinone_7=None)

    assert "2 of 3 scored days within" in text(section(shown(me), "lines-h"))


def test_each_day_has_the_target_of_the_age_it_was_lived_at(client, db):
    """Somebody who turned 31 on 28 February: from then on 320 mg magnesium a day, 310 mg before."""
    person = ProfileFactory(birth_year=1995, birth_month=2).person
    for days_ago in (0, 2):
        eat(person, days_ago, magnesium="315")
    client.force_login(person)
    lines = text(section(shown(client), "lines-h"))

    assert "Target 320 mg or more; until 27 February 2026 310 mg or more." in lines
    assert "1 of 2 scored days within" in lines


def test_a_day_without_a_vitamin_d_supplement_is_not_asked(me, individual):
    eat(individual, 0, menaquinone_7="60", vitamin_d="5")

    assert line(shown(me), D3_WITH_K2)[0] == "no vitamin D supplement"


def test_sun_leaves_vitamin_d_open(me, individual):
    eat(individual, 0, vitamin_d="5")
    complete(individual, 0, had_sun=True)

    assert line(shown(me), VITAMIN_D)[0] == "at least 5"


def test_a_band_follows_the_age_of_each_day(me, individual):
    """The magnesium recommendation for women rises from 310 to 320 mg at 31, on the last day of the month."""
    profile = individual.profile
    profile.birth_year, profile.birth_month = 1995, 2
    profile.save()
    eat_daily(individual, (0, 3), magnesium="315")
    page = section(shown(me), "lines-h")

    assert "1 of 2 scored days within" in text(page)
    assert re.search(r'class="plot-band" x="93.33%" y="[\d.]+" width="6.67%"', page)


def test_a_year_is_shown_by_weeks_of_days_that_count(me, individual):
    eat_daily(individual, (0, 1, 2), menaquinone_7="60")  # Friday to Sunday
    eat_daily(individual, (7, 8, 9, 10), menaquinone_7="40")
    rows = table(shown(me, 365), "each line")

    assert rows["23 Feb to 1 March 2026"][0] == "too few days known"
    assert rows["16 Feb to 22 February 2026"][0] == "40"
    assert rows["9 Feb to 15 February 2026"][0] == "no log"


def test_a_week_of_which_the_year_holds_one_day_is_no_day(me, individual):
    eat(individual, 364, menaquinone_7="60")

    assert table(shown(me, 365), "each line")["2 March 2025"][0] == "too few days known"


@pytest.mark.parametrize(("asked", "rows"), [("30", 30), ("90", 90), ("17", 30), ("", 30), ("365", 53)])
def test_the_address_names_one_of_three_periods(me, asked, rows):
    page = me.get("/trends/", {"days": asked}).content.decode()

    assert len(table(page, "each line")) == rows


def test_someone_else_s_log_is_not_shown(me, other_individual):
    eat(other_individual, 0, menaquinone_7="60")
    page = text(shown(me))

    assert "0 of 30 days logged" in page
    assert "Nothing is logged in this time." in page


def test_without_a_sex_magnesium_is_an_amount_alone(me, individual):
    individual.profile.sex = ""
    individual.profile.save()
    eat(individual, 0, magnesium="320")
    page = shown(me)

    assert line(page, MAGNESIUM)[0] == "320"
    assert "1 of 30 days known" in text(section(page, "lines-h"))
    assert "Some targets need your age and sex." in text(page)
