"""Marks that an imported food carries from the start, by its names: the ones that cautions rest on.

A source marks nothing. Curators add the other marks, and take away what a name gave by mistake: a food that
is there already keeps the marks that it has.
"""

from foods.importers.records import FoodRecord
from foods.models import FoodMark
from nutrients import recognition
from nutrients.intake import Item, Origin


def marks_of_names(record: FoodRecord) -> tuple[str, ...]:
    """The natto family, chlorella and aojiru, and preparations of vitamin K, as the rules recognise them."""
    told = Item(food="", origin=Origin.FOOD, amounts={}, names=(record.name, *record.also_called))
    marks = []
    if recognition.is_natto_family(told):
        marks.append(FoodMark.Mark.NATTO_FAMILY.value)
    if recognition.is_high_vitamin_k_preparation(told) or recognition.is_vitamin_k_medicine(told):
        marks.append(FoodMark.Mark.HIGH_VITAMIN_K.value)
    return tuple(marks)
