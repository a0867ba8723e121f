"""The categories of foods, in the words people read."""

from django.utils.translation import gettext_lazy as _

CATEGORIES = {
    "fermented_soy": _("Natto and other fermented soy"),
    "soy": _("Tofu and soybeans"),
    "cheese": _("Cheese"),
    "dairy": _("Milk, yogurt and cream"),
    "egg": _("Eggs"),
    "fats_oils": _("Butter, fats and oils"),
    "meat": _("Meat"),
    "poultry": _("Poultry"),
    "organ_meat": _("Liver and other organ meats"),
    "processed_meat": _("Sausage, ham and bacon"),
    "fish": _("Fish"),
    "shellfish": _("Shellfish"),
    "fish_oil": _("Fish oil"),
    "leafy_green": _("Leafy greens"),
    "vegetable": _("Vegetables"),
    "fermented_veg": _("Fermented vegetables"),
    "seaweed": _("Seaweed and algae"),
    "mushroom": _("Mushrooms"),
    "herb_spice": _("Herbs and spices"),
    "fruit": _("Fruit"),
    "nut_seed": _("Nuts and seeds"),
    "legume": _("Beans and lentils"),
    "grain": _("Rice, pasta and grains"),
    "cereal": _("Breakfast cereals and bran"),
    "bread": _("Bread"),
    "sweet": _("Chocolate and sweets"),
    "plant_drink": _("Plant drinks and plant-based products"),
    "beverage": _("Drinks"),
    "condiment": _("Sauces and spreads"),
    "fast_food": _("Fast food and snacks"),
    "meal": _("Meals, soups and mixed dishes"),
    "supplement": _("Supplements"),
    "other": _("Other foods"),
}

# What people add for themselves; nobody narrows a list of everybody's foods by these.
OF_PEOPLE = {"own_food": _("Food of your own"), "recipe": _("Recipe of your own")}


def label(category: str) -> str:
    """The category in words; one without words of its own is shown by its code."""
    return str(CATEGORIES.get(category) or OF_PEOPLE.get(category, category))
