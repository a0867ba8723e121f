"""Every rule of the cautions in words: its levels, what it looks at, when it holds and what it rests on."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from nutrients.cautions import CALL_FIRST, CAUTION, INFO, RULE_SET, RULES, Rule
from nutrients.wording import EMERGENCY_TEXT

from .claims import GradeBadge, grade_badge
from .frame import Anchor

LEVEL_WORDS = {
    CALL_FIRST: gettext_noop("Call first"),
    CAUTION: gettext_noop("Caution"),
    INFO: gettext_noop("Info"),
}
LEVEL_BADGES = {CALL_FIRST: "badge-solid", CAUTION: "badge-caution", INFO: ""}
# The rules by what their codes begin with.
GROUPS = (
    ("K-", "vitamin-k", gettext_noop("With a vitamin K antagonist")),
    ("A-", "anticoagulants", gettext_noop("With other anticoagulants")),
    ("D-", "vitamin-d", gettext_noop("Vitamin D")),
    ("C", "calcium", gettext_noop("Calcium")),
    ("M-", "magnesium", gettext_noop("Magnesium")),
    ("P-", "pregnancy", gettext_noop("Pregnancy and breastfeeding")),
)
# Rules that repeat what the article says, and the claim that grades it.
CLAIMS_OF = {"CA-INFO": "E21"}


@dataclass(frozen=True)
class Level:
    name: str
    badge: str


@dataclass(frozen=True)
class RuleRow:
    """A rule. days: how many days of the log it reads, in words. grade: of what it repeats, or None."""

    code: str
    levels: tuple[Level, ...]
    looks_at: str
    holds_when: str
    days: str
    basis: tuple[str, ...]
    grade: GradeBadge | None


@dataclass(frozen=True)
class RuleGroup:
    slug: str
    title: str
    rules: tuple[RuleRow, ...]


def cautions_page() -> dict:
    return {
        "emergency": _(EMERGENCY_TEXT),
        "levels": [(_level(level), meaning) for level, meaning in _meanings()],
        "groups": rule_groups(),
        "rule_set": RULE_SET,
    }


def rule_groups() -> list[RuleGroup]:
    """Every rule, in the groups that their codes name."""
    return [
        RuleGroup(
            slug, _(title), tuple(_row(rule) for code, rule in RULES.items() if code.startswith(begins))
        )
        for begins, slug, title in GROUPS
    ]


def cautions_anchors(groups: list[RuleGroup]) -> tuple[Anchor, ...]:
    levels = Anchor("levels", _("Three levels"))
    return (levels, *(Anchor(group.slug, group.title) for group in groups))


def _row(rule: Rule) -> RuleRow:
    return RuleRow(
        code=rule.code,
        levels=tuple(_level(level) for level in rule.levels),
        looks_at=_(rule.looks_at),
        holds_when=_(rule.holds_when),
        days=_days(rule.days_read),
        basis=tuple(_(text) for text in rule.basis),
        grade=grade_badge(CLAIMS_OF[rule.code]) if rule.code in CLAIMS_OF else None,
    )


def _days(days_read: int) -> str:
    if days_read == 0:
        return _("reads no log")
    words = ngettext("reads the day’s log", "reads %(count)s days of the log", days_read)
    return words % {"count": days_read}


def _level(level: str) -> Level:
    return Level(_(LEVEL_WORDS[level]), LEVEL_BADGES[level])


def _meanings():
    return (
        (
            CALL_FIRST,
            _(
                "A question for the anticoagulation team, a doctor or pharmacist before more of it. The "
                "entry is saved; the caution stays open until the talk is noted, or a clinician closes it."
            ),
        ),
        (CAUTION, _("Worth a word with the team. It stays until it is marked as read.")),
        (INFO, _("Stands beside the day and waits for nothing.")),
    )
