"""What a person reads: one text for each finding, the emergency text and the disclaimer.

Alert texts state a fact, its reason and whose question it is; they hold no order and no dose. They stand in
`wording_vitamin_k.py` and `wording_other.py`; here they are put together and filled in.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from . import wording_other, wording_vitamin_k
from .cautions import Finding
from .wording_other import REASONS


def gettext_noop(text: str) -> str:
    """Mark a text for translation; `render` translates it."""
    return text


EMERGENCY_TEXT = gettext_noop(
    "If you have bleeding that will not stop, black or bloody stools, blood in vomit or urine, a sudden very "
    "bad headache, a blow to the head, weakness or numbness on one side, trouble speaking, chest pain or "
    "sudden breathlessness: call your emergency number now. Do not use this app to decide."
)

DISCLAIMER = gettext_noop(
    "k2tracker is a food and supplement diary. Its score shows how closely a day followed the checklist of "
    "one article. It is not a medical device, does not diagnose or treat anything, does not check all "
    "interactions, and does not replace your doctor, pharmacist or anticoagulation clinic. Parts of the "
    'article are overstated; see "Evidence". Never change a medicine because of this app.'
)

# Beside a product or a day with more vitamin D than the upper level of adults (NAM 2011; EFSA 2023 agrees).
ABOVE_VITAMIN_D_LIMIT = gettext_noop(
    "About 5,000 IU (125 µg) of vitamin D a day, as the article has it, is above the upper limit "
    "for adults: 4,000 IU (100 µg) a day, everything together. A clinician can have a reason to "
    "advise more; where nobody advised it, a doctor or pharmacist is the one to ask."
)

# Alerts under which the emergency text is printed, whatever a plan says.
VKA_ALERTS = frozenset(code for code in wording_vitamin_k.CODES if code != "K-00")

# Numbers in params that a reader sees in their own way of writing them.
_AMOUNTS = ("x", "ul", "iu", "m7", "b28", "amount", "low", "high", "value", "mark", "limit")
_DATES = ("date", "plan_to")


def every_template() -> tuple[str, ...]:
    """All texts of findings with their {placeholders}, each once: for checks of the wording as a whole."""
    return tuple(dict.fromkeys((*wording_vitamin_k.templates(), *wording_other.templates())))


def render(
    finding: Finding,
    translate: Callable[[str], str] = str,
    *,
    show_number: Callable[[str], str] = str,
    show_date: Callable[[date], str] | None = None,
) -> str:
    """The text of a finding.

    translate: looks a template up in the reader's language. show_number: takes a rounded number with a point
    as decimal mark. show_date: takes a date; without it, "1 March 2026".
    """
    shown = {**finding.params, **_rounded_amounts(finding.params)}
    for name in _AMOUNTS:
        if name in shown:
            shown[name] = show_number(shown[name])
    for name in _DATES:
        if name in shown:
            shown[name] = (show_date or _english_date)(date.fromisoformat(shown[name]))
    if "conditions" in shown:
        reasons = [translate(REASONS[one]) for one in shown["conditions"].split(",") if one]
        shown["reasons"] = ", ".join([*reasons, shown["medicines"]] if shown["medicines"] else reasons)
    # A product's name is somebody's own text and may hold braces: it is filled in, never read as a template.
    return " ".join(translate(part).format(**shown) for part in _parts(finding))


def _rounded_amounts(params: Mapping[str, str]) -> dict[str, str]:
    """The amounts that are printed rounded; what was typed or set by somebody is printed as it is."""
    rounded = {
        name: _rounded(Decimal(params[name]), 0)
        for name in ("x", "iu", "m7", "b28", "amount")
        if name in params
    }
    if "ul" in params:
        rounded["x"], rounded["ul"] = _apart(Decimal(params["x"]), Decimal(params["ul"]))
    if "side" in params and "amount" in params:
        bound = Decimal(params["high" if params["side"] == "above" else "low"])
        rounded["amount"], _ = _apart(Decimal(params["amount"]), bound)
    return rounded


def _parts(finding: Finding) -> tuple[str, ...]:
    family = wording_vitamin_k if finding.code in wording_vitamin_k.CODES else wording_other
    return family.parts(finding)


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _english_date(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _apart(amount: Decimal, limit: Decimal) -> tuple[str, str]:
    """Both with as few decimals as tell them apart: 100.04 over a limit of 100 must not read "100"."""
    shown_limit = _rounded(limit, 1)
    for places in (0 if amount >= 100 else 1, 1, 2, 3, 4):
        shown = _rounded(amount, places)
        if shown != shown_limit:
            break
    return shown, shown_limit


def _rounded(amount: Decimal, places: int) -> str:
    text = format(amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
