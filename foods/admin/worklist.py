"""The work list in the admin: what to look at first, and leaving findings as they are with a reason."""

from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from nutrients.nutrient import NUTRIENTS

from ..categories import label
from ..curation.checks import short
from ..curation.leaving import Named, NotFound, leave, standing
from ..curation.worklist import (
    EXPECTED,
    IMPORTED,
    KINDS,
    PARTS,
    WAITS,
    Ranked,
    categories_of,
    counts_of,
    lines_of,
    ranked,
)
from ..models import Dismissal
from .lists import FoodModelAdmin, ReadOnly
from .pages import curator_page, page

PER_PAGE = 25
MOST_AT_ONCE = 100
FIRST_OF_A_KIND = 5
_PART_WORDS = {
    WAITS: gettext_lazy("To look at"),
    EXPECTED: gettext_lazy("To be expected"),
    IMPORTED: gettext_lazy("Imported, and nobody logs them"),
}


@admin.register(Dismissal)
class DismissalAdmin(ReadOnly, FoodModelAdmin):
    """What curators left as it is. Taking one away puts the finding on the work list again."""

    list_display = ["check_words", "food", "nutrient", "reason", "dismissed_at"]
    list_filter = ["check_code"]
    list_select_related = ["food"]
    search_fields = ["food__name", "reason"]
    fields = ["check_words", "food", "nutrient", "reason", "dismissed_at"]
    readonly_fields = ["check_words"]

    @admin.display(description=gettext_lazy("finding"), ordering="check_code")
    def check_words(self, dismissal):
        kind = KINDS.get(dismissal.check_code)
        return dismissal.check_code if kind is None else kind.words

    def has_delete_permission(self, request, obj=None):
        return request.user.has_perm("foods.delete_dismissal")


class ReasonForm(forms.Form):
    """Why a curator does something."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        error_messages={"required": gettext_lazy("Say why: other curators read it in the food's history.")},
    )


class NarrowForm(forms.Form):
    """What a list is narrowed to. What it does not offer narrows nothing."""

    nutrient = forms.ChoiceField(label=gettext_lazy("Nutrient"), required=False)
    category = forms.ChoiceField(label=gettext_lazy("Category"), required=False)

    def __init__(self, data, *, nutrients, categories):
        super().__init__(data, auto_id="narrow_%s")
        self.fields["nutrient"].choices = [("", _("all nutrients")), *nutrients]
        self.fields["category"].choices = [("", _("all categories")), *categories]

    def chosen(self, name: str) -> str:
        self.full_clean()
        return self.cleaned_data.get(name, "")


@require_safe
@curator_page("foods.view_food")
def worklist(request):
    """What waits: the first of each kind, or one part of one kind, a page at a time."""
    found = ranked()
    counts = counts_of(found)
    kind = KINDS.get(request.GET.get("kind", ""))
    context = {
        "title": _("Work list"),
        "total": sum(number for (_code, part), number in counts.items() if part == WAITS),
        "kinds": [
            (one, counts[code, WAITS], one is kind)
            for code, one in KINDS.items()
            if one is kind or any(counts[code, part] for part in PARTS)
        ],
        "kind": kind,
    }
    if kind is None:
        return page(request, "admin/foods/worklist.html", {**context, **_sections(found, counts)})
    return page(
        request, "admin/foods/worklist_kind.html", {**context, **_one_kind(request, found, counts, kind)}
    )


def _sections(found, counts) -> dict:
    """The first lines of each kind, and how many more there are of its parts."""
    first = [
        one
        for code in KINDS
        for one in [one for one in found if one.finding.check == code and one.part == WAITS][:FIRST_OF_A_KIND]
    ]
    lines = lines_of(first)
    return {
        "sections": [
            {
                "kind": kind,
                "number": counts[code, WAITS],
                "lines": [line for line in lines if line.kind is kind],
                "more": max(0, counts[code, WAITS] - FIRST_OF_A_KIND),
                "expected": counts[code, EXPECTED],
                "imported": counts[code, IMPORTED],
            }
            for code, kind in KINDS.items()
            if any(counts[code, part] for part in PARTS)
        ],
        "nothing_of": [
            kind.words for code, kind in KINDS.items() if not any(counts[code, part] for part in PARTS)
        ],
    }


def _one_kind(request, found, counts, kind) -> dict:
    """A page of one part of a kind, narrowed by nutrient and category."""
    part = request.GET.get("part", "")
    part = part if part in PARTS else WAITS
    shown = [one for one in found if one.finding.check == kind.code and one.part == part]
    categories = categories_of(shown)
    nutrients = {one.finding.nutrient for one in shown} - {""}
    narrow = NarrowForm(
        request.GET,
        nutrients=[(code, short(code)) for code in NUTRIENTS if code in nutrients],
        categories=sorted(((one, label(one)) for one in set(categories.values())), key=lambda one: one[1]),
    )
    nutrient, category = narrow.chosen("nutrient"), narrow.chosen("category")
    shown = [
        one
        for one in shown
        if nutrient in ("", one.finding.nutrient) and category in ("", categories[one.finding.food_id])
    ]
    asked = {"kind": kind.code, "part": part, "nutrient": nutrient, "category": category}
    page_obj = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "part": part,
        "parts": [
            (one, _PART_WORDS[one], counts[kind.code, one], one == part)
            for one in PARTS
            if one == WAITS or counts[kind.code, one]
        ],
        "narrow": narrow if len(nutrients) > 1 or len(set(categories.values())) > 1 else None,
        "page_obj": page_obj,
        "lines": lines_of(page_obj.object_list),
        "are_chosen": request.GET.get("chosen") == "all",
        "page_query": f"{urlencode({name: one for name, one in asked.items() if one})}&",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@curator_page("foods.add_dismissal")
def worklist_leave(request):
    """Findings in full, one or several, and a reason for leaving them as they are."""
    data = request.POST if request.method == "POST" else request.GET
    names = _names(data)
    if not names and data.get("kind", "") in KINDS:
        messages.warning(request, _("Choose what to leave as it is."))
        return redirect(_list_of(data["kind"], data.get("part", "")))
    if not names:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    back = _list_of(names[0].check, data.get("part", ""))
    if form.is_valid():
        try:
            foods = leave(by=request.user, reason=form.cleaned_data["reason"], names=names)
        except NotFound:
            messages.warning(request, _("The figures are others by now. Nothing was left out."))
        else:
            messages.success(request, _left_words(foods))
        return redirect(back)
    found = standing(names)
    if not found:
        if request.method != "POST":
            raise Http404
        messages.warning(request, _("The figures are others by now. Nothing was left out."))
        return redirect(back)
    return page(
        request,
        "admin/foods/worklist_leave.html",
        {
            "title": _("Leave as it is"),
            "lines": lines_of([Ranked(one, 0, 0, WAITS) for one in found]),
            "kind": KINDS[found[0].check],
            "part": data.get("part", ""),
            "back": back,
            "form": form,
        },
        status=422 if form.is_bound else 200,
    )


def _left_words(foods) -> str:
    if len(foods) == 1:
        said = _("Left as it is: %(food)s. It comes back when the figures change.")
        return said % {"food": foods[0]}
    said = _("Left as they are, in %(count)s foods. Each comes back when its figures change.")
    return said % {"count": len(foods)}


def _names(data) -> list[Named]:
    """Which findings. Raises Http404 where one cannot be read, or where no page holds as many."""
    texts = data.getlist("finding")
    if len(texts) > MOST_AT_ONCE:
        raise Http404
    return [_name(text) for text in texts]


def _name(text: str) -> Named:
    parts = text.split(":")
    if len(parts) != 4 or "\0" in text or any(len(part) > 64 for part in parts):
        raise Http404
    check, number, nutrient, fingerprint = parts
    if check not in KINDS or not (number.isascii() and number.isdecimal() and len(number) < 19):
        raise Http404
    return Named(check, int(number), nutrient, fingerprint)


def _list_of(kind: str, part: str) -> str:
    asked = {"kind": kind} | ({"part": part} if part in PARTS else {})
    return f"{reverse('curation:worklist')}?{urlencode(asked)}"
