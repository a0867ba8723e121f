"""What a person should be told before any praise: findings of the rules, apart from every score.

Pure rules over what was logged and told. Raising, repeating and answering alerts is the app's work; the words
are in `nutrients.wording`, what stands behind each rule in `rules.py`. For these rules unknown counts as
present, and nothing here can be outweighed by points. A higher rule of a family takes the place of the lower
one for the same cause: K-03 or K-01 of K-04, K-11 of K-10, D-03 of D-02, D-02 of D-01.
"""

from collections.abc import Mapping
from datetime import date

from ..circumstances import NOTHING_TOLD, Circumstances
from ..day_sums import DaySums
from ..intake import DayLog
from ..levels import CALL_FIRST, CAUTION, INFO, LEVELS
from ..subject import Subject
from . import limits, medicines, plans, results, steadiness, vitamin_k
from .case import Case
from .finding import IN_CABINET, ON_MEDICINE_LIST, RULE_SET, Finding, plain
from .rules import RULES, Rule

__all__ = [
    "CALL_FIRST",
    "CAUTION",
    "DAYS_READ",
    "INFO",
    "IN_CABINET",
    "LEVELS",
    "ON_MEDICINE_LIST",
    "RULES",
    "RULE_SET",
    "Finding",
    "Rule",
    "find_cautions",
    "plain",
]

DAYS_READ = max(rule.days_read for rule in RULES.values())  # of a log, the judged day included


def find_cautions(
    subject: Subject,
    logs: Mapping[date, DayLog],
    on: date,
    subjects: Mapping[date, Subject] | None = None,
    circumstances: Circumstances = NOTHING_TOLD,
) -> list[Finding]:
    """Every finding on one day, the most urgent first.

    logs: the days up to `on`; each rule reads as far back as it needs, `DAYS_READ` days at most, and a
    missing day is a day without a log. Pass a `DaySums` where many days of the same logs are judged.
    subjects: the subject of each day where it differs; the day itself is judged by it too. circumstances: all
    that was told, with dates. A product logged twice gives a finding for each of its items, with the same
    cause.
    """
    if subjects is not None:
        subject = subjects.get(on, subject)
    case = Case(
        subject=circumstances.subject_on(on, subject),
        days=DaySums.of(logs),
        on=on,
        told=circumstances,
        subjects=subjects,
    )
    found = [
        *vitamin_k.find(case),
        *steadiness.find(case),
        *plans.find_days_outside(case),
        *results.find(case),
        *limits.find(case),
        *medicines.find(case),
    ]
    return sorted(found, key=lambda one: (LEVELS.index(one.level), one.code, one.cause))
