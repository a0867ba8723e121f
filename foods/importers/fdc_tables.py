"""The tables of a FoodData Central CSV download, checked row by row and put away by food.

Columns are found by their names in the header line, nutrients by their id. In the survey's download the
nutrient column holds the older nutrient numbers (430 for 1185); both are ids of the source and never clash.
Source: FoodData Central, Download & API Field Descriptions.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from nutrients.intake import State
from nutrients.units import UnknownUnit, to_canonical

from .checks import NUMBER
from .files import Download, Tally
from .records import Kind, NotWhatItClaims
from .spill import Spill
from .sr28 import STATE_BY_SOURCE_CODE, derivation_text, state_of_derivation

# FDC id -> our code, rank among the ids of one nutrient, the older number, a unit that must be kept to.
# Energy: 1008 where there is one, else by specific Atwater factors, else by general ones, else from kJ.
NUTRIENT_IDS = {
    "1008": ("energy", 0, "208"),
    "2048": ("energy", 1, "958"),
    "2047": ("energy", 2, "957"),
    "1062": ("energy", 3, "268"),
    "1185": ("phylloquinone", 0, "430"),
    "1184": ("dihydrophylloquinone", 0, "429"),
    "1183": ("menaquinone_4", 0, "428"),
    "1114": ("vitamin_d", 0, "328"),
    "1110": ("vitamin_d", 1, "324"),
    "1112": ("cholecalciferol", 0, "326"),
    "1090": ("magnesium", 0, "304"),
    "1087": ("calcium", 0, "301"),
}
VITAMIN_D_IU = "1110"
LESS_THAN = {"LCSL", "LCGL"}  # "calculated from a less than value"
VALUE_COLUMNS = ("fdc_id", "nutrient_id", "amount", "data_points", "derivation_id", "min", "max")
FOOD_COLUMNS = ("fdc_id", "data_type", "description", "food_category_id", "publication_date")
PORTION_COLUMNS = (
    "fdc_id",
    "seq_num",
    "amount",
    "measure_unit_id",
    "portion_description",
    "modifier",
    "gram_weight",
)
BRANDED_COLUMNS = ("fdc_id", "brand_owner", "gtin_upc", "serving_size", "serving_size_unit")
BRANDED_ALSO = ("household_serving_fulltext", "branded_food_category", "brand_name")
TABLES = (
    "food.csv",
    "food_nutrient.csv",
    "nutrient.csv",
    "food_portion.csv",
    "measure_unit.csv",
    "food_category.csv",
    "food_nutrient_derivation.csv",
    "food_nutrient_source.csv",
    "sr_legacy_food.csv",
    "foundation_food.csv",
    "branded_food.csv",
    "survey_fndds_food.csv",
    "wweia_food_category.csv",
)


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a value came about: our state, the source's codes, and whether the label says "less than"."""

    state: State
    text: str
    is_less_than: bool


@dataclass(frozen=True, slots=True)
class Lists:
    """The small tables. units: FDC id of a kept nutrient -> unit; ids: what the nutrient column may say."""

    units: dict[str, str]
    ids: dict[str, str]
    derivations: dict[str, Derivation]
    measures: dict[str, str]
    categories: dict[str, tuple[str, str]]
    survey_categories: dict[str, str]


def _rows(download, name, spill, needed, also=(), *, key_columns=1) -> Iterator[tuple[int, list[str]]]:
    """Rows of text whose first `key_columns` cells are numbers; others are noted."""
    tally = Tally(name)
    for line, row in download.table(name, needed, also):
        tally.rows += 1
        reason = _fault(row, needed, key_columns)
        if not reason:
            yield line, row
        else:
            spill.note(Kind.OTHER, tally.refuse(line, reason), "", reason)
    tally.check()


def _fault(row: list[str] | None, needed: tuple[str, ...], key_columns: int) -> str:
    if row is None:
        return "a row of another width"
    if not all(cell.isdecimal() for cell in row[:key_columns]):
        return f"{needed[0]} is no number"
    return "letters that cannot be stored" if "\0" in "".join(row) else ""


def read_lists(download: Download, spill: Spill) -> Lists:
    """Read the small tables. Raises NotWhatItClaims where no nutrient of ours is among them."""
    units, ids = _nutrients(download, spill)
    return Lists(
        units=units,
        ids=ids,
        derivations=_derivations(download, spill),
        measures=dict(_pairs(download, spill, "measure_unit.csv", ("id", "name"))),
        categories={
            row[0]: (row[1], row[2])
            for _line, row in _if_there(download, spill, "food_category.csv", ("id", "code", "description"))
        },
        survey_categories=_survey_categories(download, spill),
    )


def _if_there(download, spill, name, needed, also=()):
    return _rows(download, name, spill, needed, also) if name in download else ()


def _pairs(download, spill, name, columns):
    return ((row[0], row[1]) for _line, row in _if_there(download, spill, name, columns))


def _nutrients(download: Download, spill: Spill) -> tuple[dict[str, str], dict[str, str]]:
    units, ids, numbers = {}, {}, {}
    needed, also = ("id", "name", "unit_name"), ("nutrient_nbr",)
    for line, (fdc_id, _name, unit, older) in _rows(download, "nutrient.csv", spill, needed, also):
        ids[fdc_id] = fdc_id
        older = older.partition(".")[0]
        if older:
            numbers[older] = fdc_id
        if fdc_id not in NUTRIENT_IDS:
            continue
        code, _rank, expected = NUTRIENT_IDS[fdc_id]
        if older and older != expected:
            reason = "this id is not the nutrient it should be; its values are left out"
        elif not _fits(unit, code, fdc_id):
            reason = "unit does not fit the nutrient; its values are left out"
        else:
            units[fdc_id] = unit
            continue
        detail = f"{fdc_id}, number {older}, in {unit[:20]}"
        spill.note(Kind.OTHER, f"nutrient.csv:{line}", "", reason, detail)
    if not units:
        raise NotWhatItClaims("nutrient.csv names none of the nutrients that are kept here.")
    return units, {number: fdc_id for number, fdc_id in numbers.items() if number not in ids} | ids


def _fits(unit: str, code: str, fdc_id: str) -> bool:
    if (unit.upper() == "IU") != (fdc_id == VITAMIN_D_IU):
        return False
    try:
        to_canonical(1, unit, code)
    except UnknownUnit:
        return False
    return True


def _derivations(download: Download, spill: Spill) -> dict[str, Derivation]:
    sources = dict(_pairs(download, spill, "food_nutrient_source.csv", ("id", "code")))
    found = {}
    name, needed, also = "food_nutrient_derivation.csv", ("id", "code"), ("source_id",)
    for _line, (number, code, source_id) in _if_there(download, spill, name, needed, also):
        source = sources.get(source_id, "")
        state = state_of_derivation(code) if code else STATE_BY_SOURCE_CODE.get(source, State.UNSTATED)
        text = derivation_text(source, code) if source else f"derivation {code}"
        found[number] = Derivation(state, text, code in LESS_THAN)
    return found


def _survey_categories(download: Download, spill: Spill) -> dict[str, str]:
    name = "wweia_food_category.csv"
    if name not in download:
        return {}
    columns = ("wweia_food_category", "wweia_food_category_code", "wweia_food_category_description")
    rows = _rows(download, name, spill, (), columns, key_columns=0)
    return {row[0] or row[1]: row[2] for _line, row in rows}


def put_foods(download: Download, spill: Spill) -> None:
    """food.csv: data type, name, category id, date of publication."""
    rows = _rows(download, "food.csv", spill, FOOD_COLUMNS)
    spill.add("food", 4, ((row[0], line, *row[1:]) for line, row in rows))


def put_values(download: Download, spill: Spill, lists: Lists) -> int:
    """food_nutrient.csv: FDC nutrient id, amount, data points, derivation, minimum, maximum, LOQ.

    Returns how many values are of nutrients that are not kept here.
    """
    not_kept = 0
    tally = Tally("food_nutrient.csv")

    def rows():
        nonlocal not_kept
        ids, units = lists.ids, lists.units
        for line, row in download.table("food_nutrient.csv", VALUE_COLUMNS, ("loq",)):
            tally.rows += 1
            fdc_id = None if row is None else ids.get(row[1])
            if fdc_id is None or not row[0].isdecimal():
                reason = "a row of another width" if row is None else "unknown nutrient id or food id"
                detail = "" if row is None else f"food {row[0][:20]}, nutrient {row[1][:20]}"
                spill.note(Kind.VALUE, tally.refuse(line, reason), "", reason, detail)
            elif fdc_id in units:
                if not NUMBER.fullmatch(row[2]) and row[2]:
                    tally.refuse(line, "amount is no number")  # told with its food; counted for the file
                yield row[0], line, fdc_id, *row[2:]
            elif fdc_id not in NUTRIENT_IDS:
                not_kept += 1

    spill.add("value", 7, rows())
    tally.check()
    return not_kept


def put_portions(download: Download, spill: Spill) -> None:
    """food_portion.csv: sequence, amount, measure, description, modifier, grams."""
    rows = _if_there(download, spill, "food_portion.csv", PORTION_COLUMNS)
    spill.add("portion", 6, ((row[0], line, *row[1:]) for line, row in rows))


def put_numbers(download: Download, spill: Spill) -> None:
    """NDB numbers of SR Legacy and Foundation foods, five digits; category numbers of survey foods."""

    def numbers():
        for name in ("sr_legacy_food.csv", "foundation_food.csv"):
            for line, row in _if_there(download, spill, name, ("fdc_id", "NDB_number")):
                if row[1].isdecimal() and len(row[1]) <= 5:
                    yield row[0], line, row[1].zfill(5)

    spill.add("number", 1, numbers())
    also = ("wweia_category_number", "wweia_category_code")
    rows = _if_there(download, spill, "survey_fndds_food.csv", ("fdc_id",), also)
    spill.add("survey", 1, ((row[0], line, row[1] or row[2]) for line, row in rows))


def put_branded(download: Download, spill: Spill) -> None:
    """branded_food.csv: owner, barcode, serving, its unit, household serving, category, brand."""
    rows = _if_there(download, spill, "branded_food.csv", BRANDED_COLUMNS, BRANDED_ALSO)
    spill.add("branded", 7, ((row[0], line, *row[1:]) for line, row in rows))
