"""The list of foods and the page of one food in the admin: found, narrowed, renamed, marked, many at once."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from foods.models import Food, FoodAlias, FoodBarcode, FoodMark, Revision, SourceCategory, SourceRelease
from foods.search import find
from nutrients.intake import State
from tests.factories.foods import DraftValue, FoodFactory, SourceFactory

pytestmark = pytest.mark.django_db

LIST = reverse("admin:foods_food_changelist")


@pytest.fixture
def signed_in(client, curator):
    client.force_login(curator)
    return client


def shown(client, **query):
    return [food.slug for food in client.get(LIST, query).context["cl"].result_list]


def found(query):
    return [match.food.slug for match in find(query)]


# --- Finding --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("camenbert", "camembert"),  # a slip of the finger, which icontains does not forgive
        ("納豆", "natto"),  # another name in another script
        ("aged gouda", "gouda-aged"),  # words in any order
    ],
)
def test_the_box_is_the_fast_search_best_first(signed_in, query, first):
    assert shown(signed_in, q=query)[0] == first


@pytest.mark.parametrize("query", ["odd-one", "00123", "4006381333931", "X-77"])
def test_a_food_is_found_by_its_address_and_numbers(signed_in, query):
    food = FoodFactory(slug="odd-one", name="Zzyzx", source_food_id="X-77", ndb_number="00123", per_100g={})
    FoodBarcode.objects.create(food=food, gtin="04006381333931")

    assert shown(signed_in, q=query)[0] == "odd-one"


def test_a_retired_food_is_found_among_the_retired(signed_in):
    Food.objects.filter(slug="natto").update(is_retired=True)

    assert shown(signed_in, q="Natto (fer", is_retired__exact="1") == ["natto"]


@pytest.fixture
def narrowed(db, curator):
    """Foods of which each differs in one thing that the list can be narrowed by."""
    Food.objects.exclude(slug="natto").update(is_retired=True)  # natto stays as the one that never fits
    source = SourceFactory(key="elsewhere")
    release = SourceRelease.objects.create(source=source, digest="0" * 64)
    value = DraftValue("magnesium", None, State.NOT_ON_LABEL, None)
    FoodFactory(slug="by-category", category="fish_oil", per_100g={})
    FoodFactory(slug="by-state", per_100g={"magnesium": value})
    FoodFactory(slug="by-table", source=source, per_100g={"magnesium": "1"})
    FoodFactory(slug="by-mark", marks=["egg"], per_100g={})
    for slug, step in (("by-open", {}), ("by-submitted", {"submitted_at": "2026-01-01T00:00Z"})):
        Revision.objects.create(food=FoodFactory(slug=slug, per_100g={}), number=9, digest="1" * 64, **step)
    imported = FoodFactory(slug="by-import", per_100g={})
    draft = Revision.objects.create(food=imported, number=9, digest="2" * 64, release=release)
    Food.objects.filter(pk=imported.pk).update(revision=draft)
    return source


@pytest.mark.parametrize(
    ("query", "fitting"),
    [
        ({"category": "fish_oil"}, {"by-category"}),
        ({"state": "not_on_label"}, {"by-state"}),
        ({"mark": "egg"}, {"by-mark"}),
        ({"draft": "submitted"}, {"by-submitted"}),
        ({"origin": "imported"}, {"by-import"}),
    ],
    ids=lambda query: next(iter(query)),
)
def test_the_list_is_narrowed(signed_in, narrowed, query, fitting):
    assert set(shown(signed_in, is_retired__exact="0", **query)) == fitting


@pytest.mark.parametrize("parameter", ["source", "value_source"])
def test_the_list_is_narrowed_by_source(signed_in, narrowed, parameter):
    assert shown(signed_in, is_retired__exact="0", **{parameter: narrowed.pk}) == ["by-table"]


def test_open_drafts_are_those_not_submitted(signed_in, narrowed):
    assert set(shown(signed_in, is_retired__exact="0", draft="open")) == {"by-open", "by-import"}


@pytest.mark.parametrize("query", [{"category": "none"}, {"source": "x"}, {"state": "\ud7ff"}])
def test_a_choice_that_there_is_not_leaves_the_list_whole(signed_in, query):
    assert len(shown(signed_in, **query)) == 50


def test_the_list_takes_as_many_queries_for_many_foods_as_for_few(
    signed_in, django_assert_max_num_queries, narrowed
):
    with django_assert_max_num_queries(14):
        shown(signed_in)
    FoodFactory.create_batch(20, per_100g={"magnesium": "1"})
    with django_assert_max_num_queries(14):
        shown(signed_in)
    with django_assert_max_num_queries(36):
        shown(signed_in, q="gouda")


def test_a_list_too_long_to_count_says_or_more(signed_in, monkeypatch):
    monkeypatch.setattr("foods.admin.lists.CappedPaginator.most", 60)

    page = signed_in.get(LIST).content.decode()
    assert "60 foods or more" in page
    assert "60 results or more" in page


# --- One food -------------------------------------------------------------------------------------------


def form_of(client, food):
    """What the browser would send back from the page of a food."""
    context = client.get(reverse("admin:foods_food_change", args=[food.pk])).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    sent = {}
    for field in (field for form in forms for field in form):
        value = field.value()
        if value is not None and value is not False:
            sent[field.html_name] = value
    return sent


def change(client, food, **changes):
    return client.post(
        reverse("admin:foods_food_change", args=[food.pk]), {**form_of(client, food), **changes}
    )


@pytest.fixture
def food(db):
    return FoodFactory(
        slug="renamed", name="Zwieback", aliases=["rusk"], marks=["egg"], per_100g={"magnesium": "1"}
    )


def test_a_food_is_renamed_and_found_by_its_new_name_alone(signed_in, curator, food):
    response = change(signed_in, food, name="Knekkebrod")

    assert response.status_code == 302
    assert (found("knekkebrod"), found("zwieback")) == (["renamed"], [])
    assert LogEntry.objects.get(object_id=str(food.pk), content_type__model="food").user == curator


def test_another_name_is_added_and_one_taken_away(signed_in, food):
    change(signed_in, food, **{"aliases-1-text": "zwiebackbrot", "aliases-0-DELETE": "on"})

    assert found("zwiebackbrot") == ["renamed"]
    assert not FoodAlias.objects.filter(text="rusk").exists()
    assert "renamed" not in found("rusk")


def test_category_brand_and_marks_are_changed(signed_in, food):
    change(signed_in, food, category="bread", brand="Mill", marks=["dairy", "soy"])

    food.refresh_from_db()
    assert (food.category, food.brand) == ("bread", "Mill")
    assert set(food.marks.values_list("mark", flat=True)) == {"dairy", "soy"}
    assert found("mill zwieback") == ["renamed"]


def test_a_portion_and_a_barcode_are_added(signed_in, food):
    change(
        signed_in,
        food,
        **{"portions-1-name": "1 slice", "portions-1-grams": "9", "barcodes-0-gtin": "4006381333931"},
    )

    assert food.portions.get(name="1 slice").grams == 9
    assert found("4006381333931") == ["renamed"]


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "..."},
        {"name": "x" * 201},
        {"category": "no-such"},
        {"marks": ["no-such"]},
        {"portions-1-name": "1 slice", "portions-1-grams": ""},
        {"portions-1-name": "1 slice", "portions-1-grams": "0"},
        {"portions-1-name": "1 serving", "portions-1-grams": "9"},
        {"aliases-1-text": "rusk"},
        {"barcodes-0-gtin": "4006381333932"},
    ],
    ids=lambda changes: " ".join(f"{name}={str(value)[:12]}" for name, value in changes.items()),
)
def test_a_mistake_on_the_page_of_a_food_saves_nothing(signed_in, food, changes):
    response = change(signed_in, food, brand="typed before", **changes)

    assert response.status_code == 422
    assert "errornote" in response.content.decode()
    assert "typed before" in response.content.decode()
    food.refresh_from_db()
    assert food.brand == ""


def test_a_unit_of_a_product_weighs_nothing_that_is_known(signed_in):
    food = FoodFactory(slug="capsule", per_unit={"menaquinone_7": "100"})

    assert change(signed_in, food, name="Capsule, new").status_code == 302


def test_a_new_food_gets_an_address_and_waits_for_its_values(signed_in):
    sent = {"name": "Natto", "brand": "", "category": "bread", "basis": "per_100g", "marks": []}

    response = signed_in.post(reverse("admin:foods_food_add"), sent)

    food = Food.objects.get(slug="natto-2")
    assert response.url == reverse("admin:foods_food_values", args=[food.pk])
    assert signed_in.get(response.url).status_code == 200
    assert (food.revision, "natto-2" in found("natto")) == (None, False)


def test_no_food_is_deleted_here(signed_in, food):
    address = reverse("admin:foods_food_delete", args=[food.pk])

    assert signed_in.post(address, {"post": "yes"}).status_code == 403


# --- Many at once ---------------------------------------------------------------------------------------


def together(client, foods, action="change_together", **fields):
    sent = {"action": action, "_selected_action": [food.pk for food in foods], "sure": "yes", **fields}
    return client.post(LIST, sent)


def test_many_foods_are_asked_about_first(signed_in, food):
    response = signed_in.post(LIST, {"action": "change_together", "_selected_action": [food.pk]})

    assert response.context["ids"] == [food.pk]
    assert "Zwieback" in response.content.decode()


def test_chosen_foods_change_together_and_others_stay(signed_in, curator, food):
    other, left = FoodFactory(name="Kringle", per_100g={}), FoodFactory(name="Pretzel", per_100g={})

    together(
        signed_in, [food, other], category="bread", brand="Mill", add_marks=["soy"], remove_marks=["egg"]
    )

    assert set(Food.objects.filter(category="bread", brand="Mill")) == {food, other}
    assert set(FoodMark.objects.filter(food__in=[food, other, left]).values_list("food", "mark")) == {
        (food.pk, "soy"),
        (other.pk, "soy"),
    }
    assert found("mill kringle") == [other.slug]
    told = LogEntry.objects.filter(content_type__model="food", user=curator)
    assert {entry.object_id for entry in told} == {str(food.pk), str(other.pk)}


def test_what_is_left_empty_stays(signed_in):
    food = FoodFactory(brand="Mill", category="bread", marks=["soy"], per_100g={})

    together(signed_in, [food], add_marks=["egg"])

    food.refresh_from_db()
    assert (food.brand, food.category, food.marks.count()) == ("Mill", "bread", 2)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"category": "no-such"},
        {"brand": "x" * 121},
        {"brand": "Mill", "no_brand": "on"},
        {"add_marks": ["egg"], "remove_marks": ["egg"]},
    ],
    ids=lambda fields: " ".join(fields) or "nothing",
)
def test_a_mistake_changes_no_food(signed_in, food, fields):
    response = together(signed_in, [food], **fields)

    assert response.status_code == 422
    food.refresh_from_db()
    assert (food.category, food.brand, food.marks.get().mark) == ("vegetable", "", "egg")


def test_chosen_foods_are_retired_with_a_reason(signed_in, food):
    assert together(signed_in, [food], "retire_together").status_code == 422
    together(signed_in, [food], "retire_together", reason="sold no more")

    food.refresh_from_db()
    assert (food.is_retired, found("zwieback")) == (True, [])


# --- Sources --------------------------------------------------------------------------------------------


@pytest.fixture
def category(db):
    return SourceCategory.objects.create(
        source=SourceFactory(),
        code="9",
        name="Fruits",
        category="fruit",
        assumption_group="unfermented_plant",
    )


@pytest.mark.parametrize(("action", "before"), [("switch_on", False), ("switch_off", True)])
def test_the_assumption_of_a_category_is_switched_and_recorded(signed_in, curator, category, action, before):
    SourceCategory.objects.update(is_in_use=before)

    signed_in.post(
        reverse("admin:foods_sourcecategory_changelist"),
        {"action": action, "_selected_action": [category.pk]},
    )

    category.refresh_from_db()
    assert category.is_in_use is not before
    assert LogEntry.objects.get(object_id=str(category.pk)).user == curator


def test_a_category_is_reviewed_on_its_page(signed_in, category):
    signed_in.post(
        reverse("admin:foods_sourcecategory_change", args=[category.pk]),
        {"assumption_group": "milk", "excluded_words": "kefir", "is_in_use": "on", "name": "Other"},
    )

    category.refresh_from_db()
    assert (category.assumption_group, category.excluded_words, category.is_in_use) == ("milk", "kefir", True)
    assert category.name == "Fruits"


def test_a_category_without_a_group_has_nothing_to_put_in_use(signed_in, category):
    address = reverse("admin:foods_sourcecategory_change", args=[category.pk])

    response = signed_in.post(address, {"assumption_group": "", "is_in_use": "on"})

    assert list(response.context["adminform"].form.errors) == ["is_in_use"]


def test_the_list_of_releases_says_what_was_loaded(signed_in):
    SourceRelease.objects.create(
        source=SourceFactory(), digest="0" * 64, name="SR", version="28", licence="public domain", rejected=3
    )

    page = signed_in.get(reverse("admin:foods_sourcerelease_changelist")).content.decode()

    assert all(words in page for words in ("SR", "28", "public domain", ">3<"))
