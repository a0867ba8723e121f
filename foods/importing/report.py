"""What a run did or would do: counts of foods and values, and every record that was left out."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from foods.importers.records import Kind, Problem

CREATED, CHANGED, UNCHANGED, KEPT = "created", "changed", "unchanged", "kept"
REJECTED_KINDS = (Kind.FOOD, Kind.VALUE, Kind.RANGE, Kind.PORTION, Kind.BARCODE, Kind.OTHER)


@dataclass
class Report:
    """Counts of one run. tell: is handed each problem as it is met, so that none has to be kept.

    foods, values: created, changed, unchanged; of values also "gone" (a changed food no longer has them).
    by_source: the foods of each source, for its release.
    """

    title: str
    not_kept: int
    tell: Callable[[Problem], None]
    foods: Counter = field(default_factory=Counter)
    values: Counter = field(default_factory=Counter)
    by_source: dict[str, Counter] = field(default_factory=dict)
    problems: Counter = field(default_factory=Counter)
    represented: int = 0

    def food(self, source: str, outcome: str) -> None:
        self.foods[outcome] += 1
        self.by_source.setdefault(source, Counter())[outcome] += 1

    def problem(self, problem: Problem) -> None:
        self.problems[problem.kind, problem.reason] += 1
        self.tell(problem)

    @property
    def rejected(self) -> Counter:
        """How many records were left out, by kind."""
        counts = Counter()
        for (kind, _reason), count in self.problems.items():
            counts[kind] += count
        return counts

    @property
    def is_unchanged(self) -> bool:
        return not self.foods[CREATED] and not self.foods[CHANGED]

    def lines(self) -> list[str]:
        """The totals as they are printed, the same for a run and for a dry one."""
        rejected = self.rejected
        lines = [
            self.title,
            _counted("Foods", self.foods, rejected[Kind.FOOD]),
            _counted("Values", self.values, rejected[Kind.VALUE]),
        ]
        if self.foods[KEPT]:
            lines.append(f"{self.foods[KEPT]:,} foods keep the composition that curators published.")
        if self.not_kept:
            lines.append(f"{self.not_kept:,} values are of nutrients that are not kept here.")
        for kind in REJECTED_KINDS:
            for (one, reason), count in sorted(self.problems.items()):
                if one == kind:
                    lines.append(f"  {count:,} × {kind}: {reason}")
        return lines


def _counted(what: str, counts: Counter, rejected: int) -> str:
    parts = [f"{counts[name]:,} {name}" for name in (CREATED, CHANGED, UNCHANGED)]
    if counts["gone"]:
        parts.append(f"{counts['gone']:,} gone")
    return f"{what}: {', '.join(parts)}, {rejected:,} rejected."
