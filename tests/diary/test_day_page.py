"""The day page: its numbers, its words, its marks, and how little it asks of the database."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foods.actions import DraftValue
from foods.models import Food
from nutrients.intake import State
from tests.factories.diary import DayFactory, EntryFactory
from tests.factories.foods import FoodFactory
from tests.factories.people import ProfileFactory

from .conftest import HTMX, TODAY, day_url, log, text_of


def lines(response):
    return {line.code: line for line in response.context["page"].score.lines}


def test_day_of_known_foods_is_scored_line_by_line(me):
    log(me, "natto", "10", meal="breakfast")  # 99.8 µg MK-7
    log(me, "supp-mg-citrate-100", "1", portion="1 unit", meal="supplements")

    page = me.get(day_url())

    k2, magnesium = lines(page)["k2"], lines(page)["magnesium"]
    assert (k2.amount, k2.words, k2.points) == ("99.8", "Within target", "100")
    # 100 mg and 11.5 mg of an RDA of 310 (she is 34 from 1 July 2025 on: 320 from 31 years)
    assert (magnesium.amount, magnesium.points) == ("112", "35")
    assert page.context["page"].score.of_lines == "3 of 4 lines"
    assert "It is not a health score" in text_of(page)


def test_item_without_a_value_makes_the_sum_a_minimum(me, individual):
    known = FoodFactory(per_100g={"menaquinone_7": "60", "magnesium": "1", "vitamin_d": "1"})
    unknown = FoodFactory(per_100g={"magnesium": "1", "vitamin_d": "1"})
    for food in [known] * 4 + [unknown]:
        EntryFactory(person=individual, food=food)

    k2 = lines(me.get(day_url()))["k2"]

    assert (k2.amount, k2.is_minimum) == ("240", True)
    assert "Data known for 4 of 5 items." in k2.notes


def test_day_with_too_many_unknowns_has_no_points_below_the_target(me, individual):
    EntryFactory(person=individual, food=FoodFactory(per_100g={"menaquinone_7": "20"}))
    EntryFactory(person=individual, food=FoodFactory(per_100g={}))

    k2 = lines(me.get(day_url()))["k2"]

    assert (k2.points, k2.words) == (None, "Below, may be within: 1 item unknown")


def test_unknown_is_a_word_in_row_and_sum(me, individual):
    EntryFactory(person=individual, food=FoodFactory(name="Mystery", per_100g={}))

    page = me.get(day_url())

    (meal,) = page.context["page"].entries.meals
    assert [fact.text for fact in meal.entries[0].facts] == [None, None, None]
    assert meal.summary == "1 item, 1 with unknown values"
    assert lines(page)["k2"].words == "Unknown: 0 of 1 item has a value"


def test_range_runs_from_the_sum_of_lows_to_the_sum_of_highs(me, individual):
    food = FoodFactory()
    value = DraftValue(
        "menaquinone_7", Decimal(60), State.MEASURED, food.source.key, low=Decimal(50), high=Decimal(80)
    )
    ranged = FoodFactory(source=food.source, per_100g={"menaquinone_7": value})
    EntryFactory(person=individual, food=ranged)
    EntryFactory(person=individual, food=ranged, amount="50")

    graph = lines(me.get(day_url()))["k2"].graph

    assert (graph.low, graph.value, graph.high) == (Decimal(75), Decimal(90), Decimal(120))


def test_above_the_articles_range_keeps_its_points_and_says_so(me):
    log(me, "natto", "45")

    k2 = lines(me.get(day_url()))["k2"]
    assert (k2.words, k2.points) == ("Above the article’s range", "100")


def test_vitamin_d_over_the_limit_is_said_in_words(me):
    log(me, "supp-d2-50000", "1", portion="1 unit", meal="supplements")

    assert lines(me.get(day_url()))["vitamin_d"].words.startswith("Over the upper limit")


def test_day_without_a_log_says_so_and_shows_no_zero(me):
    page = me.get(day_url())

    assert lines(page)["k2"].amount is None
    assert page.context["page"].score.score is None
    assert "Nothing is logged for this day yet" in text_of(page)


def test_complete_day_without_entries_is_a_zero(me):
    me.post(reverse("diary:marks", args=[TODAY]), {"is_complete": "on"})

    assert lines(me.get(day_url()))["k2"].points == "0"


def test_mark_can_be_taken_back_and_leaves_the_other(me, individual):
    address = reverse("diary:marks", args=[TODAY])
    me.post(address, {"is_complete": "on"})
    me.post(address, {"had_sun": "on"})
    me.post(address, {"is_complete": "off"}, headers=HTMX)

    day = individual.days.get()
    assert (day.is_complete, day.had_sun) == (False, True)


def test_sun_makes_a_low_vitamin_d_unknown(me, individual):
    EntryFactory(person=individual, food=FoodFactory(per_100g={"vitamin_d": "2"}))
    DayFactory(person=individual, is_complete=False, had_sun=True)

    line = lines(me.get(day_url()))["vitamin_d"]
    assert line.points is None
    assert "Sun this day: the vitamin D it makes cannot be counted." in line.notes


def test_line_that_needs_the_profile_asks_for_it(client, db):
    client.force_login(ProfileFactory(sex="").person)

    line = lines(client.get(day_url()))["magnesium"]

    assert line.needs_profile
    assert "Adults: 310–420 mg, by age and sex." in text_of(client.get(day_url()))


def test_strip_shows_seven_days_with_their_scores(me, individual):
    food = FoodFactory(per_100g={"menaquinone_7": "75", "vitamin_d": "20", "magnesium": "320"})
    EntryFactory(person=individual, food=food, eaten_on=TODAY - timedelta(days=2))

    strip = me.get(day_url()).context["page"].head.strip

    assert [day.score for day in strip] == ["no log"] * 4 + ["100"] + ["no log"] * 2
    assert strip[4].spoken == "score 100, 3 of 4 lines"
    assert [day.is_current for day in strip] == [False] * 6 + [True]


@pytest.mark.parametrize(
    ("week", "habit", "average"),
    [  # the table of the windows: MK-7 by day, the last one today; None is a day without a log
        ([200, 0, 200, 0, 200, 0, 200], "57, 7 of 7 days", "114 µg a day, score 100"),
        ([25] * 7, "50, 7 of 7 days", "25 µg a day, score 50"),
        ([320, 0, 0, 0, 0, 0, 0], "14, 7 of 7 days", "45.7 µg a day, score 91"),
        ([80, None, 80, None, 80, 80, None], "100, 4 of 7 days", "80 µg a day, score 100"),
        ([80, None, None, None, 80, 80, None], "not enough data, 3 of 7 days", "not enough data"),
    ],
)
def test_week_of_mk7_as_habit_and_as_average(me, individual, week, habit, average):
    food = FoodFactory(per_100g={"menaquinone_7": "100"})
    zero = FoodFactory(per_100g={"menaquinone_7": "0"})
    for back, amount in enumerate(reversed(week)):
        if amount is not None:
            eaten = {"food": food, "amount": str(amount)} if amount else {"food": zero}
            EntryFactory(person=individual, eaten_on=TODAY - timedelta(days=back), **eaten)

    windows = me.get(day_url()).context["page"].score.windows

    assert windows.habit.replace("\u00a0", " ") == habit
    assert windows.average.replace("\u00a0", " ") == average


def test_why_leads_down_to_entries_values_states_and_sources(me):
    log(me, "natto", "10")

    said = text_of(me.get(reverse("diary:why", args=[TODAY, "k2"])))

    for words in ("10 g", "99.8 µg", "998 µg per 100 g", "measured", "Haemostasis", "Sum: 99.8 µg"):
        assert words in said


def test_why_of_an_assumed_amount_gives_its_reason(me):
    log(me, "butter-unsalted", "10")

    said = text_of(me.get(reverse("diary:why", args=[TODAY, "k2"])))

    assert "assumed Assumed 0 µg per 100 g. Source: From the one measured butter" in said


def test_why_of_an_assumed_amount_gives_its_interval_per_100_g(me):
    log(me, "beef-ground-grass-fed", "50")

    said = text_of(me.get(reverse("diary:why", args=[TODAY, "k2"])))

    assert "Assumed 0–0.5 µg per 100 g." in said


def test_why_of_several_forms_names_each(me):
    log(me, "gouda-aged", "100")

    said = text_of(me.get(reverse("diary:why", args=[TODAY, "other_menaquinones"])))

    assert "MK-9 40.3 µg" in said
    assert "Sum: 50.5 µg" in said


OTHER_FORMS = {f"menaquinone_{length}": "0" for length in (5, 6, 8, 9, 10)}


@pytest.mark.parametrize(
    ("foods", "amount", "note"),
    [
        ([OTHER_FORMS], "0 µg", "MK-5 to MK-10 all known for 1 of 1 item."),
        (
            [OTHER_FORMS | {"menaquinone_9": "12"}, {"menaquinone_8": "3"}],
            "at least 15 µg",
            "MK-5 to MK-10 all known for 1 of 2 items.",
        ),
        ([{"menaquinone_8": "3"}], "at least 3 µg", "MK-5 to MK-10 all known for 0 of 1 item."),
        ([{"menaquinone_8": "0"}], None, "MK-5 to MK-10 all known for 0 of 1 item."),
    ],
    ids=["all forms", "one food whole, one in part", "in part", "nothing found in part of the forms"],
)
def test_other_menaquinones_are_at_least_only_where_a_form_is_unknown(me, individual, foods, amount, note):
    for per_100g in foods:
        EntryFactory(person=individual, food=FoodFactory(per_100g=per_100g))

    shown = {line.code: line for line in me.get(day_url()).context["page"].score.information}
    line = shown["other_menaquinones"]

    said = None if line.amount is None else line.amount.replace("\u00a0", " ")
    assert (said, line.note) == (amount, note)


def test_shortage_and_parts_add_up_with_what_is_shown(me, individual):
    EntryFactory(person=individual, food=FoodFactory(per_100g={"magnesium": "130.07"}))
    EntryFactory(person=individual, food=FoodFactory(per_unit={"magnesium": "100"}), amount="1")

    magnesium = lines(me.get(day_url()))["magnesium"]  # the sum is 230.07 of 320

    assert (magnesium.amount, magnesium.words) == ("230", "Below, 90\u00a0mg to go")
    assert "100\u00a0mg from supplements (solid), 130\u00a0mg from food (open)." in magnesium.notes


def test_mean_of_few_days_says_of_how_many(me, individual):
    EntryFactory(person=individual, food=FoodFactory(per_100g={"calcium": "16000"}))

    (banner,) = me.get(day_url()).context["page"].cautions.banners

    assert banner.over_days == "1 of the last 7 days has a log."


def repeats(page):
    return {meal.code: meal.repeat for meal in page.context["page"].entries.meals}


def test_meal_that_has_begun_still_offers_the_day_before(me, individual):
    bread, butter = FoodFactory(), FoodFactory()
    for food in (bread, butter):
        EntryFactory(person=individual, food=food, meal="breakfast", eaten_on=TODAY - timedelta(days=1))
    EntryFactory(person=individual, food=bread, meal="breakfast")

    assert repeats(me.get(day_url()))["breakfast"].label == "Same as the day before: 2 items"


def test_meal_that_holds_all_of_the_day_before_offers_nothing(me, individual):
    food = FoodFactory()
    EntryFactory(person=individual, food=food, meal="breakfast", eaten_on=TODAY - timedelta(days=1))
    EntryFactory(person=individual, food=food, meal="breakfast")

    assert repeats(me.get(day_url()))["breakfast"] is None


def test_way_to_the_entries_counts_them(me):
    assert 'href="#day-entries"' not in me.get(day_url()).content.decode()

    log(me, "natto", "10")

    assert "1 logged" in text_of(me.get(day_url()))


@pytest.mark.parametrize("line", ["calcium", "menaquinone_4", "phylloquinone", "vitamin_d", "d3_with_k2"])
def test_every_line_can_be_opened_as_fragment(me, line):
    log(me, "gouda-aged", "100")

    response = me.get(reverse("diary:why", args=[TODAY, line]), headers=HTMX)

    assert b"<html" not in response.content
    assert "Gouda, aged 26 weeks or more" in response.content.decode()


def test_line_that_does_not_exist_is_not_found(me):
    assert me.get(reverse("diary:why", args=[TODAY, "health"])).status_code == 404


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01", "0000-01-01"])
def test_impossible_date_is_not_found(me, text):
    assert me.get(f"/diary/{text}/").status_code == 404


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2099, 1, 1), "has not come yet"), (date(1991, 5, 31), "before the month of birth")],
)
def test_day_outside_the_diary_is_explained(me, day, said):
    response = me.get(day_url(day))

    assert response.status_code == 404
    assert said in text_of(response)


def test_month_of_birth_belongs_to_the_diary(me):
    assert me.get(day_url(date(1991, 6, 1))).status_code == 200


def test_picked_day_is_opened(me):
    assert me.get("/diary/", {"day": "2026-02-01"}).url == day_url(date(2026, 2, 1))


@pytest.mark.parametrize("typed", ["", "tomorrow", "2026-02-30"])
def test_picked_day_that_is_none_is_said(me, typed):
    response = me.get("/diary/", {"day": typed})

    assert response.status_code == 200
    assert "For example: 2026-03-01" in text_of(response)


def test_question_about_antagonists_stands_above_the_score_until_answered(client, db):
    client.force_login(ProfileFactory(vka=None).person)

    page = client.get(day_url())

    assert "The K2 lines of the checklist wait for one answer" in text_of(page)
    assert lines(page)["k2"].words == "Paused until one question is answered"
    assert lines(page)["k2"].target == ""


def test_single_high_day_of_vitamin_d_is_a_note_and_no_caution(me, individual):
    EntryFactory(person=individual, food=FoodFactory(per_unit={"vitamin_d": "125"}), amount="1")
    EntryFactory(person=individual, food=FoodFactory(per_100g={"vitamin_d": "0"}), eaten_on=date(2026, 2, 28))

    cautions = me.get(day_url()).context["page"].cautions

    assert len(cautions.notes) == 1
    assert cautions.notes[0].startswith("Your vitamin D on 1")
    assert cautions.banners == ()


def test_mean_over_the_limit_can_be_acknowledged_and_stays_on_its_day(me, individual):
    product = FoodFactory(name="Strong drops", per_unit={"vitamin_d": "125"})
    log(me, product.slug, "1", portion="1 unit")
    (banner,) = me.get(day_url()).context["page"].cautions.banners
    assert banner.alert is not None

    me.post(reverse("alerts:acknowledge", args=[banner.alert.pk]))

    (banner,) = me.get(day_url()).context["page"].cautions.banners
    assert (banner.alert, banner.answer) == (None, "Acknowledged")


def test_caution_that_a_past_log_causes_today_is_raised_for_today(me, individual):
    product = FoodFactory(per_unit={"vitamin_d": "125"})

    log(me, product.slug, "1", portion="1 unit", day=TODAY - timedelta(days=3))

    days = set(individual.alerts.values_list("day", flat=True))
    assert days == {TODAY - timedelta(days=3)}
    assert me.get(day_url()).context["page"].cautions.banners


def test_food_of_the_log_is_escaped(me, individual):
    food = FoodFactory(name="<b>Bold</b>", per_100g={})
    EntryFactory(person=individual, food=food, note="<script>")

    body = me.get(day_url()).content.decode()

    assert "&lt;b&gt;Bold&lt;/b&gt;" in body
    assert "<script>" not in body.split("</head>")[1]


def fill(person, days, per_day):
    foods = list(Food.objects.published()[:40])
    for back in range(days):
        for place in range(per_day):
            EntryFactory(
                person=person,
                food=foods[(back + place) % len(foods)],
                amount="1" if foods[(back + place) % len(foods)].is_supplement else "80",
                eaten_on=TODAY - timedelta(days=back),
            )


@pytest.mark.parametrize(("days", "per_day"), [(1, 1), (40, 6)])
def test_day_page_asks_the_same_few_questions_of_any_log(
    me, individual, django_assert_num_queries, days, per_day
):
    fill(individual, days, per_day)
    me.get(day_url())  # the first page of a day judges the last ones again

    with django_assert_num_queries(14):  # 12, and 2 for compositions that no finished transaction holds
        me.get(day_url())


@pytest.mark.parametrize(("days", "per_day"), [(1, 1), (40, 6)])
def test_logging_asks_the_same_few_questions_of_any_log(
    me, individual, django_assert_num_queries, days, per_day
):
    fill(individual, days, per_day)

    with django_assert_num_queries(28):  # 3 of them savepoints, 4 for compositions as above, 2 hold rows
        log(me, "gouda-aged", "30", htmx=True)


def test_reading_a_day_writes_nothing(me, individual):
    fill(individual, 3, 3)
    me.get(day_url())  # Django asks a new connection what the engine can do, inside a savepoint
    with CaptureQueriesContext(connection) as captured:
        me.get(day_url())

    assert {query["sql"].strip(" \n(").split()[0] for query in captured} == {"SELECT"}


@pytest.mark.parametrize(("slug", "is_said"), [("supp-d3-5000", True), ("supp-d3-4000", False)])
def test_day_above_the_upper_level_of_vitamin_d_says_whom_to_ask(me, slug, is_said):
    log(me, slug, "1", portion="1 unit")

    page = text_of(me.get(day_url()))

    assert ("a doctor or pharmacist is the one to ask" in page) is is_said
