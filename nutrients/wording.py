"""What a person reads: one text for each finding, the emergency text and the disclaimer.

Alert texts state a fact, its reason and whose question it is; they hold no order and no dose. Those quoted
from the project's clinical facts stay word for word; the others follow them. Each part of a text is a whole
sentence or more, so that it can be translated on its own.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from .cautions import Finding


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
    "About 5,000\u00a0IU (125\u00a0µg) of vitamin D a day, as the article has it, is above the upper limit "
    "for adults: 4,000\u00a0IU (100\u00a0µg) a day, everything together. A clinician can have a reason to "
    "advise more; where nobody advised it, a doctor or pharmacist is the one to ask."
)

# Alerts under which the emergency text is printed.
VKA_ALERTS = frozenset({"K-01", "K-02", "K-03"})

_TOLD = {
    "named": gettext_noop("You told us you take {drug}."),
    "unnamed": gettext_noop("You told us you take a vitamin K antagonist."),
    "not_sure": gettext_noop("You told us you are not sure whether you take a vitamin K antagonist."),
    "stopped": gettext_noop("You told us you stopped {drug} lately; its effect goes on for some time."),
    "stopped_unnamed": gettext_noop(
        "You told us you stopped a vitamin K antagonist lately; its effect goes on for some time."
    ),
}

_K2_IN_PRODUCT = {
    "form": gettext_noop("{product} contains vitamin K2 ({form})."),
    "no_form": gettext_noop("{product} contains vitamin K2 of a form its label does not name."),
}

_VITAMIN_K_PRODUCT = gettext_noop("{product} is a vitamin K product.")

_EVEN_SMALL = {
    "named": gettext_noop(
        "Even small daily amounts (10 µg in one study) lowered the INR in some people, which can make {drug} "
        "work less well."
    ),
    "unnamed": gettext_noop(
        "Even small daily amounts (10 µg in one study) lowered the INR in some people, which can make such a "
        "medicine work less well."
    ),
}

_AMOUNTS_OF_THIS_SIZE = {
    "named": gettext_noop("Amounts of this size can lower the INR, which can make {drug} work less well."),
    "unnamed": gettext_noop(
        "Amounts of this size can lower the INR, which can make such a medicine work less well."
    ),
}

_PLEASE_SPEAK = gettext_noop(
    "Please speak to your anticoagulation team, doctor or pharmacist before taking more of it."
)

_DOSE = {
    "named": gettext_noop("Do not change your {drug} dose by yourself. Your entry has been saved."),
    "unnamed": gettext_noop("Do not change your anticoagulant dose by yourself. Your entry has been saved."),
}

_NATTO = {
    "natto": gettext_noop("Natto is very rich in vitamin K2, and its effect lasts for days."),
    "cheonggukjang": gettext_noop(
        "{product} is fermented like natto and can be very rich in vitamin K2, and its effect lasts for days."
    ),
}

_USUALLY_ASKED = {
    "named": gettext_noop(
        "People taking {drug} are usually asked not to eat it unless their clinic has planned for it."
    ),
    "unnamed": gettext_noop(
        "People taking a vitamin K antagonist are usually asked not to eat it unless their clinic has "
        "planned for it."
    ),
}

_TELL_YOUR_TEAM = gettext_noop(
    "Please tell your team that you had some on {date}; they may want to check your INR."
)

_IF_NOBODY_ADVISED = gettext_noop("If nobody has advised this amount, please talk to a doctor or pharmacist.")

_ONE_TEXT: Mapping[str, tuple[str, ...]] = {
    "K-00": (
        gettext_noop(
            "The K2 lines of the checklist wait for one answer: do you take warfarin or another vitamin K "
            "antagonist? Vitamin K can change how these medicines work."
        ),
    ),
    "A-01": (
        gettext_noop(
            "No vitamin K interaction is known for {drug}. Your pharmacist should know of supplements too."
        ),
    ),
    "D-01": (
        gettext_noop(
            "Your vitamin D on {date} adds up to {x} µg ({iu} IU). The upper limit used here is {ul} µg a "
            "day, meant for the long run."
        ),
    ),
    "D-02": (
        gettext_noop(
            "Your vitamin D from all sources averages {x} µg ({iu} IU) a day. The upper limit used here is "
            "{ul} µg."
        ),
        _IF_NOBODY_ADVISED,
    ),
    "C-01": (
        gettext_noop(
            "Your calcium from all sources averages {x} mg a day. The upper limit used here is {ul} mg."
        ),
        _IF_NOBODY_ADVISED,
    ),
    "M-01": (
        gettext_noop(
            "Your magnesium from supplements averages {x} mg a day. The upper limit used here for "
            "supplements is {ul} mg; magnesium in food does not count towards it."
        ),
        _IF_NOBODY_ADVISED,
    ),
    "M-01 one day": (
        gettext_noop(
            "Your magnesium from supplements on {date} adds up to {x} mg. The upper limit used here for "
            "supplements is {ul} mg a day, meant for the long run; magnesium in food does not count towards "
            "it."
        ),
    ),
    "CA-INFO": (
        gettext_noop(
            "The article advises against calcium supplements without K2. Trials have not tested this."
        ),
    ),
}


def every_template() -> tuple[str, ...]:
    """All texts of findings with their {placeholders}, each once: for checks of the wording as a whole."""
    parts = [part for parts in _ONE_TEXT.values() for part in parts]
    for variants in (
        _TOLD,
        _K2_IN_PRODUCT,
        _EVEN_SMALL,
        _AMOUNTS_OF_THIS_SIZE,
        _DOSE,
        _NATTO,
        _USUALLY_ASKED,
    ):
        parts += variants.values()
    return tuple(dict.fromkeys([*parts, _VITAMIN_K_PRODUCT, _PLEASE_SPEAK, _TELL_YOUR_TEAM]))


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
    shown = {**finding.params}
    if "x" in shown:
        shown["x"], shown["ul"] = _apart(Decimal(shown["x"]), Decimal(shown["ul"]))
    if "iu" in shown:
        shown["iu"] = _rounded(Decimal(shown["iu"]), 0)
    for name in ("x", "ul", "iu"):
        if name in shown:
            shown[name] = show_number(shown[name])
    if "date" in shown:
        shown["date"] = (show_date or _english_date)(date.fromisoformat(shown["date"]))
    # A product's name is somebody's own text and may hold braces: it is filled in, never read as a template.
    return " ".join(translate(part).format(**shown) for part in _parts(finding))


def _parts(finding: Finding) -> tuple[str, ...]:
    if finding.code == "M-01" and finding.level == "INFO":
        return _ONE_TEXT["M-01 one day"]
    if finding.code not in VKA_ALERTS:
        return _ONE_TEXT[finding.code]
    drug = "named" if finding.params["drug"] else "unnamed"
    if finding.code == "K-02":
        return (_NATTO[finding.params["kind"]], _USUALLY_ASKED[drug], _TELL_YOUR_TEAM)
    told = _TOLD[_told(finding.params["answer"], drug)]
    if finding.code == "K-01":
        product = _K2_IN_PRODUCT["form" if finding.params["form"] else "no_form"]
        return (told, product, _EVEN_SMALL[drug], _PLEASE_SPEAK, _DOSE[drug])
    return (told, _VITAMIN_K_PRODUCT, _AMOUNTS_OF_THIS_SIZE[drug], _PLEASE_SPEAK, _DOSE[drug])


def _told(answer: str, drug: str) -> str:
    if answer == "stopped":
        return "stopped" if drug == "named" else "stopped_unnamed"
    return "not_sure" if answer == "not_sure" else drug


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
