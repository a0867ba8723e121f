"""An own food as its form shows it again: the label as it was typed."""

from django.utils.translation import gettext as _

from foods.label import Stated, kept_words, read_label
from foods.models import Food
from foods.own_foods import OwnPortion
from k2tracker.pantry.label_text import clear

FOOD, PRODUCT = "food", "product"
PER_100G, PER_SERVING = "100g", "serving"


def unit_portion(unit: str) -> str:
    """The portion of a product: "1 capsule"."""
    return f"1 {unit}"


def kept_label(food: Food) -> dict:
    """What the form shows of a food that is corrected: the label as it was typed."""
    stated, serving = read_label(kept_words(food.revision.values.all(), food.revision.k2_range_note))
    portions = list(food.portions.all())
    initial = {
        "name": food.name,
        "kind": PRODUCT if food.is_supplement else FOOD,
        "barcode": next((barcode.gtin.removeprefix("0") for barcode in food.barcodes.all()), ""),
        "aliases": ", ".join(alias.text for alias in food.aliases.all()),
    }
    for key, said in stated.items():
        initial[f"amount_{key}"] = typed_again(said)
        initial[f"unit_{key}"] = said.unit
    if food.is_supplement:
        initial["units_in_amount"] = "1" if serving is None else f"{serving.units:f}"
        initial["unit_name"] = portions[0].name.removeprefix("1 ") if portions else "unit"
        return initial
    if serving is not None and serving.grams != 100:
        initial |= {"basis": PER_SERVING, "serving_grams": f"{serving.grams:f}"}
        portions = [portion for portion in portions if portion.name != _("1 serving")]
    for place, portion in enumerate(portions):
        initial[f"portion_name_{place}"] = portion.name
        initial[f"portion_grams_{place}"] = f"{portion.grams.normalize():f}"
    return initial


def typed_again(said: Stated) -> str:
    """The amount as it can be typed: "45", "<0.5", "trace", "?"."""
    if said.amount is None:
        return "trace" if said.is_below else "?"
    return f"{'<' if said.is_below else ''}{clear(said.amount)}"


def serving_portion(grams) -> OwnPortion:
    """The portion that a label's serving makes."""
    return OwnPortion(_("1 serving"), grams)
