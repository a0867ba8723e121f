"""The medicine list: adding by name, confirming, days, words, ending and removing."""

import uuid

import pytest
from django.urls import reverse

from k2tracker.medicines.models import ConditionPeriod, DoseNote, Medicine
from tests.factories.people import PASSWORD

from .steps import ADD, LIST, TODAY, add, answered, days_ago, fields, rows, text_of


def url(name, person, *more):
    return reverse(f"medicines:{name}", args=[person.medicines.get().key, *more])


def test_name_that_is_known_is_asked_about_before_anything_is_kept(me, individual):
    response = me.post(ADD, fields(name="Bactrim forte", dose="2 a day"))

    assert response.status_code == 200
    assert "Bactrim: is this co-trimoxazole, an antibiotic?" in text_of(response)
    assert response.context["form"]["dose"].value() == "2 a day"
    assert not individual.medicines.exists()


@pytest.mark.parametrize(("reply", "drug"), [("yes", "co-trimoxazole"), ("no", "")])
def test_only_a_yes_keeps_the_generic_name(me, individual, reply, drug):
    add(me, name="Bactrim forte", reply=reply)

    assert rows(individual) == [("Bactrim forte", drug, None, None)]


def test_no_cookie_names_a_medicine(me):
    add(me, name="Zanadril 5")

    assert "Zanadril" not in str(me.cookies)
    assert "Zanadril 5" in text_of(me.get(LIST))


def test_name_that_is_not_known_is_kept_as_typed(me, individual):
    response = add(me, name="Zanadril 5", started_on=days_ago(9), stopped_on=days_ago(2))

    assert response.status_code == 302
    assert rows(individual) == [("Zanadril 5", "", days_ago(9), days_ago(2))]
    assert "Kept as you typed it; no rule looks at it." in text_of(me.get(LIST))


def test_supplement_of_vitamin_k_on_the_list_is_said_to_be_looked_at(me):
    add(me, name="Vitamin K2 drops")

    assert "By its name a vitamin K product: the cautions look at it." in text_of(me.get(LIST))


def test_text_that_names_two_lets_one_be_chosen(me, individual):
    response = me.post(ADD, fields(name="Flagyl or Bactrim"))
    choices = [value for value, _ in response.context["form"].fields["confirmed"].choices]
    me.post(ADD, fields(name="Flagyl or Bactrim") | answered(response, "yes") | {"confirmed": choices[1]})

    assert choices[:2] == ["co-trimoxazole", "metronidazole"]
    assert individual.medicines.get().drug == "metronidazole"


def test_answer_to_a_question_about_another_name_counts_for_nothing(me, individual):
    response = me.post(ADD, fields(name="Bactrim"))
    reply = answered(response, "yes")
    response = me.post(ADD, fields(name="Cotrim") | reply)

    assert "Cotrim: is this co-trimoxazole" in text_of(response)
    assert not individual.medicines.exists()


def test_name_changed_to_an_unknown_one_needs_no_answer_any_more(me, individual):
    response = me.post(ADD, fields(name="Bactrim"))
    me.post(ADD, fields(name="Zanadril") | answered(response, "yes"))

    assert rows(individual) == [("Zanadril", "", None, None)]


def test_question_sent_without_an_answer_is_asked_at_its_field(me):
    data = fields(name="Bactrim")
    response = me.post(ADD, data)
    response = me.post(ADD, data | answered(response, "yes") | {"confirmed": ""})

    assert response.status_code == 422
    assert response.context["form"].errors == {"confirmed": ["Choose one of the answers."]}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "a" * 101}, "name"),
        ({"name": "Zanadril", "started_on": "yesterday"}, "started_on"),
        ({"name": "Zanadril", "started_on": days_ago(-1)}, "started_on"),
        ({"name": "Zanadril", "started_on": "1991-05-31"}, "started_on"),
        ({"name": "Zanadril", "stopped_on": days_ago(-400)}, "stopped_on"),
        ({"name": "Zanadril", "started_on": days_ago(2), "stopped_on": days_ago(3)}, "stopped_on"),
        ({"name": "Zanadril", "dose": "a" * 201}, "dose"),
    ],
)
def test_bad_input_is_said_at_its_field_and_kept(me, individual, typed, field):
    response = add(me, **typed)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"][field].value() == str(typed[field])
    assert not individual.medicines.exists()


def test_second_press_adds_nothing(me, individual):
    data = fields(name="Zanadril")
    me.post(ADD, data)
    me.post(ADD, data)

    assert individual.medicines.count() == 1


def test_other_name_on_a_form_that_was_sent_is_another_medicine(me, individual):
    data = fields(name="Zanadril")
    for _press in range(2):
        me.post(ADD, data)
        me.post(ADD, data | {"name": "Pelotrix"})

    assert [name for name, *_ in rows(individual)] == ["Zanadril", "Pelotrix"]


def test_form_sent_again_with_a_correction_corrects(me, individual):
    data = fields(name="Zanadril")
    me.post(ADD, data)
    me.post(ADD, data | {"dose": "half"})

    assert [medicine.dose for medicine in individual.medicines.all()] == ["half"]


def test_course_that_ends_on_a_day_to_come_is_taken_now(me):
    add(me, name="Zanadril", stopped_on=days_ago(-3))

    assert [row.name for row in me.get(LIST).context["medicines"].taken] == ["Zanadril"]


def test_last_day_moves_a_medicine_to_the_earlier_ones(me, individual):
    add(me, name="Zanadril", started_on=days_ago(20))
    me.post(url("stop", individual), {"stopped_on": days_ago(1).isoformat()})

    listed = me.get(LIST).context["medicines"]
    assert [row.name for row in listed.earlier] == ["Zanadril"]
    assert listed.taken == ()


def test_last_day_before_the_first_is_refused(me, individual):
    add(me, name="Zanadril", started_on=days_ago(2))
    response = me.post(url("stop", individual), {"stopped_on": days_ago(3).isoformat()})

    assert response.status_code == 422
    assert individual.medicines.get().stopped_on is None


def test_change_of_days_and_dose_asks_nothing_again(me, individual):
    add(me, name="Bactrim")
    me.post(url("medicine", individual), fields(name="Bactrim", started_on=days_ago(4), dose="1"))

    assert rows(individual) == [("Bactrim", "co-trimoxazole", days_ago(4), None)]
    assert individual.medicines.get().dose == "1"


def test_new_name_is_asked_about_again(me, individual):
    add(me, name="Bactrim")
    address = url("medicine", individual)
    response = me.post(address, fields(name="Fosamax"))
    me.post(address, fields(name="Fosamax") | answered(response, "yes"))

    assert rows(individual) == [("Fosamax", "alendronic acid", None, None)]


def test_no_can_be_taken_back_on_the_page_of_the_medicine(me, individual):
    add(me, name="Bactrim", reply="no")
    address = url("medicine", individual)
    response = me.post(address, fields(name="Bactrim"))
    me.post(address, fields(name="Bactrim") | answered(response, "yes"))

    assert rows(individual) == [("Bactrim", "co-trimoxazole", None, None)]


def test_day_of_entry_is_the_one_on_which_this_drug_was_told(me, individual):
    add(me, name="Bactrim")
    individual.medicines.update(entered_on=days_ago(40))
    address = url("medicine", individual)
    me.post(address, fields(name="Bactrim", dose="1"))
    kept = individual.medicines.get().entered_on
    response = me.post(address, fields(name="Flagyl"))
    me.post(address, fields(name="Flagyl") | answered(response, "yes"))

    assert (kept, individual.medicines.get().entered_on) == (days_ago(40), TODAY)


def test_removed_medicine_leaves_with_its_notes(me, individual):
    add(me, name="Zanadril")
    me.post(url("add_note", individual), {"key": str(uuid.uuid4()), "on": TODAY, "words": "half"})
    address = url("remove", individual)
    answers = [me.post(address).url for _press in range(2)]

    assert answers == [LIST, LIST]
    assert not Medicine.objects.exists()
    assert not DoseNote.objects.exists()


def test_dose_change_is_noted_once_in_words(me, individual):
    add(me, name="Zanadril")
    note = {"key": str(uuid.uuid4()), "on": days_ago(3).isoformat(), "words": "from 1 to ½"}
    me.post(url("add_note", individual), note)
    me.post(url("add_note", individual), note)

    assert list(DoseNote.objects.values_list("on", "words")) == [(days_ago(3), "from 1 to ½")]
    assert "dose changed: from 1 to ½" in text_of(me.get(LIST))


def test_note_without_words_is_asked_for_at_its_field(me, individual):
    add(me, name="Zanadril")
    response = me.post(
        url("add_note", individual), {"key": str(uuid.uuid4()), "on": days_ago(3), "words": ""}
    )

    assert response.status_code == 422
    assert response.context["note_form"].errors == {"words": ["Write a few words."]}
    assert response.context["form"]["name"].value() == "Zanadril"


def test_note_is_removed(me, individual):
    add(me, name="Zanadril")
    me.post(url("add_note", individual), {"key": str(uuid.uuid4()), "on": TODAY, "words": "half"})
    address = url("remove_note", individual, DoseNote.objects.get().key)
    for _press in range(2):
        response = me.post(address)

    assert response.status_code == 302
    assert not DoseNote.objects.exists()


def test_direct_anticoagulant_is_answered_with_what_is_known(me):
    response = add(me, name="Eliquis")

    assert "No vitamin K interaction is known for apixaban." in text_of(me.get(response.url))


@pytest.mark.parametrize("action", ["stop", "remove", "change"])
def test_each_change_has_the_days_judged_again(me, individual, changes, action):
    add(me, name="Bactrim")
    assert changes == [individual]
    changes.clear()
    if action == "change":
        me.post(url("medicine", individual), fields(name="Bactrim", started_on=days_ago(1)))
    else:
        me.post(url(action, individual), {"stopped_on": TODAY.isoformat()})

    assert changes == [individual]


def test_page_reads_the_same_however_long_the_list(me, individual, django_assert_num_queries):
    for name in ("Zanadril", "Bactrim", "Fosamax", "Xenical"):
        add(me, name=name)
    me.get(LIST)  # takes the messages away
    with django_assert_num_queries(7):
        me.get(LIST)


def test_account_that_is_deleted_takes_all_of_it_along(me, individual):
    add(me, name="Zanadril")
    me.post(url("add_note", individual), {"key": str(uuid.uuid4()), "on": TODAY, "words": "half"})
    me.post(reverse("medicines:condition_add"), {"kind": "sarcoidosis", "from_on": "", "to_on": ""})
    me.post("/accounts/withdraw/", {"password": PASSWORD, "word": "delete"})

    assert not Medicine.objects.exists()
    assert not DoseNote.objects.exists()
    assert not ConditionPeriod.objects.exists()
