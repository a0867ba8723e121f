"""A person's own results: the page of all, one kind, one result with its history, the INR range."""

import uuid
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from k2tracker.alerts.noticing import leads_to_what_is_noticed
from k2tracker.profiles.clock import today
from k2tracker.profiles.forms import EARLIEST_YEAR
from k2tracker.profiles.permissions import onboarded_required
from k2tracker.profiles.queries import profile_of
from nutrients.labs import Kind

from . import actions, queries
from .forms import BodyForm, NextInrForm, RangeForm, ResultForm
from .models import LabResult
from .permissions import own_range_or_404, own_result_or_404
from .presenters import inr as inr_words
from .presenters import page as page_words
from .presenters import results as result_words

PER_PAGE = 25


@require_safe
@onboarded_required
def result_list(request):
    """The newest results of each kind, their charts, and what stands with the INR."""
    return _page(request)


@require_safe
@onboarded_required
def kind_list(request, kind: str):
    """Every result of one kind, the newest first."""
    kind = _kind_or_404(kind)
    results = queries.standing_results(request.user, kind.value)
    page = Paginator(results, PER_PAGE).get_page(request.GET.get("page"))
    rows = result_words.rows_of(
        page.object_list,
        body=queries.settings_of(request.user).vitamin_d_body,
        ranges=queries.standing_ranges(request.user),
        day_before=results[page.start_index() - 2].taken_on if page.has_previous() else None,
    )
    return render(
        request, "labs/kind.html", {"rows": rows, "page_obj": page, "kind": kind.value, "name": _name(kind)}
    )


@require_http_methods(["GET", "POST"])
@onboarded_required
@leads_to_what_is_noticed
def add(request, kind: str):
    """A new result of one kind. The key in the address makes a second press and the way back harmless."""
    kind = _kind_or_404(kind)
    key = _key_of(request.POST if request.method == "POST" else request.GET)
    if request.method == "POST":
        key = key or uuid.uuid4()
        form = ResultForm(request.POST, kind=kind, **_life_of(request.user))
        if form.is_valid():
            result = actions.add_result(by=request.user, key=key, told=form.told)
            if not form.told.is_what(result):  # a form that was sent, gone back to, and filled in anew
                messages.info(request, _("This form was saved before. It can be corrected here."))
                return redirect("labs:change", key)
            _say_saved(request, result)
            return redirect("labs:list")
        return render(request, "labs/result_add.html", _form_context(form, kind, key), status=422)
    if key is None:
        return redirect(f"{request.path}?key={uuid.uuid4()}")
    if queries.versions_of(request.user, key):
        return redirect("labs:change", key)
    form = ResultForm(kind=kind, **_life_of(request.user))
    return render(request, "labs/result_add.html", _form_context(form, kind, key))


@require_http_methods(["GET", "POST"])
@onboarded_required
@leads_to_what_is_noticed
def change(request, key: uuid.UUID):
    """One result: correct it, mark it as wrong, see what stood there before."""
    result = own_result_or_404(request.user, key)
    kind = Kind(result.kind)
    sent = request.POST if request.method == "POST" else None
    form = ResultForm(sent, kind=kind, initial=_as_typed(result), **_life_of(request.user))
    if form.is_valid():
        try:
            result = actions.correct_result(
                by=request.user, key=key, told=form.told, seen_version=_number_of(request.POST.get("version"))
            )
        except actions.ChangedMeanwhileError:
            form.add_error(
                None,
                _(
                    "This result was changed in another window meanwhile. The latest version stands in its "
                    "history below; saving again adds yours."
                ),
            )
            result = own_result_or_404(request.user, key)
        else:
            _say_saved(request, result)
            return redirect("labs:list")
    versions = queries.versions_of(request.user, key)
    body, ranges = queries.settings_of(request.user).vitamin_d_body, queries.standing_ranges(request.user)
    context = _form_context(form, kind, key) | {
        "row": result_words.row_of(result, body=body, ranges=ranges),
        "version": result.version,
        "versions": [result_words.row_of(one, body=body, ranges=ranges) for one in versions],
    }
    return render(request, "labs/result_change.html", context, status=422 if form.errors else 200)


@require_POST
@onboarded_required
@leads_to_what_is_noticed
def mark(request, key: uuid.UUID):
    """Mark a result as wrong, or take the mark back."""
    own_result_or_404(request.user, key)
    is_wrong = request.POST.get("is_wrong") == "on"
    actions.mark_result(by=request.user, key=key, is_wrong=is_wrong)
    messages.success(
        request,
        _("The result is marked as wrong. It counts nowhere, and its history is kept.")
        if is_wrong
        else _("The result counts again."),
    )
    return redirect("labs:list")


@require_http_methods(["GET", "POST"])
@onboarded_required
@leads_to_what_is_noticed
def inr_range(request):
    """The INR range of the clinic's letter: its history, and a new one."""
    key = _key_of(request.POST) or uuid.uuid4()
    form = RangeForm(request.POST if request.method == "POST" else None, **_life_of(request.user))
    if form.is_valid():
        typed = form.cleaned_data
        told = actions.tell_range(
            by=request.user, key=key, low=typed["low"], high=typed["high"], from_on=typed["from_on"]
        )
        if any(getattr(told, name) != value for name, value in typed.items()):
            messages.info(
                request, _("This form was saved before. A range that was typed wrong can be taken back here.")
            )
            return redirect("labs:inr_range")
        messages.success(request, _("The range is saved."))
        return redirect("labs:list")
    rows = inr_words.range_rows(queries.standing_ranges(request.user), today(profile_of(request.user)))
    return render(
        request,
        "labs/inr_range.html",
        {"form": form, "rows": rows, "key": key},
        status=422 if form.errors else 200,
    )


@require_POST
@onboarded_required
@leads_to_what_is_noticed
def inr_range_wrong(request, key: uuid.UUID):
    """Take back a range that was typed wrong."""
    own_range_or_404(request.user, key)
    actions.take_range_back(by=request.user, key=key)
    messages.success(request, _("The range is taken back."))
    return redirect("labs:inr_range")


@require_POST
@onboarded_required
def next_inr(request):
    """Note the day of the next INR test, or that none is known."""
    if request.POST.get("clear"):
        actions.set_next_inr(by=request.user, on=None)
        return redirect("labs:list")
    form = NextInrForm(request.POST, today=today(profile_of(request.user)))
    if not form.is_valid():
        return _page(request, next_form=form)
    actions.set_next_inr(by=request.user, on=form.cleaned_data["next_inr_on"])
    messages.success(request, _("The day of the next test is noted."))
    return redirect("labs:list")


@require_POST
@onboarded_required
def body(request):
    """Choose whose levels 25(OH)D is compared with."""
    form = BodyForm(request.POST)
    if not form.is_valid():
        return _page(request, body_form=form)
    actions.choose_body(by=request.user, body=form.cleaned_data["body"])
    return redirect("labs:list")


def _page(request, *, next_form: NextInrForm | None = None, body_form: BodyForm | None = None):
    """The page of all results; with a form that was refused, as it was typed."""
    day = today(profile_of(request.user))
    page = page_words.labs_page(request.user, day)
    refused = next_form or body_form
    context = {
        "page": page,
        "next_form": next_form or NextInrForm(today=day),
        "body_form": body_form or BodyForm(initial={"body": page.body_code}),
        "refused": refused,
    }
    return render(request, "labs/list.html", context, status=422 if refused else 200)


def _form_context(form: ResultForm, kind: Kind, key: uuid.UUID) -> dict:
    return {"form": form, "kind": kind.value, "name": _name(kind), "key": key}


def _kind_or_404(kind: str) -> Kind:
    try:
        return Kind(kind)
    except ValueError:
        raise Http404 from None


def _name(kind: Kind) -> str:
    return LabResult.Kind(kind.value).label


def _key_of(sent) -> uuid.UUID | None:
    try:
        return uuid.UUID(sent.get("key", ""))
    except ValueError:
        return None


def _number_of(text: str | None) -> int:
    """The version a form was made from; 0, which is none, where it cannot be read."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0


def _life_of(person) -> dict[str, date]:
    """The days between which a result can lie."""
    profile = profile_of(person)
    born_on = date(profile.birth_year or EARLIEST_YEAR, profile.birth_month or 1, 1)
    return {"today": today(profile), "born_on": born_on}


def _as_typed(result: LabResult) -> dict:
    return {
        "taken_on": result.taken_on,
        "value": f"{result.value:.{result.decimals}f}",
        "unit": result.unit,
        "specimen": result.specimen,
        "laboratory": result.laboratory,
        "note": result.note,
    }


def _say_saved(request, result: LabResult) -> None:
    """No value stands in the message: it is about what was done."""
    same_day = request.user.lab_results.standing().filter(kind=result.kind, taken_on=result.taken_on)
    if same_day.exclude(key=result.key).exists():
        messages.success(
            request, _("The result is saved. That day has two now: the one that was entered later counts.")
        )
    else:
        messages.success(request, _("The result is saved."))
