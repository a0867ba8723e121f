"""One run: the foods of an edition in batches, compared and written, then linked to the curated ones."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext

from django.db import connection, reset_queries, transaction

from foods.importers.files import Progress, no_progress
from foods.importers.records import Edition, FoodRecord, Kind, Problem
from foods.models import Source
from foods.representation import represent

from .context import Context
from .links import Link, link
from .plan import plan
from .report import CHANGED, CREATED, Report
from .write import put_in_force, write

BATCH = 1000
TOLD = "foods"


def _tell_nobody(problem: Problem) -> None:
    """Takes a problem and keeps it to itself."""


def import_edition(
    edition: Edition,
    *,
    dry_run: bool = False,
    tell: Callable[[Problem], None] = _tell_nobody,
    progress: Progress = no_progress,
) -> Report:
    """Bring the database to what the edition says, in one transaction; a dry run only compares.

    tell: is handed every problem as it is met. Closes the edition.
    """
    report = Report(edition.title, edition.not_kept, tell)
    try:
        with nullcontext() if dry_run else transaction.atomic():
            _run(edition, report, progress, dry_run=dry_run)
    finally:
        edition.close()
    if not dry_run and report.foods[CREATED] + report.foods[CHANGED] >= BATCH:
        # Without fresh statistics either engine plans the food lists as for the few foods of before.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return report


def _run(edition: Edition, report: Report, progress: Progress, *, dry_run: bool) -> None:
    if not dry_run:
        Source.objects.select_for_update(no_key=True).order_by("pk").first()  # one import after the other
    context = Context(edition, writes=not dry_run)
    links, waiting, done = [], [], 0
    for batch in _batches(_foods(edition, report)):
        planned = plan(batch, context, report)
        if not dry_run and planned:
            written = write(planned, context)
            waiting += written.waiting
            links += [
                Link(
                    written.food_ids[one.slug],
                    one.record.place,
                    one.slug,
                    one.record.standing.represented_by,
                    one.record.standing.merged_into,
                )
                for one in planned
                if one.record.standing is not None
            ]
        reset_queries()  # with DEBUG on, Django keeps every statement: a large run would not fit the memory
        done += len(batch)
        progress(TOLD, done, edition.foods)
    progress(TOLD, edition.foods, edition.foods)
    for source, count in _rejected_foods(report, edition).items():
        report.by_source.setdefault(source, {})["rejected"] = count
    if dry_run:
        return
    put_in_force(waiting)
    link(links, report)
    context.close_releases(report.by_source)
    if not report.is_unchanged:
        report.represented = represent()


def _foods(edition: Edition, report: Report) -> Iterator[FoodRecord]:
    seen = set()  # addresses of our own files: one id under two of them would be one food twice
    for record in edition.records():
        if isinstance(record, Problem):
            report.problem(record)
        elif record.standing is not None and record.key in seen:
            reason = "its source's id stands under another address already"
            report.problem(Problem(Kind.FOOD, record.place, record.standing.slug, reason))
        else:
            if record.standing is not None:
                seen.add(record.key)
            yield record


def _batches(records: Iterable[FoodRecord]) -> Iterator[list[FoodRecord]]:
    batch = []
    for record in records:
        batch.append(record)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _rejected_foods(report: Report, edition: Edition) -> dict[str, int]:
    """Rejected records by source; a download of several datasets counts them with the first."""
    rejected = sum(report.rejected[kind] for kind in Kind)
    return {edition.releases[0].source: rejected} if edition.releases else {}
