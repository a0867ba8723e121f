"""Names of medicines that rules look at: whole names in any script, nothing fuzzy, several in one text."""

import pytest

from nutrients.anticoagulants import MEDICINES as ANTICOAGULANTS
from nutrients.medicines import CLASSES_OF, MEDICINES, recognise
from nutrients.names import fold


def drugs(text):
    return [candidate.medicine.drug for candidate in recognise(text)]


@pytest.mark.parametrize(
    ("text", "drug"),
    [
        ("BACTRIM forte", "co-trimoxazole"),
        ("Co-Trimoxazole 960 mg", "co-trimoxazole"),
        ("フラジール内服錠250mg", "metronidazole"),
        ("ﾌﾛﾓｯｸｽ", "cefcapene"),
        ("Lansoÿl", "mineral oil"),
        ("Glakay", "menatetrenone"),
        ("L-Thyroxin 50", "levothyroxine"),
        ("Milk of magnesia", "magnesium hydroxide"),
        ("酸化マグネシウム錠", "magnesium oxide"),
        ("Eliquis", "apixaban"),
        ("Previscan", "fluindione"),
        ("PRÉVISCAN", "fluindione"),
        ("Варфарин Никомед", "warfarin"),
        ("ΒΑΡΦΑΡΊΝΗ", "warfarin"),
        ("阿奇霉素片", "azithromycin"),
    ],
)
def test_name_on_the_box_leads_to_the_generic_name(text, drug):
    assert drugs(text) == [drug]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Augmentin and Marcumar", ["phenprocoumon", "co-amoxiclav"]),
        ("sulfamethoxazole/trimethoprim", ["co-trimoxazole"]),
        ("amoxicillin + clavulanic acid", ["co-amoxiclav"]),
        ("losartan-hydrochlorothiazide", ["losartan with hydrochlorothiazide"]),
    ],
)
def test_text_may_name_several_and_a_longer_name_counts_before_its_parts(text, found):
    assert drugs(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bactrin",
        "orlistatt",
        "digoxine",
        "ironman",
        "natto",
        "グラケース",
        "варфариновый",
        "vitamin",
        "magnesium",
    ],
)
def test_no_medicine_is_guessed(text):
    assert recognise(text) == ()


def test_candidate_says_which_name_it_was():
    assert [candidate.name for candidate in recognise("alendronate sodium 70")] == ["alendronate sodium"]


@pytest.mark.parametrize(
    ("drug", "classes"),
    [
        ("ciprofloxacin", {"antibiotic", "quinolone"}),
        ("doxycycline", {"antibiotic", "tetracycline"}),
        ("nitrofurantoin", {"antibiotic", "nitrofurantoin"}),
        ("cefotetan", {"antibiotic"}),
        ("colesevelam", {"bile_acid_sequestrant"}),
        ("valsartan with hydrochlorothiazide", {"thiazide"}),
        ("warfarin", {"anticoagulant_vka"}),
        ("dabigatran", {"anticoagulant_doac"}),
        ("heparin", {"anticoagulant_other"}),
    ],
)
def test_classes_are_those_that_rules_ask_for(drug, classes):
    assert CLASSES_OF[drug] == classes


def test_every_class_of_the_rules_has_a_medicine():
    assert set().union(*CLASSES_OF.values()) == {
        *("antibiotic", "quinolone", "tetracycline", "nitrofurantoin", "orlistat", "bile_acid_sequestrant"),
        *("mineral_oil", "vitamin_k_medicine", "thiazide", "digoxin", "bisphosphonate", "levothyroxine"),
        *("iron", "magnesium_antacid_or_laxative", "vitamin_e", "nattokinase"),
        *("anticoagulant_vka", "anticoagulant_doac", "anticoagulant_other"),
    }


def test_anticoagulants_are_those_of_their_own_list():
    against_clots = {
        drug for drug, classes in CLASSES_OF.items() if any("anticoagulant" in c for c in classes)
    }
    assert against_clots == {medicine.drug for medicine in ANTICOAGULANTS}


def test_each_name_means_one_medicine_and_has_a_source():
    meanings = {}
    for medicine in MEDICINES:
        assert medicine.source
        for name in (medicine.drug, *medicine.names):
            meanings.setdefault(fold(name), set()).add(medicine.drug)
    assert {name: found for name, found in meanings.items() if len(found) > 1} == {}
