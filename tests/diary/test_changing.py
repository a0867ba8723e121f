"""Correcting, deleting and undoing an entry."""

import re
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from k2tracker.diary.models import Entry

from .conftest import HTMX, day_url, log, text_of


@pytest.fixture
def entry(me, individual):
    """30 g of aged gouda at lunch."""
    log(me, "gouda-aged", "30")
    return individual.entries.get()


def address(name, entry):
    return reverse(f"diary:{name}", args=[entry.key])


def whole_form(client, entry, **changes):
    form = client.get(address("entry", entry)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {**{name: "" if value is None else value for name, value in values.items()}, **changes}


def test_amount_is_changed_where_it_stands(me, entry):
    response = me.post(address("amount", entry), {"quantity": "45,5"})

    entry.refresh_from_db()
    assert (entry.quantity, entry.grams) == (Decimal("45.5"), Decimal("45.5"))
    assert "Saved: 45.5 g gouda" in text_of(me.get(response.url))


def test_changed_amount_of_a_portion_weighs_its_portion(me, individual):
    log(me, "natto", "1", portion="1 pack")
    entry = individual.entries.get()

    me.post(address("amount", entry), {"quantity": "2"}, headers=HTMX)

    entry.refresh_from_db()
    assert (entry.portion_name, entry.grams) == ("1 pack", Decimal("90"))


def test_portion_that_the_food_lost_keeps_its_weight(me, individual):
    log(me, "natto", "1", portion="1 pack")
    entry = individual.entries.get()
    entry.food.portions.filter(name="1 pack").delete()

    me.post(address("amount", entry), {"quantity": "3"})

    entry.refresh_from_db()
    assert (entry.portion_name, entry.grams) == ("1 pack", Decimal("135"))


def test_portion_that_was_weighed_anew_keeps_the_weight_it_was_logged_with(me, individual):
    log(me, "natto", "2", portion="1 pack")
    entry = individual.entries.get()
    entry.food.portions.filter(name="1 pack").update(grams=60)

    form = whole_form(me, entry, note="with mustard")
    me.post(address("entry", entry), form)

    entry.refresh_from_db()
    assert (entry.note, entry.grams) == ("with mustard", Decimal("90"))
    me.post(address("amount", entry), {"quantity": "3"})
    entry.refresh_from_db()
    assert entry.grams == Decimal("135")


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_bad_amount_is_said_at_its_row_and_stays(me, entry, headers):
    response = me.post(address("amount", entry), {"quantity": "plenty"}, headers=headers)

    body = response.content.decode()
    assert response.status_code == 422
    assert "That is not a number" in body
    assert 'value="plenty"' in body
    entry.refresh_from_db()
    assert entry.grams == Decimal("30")


def test_everything_but_food_and_day_can_be_corrected(me, entry):
    form = whole_form(
        me, entry, quantity="2", portion="1 slice", meal="dinner", eaten_at="19:30", note="on bread"
    )

    response = me.post(address("entry", entry), form)

    entry.refresh_from_db()
    assert response.status_code == 302
    assert (entry.grams, entry.portion_name) == (Decimal("40"), "1 slice")
    assert (entry.meal, str(entry.eaten_at), entry.note) == ("dinner", "19:30:00", "on bread")


def test_bad_time_is_said_at_the_field(me, entry):
    response = me.post(address("entry", entry), whole_form(me, entry, eaten_at="25:00"))

    assert response.status_code == 422
    assert "That is not a time of day" in text_of(response)
    assert "<title>Error:" in response.content.decode()


def test_form_that_is_out_of_date_asks_before_it_overwrites(me, entry, clock):
    form = whole_form(me, entry, note="from the first window")
    Entry.objects.get(pk=entry.pk).save()  # changed in another window
    Entry.objects.filter(pk=entry.pk).update(changed_at="2026-03-01T12:05:00Z")

    first = me.post(address("entry", entry), form)
    second = me.post(address("entry", entry), {**form, "seen": first.context["form"]["seen"].value()})

    assert "changed in the meantime" in text_of(first)
    assert first.context["form"]["note"].value() == "from the first window"
    assert second.status_code == 302


def test_form_of_an_entry_deleted_meanwhile_says_so(me, entry):
    form = whole_form(me, entry, note="kept")
    me.post(address("delete", entry))

    response = me.post(address("entry", entry), form)

    assert response.status_code == 422
    assert "deleted in the meantime" in text_of(response)
    assert response.context["form"]["note"].value() == "kept"


def test_amount_of_an_entry_deleted_meanwhile_offers_to_undo(me, entry):
    me.post(address("delete", entry))

    response = me.post(address("amount", entry), {"quantity": "50"}, headers=HTMX)

    assert address("undo", entry) in response.content.decode()
    entry.refresh_from_db()
    assert entry.grams == Decimal("30")


def test_deleted_entry_leaves_the_day_and_can_be_undone_without_script(me, entry):
    deleted = me.get(me.post(address("delete", entry)).url)
    assert not deleted.context["page"].entries.has_any
    assert address("undo", entry) in deleted.content.decode()

    restored = me.get(me.post(address("undo", entry)).url)
    assert restored.context["page"].entries.summary.startswith("1 food")
    assert "Back in your log: 30 g gouda" in text_of(restored)


@pytest.mark.parametrize("times", [1, 2])
def test_deleting_and_undoing_twice_is_like_once(me, individual, entry, times):
    for _press in range(times):
        me.post(address("delete", entry))
    assert not individual.entries.standing().exists()
    for _press in range(times):
        me.post(address("undo", entry))
    assert individual.entries.standing().count() == 1


@pytest.mark.parametrize("name", ["entry", "amount", "delete", "undo", "caution"])
def test_entry_of_somebody_else_is_not_found(client, entry, other_individual, name):
    client.force_login(other_individual)

    get = client.get if name in ("entry", "caution") else client.post
    assert get(address(name, entry)).status_code == 404
    entry.refresh_from_db()
    assert entry.deleted_at is None


def test_entry_that_never_was_is_not_found(me):
    assert me.get(reverse("diary:entry", args=[uuid.uuid4()])).status_code == 404


@pytest.mark.parametrize("name", ["amount", "delete", "undo"])
def test_change_by_a_link_is_refused(me, entry, name):
    assert me.get(address(name, entry)).status_code == 405


def test_toast_of_somebody_elses_entry_is_not_shown(client, entry, other_individual):
    client.force_login(other_individual)

    page = client.get(f"{day_url()}?deleted={entry.key}&logged={entry.key}")

    assert "gouda" not in text_of(page).lower()


def test_edit_page_saved_as_it_stands_changes_nothing(me, individual):
    log(me, "natto", "50")
    entry = individual.entries.get()
    address = reverse("diary:entry", args=[entry.key])
    page = me.get(address).content.decode()
    offered = re.search(r'<select name="portion".*?</select>', page, re.S).group()
    chosen = re.search(r'<option value="([^"]*)" selected', offered).group(1)

    form = me.get(address).context["form"]
    me.post(address, {name: form[name].value() or "" for name in form.fields} | {"portion": chosen})

    entry.refresh_from_db()
    assert (chosen, entry.grams, entry.portion_name) == ("", 50, "")


def test_product_is_counted_in_its_unit_whatever_is_sent(me, individual):
    log(me, "supp-d3-1000", "2", portion="", meal="supplements")

    entry = individual.entries.get()
    assert (entry.units, entry.portion_name) == (2, "1 unit")
