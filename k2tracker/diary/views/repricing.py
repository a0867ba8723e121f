"""Corrected values for days that were logged before: the page of offers, and the answers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from foods.composition import compositions
from k2tracker.diary.presenters.repricing import offer_card, vitamin_k_note
from k2tracker.diary.repricing import actions
from k2tracker.diary.repricing.queries import answered_offers, offered, waiting_offers

from .rendering import diary_view

PER_PAGE = 10


@require_safe
@diary_view
def new_values(request, keeper):
    """What waits for an answer, then what was answered."""
    page = Paginator(answered_offers(keeper.person), PER_PAGE).get_page(request.GET.get("page"))
    waiting = offered(keeper.person, waiting_offers(keeper.person))
    answered = offered(keeper.person, page)
    known = compositions(
        {one.offer.revision_id for one in (*waiting, *answered)}
        | {stretch.revision_id for one in (*waiting, *answered) for stretch in one.stretches}
    )
    cards = [offer_card(one, known, keeper.profile) for one in waiting]
    today = keeper.today()
    context = {
        "waiting": cards,
        "answered": [offer_card(one, known, keeper.profile) for one in answered],
        "vitamin_k_note": vitamin_k_note(cards, keeper.subject(today), today),
        "page_obj": page,
    }
    return render(request, "diary/repricing.html", context)


@require_POST
@diary_view
def answer_offer(request, keeper, pk: int):
    """Accept an offer, keep what was logged, or take the answer back. A second press finds it done."""
    offer = get_object_or_404(keeper.person.reprice_offers.select_related("revision", "food"), pk=pk)
    try:
        match request.POST.get("answer"):
            case "accept":
                count = actions.accept(by=request.user, offer=offer)
                said = ngettext(
                    "Re-priced: %(count)s entry of %(food)s.",
                    "Re-priced: %(count)s entries of %(food)s.",
                    count,
                )
                messages.success(request, said % {"count": count, "food": offer.food.name})
            case "keep":
                actions.keep(by=request.user, offer=offer)
                messages.success(request, _("Kept as it was logged: %(food)s.") % {"food": offer.food.name})
            case "undo":
                actions.undo(by=request.user, offer=offer)
                messages.success(request, _("As before your answer: %(food)s.") % {"food": offer.food.name})
            case _:
                raise Http404(_("There is no such answer."))
    except actions.NotAnswerable:
        messages.info(request, _("Nothing to change: this page shows how it stands."))
    return redirect("diary:new_values")
