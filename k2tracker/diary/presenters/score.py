"""The score card: the day's lines as bullet graphs, the day score, and a sentence on both.

It shows what the engine found and judges nothing itself. Where K2 is paused it shows amounts alone: no
target and no points.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from k2tracker.diary.days import Days
from k2tracker.exercise.presenters import WeekLine, week_line
from k2tracker.exercise.queries import week_told
from k2tracker.labs.presenters.results import Status, vitamin_d_status
from k2tracker.web.charts import BulletGraph, State
from k2tracker.web.numbers import difference_text, display, number, range_text, score_text
from nutrients.circumstances import MAGNESIUM_BUILDS_UP
from nutrients.design_values import DEFAULT_REFERENCE_SET, MK7_HIGH_UG, MK7_LOW_UG
from nutrients.reference_intakes import adult_span, adult_upper_level
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
)
from nutrients.subject import Subject
from nutrients.wording import ABOVE_VITAMIN_D_LIMIT

from .information import Information, information_of
from .line_words import K2_LINES, UNITS, coverage_text, line_name
from .windows import Windows, windows_of

PAST_THE_ARTICLE = Decimal("1.2")
VITAMIN_D_LIMIT = adult_upper_level("vitamin_d", DEFAULT_REFERENCE_SET)


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
class ScoreCard:
    """score None: too few lines have one. of_lines: "3 of 4 lines". blood_level: the latest 25(OH)D that may
    stand beside the day's vitamin D, or None; it makes no points. exercise: the weekly line up to the day;
    None while it is off."""

    score: str | None
    of_lines: str
    voice: str
    lines: tuple[Line, ...]
    information: tuple[Information, ...]
    windows: Windows
    blood_level: Status | None
    exercise: WeekLine | None


def score_card(days: Days) -> ScoreCard:
    """The score card of a day. One query for blood levels that were told, one for exercise shown."""
    score = days.score
    drug = what_pauses(days.subject) if days.vka_is_active else ""
    lines = tuple(_line(score.lines[code], days, drug) for code in LINE_CODES)
    return ScoreCard(
        score=None if score.score is None else score_text(score.score),
        of_lines=_("%(scored)s of %(all)s lines") % {"scored": score.lines_scored, "all": len(LINE_CODES)},
        voice=_voice(days, drug),
        lines=lines,
        information=information_of(days),
        windows=windows_of(days.scores, days.on),
        blood_level=vitamin_d_status(days.keeper.person, days.on) if days.keeper.told.vitamin_d else None,
        exercise=week_line(week_told(days.keeper.person, days.on), days.on)
        if days.keeper.shows_exercise
        else None,
    )


def drug_words(subject: Subject) -> str:
    """The medicine as running text names it."""
    return subject.vka_drug or _("a vitamin K antagonist")


def what_pauses(subject: Subject) -> str:
    """What pauses K2, as "while … is in your profile" names it. Who is not sure did not say that they take
    anything."""
    return _("your answer “not sure”") if subject.vka == "not_sure" else drug_words(subject)


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
            "is_clinics": target.is_of_plan,
            "limit": target.upper_level,
            "limit_is_supplemental": line.code == MAGNESIUM,
            "no_limit_set": line.code == K2 and not target.is_of_plan,
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
        return _("Paused while %(drug)s is in your profile") % {"drug": what_pauses(days.subject)}
    if line.state is LineState.NEEDS_PROFILE:
        return _("Waits for your profile")
    if line.state is LineState.NOT_APPLICABLE:
        if line.code == D3_WITH_K2 and (days.subject.age is None or days.subject.age >= 18):
            return _("No vitamin D supplement this day: nothing to pair")
        return _("Shown, not scored: the checklist is read for adults")
    if line.code == K2 and line.band == ABOVE and not line.target.is_of_plan:
        return _("Above the article’s range")
    return graph.words


def _target(line: LineScore, days: Days) -> str:
    target = line.target
    if target is None or line.state is LineState.PAUSED:
        return ""
    amounts = range_text(target.low, target.high, UNITS[line.code])
    if target.is_of_plan:
        return _("Your clinic’s range %(range)s") % {"range": amounts}
    if target.kind == "checklist":
        return _("Article %(range)s") % {"range": amounts}
    return _("%(kind)s %(range)s") % {"kind": target.kind, "range": amounts}


def _is_of_the_team(line: LineScore, days: Days) -> bool:
    """Whether what is right for others is no target for this person."""
    return line.code == MAGNESIUM and bool(days.conditions & MAGNESIUM_BUILDS_UP)


def _of_the_team() -> str:
    return _("How much magnesium suits you with kidney disease is for your doctor to say.")


def _notes(line: LineScore, days: Days):
    intake, unit = line.intake, UNITS[line.code]
    if _is_of_the_team(line, days):
        yield _of_the_team()
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
    if line.code == K2 and line.state is LineState.SCORED and not line.target.is_of_plan:
        yield _("No upper limit has been set.")
    if line.code == VITAMIN_D and intake.known > VITAMIN_D_LIMIT:
        yield _(ABOVE_VITAMIN_D_LIMIT)


# --- Sentence -------------------------------------------------------------------------


def _voice(days: Days, drug: str) -> str:
    """One or two sentences on the day: the shortest way to a full line. Never about K2 while a vitamin K
    antagonist is active: under a clinic's plan, too, more of it is nothing to be nudged to."""
    score = days.score
    if all(line.state is LineState.NOT_LOGGED for line in _open_lines(score)):
        said = [_("Nothing is logged for this day yet.")]
    else:
        short = [line for line in _open_lines(score) if line.band == BELOW]
        said = [_of_the_team() if _is_of_the_team(line, days) else _shortage(line) for line in short]
        said = said[:2] or [_nothing_short(score)]
    if drug and score.lines[K2].state is LineState.PAUSED:
        said.append(_("The K2 lines are paused while %(drug)s is in your profile.") % {"drug": drug})
    return " ".join(said)


def _open_lines(score: DayScore) -> list[LineScore]:
    closed = (LineState.PAUSED, LineState.NOT_APPLICABLE, LineState.NEEDS_PROFILE)
    return [
        line
        for line in score.lines.values()
        if line.state not in closed and not (line.target is not None and line.target.is_of_plan)
    ]


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
