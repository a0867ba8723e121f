"""Conversion at the border: what a label or a source states, into the nutrient's canonical unit.

Exact Decimals; nothing is rounded here. IU are defined for vitamin D alone (1 µg is 40 IU exactly): an IU of
another nutrient is another size.
"""

from decimal import Decimal
from fractions import Fraction

from .nutrient import KILOCALORIE, MICROGRAM, MILLIGRAM, NUTRIENTS

IU_PER_UG_VITAMIN_D = 40

# EFSA NDA Panel 2023, doi 10.2903/j.efsa.2023.8145: calcifediol counts 2.5 times its weight as vitamin D.
VITAMIN_D_PER_CALCIFEDIOL = Decimal("2.5")

KJ_PER_KCAL = Decimal("4.184")  # the thermochemical calorie

_MICROGRAMS_IN = {"µg": Decimal(1), "mg": Decimal(1000), "g": Decimal(1_000_000)}
_SPELLINGS = {"ug": "µg", "mcg": "µg", "\u03bcg": "µg", "\u00b5g": "µg", "iu": "IU", "i.u.": "IU"}
_VITAMIN_D = frozenset({"vitamin_d", "cholecalciferol"})


class UnknownUnit(ValueError):
    """The unit is not one this nutrient is measured in."""


def to_canonical(amount: Decimal, unit: str, nutrient: str) -> Decimal:
    """`amount` of `unit` in the canonical unit of the nutrient with that code.

    Units: µg (also ug, mcg), mg, g; IU and "µg calcifediol" for vitamin D; kcal and kJ for energy.
    Raises UnknownUnit for any other; KeyError for a code that is no nutrient.
    """
    canonical = NUTRIENTS[nutrient].unit
    spelled = _spelled(unit)
    if spelled == canonical:
        return amount
    if canonical == KILOCALORIE:
        if spelled == "kj":
            return amount / KJ_PER_KCAL
        raise UnknownUnit(unit)
    if nutrient in _VITAMIN_D and spelled == "IU":
        return amount / IU_PER_UG_VITAMIN_D
    if nutrient == "vitamin_d" and spelled == "µg calcifediol":
        return amount * VITAMIN_D_PER_CALCIFEDIOL
    if spelled not in _MICROGRAMS_IN:
        raise UnknownUnit(unit)
    return amount * _MICROGRAMS_IN[spelled] / _MICROGRAMS_IN[canonical]


def vitamin_d_iu(amount_ug: Decimal | Fraction) -> Decimal | Fraction:
    """µg of vitamin D as IU, as exact as they came."""
    return amount_ug * IU_PER_UG_VITAMIN_D


def canonical_symbol(unit: str) -> str:
    """A weight unit of a data file ("ug") as it is printed ("µg"). Raises UnknownUnit."""
    spelled = _spelled(unit)
    if spelled not in (MICROGRAM, MILLIGRAM):
        raise UnknownUnit(unit)
    return spelled


def _spelled(unit: str) -> str:
    first, _, rest = unit.strip().casefold().partition(" ")
    first = _SPELLINGS.get(first, first)
    return f"{first} {rest}" if rest else first
