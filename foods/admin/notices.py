"""What people sent, in the admin: the food and its values, what was said, and three ways to answer.

Nobody sees here who sent it.
"""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from nutrients.nutrient import NUTRIENTS

from ..categories import CATEGORIES
from ..curation.merging import NotMerged
from ..curation.notices import (
    NoticeClosed,
    NotTakenUp,
    check_takeable,
    close,
    merge_suggestion,
    take_up,
    twins_of,
)
from ..models import Food, FoodMark, FoodNutrient, Notice
from .pages import curator_page, page

PERMISSION = "foods.change_notice"


class AnswerForm(forms.Form):
    """What the sender reads."""

    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text=gettext_lazy("Whoever sent it reads this on their page."),
        error_messages={"required": gettext_lazy("Write an answer: somebody waits for it.")},
    )


class CloseForm(AnswerForm):
    """An answer and what became of the notice."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"), choices=Notice.Outcome.choices, widget=forms.RadioSelect
    )
    field_order = ["outcome", "answer"]


class TakeForm(AnswerForm):
    """A food as everybody is to find it."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    category = forms.ChoiceField(label=gettext_lazy("Category"), choices=list(CATEGORIES.items()))
    marks = forms.MultipleChoiceField(
        label=gettext_lazy("Marks that rules look at"),
        choices=FoodMark.Mark.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["name", "category", "marks", "answer"]


class JoinForm(AnswerForm):
    """The food that is there already."""

    into = forms.ModelChoiceField(
        label=gettext_lazy("Merge into"),
        queryset=Food.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose the food that is there already.")},
    )
    keep_name = forms.BooleanField(
        label=gettext_lazy("Keep the suggested name as another name"), required=False, initial=True
    )
    field_order = ["into", "keep_name", "answer"]

    def __init__(self, *args, twins, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["into"]
        field.queryset = Food.objects.published().filter(pk__in=[twin.food.pk for twin in twins])
        whys = {twin.food.pk: twin.why for twin in twins}
        field.label_from_instance = lambda food: f"{food.name} ({whys[food.pk]})"


@require_safe
@curator_page("foods.view_notice")
def notice(request, pk):
    """What was sent, with the forms that answer it, or how it was answered."""
    return _page(request, _notice(pk))


@require_POST
@curator_page(PERMISSION)
def notice_close(request, pk):
    """End a notice with an answer."""
    sent = _notice(pk)
    form = _close_form(sent, request.POST)
    if not form.is_valid():
        return _page(request, sent, closing=form)
    return _done(request, sent, lambda: close(by=request.user, notice=sent, **form.cleaned_data))


@require_POST
@curator_page(PERMISSION)
def notice_take(request, pk):
    """Make a suggested food everybody's."""
    sent = _notice(pk, kind=Notice.Kind.SUGGESTION)
    form = _take_form(sent, request.POST)
    if not form.is_valid():
        return _page(request, sent, taking=form)
    return _done(request, sent, lambda: take_up(by=request.user, notice=sent, **form.cleaned_data))


@require_POST
@curator_page(PERMISSION)
def notice_join(request, pk):
    """Make a suggested food part of one that is there."""
    sent = _notice(pk, kind=Notice.Kind.SUGGESTION)
    form = _join_form(sent, twins_of(sent.food), request.POST)
    if not form.is_valid():
        return _page(request, sent, joining=form)
    return _done(request, sent, lambda: merge_suggestion(by=request.user, notice=sent, **form.cleaned_data))


def _notice(pk: int, **conditions) -> Notice:
    return get_object_or_404(Notice.objects.select_related("food", "revision"), pk=pk, **conditions)


def _done(request, sent, act):
    try:
        act()
    except (NoticeClosed, NotTakenUp, NotMerged) as error:
        messages.warning(request, str(error))
        return redirect("curation:notice", sent.pk)
    messages.success(request, _("Answered."))
    return redirect("curation:worklist")


def _close_form(sent, data=None):
    if sent.kind == Notice.Kind.REPORT:
        return CloseForm(data, auto_id="close_%s")
    form = CloseForm(data, auto_id="close_%s")
    form.fields["outcome"].choices = [(Notice.Outcome.LEFT.value, Notice.Outcome.LEFT.label)]
    form.fields["outcome"].widget = forms.HiddenInput()
    form.initial["outcome"] = Notice.Outcome.LEFT.value
    return form


def _take_form(sent, data=None):
    return TakeForm(
        data,
        auto_id="take_%s",
        initial={
            "name": sent.food.name,
            "category": sent.food.category,
            "marks": list(sent.food.marks.values_list("mark", flat=True)),
            "answer": _("Taken up: everybody can find it now. Thank you."),
        },
    )


def _join_form(sent, twins, data=None):
    same = next((twin.food.pk for twin in twins if twin.is_same), None)
    return JoinForm(
        data,
        twins=twins,
        auto_id="join_%s",
        initial={"into": same, "answer": _("It was there already. Your log leads on with that one.")},
    )


def _page(request, sent, *, closing=None, taking=None, joining=None):
    """The page of a notice; a form that was given holds what was typed and what is wrong with it."""
    food, is_open = sent.food, sent.closed_at is None
    is_suggestion = sent.kind == Notice.Kind.SUGGESTION
    twins = twins_of(food) if is_open and is_suggestion else []
    refusal = ""
    if is_open and is_suggestion:
        try:
            check_takeable(food)
        except NotTakenUp as error:
            refusal = str(error)
    values = FoodNutrient.objects.filter(revision=food.revision_id).select_related("source").order_by("pk")
    return page(
        request,
        "admin/foods/notice.html",
        {
            "title": f"{sent.get_kind_display().capitalize()}: {food.name}",
            "notice": sent,
            "food": food,
            "category": CATEGORIES.get(food.category, food.category),
            "nutrient": NUTRIENTS[sent.nutrient].name if sent.nutrient in NUTRIENTS else "",
            "values": values,
            "was_changed": food.revision_id != sent.revision_id,
            "twins": twins,
            "refusal": refusal,
            "closing": (closing or _close_form(sent)) if is_open else None,
            "taking": (taking or _take_form(sent)) if is_open and is_suggestion and not refusal else None,
            "joining": (joining or _join_form(sent, twins)) if twins and not refusal else None,
        },
        status=422 if closing or taking or joining else 200,
    )
