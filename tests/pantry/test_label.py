"""A label as it is typed, and what becomes of each of its figures."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.html import escape

from foods.models import Food
from tests.factories.foods import FoodFactory

from .conftest import CAPSULE, added, amounts_of, post_label


def errors_of(response) -> dict:
    assert response.status_code == 422
    return {name: list(texts) for name, texts in response.context["form"].errors.items()}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        # IU of vitamin D by 40, and the D3 that a label names is its vitamin D
        ({"amount_d3": "1000", "unit_d3": "IU"}, {"cholecalciferol": "25", "vitamin_d": "25"}),
        # a total beside it stays a total
        ({"amount_d3": "400", "amount_d": "600"}, {"cholecalciferol": "10", "vitamin_d": "15"}),
        # a unit typed behind the number counts before the one chosen
        ({"amount_mk7": "0.045 mg"}, {"menaquinone_7": "45"}),
        ({"amount_mk7": "45mcg", "unit_mk7": "mg"}, {"menaquinone_7": "45"}),
        # amounts for two capsules are those of two
        (
            {"amount_magnesium": "375", "units_in_amount": "2"},
            {"magnesium": "187.5", "menaquinone_7": "22.5"},
        ),
        ({"amount_mk7": "12,5"}, {"menaquinone_7": "12.5"}),
        # two units of one amount, as labels have them; the mark of thousands is told by the other
        ({"amount_d3": "25 mcg (1,000 IU)"}, {"cholecalciferol": "25"}),
        ({"amount_d3": "63 µg (2500 IU)"}, {"cholecalciferol": "62.5"}),  # rounded to whole µg
        ({"amount_d3": "25 (1000 IU)"}, {"cholecalciferol": "25"}),
        ({"kind": "food", "amount_energy": "1058 kJ / 250 kcal"}, {"energy": "252.868069"}),  # other factors
        ({"amount_mk7": "75 µg (100 % NRV)"}, {"menaquinone_7": "75"}),  # the share beside it is left out
        ({"amount_mk7": "75 µg MK-7 (as K2VITAL)"}, {"menaquinone_7": "75"}),
        ({"amount_magnesium": "375 mg elemental, as magnesium oxide"}, {"magnesium": "375"}),
        # numbers and units of other countries
        ({"amount_d3": "1'000 I.E."}, {"cholecalciferol": "25"}),
        ({"amount_d3": "1 000 UI"}, {"cholecalciferol": "25"}),
        ({"amount_d3": "1.000,5 j.m."}, {"cholecalciferol": "25.0125"}),
        ({"amount_d3": "2000 МЕ"}, {"cholecalciferol": "50"}),
        ({"amount_mk7": "４５ ㎍", "unit_mk7": "mg"}, {"menaquinone_7": "45"}),
        ({"amount_mk7": "45 micrograms", "unit_mk7": "mg"}, {"menaquinone_7": "45"}),
        ({"amount_calcium": "0"}, {"calcium": "0"}),
    ],
)
def test_figures_of_a_capsule_are_stored_in_the_nutrients_own_units(me, fields, expected):
    stored = amounts_of(added(me, **fields))
    assert {code: stored[code][0] for code in expected} == expected


def test_serving_of_a_food_is_brought_to_100_g(me):
    food = added(
        me,
        kind="food",
        basis="serving",
        serving_grams="30",
        amount_mk7="15",
        amount_energy="418.4",
        unit_energy="kJ",
    )
    assert amounts_of(food) == {
        "energy": ("333.333333", "label"),
        "menaquinone_7": ("50", "label"),
    }
    assert list(food.portions.values_list("name", "grams")) == [("1 serving", 30)]


def test_empty_field_of_a_product_is_not_on_the_label_and_of_a_food_unknown(me):
    product = amounts_of(added(me))
    assert product["magnesium"] == (None, "not_on_label")
    assert product["menaquinone_4"] == (None, "not_on_label")
    assert amounts_of(added(me, kind="food", name="Curd", amount_mk7="5")) == {
        "menaquinone_7": ("5", "label")
    }


def test_k2_of_no_named_form_is_told_from_mk7(me):
    stored = amounts_of(added(me, amount_mk7="", amount_k2="80"))
    assert stored["menaquinone_unspecified"] == ("80", "label")
    assert "menaquinone_7" not in stored
    assert "menaquinone_4" not in stored


def test_vitamin_k_of_no_named_form_is_unknown_up_to_its_amount(me):
    food = added(me, amount_mk7="", amount_k="80")
    k1 = food.revision.values.get(nutrient="phylloquinone")
    assert (k1.amount, k1.high, k1.state) == (None, 80, "unknown")
    assert "menaquinone_7" not in amounts_of(food)


def k_of(food) -> dict:
    """The values of vitamin K by nutrient: (amount, upper end, state)."""
    values = food.revision.values.filter(nutrient__regex="quinone")
    return {value.nutrient: (value.amount, value.high, value.state) for value in values}


def test_vitamin_k_in_all_leaves_k2_of_unknown_form_beside_k1(me):
    food = added(me, amount_mk7="", amount_k="80", amount_k1="50")
    assert k_of(food) == {
        "phylloquinone": (50, None, "label"),
        "menaquinone_unspecified": (None, 30, "unknown"),
    }
    assert (food.revision.k2_low, food.revision.k2_high) == (0, 30)
    assert food.revision.k2_range_note == "Vitamin K in all, as the label has it: 80 µg in 1 units"


def test_vitamin_k_in_all_that_is_the_named_form_leaves_nothing_unknown(me):
    food = added(me, amount_mk7="75", amount_k="75", units_in_amount="3")
    assert k_of(food)["phylloquinone"] == (None, None, "not_on_label")
    assert k_of(food)["menaquinone_4"] == (None, None, "not_on_label")
    assert (food.revision.k2_low, food.revision.k2_high) == (25, 25)


def test_vitamin_k_above_the_named_form_of_k2_may_be_k1(me):
    food = added(me, amount_mk7="45", amount_k="60")
    assert k_of(food) == {"menaquinone_7": (45, None, "label"), "phylloquinone": (None, 15, "unknown")}
    assert (food.revision.k2_low, food.revision.k2_high) == (45, 60)


@pytest.mark.parametrize(
    "fields",
    [{"amount_k1": "< 5 µg"}, {"amount_k1": "5", "unit_k1": "<µg"}, {"amount_k1": "less than 5 mcg"}],
)
def test_less_than_is_anything_from_nothing_to_the_limit(me, fields):
    k1 = added(me, **fields, units_in_amount="2").revision.values.get(nutrient="phylloquinone")
    assert (k1.amount, k1.low, k1.high, k1.state) == (0, 0, Decimal("2.5"), "trace")


def test_trace_has_no_limit(me):
    k1 = added(me, amount_k1="traces").revision.values.get(nutrient="phylloquinone")
    assert (k1.amount, k1.low, k1.high, k1.state) == (0, None, None, "trace")


@pytest.mark.parametrize("fields", [{"amount_mk7": "?"}, {"amount_mk7": "", "unit_mk7": "?"}])
def test_line_without_an_amount_is_unknown_and_not_left_out(me, fields):
    assert amounts_of(added(me, **fields))["menaquinone_7"] == (None, "unknown")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Sun\u202eny\u200b  D3\u00a0", "Sunny D3"),
        ("\U0001f469\u200d\U0001f373 soup", "\U0001f469\u200d\U0001f373 soup"),  # an emoji of two, joined
        ("<b>Sunny</b> & co", "<b>Sunny</b> & co"),
        ("e" + "\u0301" * 40, "é" + "\u0301" * 3),  # marks that would run over the lines above
    ],
)
def test_name_is_kept_as_it_can_be_seen(me, name, kept):
    food = added(me, name=name)
    assert food.name == kept
    assert "<b>Sunny" not in me.get(reverse("pantry:list")).content.decode()


def test_other_names_are_kept_once_each(me):
    food = added(me, aliases="Vitamin Sonne; vitamin sonne、Sol, SUNNY D3 PLUS")
    assert [alias.text for alias in food.aliases.all()] == ["Vitamin Sonne", "Sol"]


def test_second_food_of_one_name_is_told_apart_first(me, client):
    added(me, name="Sunny D3")
    assert "is called “Sunny D3”" in errors_of(post_label(me, name="sunny  d3"))["name"][0]


def test_name_of_somebody_elses_food_is_free(client, individual, other_individual):
    client.force_login(other_individual)
    added(client, barcode="4006381333931")
    client.force_login(individual)
    assert post_label(client, barcode="4006381333931").status_code == 302


@pytest.mark.parametrize("is_own", [True, False])
def test_barcode_that_leads_to_a_food_already_is_asked_about(me, is_own):
    holder = added(me, name="First", barcode="4006381333931") if is_own else FoodFactory(name="First")
    if not is_own:
        holder.barcodes.create(gtin="04006381333931")

    asked = post_label(me, barcode="4 006381 333931")

    assert errors_of(asked)["barcode"] == ["First has this barcode already."]
    assert reverse("foods:detail", args=[holder.slug]) in asked.content.decode()
    assert post_label(me, barcode="4006381333931", sure_barcode="yes").status_code == 302


def test_correcting_a_food_does_not_ask_about_its_own_barcode_and_name(me):
    food = added(me, barcode="96385074")  # eight digits
    sent = {"name": food.name, "barcode": "96385074", **CAPSULE}
    assert me.post(reverse("pantry:change", args=[food.slug]), sent).status_code == 302


def test_every_value_names_the_label_as_its_source(me):
    sources = set(
        added(me).revision.values.filter(amount__isnull=False).values_list("source__key", flat=True)
    )
    assert sources == {"own_label"}


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"amount_mk7": "50%"}, "amount_mk7", "not an amount: the value it is a part of differs"),
        ({"amount_mk7": "50 IU"}, "amount_mk7", "IU stand for another size in each vitamin"),
        ({"amount_magnesium": "5 kcal"}, "amount_magnesium", "given in mg or g, not in kcal"),
        ({"amount_d3": "1,250"}, "amount_d3", "1250 or as 1.25."),
        ({"amount_d3": "1.125"}, "amount_d3", "1125 or as 1.1250."),
        ({"amount_d3": "25 µg (800 IU)"}, "amount_d3", "1 µg of vitamin D is 40 IU"),
        ({"amount_k1": "<0"}, "amount_k1", "Less than 0 cannot be"),
        ({"amount_k1": "5", "unit_k1": "?"}, "amount_k1", "no amount, beside it"),
        ({"amount_k2": "75 µg as MK-7"}, "amount_k2", "belongs to the line “Vitamin K2 as MK-7”"),
        ({"amount_magnesium": "375 mg (620 mg magnesium citrate)"}, "amount_magnesium", "the mineral itself"),
        ({"amount_d3": "-5"}, "amount_d3", "0 or more"),
        ({"amount_d3": "lots"}, "amount_d3", "A number is missing here"),
        ({"amount_d3": "1 2 x"}, "amount_d3", "not in x"),
        ({"amount_d3": "45 / 2"}, "amount_d3", "do not agree"),
        # what cannot be true
        ({"amount_d3": "1000", "amount_d": "600"}, "amount_d", "part of vitamin D"),
        (
            {"amount_magnesium": "60 g", "amount_calcium": "60 g"},
            "amount_calcium",
            "no capsule or tablet weighs",
        ),
        ({"kind": "food", "amount_calcium": "100 g"}, "amount_calcium", "100 g or more in 100 g"),
        ({"kind": "food", "amount_energy": "1400"}, "amount_energy", "If the label says kJ"),
        ({"amount_mk7": "0.0000001"}, "amount_mk7", "too little to be kept"),
        ({"amount_k": "60", "amount_k1": "20"}, "amount_k", "part of this, and together more"),
        ({"amount_mk7": "1e90"}, "amount_mk7", "no capsule or tablet weighs"),
        # what is likely mixed up
        ({"amount_d3": "1000", "unit_d3": "µg"}, "amount_d3", "1,000\u00a0µg is 40,000\u00a0IU"),
        ({"amount_d3": "25"}, "amount_d3", "If the label says µg, the unit is µg"),
        ({"amount_mk7": "45", "unit_mk7": "mg"}, "amount_mk7", "45\u00a0mg is 45,000\u00a0µg"),
        ({"amount_magnesium": "620 mg as oxide"}, "amount_magnesium", "without the compound"),
        ({"amount_magnesium": "40000"}, "amount_magnesium", "far above any label known"),
        # what the amounts are for
        ({"units_in_amount": "0"}, "units_in_amount", "above 0 and up to 100"),
        ({"kind": "food", "basis": "serving"}, "serving_grams", "above 0 and up to 5000"),
        ({"kind": ""}, "kind", "Choose one"),
        ({"name": " "}, "name", "A name is missing"),
        ({"name": "x" * 5000}, "name", "at most 200 characters"),
        ({"name": "a\0b"}, "name", "Null characters"),
        ({"name": "\u200b\u202e"}, "name", "no letter or digit"),
        ({"name": "\u0301\u0302"}, "name", "no letter or digit"),
        ({"name": "\u3164"}, "name", "no letter or digit"),  # a letter that shows nothing
        ({"aliases": "Sunny, \u0301"}, "aliases", "no letter or digit"),
        ({"aliases": "Sunny, " + "y" * 201}, "aliases", "up to 200 characters"),
        ({"barcode": "400638133393l"}, "barcode", "digits alone"),
        ({"barcode": "400638133393"}, "barcode", "One digit is off"),
        ({"barcode": "40063813339"}, "barcode", "That is 11 digits"),
        ({"barcode": "4006381333932"}, "barcode", "One digit is off"),
        ({"kind": "food", "portion_name_0": "1 slice"}, "portion_grams_0", "above 0"),
        ({"kind": "food", "portion_grams_0": "40"}, "portion_name_0", "A name is missing"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_stays_typed(me, fields, field, said):
    response = post_label(me, **fields)
    assert said in " ".join(errors_of(response)[field])
    assert Food.objects.filter(owner__isnull=False).count() == 0
    (name, typed), *_rest = fields.items()
    if name.startswith("amount_"):
        assert f'value="{escape(typed)}"' in response.content.decode()


def test_odd_amount_that_is_true_can_be_confirmed(me):
    doubted = post_label(me, amount_d3="1000", unit_d3="µg")
    (row,) = [row for row in doubted.context["form"].rows() if row.sure]

    food = added(me, amount_d3="1000", unit_d3="µg", sure_d3=row.sure)

    assert amounts_of(food)["cholecalciferol"] == ("1000", "label")


def test_confirmation_holds_for_the_amount_it_was_given_for(me):
    doubted = post_label(me, amount_d3="1000", unit_d3="µg")
    (row,) = [row for row in doubted.context["form"].rows() if row.sure]

    again = post_label(me, amount_d3="5000", unit_d3="µg", sure_d3=row.sure)

    assert "amount_d3" in errors_of(again)


def test_what_cannot_be_true_cannot_be_confirmed(me):
    first = post_label(me, kind="food", amount_energy="1400")
    assert not any(row.sure for row in first.context["form"].rows())
    again = post_label(me, kind="food", amount_energy="1400", sure_energy="1400 kcal in 100 g")
    assert "amount_energy" in errors_of(again)


def test_portions_barcode_and_other_names_are_kept(me):
    food = added(
        me,
        kind="food",
        portion_name_0="1 slice",
        portion_grams_0="32.5",
        portion_name_1="1 loaf",
        portion_grams_1="500 g",
        barcode="4006381333931",
        aliases="Roggenbrot,  rye loaf , Roggenbrot",
    )
    assert list(food.portions.values_list("name", "grams")) == [("1 slice", 32.5), ("1 loaf", 500)]
    assert food.barcodes.get().gtin == "04006381333931"
    assert {alias.text for alias in food.aliases.all()} == {"Roggenbrot", "rye loaf"}


def test_correcting_shows_the_label_as_it_was_typed_and_saves_it_unchanged(me):
    food = added(
        me,
        units_in_amount="2",
        amount_k="80",
        amount_k1="<1.1250",
        amount_mk7="",
        amount_calcium="trace",
        amount_magnesium="?",
        aliases="Sunny",
    )
    address = reverse("pantry:change", args=[food.slug])
    shown = me.get(address).context["form"]
    sent = {name: shown[name].value() for name in shown.fields if shown[name].value() is not None}
    assert (sent["amount_d3"], sent["unit_d3"], sent["units_in_amount"]) == ("1000", "IU", "2")
    assert (sent["amount_k"], sent["amount_magnesium"]) == ("80", "?")
    assert (sent["amount_k1"], sent["amount_calcium"]) == ("<1.1250", "trace")

    me.post(address, sent)

    food.refresh_from_db()
    assert food.revisions.count() == 1
