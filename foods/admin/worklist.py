"""The work list in the admin: what to look at first, and leaving a finding as it is with a reason."""

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

from ..curation.worklist import KINDS, NotFound, counts_of, leave, lines_of, ranked, standing_finding
from ..models import Dismissal, Food
from .lists import FoodModelAdmin, ReadOnly
from .pages import curator_page, page

PER_PAGE = 25


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


@require_safe
@curator_page("foods.view_food")
def worklist(request):
    """What waits, first what touches most people."""
    found = ranked()
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    counts = counts_of(found)
    shown = [one for one in found if one.finding.check == kind] if kind else found
    page_obj = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "admin/foods/worklist.html",
        {
            "title": _("Work list"),
            "total": len(found),
            "kinds": [(KINDS[code], number, code == kind) for code, number in counts.items()],
            "kind": KINDS.get(kind),
            "page_obj": page_obj,
            "lines": lines_of(page_obj.object_list),
            "page_query": f"{urlencode({'kind': kind})}&" if kind else "",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@curator_page("foods.add_dismissal")
def worklist_leave(request):
    """One finding in full, and a reason for leaving it as it is."""
    asked = _asked(request.POST if request.method == "POST" else request.GET)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            food = leave(by=request.user, reason=form.cleaned_data["reason"], **asked)
        except NotFound:
            messages.warning(request, _("The figures are others by now. Nothing was left out."))
        else:
            messages.success(
                request, _("Left as it is: %(food)s. It comes back when the figures change.") % {"food": food}
            )
        return redirect(_list_of(asked["check"]))
    finding = standing_finding(**asked)
    if finding is None:
        if request.method != "POST":
            raise Http404
        messages.warning(request, _("The figures are others by now. Nothing was left out."))
        return redirect(_list_of(asked["check"]))
    return page(
        request,
        "admin/foods/worklist_leave.html",
        {
            "title": _("Leave as it is"),
            "finding": finding,
            "food": Food.objects.get(pk=finding.food_id),
            "kind": KINDS[finding.check],
            "asked": asked,
            "form": form,
        },
        status=422 if form.is_bound else 200,
    )


def _asked(data) -> dict:
    """Which finding. Raises Http404 where that cannot be read."""
    number = data.get("food", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        raise Http404
    texts = {name: data.get(name, "") for name in ("check", "nutrient", "fingerprint")}
    if any("\0" in text or len(text) > 64 for text in texts.values()) or texts["check"] not in KINDS:
        raise Http404
    return {"food_id": int(number), **texts}


def _list_of(kind: str) -> str:
    return f"{reverse('curation:worklist')}?{urlencode({'kind': kind})}"
