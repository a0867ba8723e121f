"""The pages of a draft: its values as a form, what it changes, and the list of what waits for approval.

Steps are sent to the page of the difference by name (`step`). A step that cannot be taken any more leads back
to the page as it stands now, with the sentence; a form with a mistake comes back as it was sent.
"""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from ..curation import drafts
from ..curation.content import EMPTY, content_of, contents_of
from ..curation.difference import differences
from ..models import Revision, Source
from ..permissions import APPROVE, DRAFT
from .reasons import CORRECTION, ReasonForm, RefusalForm
from .value_forms import CompositionForm

UNPROCESSABLE = 422
ON_A_PAGE = 20
STEPS = {
    "submit": DRAFT,
    "take_back": DRAFT,
    "discard": DRAFT,
    "catch_up": DRAFT,
    "approve": APPROVE,
    "decline": APPROVE,
}


class DraftPages:
    """Mixin of the foods' admin: the addresses and pages of drafts."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("waiting/", view(self.waiting), name="foods_food_waiting"),
            path("<int:food_id>/values/", view(self.values), name="foods_food_values"),
            path("<int:food_id>/draft/", view(self.draft), name="foods_food_draft"),
            *super().get_urls(),
        ]

    def values(self, request, food_id):
        """The values of a food as a form. Saving begins a draft, or goes on with the open one."""
        food = self._food(request, food_id, DRAFT)
        draft = drafts.open_draft(food)
        if draft is not None and draft.submitted_at is not None:
            messages.warning(
                request, _("These values wait for approval. Take the draft back to go on with it.")
            )
            return redirect("admin:foods_food_draft", food.pk)
        content = content_of(draft or food.revision)
        form = CompositionForm(
            content,
            source_keys=Source.objects.values_list("key", flat=True),
            basis=food.basis,
            data=request.POST if request.method == "POST" else None,
        )
        trouble, missed = "", []
        if request.method == "POST" and form.is_valid():
            try:
                self._save(food, draft, form.content(), request)
                return redirect("admin:foods_food_draft", food.pk)
            except drafts.DraftError as error:
                trouble, missed = str(error), differences(content, form.content())
        context = {
            "form": form,
            "draft": draft,
            "seen": content.digest if draft is None else draft.digest,
            "trouble": trouble,
            "missed": missed,
            "title": _("Values of %(food)s") % {"food": food.name},
        }
        status = UNPROCESSABLE if trouble or form.wrong_fields else 200
        return self._page(request, "values", food, context, status)

    def _save(self, food, draft, content, request):
        seen = request.POST.get("seen", "")
        if draft is None and content.digest == content_of(food.revision).digest:
            raise drafts.NothingChanged
        with transaction.atomic():
            draft = drafts.start_draft(food=food, by=request.user)
            drafts.save_draft(draft=draft, content=content, by=request.user, seen=seen)

    def draft(self, request, food_id):
        """What the draft changes, and the steps that can be taken from here."""
        food = self._food(request, food_id, STEPS.get(request.POST.get("step"), DRAFT))
        reason, refusal = ReasonForm(), RefusalForm()
        if request.method == "POST":
            step = request.POST.get("step")
            if step not in STEPS:
                raise BadRequest("no such step")
            if step == "submit":
                reason = ReasonForm(request.POST)
            if step == "decline":
                refusal = RefusalForm(request.POST)
            if not (reason.errors or refusal.errors):
                return self._take(step, request, food, reason, refusal)
        draft = drafts.open_draft(food)
        if draft is None:
            messages.info(request, _("No draft is open for this food."))
            return redirect("admin:foods_food_change", food.pk)
        draft.food = food
        content = content_of(draft)
        context = {
            "draft": draft,
            "seen": draft.digest,
            "handed_in": drafts.submission_of(draft),
            "changes": differences(content_of(food.revision), content),
            "is_behind": drafts.is_behind(draft, food.revision),
            "why_not_approve": drafts.why_not_approve(draft, request.user),
            "reason_form": reason,
            "refusal_form": refusal,
            "title": _("Draft of %(food)s") % {"food": food.name},
        }
        return self._page(
            request, "draft", food, context, UNPROCESSABLE if reason.errors or refusal.errors else 200
        )

    def _take(self, step, request, food, reason, refusal):
        """Take one step, then lead on. Nothing is decided here: the actions refuse what cannot be."""
        by, seen = request.user, request.POST.get("seen", "")
        try:
            draft = self._named_draft(request, food)
            if step == "submit":
                told = reason.cleaned_data
                is_correction = told["kind"] == CORRECTION
                draft = drafts.submit(
                    draft=draft, reason=told["reason"], is_correction=is_correction, by=by, seen=seen
                )
                said = _("Published.") if draft.published_at else _("Submitted. Another curator approves it.")
            elif step == "approve":
                drafts.approve(draft=draft, by=by, seen=seen, handed_in=request.POST.get("handed_in", ""))
                said = _("Approved and published.")
            elif step == "decline":
                drafts.decline(draft=draft, because=refusal.cleaned_data["because"], by=by)
                said = _("Declined.")
            elif step == "take_back":
                drafts.take_back(draft=draft, by=by)
                said = _("Taken back: the draft can be changed again.")
            elif step == "catch_up":
                drafts.catch_up(draft=draft, by=by)
                said = _("The newly published values are taken over.")
            else:
                drafts.discard_draft(draft=draft, by=by)
                said = _("Draft discarded.")
        except drafts.DraftError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, said)
        if drafts.open_draft(food) is not None:
            return redirect("admin:foods_food_draft", food.pk)
        return redirect("admin:foods_food_change", food.pk)

    def _named_draft(self, request, food) -> Revision:
        """The draft that the page was about. Raises DraftClosed where it is gone."""
        named = request.POST.get("draft", "")
        if not (named.isascii() and named.isdecimal() and len(named) < 19):
            raise BadRequest("a draft is named by a number")
        draft = Revision.objects.filter(food=food, pk=int(named)).first()
        if draft is None:
            raise drafts.DraftClosed
        return draft

    def waiting(self, request):
        """What waits for approval, oldest first, each with its difference."""
        if not request.user.has_perm(APPROVE):
            raise PermissionDenied
        waits = (
            Revision.objects.filter(
                submitted_at__isnull=False,
                published_at__isnull=True,
                declined_at__isnull=True,
                food__owner__isnull=True,
            )
            .select_related("food__revision", "made_by")
            .order_by("submitted_at", "pk")
        )
        page = Paginator(waits, ON_A_PAGE).get_page(request.GET.get("page"))
        contents = contents_of(
            [*page.object_list, *(one.food.revision for one in page.object_list if one.food.revision)]
        )
        items = [
            (draft, differences(contents.get(draft.food.revision_id, EMPTY), contents[draft.pk]))
            for draft in page.object_list
        ]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Waiting for approval"),
            "page": page,
            "items": items,
        }
        return TemplateResponse(request, "admin/foods/food/waiting.html", context)

    def _food(self, request, food_id, permission):
        """The food, for who may. Raises PermissionDenied, Http404."""
        if not request.user.has_perm(permission):
            raise PermissionDenied
        food = self.get_queryset(request).select_related("revision").filter(pk=food_id).first()
        if food is None:
            raise Http404
        return food

    def _page(self, request, name, food, context, status):
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "food": food,
            "food_page": reverse("admin:foods_food_change", args=[food.pk]),
            **context,
        }
        return TemplateResponse(request, f"admin/foods/food/{name}.html", context, status=status)
