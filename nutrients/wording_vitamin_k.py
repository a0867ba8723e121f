"""The texts of findings about vitamin K and its antagonists, K-00 to K-11.

Those quoted from the project's clinical facts stay word for word; the others follow them. Each part of a
text is a whole sentence or more, so that it can be translated on its own.
"""

from collections.abc import Mapping

from .cautions import IN_CABINET, INFO, Finding


def gettext_noop(text: str) -> str:
    """Mark a text for translation; `wording.render` translates it."""
    return text


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
_PLEASE_SPEAK_FIRST = gettext_noop(
    "Please speak to your anticoagulation team, doctor or pharmacist before taking it."
)

_DOSE = {
    "named": gettext_noop("Do not change your {drug} dose by yourself. Your entry has been saved."),
    "unnamed": gettext_noop("Do not change your anticoagulant dose by yourself. Your entry has been saved."),
}
_DOSE_ALONE = {
    "named": gettext_noop("Do not change your {drug} dose by yourself."),
    "unnamed": gettext_noop("Do not change your anticoagulant dose by yourself."),
}
_STAYS = {
    "cabinet": gettext_noop("It stays in your cabinet."),
    "medicines": gettext_noop("It stays on your list of medicines."),
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

_WITHIN_THE_PLAN = gettext_noop("{product} is within your clinic’s plan, which holds until {plan_to}.")

_UNANSWERED = gettext_noop(
    "The K2 lines of the checklist wait for one answer: do you take warfarin or another vitamin K "
    "antagonist? Vitamin K can change how these medicines work."
)

_NEW_PRODUCT = gettext_noop(
    "{product} is new in your log and contains vitamin K. Even a little more every day can matter at first, "
    "above all for people who had little before. Please mention it to your team; steady is what counts."
)

_WEEK_AGAINST_BEFORE = gettext_noop(
    "Over the last 7 days your logged vitamin K was about {m7} µg a day; before that about {b28}."
)
_CHANGE = {
    "rise": gettext_noop(
        "A lasting rise can lower the INR. There is no need to avoid vegetables; steady is what counts. "
        "Please mention this to your team."
    ),
    "fall": gettext_noop("A lasting fall can raise the INR. Please mention this to your team."),
}

_GAPS = gettext_noop("Your log has gaps; the app cannot tell whether your vitamin K is steady.")
_DAYS_COMPLETE = gettext_noop(
    "{recent_complete} of the last 7 days and {baseline_complete} of the 28 days before them are complete."
)

# Keys: the nutrient of the band, and the side of it.
_OUTSIDE_THE_PLAN = {
    ("menaquinone_7", "above"): gettext_noop(
        "Your MK-7 on {date} was at least {amount} µg. Your clinic’s range is {low}–{high} µg a day."
    ),
    ("menaquinone_7", "below"): gettext_noop(
        "Your MK-7 on {date} was {amount} µg. Your clinic’s range is {low}–{high} µg a day."
    ),
    ("vitamin_k", "above"): gettext_noop(
        "Your vitamin K without MK-7 on {date} was at least {amount} µg. Your clinic’s range is {low}–{high} "
        "µg a day."
    ),
    ("vitamin_k", "below"): gettext_noop(
        "Your vitamin K without MK-7 on {date} was {amount} µg. Your clinic’s range is {low}–{high} µg a day."
    ),
}
_ONE_DAY_OUTSIDE = gettext_noop("Please mention this to your team.")
_MORE_DAYS_OUTSIDE = gettext_noop(
    "Within 7 days, {days} were outside your clinic’s plan. Please speak to your anticoagulation team, "
    "doctor or pharmacist."
)

_NOT_LOGGED_ANY_MORE = gettext_noop(
    "You used to take {product} and have not logged it for 3 days. Stopping vitamin K can raise the INR. "
    "Please tell your team if you have stopped."
)

_LARGE_PORTION = gettext_noop(
    "One portion of {product} had about {amount} µg of vitamin K1. Large portions now and then matter less "
    "than a lasting change."
)

_SHIFTS_THE_BALANCE = {
    "antibiotic": gettext_noop(
        "{product} is an antibiotic. The INR can rise with antibiotics: bacteria of the gut make less "
        "vitamin K, some antibiotics act on the anticoagulant itself, and illness often means eating less."
    ),
    "orlistat": gettext_noop(
        "Less vitamin K is absorbed with {product} (orlistat), and the INR can rise over weeks."
    ),
    "bile_acid_sequestrant": gettext_noop(
        "{product} can bind vitamin K and the anticoagulant itself, so that the INR can move either way."
    ),
    "mineral_oil": gettext_noop("Less vitamin K is absorbed where {product} is used for long."),
}
_TELL_IT_IS_NEW = gettext_noop("Please tell your team that it is new; they may want to check your INR.")

_OUTSIDE_THE_RANGE = {
    "high": gettext_noop("Your INR of {value} on {date} is above your own range of {low}–{high}."),
    "low": gettext_noop("Your INR of {value} on {date} is below your own range of {low}–{high}."),
}
_TEAM_KNOWS = gettext_noop("Please make sure that your team knows this result.")

_FAR_OUTSIDE = {
    "high": gettext_noop("Your INR on {date} is {value}. Laboratories report an INR above 5 as critical."),
    "low": gettext_noop("Your INR of {value} on {date} is well below your own range of {low}–{high}."),
}
_SPEAK_TODAY = gettext_noop(
    "Please speak to your anticoagulation team or a doctor today, if they did not give you this result "
    "themselves."
)


def parts(finding: Finding) -> tuple[str, ...]:
    """The templates of a finding's text, in order. Raises KeyError for a code of another family."""
    return _PARTS[finding.code](finding)


def _of_product(finding: Finding) -> tuple[str, ...]:
    """K-01 to K-03: of the log, the cabinet or the list of medicines, inside a plan or not."""
    params = finding.params
    if finding.level == INFO:
        return (_WITHIN_THE_PLAN,)
    drug = _named(params)
    where = params.get("where", "")
    if finding.code == "K-02":
        end = _PLEASE_SPEAK_FIRST if where else _TELL_YOUR_TEAM
        return (_NATTO[params["kind"]], _USUALLY_ASKED[drug], end)
    if where:
        speak = _PLEASE_SPEAK_FIRST if where == IN_CABINET else _PLEASE_SPEAK
        ending = (speak, _DOSE_ALONE[drug], _STAYS[where])
    else:
        ending = (_PLEASE_SPEAK, _DOSE[drug])
    told = _TOLD[_told(params["answer"], drug)]
    if finding.code == "K-01":
        product = _K2_IN_PRODUCT["form" if params["form"] else "no_form"]
        return (told, product, _EVEN_SMALL[drug], *ending)
    return (told, _VITAMIN_K_PRODUCT, _AMOUNTS_OF_THIS_SIZE[drug], *ending)


def _outside_the_plan(finding: Finding) -> tuple[str, ...]:
    said = _OUTSIDE_THE_PLAN[finding.params["nutrient"], finding.params["side"]]
    return (said, _MORE_DAYS_OUTSIDE if finding.level == "CALL_FIRST" else _ONE_DAY_OUTSIDE)


def _shifted(finding: Finding) -> tuple[str, ...]:
    return (
        _SHIFTS_THE_BALANCE[finding.params["class"]],
        _TELL_IT_IS_NEW,
        _DOSE_ALONE[_named(finding.params)],
    )


_PARTS = {
    "K-00": lambda finding: (_UNANSWERED,),
    "K-01": _of_product,
    "K-02": _of_product,
    "K-03": _of_product,
    "K-04": lambda finding: (_NEW_PRODUCT,),
    "K-05": lambda finding: (_WEEK_AGAINST_BEFORE, _CHANGE[finding.params["direction"]]),
    "K-05b": lambda finding: (_GAPS, _DAYS_COMPLETE),
    "K-06": _outside_the_plan,
    "K-07": lambda finding: (_NOT_LOGGED_ANY_MORE,),
    "K-08": lambda finding: (_LARGE_PORTION,),
    "K-09": _shifted,
    "K-10": lambda finding: (_OUTSIDE_THE_RANGE[finding.params["side"]], _TEAM_KNOWS),
    "K-11": lambda finding: (_FAR_OUTSIDE[finding.params["side"]], _SPEAK_TODAY, _DOSE_ALONE["unnamed"]),
}

CODES = tuple(_PARTS)


def templates() -> tuple[str, ...]:
    """Every template of these texts, each once."""
    alone = (
        _VITAMIN_K_PRODUCT,
        _PLEASE_SPEAK,
        _PLEASE_SPEAK_FIRST,
        _TELL_YOUR_TEAM,
        _WITHIN_THE_PLAN,
        _UNANSWERED,
        _NEW_PRODUCT,
        _WEEK_AGAINST_BEFORE,
        _GAPS,
        _DAYS_COMPLETE,
        _ONE_DAY_OUTSIDE,
        _MORE_DAYS_OUTSIDE,
        _NOT_LOGGED_ANY_MORE,
        _LARGE_PORTION,
        _TELL_IT_IS_NEW,
        _TEAM_KNOWS,
        _SPEAK_TODAY,
    )
    variants = (
        _TOLD,
        _K2_IN_PRODUCT,
        _EVEN_SMALL,
        _AMOUNTS_OF_THIS_SIZE,
        _DOSE,
        _DOSE_ALONE,
        _STAYS,
        _NATTO,
        _USUALLY_ASKED,
        _CHANGE,
        _OUTSIDE_THE_PLAN,
        _SHIFTS_THE_BALANCE,
        _OUTSIDE_THE_RANGE,
        _FAR_OUTSIDE,
    )
    return (*alone, *(text for texts in variants for text in texts.values()))


def _named(params: Mapping[str, str]) -> str:
    return "named" if params["drug"] else "unnamed"


def _told(answer: str, drug: str) -> str:
    if answer == "stopped":
        return "stopped" if drug == "named" else "stopped_unnamed"
    return "not_sure" if answer == "not_sure" else drug
