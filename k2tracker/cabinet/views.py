"""The supplement cabinet: what a person takes, adding to it, correcting it, stopping."""

import uuid
from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foods.composition import compositions
from foods.finding import marks_of
from foods.search import reader_for
from k2tracker.alerts.noticing import leads_to_what_is_noticed
from k2tracker.profiles.clock import today
from k2tracker.profiles.permissions import onboarded_required
from k2tracker.profiles.queries import profile_of

from . import actions, queries
from .forms import ChangeForm, StopForm, UseForm, said_of
from .models import PLAIN_UNIT, Use
from .presenters.listed import amount_words, found_of, often_words, page_of


def cabinet_view(view):
    """A view of the reader's own cabinet: gets their local day; `key` becomes the use, one of theirs."""

    @onboarded_required
    @wraps(view)
    def checked(request, *args, **kwargs):
        if "key" in kwargs:
            use = queries.use_of(request.user, kwargs.pop("key"))
            if use is None:
                raise Http404(_("There is no such supplement in your cabinet."))
            if use.removed_at is not None:
                return redirect("cabinet:list")
            kwargs["use"] = use
        return view(request, *args, day=today(profile_of(request.user)), **kwargs)

    return checked


@require_safe
@cabinet_view
def cabinet(request, day):
    """What the reader takes, and what they took."""
    uses = queries.uses_of(request.user)
    page = page_of(
        uses,
        person=request.user,
        today=day,
        units=queries.unit_names(use.food_id for use in uses),
        known=compositions({use.food.revision_id for use in uses} - {None}),
        marks=marks_of({use.food_id for use in uses}),
        due=sum(use.is_set_for(day) for use in uses),
        key=uuid.uuid4(),
    )
    return render(request, "cabinet/cabinet.html", {"page": page, "today": day})


@require_safe
@cabinet_view
def find_product(request, day):
    """The products that fit `q`: a fragment while somebody types, else a page."""
    query = request.GET.get("q", "").replace("\0", "").strip()
    matches = queries.products_found(query, reader_for(request.user))
    found = found_of(
        matches,
        query,
        queries.unit_names(match.food.id for match in matches),
        compositions({match.food.revision_id for match in matches}),
        marks_of([match.food.id for match in matches]),
    )
    template = "cabinet/_found.html" if request.htmx else "cabinet/find.html"
    response = render(request, template, {"found": found, "query": query})
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_http_methods(["GET", "POST"])
@cabinet_view
@leads_to_what_is_noticed
def add(request, day, slug: str):
    """How a product is taken that comes into the cabinet."""
    food = queries.product_named(request.user, slug)
    if food is None:
        raise Http404(_("There is no such supplement."))
    sent = request.POST if request.method == "POST" else request.GET
    key = _key_of(sent)
    if request.method == "GET":
        if key is None:
            return redirect(f"{request.path}?key={uuid.uuid4()}")
        if queries.use_of(request.user, key) is not None:  # whoever goes back finds what the form made
            return redirect("cabinet:change", key)
    unit = _unit(food)
    options = {"today": day, "unit": unit}
    if request.method == "POST":
        form = UseForm(request.POST, **options)
        if form.is_valid():
            try:
                use = actions.add(
                    by=request.user, person=request.user, key=key or uuid.uuid4(), food=food, told=form.told
                )
            except actions.NotInUse:
                form.add_error(None, _("This product was taken out of use just now. Nothing was saved."))
            else:
                return _saved(request, use)
    else:
        form = UseForm(initial=_as_before(request.user, food), **options)
    context = {"form": form, "food": food, "key": key or uuid.uuid4()}
    return render(request, "cabinet/use_form.html", context, status=422 if form.errors else 200)


def _as_before(person, food) -> dict:
    """What the form proposes: how the product was taken the last time, but from today on."""
    last = queries.last_use_of(person, food)
    if last is None:
        return {"quantity": "1"}
    return {name: value for name, value in said_of(last).items() if name not in ("since", "until")}


def _key_of(sent) -> uuid.UUID | None:
    try:
        return uuid.UUID(sent.get("key", ""))
    except ValueError:
        return None


@require_http_methods(["GET", "POST"])
@cabinet_view
@leads_to_what_is_noticed
def change(request, day, use: Use):
    """Correct what stands in the cabinet, or say that it is taken differently from a day on."""
    unit = _unit(use.food)
    sent = request.POST if request.method == "POST" else None
    form = ChangeForm(sent, use=use, today=day, unit=unit)
    if form.is_valid():
        holds_from = form.cleaned_data["holds_from"]
        now_is = actions.change(by=request.user, use=use, told=form.told, holds_from=holds_from)
        return _saved(request, now_is)
    context = {"form": form, "food": use.food, "use": use}
    return render(request, "cabinet/use_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@cabinet_view
@leads_to_what_is_noticed
def stop(request, day, use: Use):
    """Ask for the last day, and keep what was taken up to it."""
    form = StopForm(request.POST if request.method == "POST" else None, use=use, today=day)
    if form.is_valid():
        actions.stop(by=request.user, use=use, last_day=form.cleaned_data["last_day"])
        return _saved(request, use)
    context = {"form": form, "use": use, "what": _what(use)}
    return render(request, "cabinet/use_stop.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@cabinet_view
@leads_to_what_is_noticed
def remove(request, day, use: Use):
    """Take a slip out, after asking."""
    if request.method == "POST":
        actions.remove(by=request.user, use=use)
        messages.success(request, _("%(product)s is out of your cabinet.") % {"product": use.food.name})
        return redirect("cabinet:list")
    return render(request, "cabinet/use_remove.html", {"use": use, "what": _what(use)})


def _unit(food) -> str:
    """What one unit of a product is called: "1 capsule"."""
    return queries.unit_names([food.pk]).get(food.pk, PLAIN_UNIT)


def _what(use: Use) -> str:
    return f"{amount_words(use.quantity, _unit(use.food))}, {often_words(use)}"


def _saved(request, use: Use):
    messages.success(request, _("%(product)s is saved in your cabinet.") % {"product": use.food.name})
    return redirect("cabinet:list")
