"""Merging, retiring and splitting foods in the admin. Each asks before it does, and shows what moves."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from ..categories import CATEGORIES
from ..curation.merging import NotMerged, NotRetired, bring_back, check_merge, merge, retire, what_moves
from ..curation.splitting import NotSplit, split_alias
from ..curation.worklist import touched, use_of_foods
from ..models import Food, FoodAlias
from ..search import search
from .pages import curator_page, page
from .worklist import ReasonForm

PERMISSION = "foods.merge_food"
MOST_FOUND = 12


class MergeForm(ReasonForm):
    """The second question of a merge."""

    keep_name = forms.BooleanField(
        label=gettext_lazy("Keep the merged food's name as another name"), required=False, initial=True
    )


class SplitForm(ReasonForm):
    """What the food of a name is called and where it belongs."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    category = forms.ChoiceField(label=gettext_lazy("Category"), choices=list(CATEGORIES.items()))
    field_order = ["name", "category", "reason"]


@require_http_methods(["GET", "HEAD", "POST"])
@curator_page(PERMISSION)
def food_merge(request, pk):
    """Which food it becomes part of, then what would move, then the merge."""
    food = _everybodys(pk)
    data = request.POST if request.method == "POST" else request.GET
    into = _chosen(data.get("into", ""))
    if into is None:
        query = request.GET.get("q", "").replace("\0", "")
        return page(
            request,
            "admin/foods/merge_choose.html",
            {
                "title": _("Merge %(food)s into another food") % {"food": food},
                "food": food,
                "query": query,
                "found": _others(query or food.name, food),
            },
        )
    form = MergeForm(request.POST if request.method == "POST" else None)
    refusal = ""
    try:
        if form.is_valid():
            merge(by=request.user, food=food, into=into, **form.cleaned_data)
            messages.success(
                request, _("%(food)s is now part of %(into)s.") % {"food": food.name, "into": into.name}
            )
            return redirect("admin:foods_food_change", into.pk)
        check_merge(food, into)
    except NotMerged as error:
        refusal = str(error)
    return page(
        request,
        "admin/foods/merge_confirm.html",
        {
            "title": _("Merge %(food)s into %(into)s") % {"food": food.name, "into": into.name},
            "food": food,
            "into": into,
            "moves": None if refusal else what_moves(food, into),
            "refusal": refusal,
            "form": form,
        },
        status=422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@curator_page(PERMISSION)
def food_retire(request, pk):
    """Whether a food is to be offered no longer."""
    food = _everybodys(pk)
    return _ask_and_do(
        request,
        food,
        retire,
        {
            "title": _("Retire %(food)s") % {"food": food},
            "says": _("It is no longer found nor offered. What people logged of it stays as it is."),
            "press": _("Retire"),
            "done": _("%(food)s is retired.") % {"food": food},
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@curator_page(PERMISSION)
def food_bring_back(request, pk):
    """Whether a retired food is to be offered again."""
    food = _everybodys(pk)
    return _ask_and_do(
        request,
        food,
        bring_back,
        {
            "title": _("Bring %(food)s back") % {"food": food},
            "says": _("It can be found and logged again, with the values published last."),
            "press": _("Bring back"),
            "done": _("%(food)s is offered again.") % {"food": food},
        },
    )


def _ask_and_do(request, food, act, words):
    form = ReasonForm(request.POST if request.method == "POST" else None)
    refusal = ""
    if form.is_valid():
        try:
            act(by=request.user, food=food, reason=form.cleaned_data["reason"])
        except NotRetired as error:
            refusal = str(error)
        else:
            messages.success(request, words["done"])
            return redirect("admin:foods_food_change", food.pk)
    touches = touched(*use_of_foods([food.pk]).get(food.pk, (0, 0)))
    return page(
        request,
        "admin/foods/merge_ask.html",
        {**words, "food": food, "form": form, "refusal": refusal, "touches": touches},
        status=422 if form.is_bound else 200,
    )


@require_safe
@curator_page(PERMISSION)
def food_names(request, pk):
    """The other names of a food, each of which may turn out to be a food of its own."""
    food = _everybodys(pk)
    return page(
        request,
        "admin/foods/merge_names.html",
        {
            "title": _("Split a name off %(food)s") % {"food": food},
            "food": food,
            "aliases": list(food.aliases.all()),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@curator_page(PERMISSION)
def alias_split(request, pk):
    """A name as a food of its own."""
    alias = get_object_or_404(FoodAlias.objects.select_related("food"), pk=pk, food__owner=None)
    form = SplitForm(
        request.POST if request.method == "POST" else None,
        initial={"name": alias.text, "category": alias.food.category},
    )
    refusal = ""
    if form.is_valid():
        try:
            new = split_alias(by=request.user, alias=alias, **form.cleaned_data)
        except NotSplit as error:
            refusal = str(error)
        else:
            messages.success(
                request, _("%(food)s is a food of its own. Look its values over.") % {"food": new.name}
            )
            return redirect("admin:foods_food_change", new.pk)
    return page(
        request,
        "admin/foods/merge_split.html",
        {
            "title": _("Make “%(name)s” a food of its own") % {"name": alias.text},
            "food": alias.food,
            "alias": alias,
            "form": form,
            "refusal": refusal,
        },
        status=422 if form.is_bound else 200,
    )


def _everybodys(pk: int) -> Food:
    """A food of everybody's, retired ones included. Raises Http404 for a person's own."""
    return get_object_or_404(Food.objects.select_related("merged_into"), pk=pk, owner=None)


def _chosen(text: str) -> Food | None:
    """The food that was chosen; None where none was. Raises Http404 where there is no such food."""
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise Http404
    return get_object_or_404(Food.objects.select_related("merged_into"), pk=int(text), owner=None)


def _others(query: str, food: Food) -> list[Food]:
    """What search finds of everybody's, without the food itself."""
    ids = [hit.food.id for hit in search(query, limit=MOST_FOUND)]
    foods = Food.objects.in_bulk(ids)
    return [foods[pk] for pk in ids if pk != food.pk]
