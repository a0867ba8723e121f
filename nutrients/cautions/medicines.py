"""K-09, A-01, A-02, D-05, C-02, M-02, M-03 and P-01: what goes badly, or needs a question, beside what."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ..anticoagulants import recognise
from ..circumstances import MAGNESIUM_BUILDS_UP, Condition, MedicineTaken
from ..design_values import (
    LAXATIVE_AGE,
    NEW_MEDICINE_DAYS,
    REGULAR_DAYS_A_WEEK,
    VITAMIN_E_IU,
)
from ..intake import Item
from ..levels import CALL_FIRST, CAUTION, INFO
from ..medicines import MedicineClass
from ..names import fold
from ..supplement_names import (
    brings_calcium,
    brings_magnesium,
    brings_vitamin_d,
    is_magnesium_laxative,
    is_nattokinase,
    is_vitamin_e_supplement,
    leads_with_calcium,
    leads_with_magnesium,
    names_nattokinase,
    vitamin_e_iu,
    vitamin_e_of,
)
from .case import Case
from .finding import ON_MEDICINE_LIST, Finding, about_item, about_medicine, plain
from .vitamin_k import what_was_said

# K-09, in the order in which a medicine of several classes is spoken of. Vitamin K medicines are K-03's and
# vitamin E is A-02's: the more urgent of the two rules, and the wider one.
BALANCE_SHIFTING = (
    MedicineClass.ANTIBIOTIC,
    MedicineClass.ORLISTAT,
    MedicineClass.BILE_ACID_SEQUESTRANT,
    MedicineClass.MINERAL_OIL,
)
AGAINST_CLOTS = (
    MedicineClass.ANTICOAGULANT_VKA,
    MedicineClass.ANTICOAGULANT_DOAC,
    MedicineClass.ANTICOAGULANT_OTHER,
)
BOUND_BY_CALCIUM = (
    MedicineClass.TETRACYCLINE,
    MedicineClass.QUINOLONE,
    MedicineClass.BISPHOSPHONATE,
    MedicineClass.LEVOTHYROXINE,
)
BOUND_BY_MAGNESIUM = (*BOUND_BY_CALCIUM, MedicineClass.IRON, MedicineClass.NITROFURANTOIN)

# D-05. The order is the one in which a text names them.
_CALCIUM_CONDITIONS = (
    Condition.HIGH_CALCIUM,
    Condition.KIDNEY_STONES,
    Condition.SARCOIDOSIS,
    Condition.HYPERPARATHYROIDISM,
)
_KIDNEY = frozenset(one for one in Condition if one.name.startswith("KIDNEY_STAGE"))


def find(case: Case) -> Iterator[Finding]:
    if case.is_vka_active:
        yield from _newly_entered(case)
    yield from _direct_anticoagulant(case)
    if _takes_an_anticoagulant(case):
        yield from _bleeding(case)
    yield from _vitamin_d_with_conditions(case)
    yield from _minerals_with_medicines(case)
    yield from _magnesium_with_kidney_disease(case)
    if case.subject.life_stage in ("pregnant", "lactating"):
        stage = case.subject.life_stage
        params = {"stage": stage, "vka": "active" if case.is_vka_active else ""}
        yield Finding("P-01", INFO, f"P-01:{stage}", case.on, params)


def _newly_entered(case: Case) -> Iterator[Finding]:
    for medicine in case.medicines:
        kind = next((one for one in BALANCE_SHIFTING if one in medicine.classes), None)
        if kind is None or not _is_new(medicine, case):
            continue
        since = _new_since(medicine)
        params = {
            **what_was_said(case.subject),
            "class": str(kind),
            "generic": medicine.drug,
            "since": since.isoformat() if since is not None else "",
        }
        yield about_medicine("K-09", CAUTION, medicine.name, case.on, params)


def _new_since(medicine: MedicineTaken):
    """The later of the day it was begun and the day it was told; None where neither is known."""
    return max(filter(None, (medicine.started_on, medicine.entered_on)), default=None)


def _is_new(medicine: MedicineTaken, case: Case) -> bool:
    """A medicine with no date at all counts as new: nobody can tell that it is not.

    One that was told today and begun long ago is a new entry; on the days before it was told, the day it was
    begun is what counts, so that a past window is judged by what was true.
    """
    since = _new_since(medicine)
    if since is None:
        return True
    if since > case.on:
        since = medicine.started_on
    return since is not None and (case.on - since).days < NEW_MEDICINE_DAYS


def _direct_anticoagulant(case: Case) -> Iterator[Finding]:
    subject = case.subject
    named = recognise(subject.vka_drug) if subject.vka_drug and subject.vka != "stopped" else None
    drugs = [named.drug] if named is not None and named.is_doac else []
    drugs += [one.drug for one in case.medicines_of(MedicineClass.ANTICOAGULANT_DOAC)]
    for drug in dict.fromkeys(drugs):
        yield Finding("A-01", INFO, f"A-01:{drug}", case.on, {"drug": drug})


def _takes_an_anticoagulant(case: Case) -> bool:
    subject = case.subject
    is_named = subject.vka_drug and subject.vka != "stopped" and recognise(subject.vka_drug) is not None
    return case.is_vka_active or bool(is_named) or bool(case.medicines_of(*AGAINST_CLOTS))


def _bleeding(case: Case) -> Iterator[Finding]:
    """A-02. Vitamin E of which no name states an amount counts as enough."""
    with_e = [(item, where) for item, where in case.supplements() if is_vitamin_e_supplement(item)]
    listed_e = case.medicines_of(MedicineClass.VITAMIN_E)
    stated = [vitamin_e_of(item) for item, _ in with_e] + [vitamin_e_iu(one.name) for one in listed_e]
    together = sum((amount for amount in stated if amount is not None), Decimal(0))
    for item, where in case.supplements():
        if is_nattokinase(item):
            yield about_item("A-02", CAUTION, item, case.on, {"what": "nattokinase"}, where)
    for item, where in with_e:
        if vitamin_e_of(item) is None or together >= VITAMIN_E_IU:
            yield about_item("A-02", CAUTION, item, case.on, _vitamin_e(vitamin_e_of(item)), where)
    for medicine in case.medicines:
        if MedicineClass.NATTOKINASE in medicine.classes or names_nattokinase(medicine.name):
            yield about_medicine("A-02", CAUTION, medicine.name, case.on, {"what": "nattokinase"})
    for medicine in listed_e:
        amount = vitamin_e_iu(medicine.name)
        if amount is None or together >= VITAMIN_E_IU:
            yield about_medicine("A-02", CAUTION, medicine.name, case.on, _vitamin_e(amount))


def _vitamin_e(amount: Decimal | None) -> dict[str, str]:
    return {"what": "vitamin_e", "stated_iu": "" if amount is None else plain(Fraction(amount))}


def _vitamin_d_with_conditions(case: Case) -> Iterator[Finding]:
    conditions = [one for one in _CALCIUM_CONDITIONS if one in case.conditions]
    if case.conditions & _KIDNEY:
        conditions.append("kidney_disease")
    medicines = case.medicines_of(MedicineClass.THIAZIDE, MedicineClass.DIGOXIN)
    if not conditions and not medicines:
        return
    params = {"conditions": ",".join(map(str, conditions)), "medicines": _names(medicines)}
    for item, where in case.supplements():
        if brings_vitamin_d(item):
            yield about_item("D-05", CAUTION, item, case.on, params, where)
    for _, item in case.listed:
        if brings_vitamin_d(item):
            yield about_item("D-05", CAUTION, item, case.on, params, ON_MEDICINE_LIST)


def _minerals_with_medicines(case: Case) -> Iterator[Finding]:
    """C-02 and M-03."""
    beside_calcium = case.medicines_of(*BOUND_BY_CALCIUM)
    beside_magnesium = case.medicines_of(*BOUND_BY_MAGNESIUM)
    if not beside_magnesium:  # holds all of the other as well
        return
    for item, where in case.supplements():
        if beside_calcium and brings_calcium(item):
            yield about_item("C-02", INFO, item, case.on, {"medicines": _names(beside_calcium)}, where)
        if brings_magnesium(item) or is_magnesium_laxative(item):
            yield about_item("M-03", INFO, item, case.on, {"medicines": _names(beside_magnesium)}, where)
    if beside_calcium:
        for medicine, _ in case.listed:
            if leads_with_calcium(medicine.name):
                params = {"medicines": _names(beside_calcium)}
                yield about_medicine("C-02", INFO, medicine.name, case.on, params)
    for medicine in _magnesium_on_the_list(case):
        params = {"medicines": _names(beside_magnesium)}
        yield about_medicine("M-03", INFO, medicine.name, case.on, params)


def _names(medicines: tuple[MedicineTaken, ...]) -> str:
    return ", ".join(dict.fromkeys(one.name for one in medicines))


def _magnesium_with_kidney_disease(case: Case) -> Iterator[Finding]:
    """M-02. The list of medicines counts as regular use."""
    kidney, level = "", None
    if Condition.KIDNEY_STAGE_4_5 in case.conditions:
        kidney, level = "kidney_4_5", CALL_FIRST
    elif case.conditions & MAGNESIUM_BUILDS_UP:
        kidney, level = "kidney", CAUTION
    is_old = case.subject.age is not None and case.subject.age >= LAXATIVE_AGE
    if level is None and not is_old:
        return
    for item, where in case.supplements():
        if level is not None and (brings_magnesium(item) or is_magnesium_laxative(item)):
            yield about_item("M-02", level, item, case.on, {"because": kidney}, where)
        elif level is None and is_magnesium_laxative(item) and _is_regular(case, item):
            yield about_item("M-02", CAUTION, item, case.on, {"because": "age"}, where)
    medicines = case.medicines_of(MedicineClass.MAGNESIUM_ANTACID_OR_LAXATIVE)
    for medicine in medicines if level is None else _magnesium_on_the_list(case):
        because = {"because": kidney or "age"}
        yield about_medicine("M-02", level or CAUTION, medicine.name, case.on, because)


def _magnesium_on_the_list(case: Case) -> tuple[MedicineTaken, ...]:
    """The medicines with magnesium: by their class, or by their name where they are only listed."""
    listed = {id(medicine) for medicine, _ in case.listed if leads_with_magnesium(medicine.name)}
    known = {id(one) for one in case.medicines_of(MedicineClass.MAGNESIUM_ANTACID_OR_LAXATIVE)}
    return tuple(one for one in case.medicines if id(one) in listed | known)


def _is_regular(case: Case, item: Item) -> bool:
    """On more than half of the week's days, by the log or by what the cabinet says."""
    name = fold(item.food)
    taken = sum(name in case.days.products(day) for day in case.week)
    said = [one.days_a_week or 0 for one in case.told.cabinet_on(case.on) if fold(one.item.food) == name]
    return max(taken, *said, 0) >= REGULAR_DAYS_A_WEEK
