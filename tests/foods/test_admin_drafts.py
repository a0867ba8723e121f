"""The pages on which curators change values: the form, the difference, the decision, and every revision."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from foods.curation import drafts
from foods.curation.content import content_of
from foods.models import Food, FoodNutrient, Revision
from tests.factories.foods import FoodFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(db):
    return UserFactory(email="second@example.org", role="curator", is_staff=True)


@pytest.fixture
def food(db):
    return FoodFactory(slug="edited", per_100g={"menaquinone_7": "998", "magnesium": "10"})


@pytest.fixture
def page(client, curator, food):
    """The form of the food's values, as the curator's browser holds it."""
    client.force_login(curator)
    return Page(client, reverse("admin:foods_food_values", args=[food.pk]))


class Page:
    """The form of the values: what it is filled with, and what comes back when it is sent."""

    def __init__(self, client, address):
        self.client, self.address = client, address
        self.filled = self.read(client.get(address))

    @staticmethod
    def read(response):
        form = response.context["form"]
        fields = [field for part in (form.head, *form.rows) for field in part]
        return {
            "seen": response.context["seen"],
            **{f.html_name: "" if f.value() is None else f.value() for f in fields},
        }

    def send(self, **changes):
        changed = {name.replace("__", "-"): value for name, value in changes.items()}
        return self.client.post(self.address, {**self.filled, **changed})


def submitted(food, by, *, is_correction=True, amount=939):
    draft = drafts.start_draft(food=food, by=by)
    content = content_of(draft)
    value = content.values[0]
    changed = type(content)(
        values=(
            type(value)(
                nutrient="menaquinone_7", amount=Decimal(amount), state=value.state, source=value.source
            ),
        ),
    )
    draft = drafts.save_draft(draft=draft, content=changed, by=by, seen=draft.digest)
    return drafts.submit(
        draft=draft, reason="Kamao 2007", is_correction=is_correction, by=by, seen=draft.digest
    )


def steps(client, food, step, **fields):
    """Press a button on the page of the draft, as the page stands."""
    address = reverse("admin:foods_food_draft", args=[food.pk])
    context = client.get(address).context
    named = {"draft": context["draft"].pk, "seen": context["seen"], "handed_in": context["handed_in"]}
    return client.post(address, {**named, "step": step, **fields}, follow=True)


def test_looking_at_the_form_begins_no_draft(page, food):
    assert drafts.open_draft(food) is None


def test_several_values_are_saved_at_once_and_shown_as_a_difference(page, food):
    response = page.send(menaquinone_7__amount="939", magnesium__amount="11.50", magnesium__note="one\r\ntwo")

    assert response.url == reverse("admin:foods_food_draft", args=[food.pk])
    changes = page.client.get(response.url).context["changes"]
    assert [(one.subject, one.field, one.before, one.after) for one in changes] == [
        ("MK-7", "amount", "998\u00a0µg", "939\u00a0µg"),
        ("Mg", "amount", "10\u00a0mg", "11.5\u00a0mg"),
        ("Mg", "note", "", "one\ntwo"),
    ]


def test_a_value_is_added_and_another_taken_away(page, food):
    page.send(
        calcium__state="label",
        calcium__amount="120",
        calcium__source="test_source",
        magnesium__state="",
        magnesium__amount="",
        magnesium__source="",
    )

    stored = FoodNutrient.objects.filter(revision=drafts.open_draft(food)).order_by("nutrient")
    assert [(value.nutrient, value.amount) for value in stored] == [("calcium", 120), ("menaquinone_7", 998)]


def test_a_trace_needs_no_amount(page, food):
    page.send(magnesium__state="trace", magnesium__amount="")

    assert FoodNutrient.objects.get(revision=drafts.open_draft(food), nutrient="magnesium").amount == 0


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("magnesium-amount", {"magnesium__amount": "much"}),
        ("magnesium-amount", {"magnesium__amount": ""}),
        ("magnesium-amount", {"magnesium__amount": "-1"}),
        ("magnesium-amount", {"magnesium__amount": "100001"}),
        ("menaquinone_7-amount", {"menaquinone_7__amount": "100000001"}),
        ("magnesium-amount", {"magnesium__state": "unknown"}),
        ("magnesium-state", {"magnesium__state": ""}),
        ("magnesium-source", {"magnesium__source": ""}),
        ("magnesium-source", {"magnesium__source": "no-such-source"}),
        ("magnesium-high", {"magnesium__low": "5", "magnesium__high": "4"}),
        ("magnesium-low", {"magnesium__low": "100001"}),
        ("magnesium-amount", {"magnesium__low": "11"}),
        ("magnesium-amount", {"magnesium__high": "9"}),
        ("magnesium-donor_food_id", {"magnesium__donor_source": "test_source"}),
        ("magnesium-donor_source", {"magnesium__donor_food_id": "16112"}),
        ("magnesium-n", {"magnesium__n": "2.5"}),
        ("calcium-state", {"calcium__note": "seen somewhere"}),
        ("composition-k2_high", {"composition__k2_low": "5", "composition__k2_high": "4"}),
        ("composition-assumption_group", {"composition__assumption_group": "no-group"}),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_saved(page, food, field, changes):
    response = page.send(menaquinone_7__derivation="typed before", **changes)

    assert response.status_code == 422
    assert [one.html_name for _name, one in response.context["form"].wrong_fields] == [field]
    assert 'value="typed before"' in response.content.decode()
    assert drafts.open_draft(food) is None


def test_sending_the_form_unchanged_makes_no_draft(page, food):
    response = page.send()

    assert response.status_code == 422
    assert "The draft says the same as what is published." in response.content.decode()
    assert drafts.open_draft(food) is None


def test_a_save_over_another_curators_shows_both_and_can_be_sent_again(page, client, food, second):
    client.force_login(second)
    Page(client, page.address).send(magnesium__amount="12")
    response = page.send(menaquinone_7__amount="939")

    assert response.status_code == 422
    missed = [(one.subject, one.before, one.after) for one in response.context["missed"]]
    assert missed == [("MK-7", "998\u00a0µg", "939\u00a0µg"), ("Mg", "12\u00a0mg", "10\u00a0mg")]
    page.filled = page.read(response)
    assert page.send().status_code == 302


def test_values_that_wait_for_approval_are_not_edited(client, curator, food):
    submitted(food, curator)
    client.force_login(curator)

    response = client.get(reverse("admin:foods_food_values", args=[food.pk]), follow=True)

    assert response.redirect_chain == [(reverse("admin:foods_food_draft", args=[food.pk]), 302)]
    assert "Take the draft back to go on with it." in response.content.decode()


@pytest.mark.parametrize(("kind", "is_correction"), [("correction", True), ("better", False)])
def test_a_submission_says_which_it_is_and_why(page, client, food, kind, is_correction):
    page.send(menaquinone_7__amount="939")

    steps(client, food, "submit", kind=kind, reason="Kamao 2007")

    draft = drafts.open_draft(food)
    assert (draft.is_correction, draft.reason) == (is_correction, "Kamao 2007")


@pytest.mark.parametrize("missing", ["kind", "reason"])
def test_a_submission_without_either_comes_back_as_it_was_typed(page, client, food, missing):
    page.send(menaquinone_7__amount="939")
    typed = {"kind": "correction", "reason": "Kamao 2007"} | {missing: ""}

    response = steps(client, food, "submit", **typed)

    assert response.status_code == 422
    assert list(response.context["reason_form"].errors) == [missing]
    assert ("Kamao 2007" in response.content.decode()) == (missing == "kind")
    assert drafts.open_draft(food).submitted_at is None


def test_the_button_of_who_made_it_is_shut_with_the_reason(client, curator, food):
    submitted(food, curator)
    client.force_login(curator)

    page = client.get(reverse("admin:foods_food_draft", args=[food.pk])).content.decode()

    assert re.search(r'value="approve" disabled aria-describedby="why-not"', page)
    assert "You worked on this draft. Another curator approves it." in page


def test_approving_ones_own_by_hand_publishes_nothing(client, curator, food):
    submitted(food, curator)
    client.force_login(curator)

    response = steps(client, food, "approve")

    assert "You worked on this draft. Another curator approves it." in response.content.decode()
    assert Food.objects.get(pk=food.pk).revision_id == food.revision_id


def test_what_was_handed_in_anew_as_something_else_is_not_approved_from_an_old_page(
    client, curator, second, food
):
    draft = submitted(food, curator, is_correction=False)
    client.force_login(second)
    old = client.get(reverse("admin:foods_food_draft", args=[food.pk])).context["handed_in"]
    drafts.take_back(draft=draft, by=curator)
    drafts.submit(draft=draft, reason="Other", is_correction=True, by=curator, seen=draft.digest)

    response = steps(client, food, "approve", handed_in=old)

    assert "Somebody submitted, decided or discarded this draft meanwhile." in response.content.decode()
    assert Food.objects.get(pk=food.pk).revision_id == food.revision_id


def test_another_curator_approves_from_the_list_of_what_waits(client, curator, second, food):
    draft = submitted(food, curator)
    client.force_login(second)

    waits = client.get(reverse("admin:foods_food_waiting"))
    ((waiting, changes),) = waits.context["items"]
    assert (waiting, changes[0].after) == (draft, "939\u00a0µg")
    assert "Kamao 2007" in waits.content.decode()
    assert "curator@example.org" in waits.content.decode()
    steps(client, food, "approve")

    assert Food.objects.get(pk=food.pk).revision_id == draft.pk


def test_what_waits_longest_stands_first(client, curator, second):
    early, late = FoodFactory(per_100g={"magnesium": "1"}), FoodFactory(per_100g={"magnesium": "2"})
    first, other = submitted(early, curator), submitted(late, curator)
    Revision.objects.filter(pk=other.pk).update(submitted_at=first.submitted_at.replace(year=2020))
    client.force_login(second)

    items = client.get(reverse("admin:foods_food_waiting")).context["items"]

    assert [draft for draft, _changes in items] == [other, first]


def test_a_refusal_needs_its_reason(client, curator, second, food):
    submitted(food, curator)
    client.force_login(second)

    response = steps(client, food, "decline", because="  ")
    assert (response.status_code, list(response.context["refusal_form"].errors)) == (422, ["because"])

    steps(client, food, "decline", because="The paper says 998.")
    assert Revision.objects.get(food=food, number=2).declined_because == "The paper says 998."


@pytest.mark.parametrize("step", ["approve", "decline", "take_back", "submit", "discard", "catch_up"])
def test_a_page_that_outlived_its_draft_leads_back_with_the_sentence(client, curator, second, food, step):
    draft = submitted(food, curator)
    seen = draft.digest
    drafts.approve(draft=draft, by=second, seen=seen)
    client.force_login(second)
    fields = {"kind": "better", "reason": "r", "because": "b", "draft": draft.pk, "seen": seen, "step": step}

    response = client.post(reverse("admin:foods_food_draft", args=[food.pk]), fields, follow=True)

    assert response.status_code == 200
    assert str(drafts.DraftClosed.sentence) in response.content.decode()
    assert Food.objects.get(pk=food.pk).revision_id == draft.pk


@pytest.mark.parametrize("fields", [{"step": "publish"}, {"step": "approve", "draft": "x"}, {}])
def test_a_step_that_no_page_of_ours_sends_is_refused(client, curator, food, fields):
    submitted(food, curator)
    client.force_login(curator)

    assert client.post(reverse("admin:foods_food_draft", args=[food.pk]), fields).status_code == 400


def test_a_draft_is_discarded(page, client, food):
    page.send(menaquinone_7__amount="939")

    steps(client, food, "discard")

    assert drafts.open_draft(food) is None


def test_a_submitted_draft_is_taken_back_and_changed_again(client, curator, food):
    submitted(food, curator)
    client.force_login(curator)
    steps(client, food, "take_back")

    response = Page(client, reverse("admin:foods_food_values", args=[food.pk])).send(
        menaquinone_7__amount="7"
    )

    assert response.status_code == 302
    assert drafts.open_draft(food).values.get(nutrient="menaquinone_7").amount == 7


def test_every_revision_is_seen_and_an_old_one_brought_back(client, curator, second, food):
    draft = submitted(food, curator)
    drafts.approve(draft=draft, by=second, seen=draft.digest)
    client.force_login(curator)
    old = reverse("admin:foods_revision_change", args=[food.revision_id])

    assert "998\u00a0µg" in client.get(old).content.decode().replace("&nbsp;", "\u00a0")
    client.post(reverse("admin:foods_revision_restore", args=[food.revision_id]))

    again = drafts.open_draft(food)
    assert again.restores_id == food.revision_id
    assert again.values.get(nutrient="menaquinone_7").amount == 998


def test_a_restore_beside_an_open_draft_is_refused_with_the_sentence(page, client, food):
    page.send(menaquinone_7__amount="939")

    response = client.post(reverse("admin:foods_revision_restore", args=[food.revision_id]), follow=True)

    assert str(drafts.DraftExists.sentence) in response.content.decode()
    assert Revision.objects.filter(food=food).count() == 2


def test_the_food_page_lists_who_made_what_and_names_no_other_people(
    client, curator, second, food, individual
):
    draft = submitted(food, curator)
    drafts.approve(draft=draft, by=second, seen=draft.digest)
    draft = submitted(food, curator, is_correction=False, amount=940)
    Revision.objects.filter(pk=draft.pk).update(made_by=individual)
    client.force_login(curator)

    page = client.get(reverse("admin:foods_food_change", args=[food.pk])).content.decode()

    assert "second@example.org" in page
    assert individual.email not in page


def test_a_food_that_somebody_keeps_for_themselves_has_no_page(client, curator, individual):
    own = FoodFactory(owner=individual, per_100g={"magnesium": "1"})
    client.force_login(curator)

    for name, pk in (
        ("foods_food_values", own.pk),
        ("foods_food_draft", own.pk),
        ("foods_revision_restore", own.revision_id),
    ):
        address = reverse(f"admin:{name}", args=[pk])
        answer = client.post(address) if name.endswith("restore") else client.get(address)
        assert answer.status_code == 404, name
    for model, pk in (("food", own.pk), ("revision", own.revision_id)):
        assert client.get(reverse(f"admin:foods_{model}_change", args=[pk])).status_code == 302
    assert str(own) not in client.get(reverse("admin:foods_food_changelist")).content.decode()
