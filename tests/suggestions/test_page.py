"""Close the gap: what is suggested for a day, to whom, and one tap that logs it."""

import re
import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from foods.actions import DraftValue
from foods.models import Food
from foods.natto import ORDINARY_NATTO
from k2tracker.diary.presenters.quick import ChipValue
from k2tracker.suggestions.portions import LITTLE_NATTO_GRAMS
from nutrients.intake import State
from tests.factories.diary import EntryFactory
from tests.factories.foods import FoodFactory, ImportedFoodFactory
from tests.factories.people import ProfileFactory, WarfarinProfileFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TODAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


def url(day=TODAY):
    return reverse("suggestions:gap", args=[day])


def read(client, person, day=TODAY):
    """The suggestions of a day: line -> group -> rows."""
    client.force_login(person)
    sections = client.get(url(day)).context["suggestions"].sections
    return {section.code: {group.code: group.rows for group in section.groups} for section in sections}


def eat(person, *, is_product=False, **amounts):
    """Log 100 g or one unit of what holds so much; what is not named is known to be none."""
    held = {"menaquinone_7": "0", "vitamin_d": "0", "magnesium": "0", "calcium": "0"} | amounts
    food = FoodFactory(per_unit=held) if is_product else FoodFactory(per_100g=held)
    return EntryFactory(person=person, food=food, eaten_on=TODAY, amount="1" if is_product else "100")


def slugs(rows):
    return [ChipValue.read(row.chip).slug for row in rows]


def all_slugs(shown):
    return {slug for groups in shown.values() for rows in groups.values() for slug in slugs(rows)}


def test_empty_day_lacks_every_line_in_the_article_s_groups(client, individual):
    shown = read(client, individual)

    assert {line: list(groups) for line, groups in shown.items()} == {
        "k2": ["natto", "foods", "supplements"],
        "vitamin_d": ["foods", "supplements"],
        "magnesium": ["leafy_greens", "seeds", "nuts", "foods", "supplements"],
    }
    assert slugs(shown["magnesium"]["leafy_greens"])[0] == "spinach-cooked"
    assert slugs(shown["magnesium"]["seeds"])[0] == "hemp-seeds"
    assert slugs(shown["magnesium"]["nuts"])[0] == "cashews"


def test_with_kidney_disease_no_page_calls_magnesium_short(client, individual):
    individual.conditions.create(key=uuid.uuid4(), kind="kidney_stage_4_5")
    eat(individual, menaquinone_7="60", magnesium="20")
    shown = read(client, individual)
    day = client.get(reverse("diary:day", args=[TODAY])).content.decode()

    assert list(shown) == ["vitamin_d"]
    assert "Magnesium is left out" in client.get(url()).content.decode()
    assert "How much magnesium suits you with kidney disease is for your doctor to say" in day
    assert not re.search(r"Magnesium is [^.]*short|Magnesium [^<]*mg</", day)


def test_a_little_natto_comes_before_a_pack(client, individual):
    least, most = LITTLE_NATTO_GRAMS

    k2 = read(client, individual)["k2"]

    little = [ChipValue.read(row.chip) for row in k2["natto"]]
    assert {chip.slug for chip in little} < ORDINARY_NATTO
    assert all(least <= chip.quantity <= most and chip.portion_name == "" for chip in little)
    assert [row.portion for row in k2["foods"] if "Natto" in row.name] == ["1 pack (45\u00a0g)"]


def test_row_says_what_is_sure_what_is_published_and_what_else_is_in_it(client, individual):
    eat(individual, menaquinone_7="100", vitamin_d="20", magnesium="20")
    FoodFactory(
        name="Test greens",
        category="leafy_green",
        portions={"1 bowl": "200"},
        per_100g={
            "magnesium": DraftValue("magnesium", Decimal(140), State.MEASURED, "test_source", Decimal(135)),
            "calcium": "50",
            "energy": "20",
        },
    )

    (row,) = [
        row for row in read(client, individual)["magnesium"]["leafy_greens"] if row.name == "Test greens"
    ]

    assert (row.portion, row.adds, row.closes) == (
        "1 bowl (200\u00a0g)",
        "adds at least 270\u00a0mg magnesium, 280\u00a0mg as published",
        "closes at least 90% of it",
    )
    assert row.carries == "calcium 100\u00a0mg, energy 40\u00a0kcal"


def test_one_tap_logs_the_portion_once(client, individual):
    row = read(client, individual)["magnesium"]["seeds"][0]

    for _press in range(2):
        answer = client.post(reverse("diary:quick", args=[TODAY]), {"chip": row.chip})

    entry = individual.entries.get()
    assert answer.url == f"/diary/2026-03-01/?logged={entry.key}"
    assert (entry.food.slug, entry.grams) == ("hemp-seeds", Decimal(30))


def test_day_leads_to_what_would_close_its_gaps(client, individual):
    eat(individual, menaquinone_7="20", vitamin_d="20", magnesium="400")
    client.force_login(individual)

    shown = client.get(reverse("diary:day", args=[TODAY]))

    assert shown.context["page"].gap == "Vitamin K2 (MK-7) 30\u00a0µg"
    assert url() in shown.content.decode()


@pytest.mark.parametrize(("ago", "offered"), [(1, False), (-1, True)])
def test_day_that_is_over_is_not_filled_up(client, individual, ago, offered):
    client.force_login(individual)

    day = TODAY - timedelta(days=ago)

    assert bool(client.get(reverse("diary:day", args=[day])).context["page"].gap) is offered


def test_fragment_holds_the_best_of_each_group_and_the_way_to_more(client, individual):
    client.force_login(individual)

    answer = client.get(url(), headers={"HX-Request": "true"})

    fragment = answer.content.decode()
    assert "<html" not in fragment
    assert f'href="{url()}"' in fragment
    groups = [group for section in answer.context["suggestions"].sections for group in section.groups]
    assert {len(group.rows) for group in groups} == {1}


def test_nothing_is_suggested_for_a_full_day(client, individual):
    eat(individual, menaquinone_7="60", vitamin_d="20", magnesium="400")
    client.force_login(individual)

    assert "No line of this day is short of a target." in client.get(url()).content.decode()


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ({"no_natto": True}, {"natto-danish-retail", "natto-hikiwari"}),
        ({"is_vegan": True}, {"salmon-sockeye-canned", "cod-atlantic-raw"}),
    ],
)
def test_what_is_not_for_this_person_is_left_out(client, said, gone):
    person = ProfileFactory(**said).person

    assert gone & all_slugs(read(client, ProfileFactory().person))
    assert not gone & all_slugs(read(client, person))


def test_nothing_is_above_an_upper_limit(client):
    man = ProfileFactory(
        sex="male", birth_year=1980
    ).person  # 420 mg magnesium, 350 mg of it at most in products
    eat(man, is_product=True, magnesium="340")

    shown = read(client, man)

    assert "supplements" not in shown["magnesium"]
    assert not {"supp-d3-5000", "supp-d2-50000", "supp-d3-k2-5000-100"} & all_slugs(shown)


def test_no_more_is_suggested_than_twice_what_closes_the_gap(client, individual):
    shown = read(client, individual)["vitamin_d"]["supplements"]

    # of 1,000, 2,000 and 4,000 IU each closes 15 µg, and 4,000 IU are not above the upper limit
    assert {"supp-d3-1000", "supp-d3-k2-1000-45"} <= set(slugs(shown))
    assert "supp-d3-4000" not in slugs(shown)


def test_nothing_that_would_bring_a_caution(client, individual):
    assert "supplements" in read(client, individual)["vitamin_d"]
    individual.conditions.create(key=uuid.uuid4(), kind="kidney_stones")

    assert list(read(client, individual)["vitamin_d"]) == ["foods"]


def test_nothing_that_has_its_caution_already(client, individual):
    individual.conditions.create(key=uuid.uuid4(), kind="kidney_stones")
    taken = Food.objects.get(slug="supp-d3-400")
    EntryFactory(person=individual, food=taken, eaten_on=TODAY, amount="1")

    assert list(read(client, individual)["vitamin_d"]) == ["foods"]


@pytest.mark.parametrize("vka", ["yes", "unanswered"])
def test_nothing_on_k2_beside_an_antagonist_or_before_the_answer(client, vka):
    person = WarfarinProfileFactory().person if vka == "yes" else ProfileFactory(vka=None).person

    shown = read(client, person)
    page = client.get(url()).content.decode()

    assert list(shown) == ["vitamin_d", "magnesium"]
    assert not {"spinach-cooked", "chard-cooked", "tempeh", "supp-d3-k2-1000-45"} & all_slugs(shown)
    assert all("K1" in row.carries for groups in shown.values() for rows in groups.values() for row in rows)
    assert "MK-7" not in page
    assert "together with K2" not in page


def test_own_foods_are_suggested_to_their_owner_alone(client, individual, other_individual):
    eat(individual, menaquinone_7="100", vitamin_d="20", magnesium="300")
    eat(other_individual, menaquinone_7="100", vitamin_d="20", magnesium="300")
    FoodFactory(
        slug="own-porridge",
        owner=individual,
        category="own_food",
        per_100g={"magnesium": "20", "calcium": "0"},
    )

    assert "own-porridge" in all_slugs(read(client, individual))
    assert "own-porridge" not in all_slugs(read(client, other_individual))


def test_imported_food_is_suggested_to_whoever_logs_it(client, individual):
    eat(individual, menaquinone_7="100", vitamin_d="20", magnesium="300")
    bran = ImportedFoodFactory(slug="imported-bran", per_100g={"magnesium": "20", "calcium": "0"})

    assert "imported-bran" not in all_slugs(read(client, individual))

    EntryFactory(person=individual, food=bran, eaten_on=TODAY - timedelta(days=3), amount="10")
    assert "imported-bran" in all_slugs(read(client, individual))


def test_number_of_queries_does_not_grow(client, individual, django_assert_num_queries):
    eat(individual, menaquinone_7="1")
    read(client, individual)
    with django_assert_num_queries(15):
        client.get(url())

    for _number in range(5):
        eat(individual, menaquinone_7="1")
    with django_assert_num_queries(15):
        client.get(url())
