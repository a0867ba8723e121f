"""The guide, open to everybody.

For somebody on a vitamin K antagonist, or who has not said whether they are, it quotes the article under a
notice and offers nothing on K2.
"""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from k2tracker.profiles.context import vka

from . import queries
from .presenters import cautions as cautions_presenter
from .presenters import checklist as checklist_presenter
from .presenters import claims as claims_presenter
from .presenters import natto as natto_presenter
from .presenters import reading
from .presenters import sources as sources_presenter
from .presenters.frame import Anchor, frame


def _reader(request) -> dict:
    """What the reader said of antagonists, read once for view and template, and whether K2 is offered."""
    reader = vka(request)["vka"]
    return {"vka": reader, "is_offered": reader.is_answered and not reader.is_active}


@require_safe
@login_not_required
def index(request):
    """What is known of K2 in a paragraph, and the pages of the guide."""
    return render(
        request,
        "guide/index.html",
        frame("guide:index") | {"article": checklist_presenter.article_title()},
    )


@require_safe
@login_not_required
def checklist(request):
    """What the article asks, line by line, what the app does with it, and how well it is supported."""
    reader = _reader(request)
    page = checklist_presenter.checklist_page(k2_is_paused=not reader["is_offered"])
    return render(
        request,
        "guide/checklist.html",
        reader | page | frame("guide:checklist", checklist_presenter.checklist_anchors(page)),
    )


@require_safe
@login_not_required
def old_checklist(request):
    """The checklist's address of before the guide."""
    return redirect("guide:checklist", permanent=True)


@require_safe
@login_not_required
def claims(request):
    """Every claim with its references, or those of one grade (?grade=mixed)."""
    asked = request.GET.get("grade", "")
    chosen = asked if asked in claims_presenter.GRADE_SLUGS else ""
    rows = claims_presenter.claim_rows(chosen)
    return render(
        request,
        "guide/claims.html",
        frame("guide:claims", tuple(Anchor(row.id, row.topic) for row in rows))
        | {
            "claims": rows,
            "filters": claims_presenter.grade_filters(chosen),
            "is_filtered": chosen != "",
            "is_no_grade": asked != chosen,
        },
    )


@require_safe
@login_not_required
def myths(request):
    return render(
        request,
        "guide/myths.html",
        frame("guide:myths", reading.myth_anchors()) | reading.myth_groups(),
    )


@require_safe
@login_not_required
def questions(request):
    groups = reading.question_groups()
    anchors = reading.question_anchors(groups)
    return render(request, "guide/questions.html", frame("guide:questions", anchors) | {"groups": groups})


@require_safe
@login_not_required
def natto(request):
    """Amounts from the food database; for whoever is offered nothing on K2, the article's words alone."""
    reader = _reader(request)
    if reader["is_offered"]:
        kinds, products = queries.natto_and_products()
        sources = queries.sources_by_key(natto_presenter.source_keys(kinds))
        page = natto_presenter.natto_page(kinds, products, sources)
    else:
        page = natto_presenter.quotes_only()
    return render(
        request,
        "guide/natto.html",
        frame("guide:natto", natto_presenter.natto_anchors(is_offered=reader["is_offered"])) | page | reader,
    )


@require_safe
@login_not_required
def cautions(request):
    """Every rule in words, with its level and its basis."""
    page = cautions_presenter.cautions_page()
    anchors = cautions_presenter.cautions_anchors(page["groups"])
    return render(request, "guide/cautions.html", frame("guide:cautions", anchors) | page)


@require_safe
@login_not_required
def unknown(request):
    return render(
        request,
        "guide/unknown.html",
        frame("guide:unknown", reading.unknown_anchors()) | reading.unknown_page(),
    )


@require_safe
@login_not_required
def sources(request):
    """Reference sets, papers and food tables, each with how it was read."""
    return render(
        request,
        "guide/sources.html",
        frame("guide:sources", sources_presenter.sources_anchors())
        | sources_presenter.sources_page(queries.cited_sources()),
    )
