"""Writing a recipe, changing it, and the page that says what it holds and why."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foods import recipes
from foods.composition import compositions
from foods.models import Food
from foods.search import reader_for, search
from k2tracker.pantry import queries
from k2tracker.pantry.forms.recipe_form import (
    MOST_INGREDIENTS,
    Pool,
    RecipeForm,
    Row,
    row_of,
    rows_kept,
    rows_sent,
    tokens_of,
)
from k2tracker.pantry.presenters.explained import recipe_page
from k2tracker.profiles.permissions import onboarded_required

from .foods import after_saving, day_of, key_of, with_key

MOST_HITS = 8


@require_http_methods(["GET", "POST"])
@onboarded_required
def add(request):
    """A new recipe; saved, it leads to its amount on the day that its reader came from."""
    if request.method == "POST":
        return _answer(request, None)
    key = key_of(request.GET)
    if key is None:
        return with_key(request)
    made = queries.made_with(request.user, key)
    if made is not None:
        return redirect("pantry:change", made.slug)
    name = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:200]
    form = RecipeForm(rows=[], initial={"name": name})
    return _show(request, form, None)


@require_http_methods(["GET", "POST"])
@onboarded_required
def change(request, slug: str):
    """Change a recipe; logged days keep the figures that they were logged with."""
    food = _recipe(request, slug)
    if request.method == "POST":
        return _answer(request, food)
    ingredients = queries.ingredients_of(food)
    pool = _pool(request, food, [row.food.slug for row in ingredients.rows])
    return _show(request, RecipeForm(rows=rows_kept(ingredients, pool), food=food), food)


@require_safe
@onboarded_required
def recipe(request, slug: str):
    """What a recipe holds per 100 g, each value down to its ingredients."""
    food = _recipe(request, slug)
    ingredients = queries.ingredients_of(food)
    known = compositions({food.revision_id, *(row.revision_id for row in ingredients.rows)})
    page = recipe_page(food, ingredients, known)
    return render(request, "pantry/recipe_detail.html", {"food": food, "page": page})


def _recipe(request, slug: str) -> Food:
    food = queries.own_food(request.user, slug)
    if not hasattr(food, "recipe"):
        raise Http404(_("There is no such recipe of yours."))
    return food


def _answer(request, food: Food | None):
    """One step of the form: an ingredient looked for, put in or taken out; or the recipe saved."""
    data = request.POST
    picked = data.get("pick", "")
    pool = _pool(request, food, [picked, *(slug for _number, slug in tokens_of(data))])
    if data.get("do") == "save":
        return _save(request, food, list(rows_sent(data, pool, is_final=True)))
    rows = list(rows_sent(data, pool, is_final=False, without=data.get("drop", "")))
    chosen = pool.foods.get(picked)
    said = ""
    if chosen is not None and (len(rows) >= MOST_INGREDIENTS or _is_circular(food, chosen)):
        said = _("%(food)s cannot go in: it holds this recipe, or the recipe is full.") % {
            "food": chosen.name
        }
    elif chosen is not None:
        rows.append(row_of(chosen, data, pool))
    names = ("name", "yield_portions", "yield_grams")
    form = RecipeForm(rows=rows, food=food, initial={name: data.get(name, "") for name in names})
    return _show(request, form, food, query="" if data.get("pick") else data.get("find", ""), said=said)


def _save(request, food: Food | None, rows: list[Row]):
    form = RecipeForm(request.POST, rows=rows, food=food)
    if rows and len(rows) < len(request.POST.getlist("row")):
        said = _(
            "Not all ingredients are here: some are offered no longer, or there are too many. Look again."
        )
        form.add_error(None, said)
    if not form.is_valid():
        return _show(request, form, food, query=request.POST.get("find", ""))
    told = form.told
    portions = {"portion_name": _("1 portion"), "batch_name": _("the whole recipe")}
    try:
        counted = recipes.portions_of(told, **portions)
        if food is None:
            key = key_of(request.POST) or uuid.uuid4()
            saved = recipes.add_recipe(by=request.user, key=key, told=told, portions=counted)
            return after_saving(request, saved, day_of(request))
        recipes.change_recipe(by=request.user, food=food, told=told, portions=counted)
    except recipes.NotYours:
        form.add_error(None, _("Not all ingredients are here: some were taken away just now. Look again."))
        return _show(request, form, food)
    except recipes.Circular as error:
        said = _("%(food)s cannot go in: it holds this recipe.") % {"food": error.food.name}
        form.add_error(None, said)
        return _show(request, form, food)
    except recipes.TooDense:
        form.add_error("yield_grams", _("So little cannot hold all that goes in. Is it grams?"))
        return _show(request, form, food)
    messages.success(request, _("%(food)s is saved. Logged days stay as they are.") % {"food": told.name})
    return redirect("pantry:recipe", food.slug)


def _pool(request, food: Food | None, slugs: list[str]) -> Pool:
    held = () if food is None else queries.ingredients_of(food).rows
    return Pool(queries.loggable(request.user, slugs), {row.food.slug: row for row in held})


def _is_circular(food: Food | None, ingredient: Food) -> bool:
    return food is not None and food.pk in recipes.held_foods([ingredient.pk])


def _show(request, form: RecipeForm, food: Food | None, *, query: str = "", said: str = ""):
    query = query.replace("\0", " ").strip()[:100]
    hits = search(query, reader=reader_for(request.user), limit=MOST_HITS) if query else []
    context = {
        "form": form,
        "food": food,
        "key": key_of(request.POST) or key_of(request.GET) or uuid.uuid4(),
        "day": day_of(request),
        "query": query,
        "hits": hits,
        "said": said,
        "is_full": len(form.rows) >= MOST_INGREDIENTS,
    }
    return render(request, "pantry/recipe_form.html", context, status=422 if form.is_bound else 200)
