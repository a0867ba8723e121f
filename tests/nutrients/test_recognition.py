"""Names: natto and its relatives, K2 on a label, medicines. Whole names in any script, nothing fuzzy."""

import pytest

from nutrients import recognition
from nutrients.anticoagulants import MEDICINES, recognise

from .days import food, supplement


@pytest.mark.parametrize(
    "name",
    [
        "natto",
        "natto-hikiwari",
        "Nattō",
        "NATTO (boiled)",
        "low vitamin K natto",
        "Hikiwari",
        "納豆",
        "糸引き納豆",
        "なっとう",
        "ﾅｯﾄｳ",
        "cheonggukjang",
        "청국장",
        "chunggukjang",
    ],
)
def test_natto_family_by_name(name):
    assert recognition.is_natto_family(food(name))
    assert recognition.is_natto_family(food("breakfast", names=(name,)))


@pytest.mark.parametrize(
    "name",
    ["nattokinase", "ナットウキナーゼ", "納豆キナーゼ", "甘納豆", "Annatto cheese", "tempeh", "soybeans"],
)
def test_what_only_sounds_like_natto(name):
    assert not recognition.is_natto_family(food(name))


@pytest.mark.parametrize(
    "name",
    [
        "K2",
        "vitamin K₂ drops",
        "D3+K2",
        "D3K2 spray",
        "supp-d3-k2-2000-100",
        "MK-7",
        "MK7 100 mcg",
        "MenaQ7",
        "menaquinone-7",
        "Menaquinones",
        "ビタミンK2",
        "VitaminK2",
        "vitamina K 2",
        "K2Vital",
        "Menachinon-7",
        "Vitamin K complex",
    ],
)
def test_k2_on_a_label(name):
    assert recognition.is_k2_supplement(supplement(name))


@pytest.mark.parametrize(
    "name",
    ["Vitamin K1", "AK27 creatine", "K20 blend", "Milk 7", "Omega-3", "Vitamin D3 2000 IU", "potassium K"],
)
def test_what_only_looks_like_k2(name):
    assert not recognition.is_k2_supplement(supplement(name))


@pytest.mark.parametrize(
    ("item", "form"),
    [
        (supplement(menaquinone_7="75", menaquinone_4="500"), "MK-7"),
        (supplement("MK-7 capsule"), "MK-7"),
        (supplement(menaquinone_4="500"), "MK-4"),
        (supplement(menaquinone_unspecified="100"), None),
    ],
)
def test_form_of_k2_that_a_label_names(item, form):
    assert recognition.k2_form(item) == form


@pytest.mark.parametrize("name", ["menatetrenone", "グラケー", "Phytonadione 5 mg", "phytomenadione"])
def test_vitamin_k_medicines_by_name(name):
    assert recognition.is_vitamin_k_medicine(supplement(name))


@pytest.mark.parametrize(
    ("item", "is_open"),
    [
        (supplement("Vitamin K1 tablet"), True),
        (supplement("vit. K 100 mcg"), True),
        (supplement("Vitamin K1", phylloquinone="25"), False),
        (supplement("Vitamin K", menaquinone_7="45"), False),
        (supplement("Vitamin KA blend"), False),
        (food("Vitamin K drink"), False),
    ],
)
def test_vitamin_k_named_without_an_amount(item, is_open):
    assert recognition.lists_k1_without_amount(item) is is_open


@pytest.mark.parametrize("name", ["Chlorella tablets", "青汁", "aojiru powder", "vitamin K complex"])
def test_preparations_rich_in_vitamin_k_by_name(name):
    assert recognition.is_high_vitamin_k_preparation(food(name))


@pytest.mark.parametrize(
    ("text", "drug", "medicine_class"),
    [
        ("warfarin", "warfarin", "VKA"),
        ("COUMADIN 5 mg", "warfarin", "VKA"),
        ("Warfarin-sodium", "warfarin", "VKA"),
        ("ワーファリン錠1mg", "warfarin", "VKA"),
        ("ﾜﾙﾌｧﾘﾝ", "warfarin", "VKA"),
        ("Sintrom", "acenocoumarol", "VKA"),
        ("acenocoumarol", "acenocoumarol", "VKA"),
        ("Acénocoumarol", "acenocoumarol", "VKA"),
        ("Previscan", "fluindione", "VKA"),
        ("PRÉVISCAN", "fluindione", "VKA"),
        ("Marcumar", "phenprocoumon", "VKA"),
        ("Eliquis", "apixaban", "DOAC"),
        ("イグザレルト", "rivaroxaban", "DOAC"),
        ("Aspirin Cardio", "acetylsalicylic acid", "other"),
        ("aspirin and coumadin", "warfarin", "VKA"),  # the one that matters here
    ],
)
def test_medicine_by_name(text, drug, medicine_class):
    medicine = recognise(text)

    assert (medicine.drug, medicine.medicine_class) == (drug, medicine_class)


@pytest.mark.parametrize(
    "text", ["", "Cumadin", "warfarine2", "marevanil", "Sint rom", "ワーファリンス", "blood thinner"]
)
def test_no_medicine_is_guessed(text):
    assert recognise(text) is None


def test_match_says_which_name_it_was():
    assert recognise("warfarin k 0.5").brand_matched == "Warfarin K"


def test_only_vitamin_k_antagonists_work_against_vitamin_k():
    assert len(MEDICINES) == 28
    assert all(medicine.is_vka == medicine.interacts_with_vitamin_k for medicine in MEDICINES)
    assert all(medicine.source for medicine in MEDICINES)
