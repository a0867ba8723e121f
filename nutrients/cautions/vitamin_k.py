"""K-00 to K-04 and K-08: what somebody on a VKA logged, keeps in the cabinet or has on the list."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from .. import recognition
from ..anticoagulants import recognise
from ..design_values import (
    LARGE_K1_PORTION_UG,
    NEW_PRODUCT_DAYS,
    NEW_PRODUCT_WINDOW_DAYS,
    VITAMIN_K_PRODUCT_UG,
)
from ..intake import Item, Origin
from ..levels import CALL_FIRST, CAUTION, INFO
from ..medicines import MedicineClass
from ..names import fold
from ..subject import Subject
from .case import Case
from .finding import IN_CABINET, ON_MEDICINE_LIST, Finding, about_item, about_medicine, plain
from .plans import level_of_item, permits_medicine

# Of these the name tells no second product: "a vitamin K antagonist" holds no vitamin K. What else is
# confirmed as a medicine may bring vitamin K beside it, as magnesium citrate sold with K2 does.
_JUDGED_AS_MEDICINES = (
    MedicineClass.VITAMIN_K_MEDICINE,
    MedicineClass.ANTICOAGULANT_VKA,
    MedicineClass.ANTICOAGULANT_DOAC,
    MedicineClass.ANTICOAGULANT_OTHER,
)


def find(case: Case) -> Iterator[Finding]:
    if not case.subject.vka_is_answered:
        yield Finding("K-00", INFO, "K-00", case.on)
    if not case.is_vka_active:
        return
    answer = what_was_said(case.subject)
    products = case.days.products(case.on)
    usual = _usual_vitamin_k(case)
    called: set[str] = set()
    for item in case.items:
        name = fold(item.food)
        of_product = max(_vitamin_k_of(products.get(name, ())), usual.get(name, Decimal(0)))
        codes = _codes(item, of_product)
        if not codes:
            continue
        called.add(name)
        level = level_of_item(case, item)
        if level is not None:
            for code in codes:
                yield about_item(code, level, item, case.on, _said(case, code, item, answer))
    for item in case.kept:
        codes = _codes(item, _vitamin_k_of((item,)))
        for code in codes:
            level = level_of_item(case, item, is_kept=True)
            yield about_item(code, level, item, case.on, _said(case, code, item, answer), IN_CABINET)
    for medicine in case.medicines_of(MedicineClass.VITAMIN_K_MEDICINE):
        level = INFO if permits_medicine(case.plan, medicine.name) else CALL_FIRST
        yield about_medicine("K-03", level, medicine.name, case.on, {**answer, **_until(case)})
    yield from _listed_among_medicines(case, answer)
    yield from _new_products(case, called, answer)
    yield from _large_portions(case, called)


def _listed_among_medicines(case: Case, answer: Mapping[str, str]) -> Iterator[Finding]:
    """A supplement or food on the list of medicines, by its name alone: its amount is unknown."""
    for medicine, item in case.listed:
        if not medicine.classes.isdisjoint(_JUDGED_AS_MEDICINES):
            continue
        level = INFO if permits_medicine(case.plan, medicine.name) else CALL_FIRST
        for code in _codes(item, Decimal(0)):
            yield about_item(code, level, item, case.on, _said(case, code, item, answer), ON_MEDICINE_LIST)


def what_was_said(subject: Subject) -> dict[str, str]:
    """The answer about vitamin K antagonists as the wording needs it; "drug" is empty where none was named.

    A name that is known to be no vitamin K antagonist contradicts the answer: the rules hold, unnamed.
    """
    drug = subject.vka_drug or ""
    medicine = recognise(drug)
    if medicine is not None:
        drug = medicine.drug if medicine.is_vka else ""
    return {"answer": subject.vka, "drug": drug}


def _vitamin_k_of(items: tuple[Item, ...]) -> Decimal:
    return sum((recognition.known_vitamin_k_ug(item) for item in items), Decimal(0))


def _usual_vitamin_k(case: Case) -> dict[str, Decimal]:
    """µg of vitamin K on a day of use, by product of the cabinet: one tablet logged may not be all of it."""
    usual: dict[str, Decimal] = {}
    for product in case.told.cabinet_on(case.on):
        name, amount = fold(product.item.food), _vitamin_k_of((product.item,))
        usual[name] = max(usual.get(name, amount), amount)
    return usual


def _codes(item: Item, of_product: Decimal) -> list[str]:
    """Which of K-01 to K-03 an item is a matter of. of_product: µg of its whole product on a day."""
    codes = []
    if recognition.is_k2_supplement(item):
        codes.append("K-01")
    if recognition.is_natto_family(item):
        codes.append("K-02")
    if (
        recognition.is_vitamin_k_medicine(item)
        or recognition.is_high_vitamin_k_preparation(item)
        or recognition.lists_k1_without_amount(item)
        or (item.origin is Origin.SUPPLEMENT and of_product >= VITAMIN_K_PRODUCT_UG)
    ):
        codes.append("K-03")
    return codes


def _said(case: Case, code: str, item: Item, answer: Mapping[str, str]) -> dict[str, str]:
    # known_ug: an alert tells by it that a matter grew
    said = {**answer, "known_ug": plain(Fraction(recognition.known_vitamin_k_ug(item))), **_until(case)}
    if code == "K-01":
        said["form"] = recognition.k2_form(item) or ""
    if code == "K-02":
        said["kind"] = "cheonggukjang" if recognition.is_cheonggukjang(item) else "natto"
        said["date"] = case.on.isoformat()
    return said


def _until(case: Case) -> dict[str, str]:
    """The last day of the plan in force, so that what was said can be held against it later."""
    return {} if case.plan is None else {"plan_to": case.plan.valid_to.isoformat()}


def _new_products(case: Case, called: set[str], answer: Mapping[str, str]) -> Iterator[Finding]:
    """K-04: a product with some phylloquinone that is not part of the person's days yet."""
    for name, items in case.days.products(case.on).items():
        if name in called:
            continue
        amounts = (item.amounts.get("phylloquinone") for item in items)
        known = sum((one.at_least or Decimal(0) for one in amounts if one is not None), Decimal(0))
        if not 0 < known < VITAMIN_K_PRODUCT_UG:
            continue
        span = (case.on - timedelta(days=back) for back in range(1, NEW_PRODUCT_WINDOW_DAYS + 1))
        taken = sum(name in case.days.products(day) for day in span)
        if taken < NEW_PRODUCT_DAYS:
            said = {**answer, "known_ug": plain(Fraction(known)), "days": str(taken)}
            for item in items:
                yield about_item("K-04", CAUTION, item, case.on, said)


def _large_portions(case: Case, called: set[str]) -> Iterator[Finding]:
    """K-08: one portion of a food with much phylloquinone."""
    for item in case.items:
        amount = item.amounts.get("phylloquinone")
        sure = None if amount is None else amount.at_least
        is_large = sure is not None and sure > LARGE_K1_PORTION_UG
        if item.origin is Origin.FOOD and is_large and fold(item.food) not in called:
            yield about_item("K-08", INFO, item, case.on, {"amount": plain(Fraction(sure))})
