"""A change that asks for a call first leads to the caution as a log does, with and without script."""

import pytest
from django.urls import reverse

from .conftest import HTMX, TODAY, day_url, log

WAYS = pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])


@pytest.fixture
def natto(on_warfarin, warfarin_person):
    log(on_warfarin, "natto", "20")
    return warfarin_person.entries.get()


def address(name, entry):
    return reverse(f"diary:{name}", args=[entry.key])


def leads_to(response):
    """Where the browser goes, whoever asked; "" where it stays."""
    return response.get("HX-Redirect", response.get("Location", ""))


@WAYS
def test_entry_put_back_leads_to_its_caution(on_warfarin, natto, headers):
    on_warfarin.post(address("delete", natto))

    response = on_warfarin.post(address("undo", natto), headers=headers)

    assert leads_to(response) == address("caution", natto)


def test_second_press_of_undo_stays_on_the_day(on_warfarin, natto):
    on_warfarin.post(address("delete", natto))
    on_warfarin.post(address("undo", natto))

    assert leads_to(on_warfarin.post(address("undo", natto), headers=HTMX)) == ""


@WAYS
def test_entry_put_back_without_a_caution_leads_to_its_day(me, individual, headers):
    log(me, "gouda-aged", "30")
    entry = individual.entries.get()
    me.post(address("delete", entry))

    response = me.post(address("undo", entry), headers=headers)

    assert leads_to(response) == ("" if headers else f"{day_url()}?restored={entry.key}")


@WAYS
def test_amount_that_makes_a_matter_worse_leads_to_its_caution(on_warfarin, warfarin_person, headers):
    log(on_warfarin, "supp-mk7-50", "1", portion="1 unit")
    capsule, alert = warfarin_person.entries.get(), warfarin_person.alerts.get()
    on_warfarin.post(reverse("alerts:spoken", args=[alert.pk]), {"spoken_on": TODAY.isoformat()})

    response = on_warfarin.post(address("amount", capsule), {"quantity": "2"}, headers=headers)

    assert leads_to(response) == address("caution", capsule)


def test_amount_of_a_known_matter_is_changed_in_place_by_script(on_warfarin, natto):
    response = on_warfarin.post(address("amount", natto), {"quantity": "10"}, headers=HTMX)

    assert leads_to(response) == ""


def test_page_of_a_deleted_entry_leads_to_the_day_with_the_way_back(on_warfarin, natto):
    on_warfarin.post(address("delete", natto))

    page = on_warfarin.get(address("caution", natto), follow=True)

    assert page.redirect_chain[-1][0] == f"{day_url()}?deleted={natto.key}"
    assert address("undo", natto) in page.content.decode()
