"""The score card: the day's lines as bullet graphs, the day score, the windows, the lines of information.

It shows what the engine found and judges nothing itself. Where K2 is paused it shows amounts alone: no
target, no points, and no window of a K2 line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from k2tracker.diary.days import Days
from k2tracker.web.charts import BulletGraph, State
from k2tracker.web.numbers import difference_text, display, number, range_text, score_text
from nutrients.design_values import MK7_HIGH_UG, MK7_LOW_UG
from nutrients.intake import Intake
from nutrients.reference_intakes import adult_span
from nutrients.scoring import (
    ABOVE,
    BELOW,
    D3_WITH_K2,
    K2,
    LINE_CODES,
    MAGNESIUM,
    VITAMIN_D,
    DayScore,
    LineScore,
    LineState,
    information_lines,
    weighted_mean,
)
from nutrients.subject import Subject
from nutrients.windows import Rolling, WindowScore, k2_rolling, window

K2_LINES = frozenset({K2, D3_WITH_K2})
PAST_THE_ARTICLE = Decimal("1.2")
UNITS = {K2: "µg", VITAMIN_D: "µg", D3_WITH_K2: "µg", MAGNESIUM: "mg"}


LINE_NAMES = {
    K2: gettext_lazy("Vitamin K2 (MK-7)"),
    VITAMIN_D: gettext_lazy("Vitamin D"),
    D3_WITH_K2: gettext_lazy("D3 with K2"),
    MAGNESIUM: gettext_lazy("Magnesium"),
    "calcium": gettext_lazy("Calcium"),
    "menaquinone_4": gettext_lazy("MK-4"),
    "other_menaquinones": gettext_lazy("Other menaquinones"),
    "phylloquinone": gettext_lazy("Phylloquinone (K1)"),
}


def line_name(code: str) -> str:
    """What a line, or a line of information, is called."""
    return str(LINE_NAMES[code])


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the checklist. graph None: the line has nothing to draw. notes: whole sentences."""

    code: str
    name: str
    amount: str | None
    is_minimum: bool
    unit: str
    state: str
    words: str
    target: str
    graph: BulletGraph | None
    notes: tuple[str, ...]
    needs_profile: bool
    points: str | None
    why_url: str


@dataclass(frozen=True, slots=True)
class Information:
    """A sum that is shown and not scored."""

    code: str
    name: str
    amount: str | None
    note: str


@dataclass(frozen=True, slots=True)
class WindowRow:
    """One line over seven and thirty days; text for each, whether or not there were days enough."""

    name: str
    week: str
    month: str


@dataclass(frozen=True, slots=True)
class Windows:
    """The scores of the last seven and thirty days. habit and average: K2 alone, None while it is paused."""

    week: str
    month: str
    rows: tuple[WindowRow, ...]
    habit: str | None
    average: str | None


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """score None: too few lines have one. of_lines: "3 of 4 lines"."""

    score: str | None
    of_lines: str
    voice: str
    lines: tuple[Line, ...]
    information: tuple[Information, ...]
    windows: Windows


def score_card(days: Days) -> ScoreCard:
    """The score card of a day."""
    score = days.score
    drug = drug_words(days.subject) if days.vka_is_active else ""
    lines = tuple(_line(score.lines[code], days, drug) for code in LINE_CODES)
    return ScoreCard(
        score=None if score.score is None else score_text(score.score),
        of_lines=_("%(scored)s of %(all)s lines") % {"scored": score.lines_scored, "all": len(LINE_CODES)},
        voice=_voice(days, drug),
        lines=lines,
        information=_information(days),
        windows=_windows(days.scores, days.on),
    )


def drug_words(subject: Subject) -> str:
    """The medicine as running text names it."""
    return subject.vka_drug or _("a vitamin K antagonist")


# --- Lines --------------------------------------------------------------------------------------------


def _line(line: LineScore, days: Days, drug: str) -> Line:
    graph = _graph(line, days, drug)
    return Line(
        code=line.code,
        name=line_name(line.code),
        amount=None if line.amount is None or graph is None else number(line.amount),
        is_minimum=line.minimum and line.amount is not None,
        unit=_("µg MK-7") if line.code == D3_WITH_K2 else UNITS[line.code],
        state=str(_graph_state(line, days)),
        words=_words(line, days, graph),
        target=_target(line, days),
        graph=graph,
        notes=tuple(_notes(line, days)),
        needs_profile=line.state is LineState.NEEDS_PROFILE,
        points=None if line.score is None else score_text(line.score),
        why_url=reverse("diary:why", args=[days.on, line.code]),
    )


def _graph(line: LineScore, days: Days, drug: str) -> BulletGraph | None:
    if line.code == D3_WITH_K2 and line.state in (LineState.NOT_APPLICABLE, LineState.PAUSED):
        return None
    intake, target = line.intake, line.target
    values = {}
    if intake is not None and line.amount is not None:
        values = {
            "value": intake.known,
            "low": intake.low if intake.low != intake.known else None,
            "high": intake.high if intake.high != intake.known else None,
        }
    if intake is not None:
        sun = 1 if _is_sun_unknown(line, days) else 0
        values |= {"unknown_items": intake.unknown_items + sun, "items": intake.items + sun}
    if line.supplemental is not None and line.amount is not None and intake.items:
        values["supplement"] = line.supplemental.known
    limits = {}
    if target is not None:
        limits = {
            "target_low": target.low,
            "target_high": target.high,
            "limit": target.upper_level,
            "limit_is_supplemental": line.code == MAGNESIUM,
            "no_limit_set": line.code == K2,
        }
    graph = BulletGraph(
        name=line_name(line.code),
        unit=UNITS[line.code],
        state=_graph_state(line, days),
        drug=drug,
        **values,
        **limits,
    )
    if graph.state is State.PAUSED and graph.end in (MK7_LOW_UG, MK7_HIGH_UG):
        # a scale that ends on the article's own figures would read as the target that is not shown
        return replace(graph, scale=graph.end * PAST_THE_ARTICLE)
    return graph


def _graph_state(line: LineScore, days: Days) -> State:
    match line.state:
        case LineState.PAUSED:
            return State.PAUSED
        case LineState.NOT_LOGGED:
            return State.EMPTY
        case LineState.NEEDS_PROFILE | LineState.NOT_APPLICABLE:
            return State.INFORMATION
        case LineState.UNKNOWN:
            return State.UNKNOWN if line.amount is None else State.BELOW
    if line.band == BELOW:
        return State.BELOW
    if line.band == ABOVE:
        return State.ABOVE if line.code in K2_LINES else State.OVER
    return State.WITHIN


def _is_sun_unknown(line: LineScore, days: Days) -> bool:
    return line.code == VITAMIN_D and line.state is LineState.UNKNOWN and days.marks_of_day.had_sun


def _words(line: LineScore, days: Days, graph: BulletGraph | None) -> str:
    if line.state is LineState.PAUSED and not days.vka_is_active:
        return _("Paused until one question is answered")
    if line.state is LineState.PAUSED:
        return _("Paused while %(drug)s is in your profile") % {"drug": drug_words(days.subject)}
    if line.state is LineState.NEEDS_PROFILE:
        return _("Waits for your profile")
    if line.state is LineState.NOT_APPLICABLE:
        if line.code == D3_WITH_K2 and (days.subject.age is None or days.subject.age >= 18):
            return _("No vitamin D supplement this day: nothing to pair")
        return _("Shown, not scored: the checklist is read for adults")
    if line.code == K2 and line.band == ABOVE:
        return _("Above the article’s range")
    return graph.words


def _target(line: LineScore, days: Days) -> str:
    target = line.target
    if target is None or line.state is LineState.PAUSED:
        return ""
    amounts = range_text(target.low, target.high, UNITS[line.code])
    if target.kind == "checklist":
        return _("Article %(range)s") % {"range": amounts}
    return _("%(kind)s %(range)s") % {"kind": target.kind, "range": amounts}


def _notes(line: LineScore, days: Days):
    intake, unit = line.intake, UNITS[line.code]
    if line.state is LineState.NEEDS_PROFILE and line.code == MAGNESIUM:
        low, high = adult_span("magnesium", days.subject.reference_set)
        yield _("Adults: %(range)s, by age and sex.") % {"range": range_text(low.amount, high.amount, "mg")}
    if _is_sun_unknown(line, days):
        yield _("Sun this day: the vitamin D it makes cannot be counted.")
    if intake is None or not intake.items:
        return
    if line.code == D3_WITH_K2 and line.state in (LineState.NOT_APPLICABLE, LineState.PAUSED):
        return
    if intake.known_items and (intake.low != intake.high):
        likely = range_text(intake.low, intake.high, unit)
        if intake.unknown_items:
            yield _("Likely %(range)s from what is known.") % {"range": likely}
        else:
            yield _("Likely %(range)s.") % {"range": likely}
    if line.supplemental is not None and line.supplemental.known > 0:
        yield _("%(supplement)s from supplements (solid), %(food)s from food (open).") % {
            "supplement": display(line.supplemental.known, unit),
            "food": difference_text(intake.known, line.supplemental.known, unit),
        }
    yield coverage_text(intake)
    if line.code == K2 and line.state is LineState.SCORED:
        yield _("No upper limit has been set.")


def coverage_text(intake: Intake) -> str:
    """How many of the day's items have a value, and how many of those are assumptions."""
    counts = {"known": intake.known_items, "items": intake.items}
    if intake.nutrient == "other_menaquinones":
        said = ngettext(
            "MK-5 to MK-10 all known for %(known)s of %(items)s item",
            "MK-5 to MK-10 all known for %(known)s of %(items)s items",
            intake.items,
        )
    else:
        said = ngettext(
            "Data known for %(known)s of %(items)s item",
            "Data known for %(known)s of %(items)s items",
            intake.items,
        )
    said %= counts
    if intake.assumed_items:
        return _("%(coverage)s, %(assumed)s of them assumed.") % {
            "coverage": said,
            "assumed": intake.assumed_items,
        }
    return f"{said}."


# --- Sentence and information -------------------------------------------------------------------------


def _voice(days: Days, drug: str) -> str:
    """One or two sentences on the day: the shortest way to a full line, never about K2 while it is paused."""
    score = days.score
    if all(line.state is LineState.NOT_LOGGED for line in _open_lines(score)):
        said = [_("Nothing is logged for this day yet.")]
    else:
        said = [_shortage(line) for line in _open_lines(score) if line.band == BELOW]
        said = said[:2] or [_nothing_short(score)]
    if drug:
        said.append(_("The K2 lines are paused while %(drug)s is in your profile.") % {"drug": drug})
    return " ".join(said)


def _open_lines(score: DayScore) -> list[LineScore]:
    closed = (LineState.PAUSED, LineState.NOT_APPLICABLE, LineState.NEEDS_PROFILE)
    return [line for line in score.lines.values() if line.state not in closed]


def _shortage(line: LineScore) -> str:
    short = difference_text(line.target.low, line.amount, UNITS[line.code])
    names = {"name": line_name(line.code), "short": short}
    if line.minimum:
        return _("%(name)s is up to %(short)s short.") % names
    return _("%(name)s is %(short)s short.") % names


def _nothing_short(score: DayScore) -> str:
    if score.score is None:
        return _("Too little is known for a score: it takes two lines.")
    if any(line.band == ABOVE for line in score.lines.values()):
        return _("No line is short.")
    return _("Every line that has a score is within its target.")


def _information(days: Days) -> tuple[Information, ...]:
    shown = []
    for line in information_lines(days.log, days.subject):
        intake = line.intake
        unit = "mg" if line.code == "calcium" else "µg"
        note = coverage_text(intake) if intake.items else ""
        if line.reference is not None:
            note = " ".join(
                [
                    _("%(kind)s %(amount)s.")
                    % {"kind": line.reference.kind, "amount": display(line.reference.amount, unit)},
                    note,
                ]
            )
        if line.code == "menaquinone_4" and not days.subject.k2_is_paused(days.on):
            note = f"{_('The article names MK-4 as an alternative; it sets no amount.')} {note}"
        amount = None
        if is_something_known(intake):
            amount = display(intake.known, unit)
            if intake.unknown_items:
                amount = _("at least %(amount)s") % {"amount": amount}
        shown.append(Information(line.code, line_name(line.code), amount, note.strip()))
    return tuple(shown)


def is_something_known(intake: Intake) -> bool:
    """Whether a sum says anything: it is empty, an item is known, or what is known of one adds to it."""
    return intake.known_items > 0 or intake.items == 0 or intake.known > 0


# --- Windows ------------------------------------------------------------------------------------------


def _windows(scores: Mapping[date, DayScore], on: date) -> Windows:
    is_paused = scores[on].lines[K2].state is LineState.PAUSED
    codes = [code for code in LINE_CODES if not (is_paused and code in K2_LINES)]
    week, month = window(scores, on, 7), window(scores, on, 30)
    return Windows(
        week=_window_score(week, codes),
        month=_window_score(month, codes),
        rows=tuple(
            WindowRow(line_name(code), _window_line(week, code), _window_line(month, code)) for code in codes
        ),
        habit=None if is_paused else _window_line(week, K2),
        average=None if is_paused else _average(k2_rolling(scores, on)),
    )


def _window_score(window_score: WindowScore, codes: list[str]) -> str:
    lines = [line for code, line in window_score.lines.items() if code in codes]
    return score_text(weighted_mean(lines)) if lines else _("not enough data")


def _window_line(window_score: WindowScore, code: str) -> str:
    line = window_score.lines.get(code)
    days = {"counted": window_score.counted[code], "days": window_score.days}
    if line is None:
        return _("not enough data, %(counted)s\u00a0of\u00a0%(days)s\u00a0days") % days
    return _("%(score)s, %(counted)s\u00a0of\u00a0%(days)s\u00a0days") % {
        "score": score_text(line.score),
        **days,
    }


def _average(rolling: Rolling | None) -> str:
    if rolling is None:
        return _("not enough data")
    return _("%(mean)s a day, score %(score)s") % {
        "mean": display(_rounded_mean(rolling.exact_mean), "µg"),
        "score": score_text(rolling.score),
    }


def _rounded_mean(mean: Fraction) -> Decimal:
    return Decimal(mean.numerator) / Decimal(mean.denominator)
