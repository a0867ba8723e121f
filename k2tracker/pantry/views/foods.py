"""Adding a food or product from its label, correcting it, suggesting it, removing it."""

import uuid
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foods import own_foods
from foods.barcodes import gtin_of
from foods.models import Food
from k2tracker.alerts.noticing import leads_to_what_is_noticed
from k2tracker.pantry import actions, queries
from k2tracker.pantry.forms.kept_label import PRODUCT
from k2tracker.pantry.forms.label_form import NAME_LENGTH, LabelForm
from k2tracker.pantry.presenters import listed, shared
from k2tracker.profiles.permissions import onboarded_required

JUST_SAVE, TO_CABINET = "save", "cabinet"


@require_safe
@onboarded_required
def food_list(request):
    """The reader's own foods, products and recipes."""
    foods = queries.own_foods(request.user)
    page = listed.page_of(foods, queries.suggestions_of(request.user))
    return render(request, "pantry/food_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
@onboarded_required
def add(request):
    """A new food or product; saved, it leads to its amount on the day that its reader came from."""
    day = day_of(request)
    if request.method == "POST":
        key = key_of(request.POST) or uuid.uuid4()
        form = LabelForm(request.POST, person=request.user, key=key)
        if form.is_valid():
            food = own_foods.add_own_food(by=request.user, key=key, told=form.told)
            return after_saving(request, food, day)
        context = {"form": form, "key": key, "day": day, "to": to_of(request)}
        return render(request, "pantry/food_form.html", context, status=422)
    key = key_of(request.GET)
    if key is None:
        return with_key(request)
    made = queries.made_with(request.user, key)
    if made is not None:  # whoever goes back to the form finds what it made
        return redirect("pantry:change", made.slug)
    initial, to = _named(request.GET.get("q", "")), to_of(request)
    if to == TO_CABINET:
        initial["kind"] = PRODUCT
    form = LabelForm(person=request.user, initial=initial)
    return render(request, "pantry/food_form.html", {"form": form, "key": key, "day": day, "to": to})


def _named(query: str) -> dict:
    """What the form proposes for what was searched: a name, or the digits of a barcode."""
    query = " ".join(query.replace("\0", " ").split())[:NAME_LENGTH]
    return {"barcode": query} if gtin_of(query) else {"name": query}


@require_http_methods(["GET", "POST"])
@onboarded_required
@leads_to_what_is_noticed
def change(request, slug: str):
    """Correct an own food; logged days keep the figures that they were logged with."""
    food = queries.own_food(request.user, slug)
    if hasattr(food, "recipe"):
        return redirect("pantry:recipe_change", slug)
    sent = request.POST if request.method == "POST" else None
    form = LabelForm(sent, person=request.user, food=food)
    if form.is_valid():
        actions.change_own_food(by=request.user, food=food, told=form.told)
        messages.success(request, _("%(food)s is saved.") % {"food": form.told.name})
        return redirect("pantry:list")
    context = {"form": form, "food": food}
    return render(request, "pantry/food_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@onboarded_required
def suggest(request, slug: str):
    """Say what would be shared, then offer the food to everybody."""
    food = queries.own_food(request.user, slug)
    if hasattr(food, "recipe"):
        return redirect("pantry:recipe", slug)
    if request.method == "POST":
        own_foods.suggest(by=request.user, food=food)
        messages.success(request, _("Sent to the curators. Until they answer, the food is yours alone."))
        return redirect("pantry:list")
    return render(request, "pantry/food_suggest.html", {"food": food, "shared": shared.shared_of(food)})


@require_http_methods(["GET", "POST"])
@onboarded_required
def remove(request, slug: str):
    """Take an own food away, after asking."""
    food = queries.own_food(request.user, slug)
    if request.method == "POST":
        is_gone = own_foods.remove(by=request.user, food=food)
        said = _("%(food)s is deleted.") if is_gone else _("%(food)s is removed. What was logged stays.")
        messages.success(request, said % {"food": food.name})
        return redirect("pantry:list")
    return render(request, "pantry/food_remove.html", {"food": food})


def day_of(request) -> date | None:
    """The day that the reader came from; None where none can be read."""
    try:
        return date.fromisoformat(request.POST.get("day") or request.GET.get("day", ""))
    except ValueError:
        return None


def to_of(request) -> str:
    """Where the reader came from, if it is their cabinet; else ""."""
    to = request.POST.get("to") or request.GET.get("to", "")
    return TO_CABINET if to == TO_CABINET else ""


def key_of(sent) -> uuid.UUID | None:
    """The key of a form, in its address and its fields: a second press and the way back find it again."""
    try:
        return uuid.UUID(sent.get("key", ""))
    except ValueError:
        return None


def with_key(request):
    """To the same form with a key of its own in the address."""
    query = {name: request.GET[name] for name in ("q", "day", "to") if name in request.GET}
    return redirect(f"{request.path}?{urlencode({**query, 'key': uuid.uuid4()})}")


def after_saving(request, food: Food, day: date | None):
    """To the amount of what was saved, or to how it is taken, unless it was only to be saved."""
    if request.POST.get("then") == JUST_SAVE:
        messages.success(request, _("%(food)s is saved.") % {"food": food.name})
        return redirect("pantry:list")
    if request.POST.get("then") == TO_CABINET and food.is_supplement:
        return redirect("cabinet:add", food.slug)
    if day is None:
        return redirect("diary:add_today", food.slug)
    return redirect(reverse("diary:add", args=[day, food.slug]))
