"""What belongs to a person: the tables that reach one, found by their keys, and a row in each of them.

A table of a new room is among them by itself; a test fails until `fill` gives it a row too.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

from allauth.account.models import EmailAddress, EmailConfirmation
from django.apps import apps
from django.db.models import CASCADE

from foods.models import Food, FoodBarcode, Ingredient, Notice, Recipe
from k2tracker.accounts.models import User
from k2tracker.alerts.actions import raise_for
from k2tracker.exercise.models import ExerciseSettings
from k2tracker.labs.models import LabSettings
from nutrients.cautions import CALL_FIRST, Finding
from tests.factories.diary import DayFactory, EntryFactory, FavouriteFactory
from tests.factories.foods import FoodFactory
from tests.factories.plans import PlanFactory

DAY = date(2026, 3, 1)
# Tables that reach people and hold nothing of anybody who can withdraw a consent, each with the reason.
NOTHING_OF_A_DIARY = {
    "admin.LogEntry.user": "what curators did in the admin",
    "accounts.User_groups.user": "no rights are given by groups",
    "accounts.User_user_permissions.user": "nor one by one",
    "alerts.Alert.closed_by": "clinicians close alerts",
    "plans.Plan.author": "clinicians write plans",
    "foods.Notice.closed_by": "curators close notices",
    "foods.Dismissal.dismissed_by": "curators leave findings",
    "foods.Dismissal": "of foods of everybody",
    "foods.Revision.decided_by": "curators publish",
    "foods.Revision.made_by": "curators write drafts; an own food's composition follows from its form",
    "foods.SearchName": "the index of the foods of everybody",
    "foods.ListedValue": "of foods of everybody, which lists order by amount",
    "foods.LoadedFood": "of the foods that come with the app",
}


def tables() -> dict:
    """Name -> (model, lookup of the person's id).

    "app.Model.field" for every key of a user, whatever becomes of it; "app.Model" for a table whose rows go
    when those of another one go that belongs to somebody.
    """
    models = apps.get_models(include_auto_created=True)
    found = {
        f"{model._meta.label}.{field.name}": (model, f"{field.name}_id")
        for model in models
        for field in _keys(model)
        if field.related_model is User
    }
    chains = {  # model -> lookup of the person whose rows take its own with them
        model: f"{field.name}_id"
        for model in models
        for field in _keys(model)
        if field.related_model is User and _goes_along(field)
    }
    while further := {
        model: f"{field.name}__{chains[field.related_model]}"
        for model in models
        for field in _keys(model)
        if model not in chains and field.related_model in chains and _goes_along(field)
    }:
        chains |= further
        found |= {model._meta.label: (model, lookup) for model, lookup in further.items()}
    return found


def _goes_along(field) -> bool:
    return field.remote_field.on_delete is CASCADE


def _keys(model):
    fields = model._meta.get_fields()
    return [field for field in fields if field.concrete and (field.many_to_one or field.one_to_one)]


def rows_of(person) -> dict:
    """The keys of a person's rows, by the names of `tables`."""
    return {
        name: set(model.objects.filter(**{lookup: person.pk}).values_list("pk", flat=True))
        for name, (model, lookup) in tables().items()
    }


def fill(person) -> None:
    """Give somebody with a profile and an answer a row in every other table that diaries fill.

    Their own food stands wherever a food can stand, so that nothing holds on to it when they go.
    """
    address = EmailAddress.objects.create(user=person, email=person.email, primary=True)
    EmailConfirmation.create(address)
    food = Food.objects.published().first()
    own = FoodFactory(owner=person, aliases=["Ours"], marks=["dairy"], per_100g={"menaquinone_7": "5"})
    FoodBarcode.objects.create(food=own, gtin="04006381333931")
    _logs(person, food, own)
    _told(person, own)
    _sent_and_offered(person, food, own)


def _logs(person, food, own) -> None:
    params = {"answer": "yes", "drug": "warfarin", "kind": "natto", "date": f"{DAY}"}
    finding = Finding("K-02", CALL_FIRST, "K-02:natto", DAY, params)
    (alert,) = raise_for(person=person, findings=[finding], day=DAY)
    alert.further_entries.create(entry_key=uuid4())
    DayFactory(person=person, day=DAY)
    for logged in (food, own):
        EntryFactory(person=person, food=logged, eaten_on=DAY)
        FavouriteFactory(person=person, food=logged)
    dish = FoodFactory(owner=person, per_100g={})
    recipe = Recipe.objects.create(food=dish, yield_grams=100)
    Ingredient.objects.create(recipe=recipe, food=own, revision=own.revision, quantity=100, grams=100)


def _told(person, own) -> None:
    medicine = person.medicines.create(key=uuid4(), name="Marevan", drug="warfarin")
    medicine.dose_notes.create(key=uuid4(), on=DAY, words="half a tablet less")
    person.conditions.create(key=uuid4(), kind="kidney_stones")
    person.cabinet.create(key=uuid4(), food=own, quantity=1, often="daily", since=DAY)
    person.lab_results.create(key=uuid4(), kind="inr", taken_on=DAY, value=Decimal("2.4"), decimals=1)
    person.inr_ranges.create(key=uuid4(), low=2, high=3, from_on=DAY)
    LabSettings.objects.create(person=person)
    PlanFactory(person=person)
    person.activities.create(key=uuid4(), done_on=DAY, kind="walking", minutes=30)
    ExerciseSettings.objects.create(person=person, shows_week=True)


def _sent_and_offered(person, food, own) -> None:
    for shown in (food, own):
        Notice.objects.create(kind="report", food=shown, revision=shown.revision, sent_by=person)
    offer = person.reprice_offers.create(
        food=food, revision=food.revision, made_at=datetime(2026, 3, 2, 8, tzinfo=UTC)
    )
    offer.repriced.create(entry=person.entries.get(food=food), revision=food.revision)
