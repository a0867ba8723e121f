"""The texts of findings about anticoagulants of other kinds, vitamin D, calcium, magnesium and pregnancy.

Those quoted from the project's clinical facts stay word for word; the others follow them. Each part of a
text is a whole sentence or more, so that it can be translated on its own.
"""

from collections.abc import Mapping

from .cautions import INFO, Finding


def gettext_noop(text: str) -> str:
    """Mark a text for translation; `wording.render` translates it."""
    return text


# How a reason of D-05 is named inside a sentence.
REASONS: Mapping[str, str] = {
    "high_calcium": gettext_noop("high blood calcium"),
    "kidney_stones": gettext_noop("kidney stones"),
    "sarcoidosis": gettext_noop("sarcoidosis"),
    "hyperparathyroidism": gettext_noop("hyperparathyroidism"),
    "kidney_disease": gettext_noop("kidney disease"),
}

_IF_NOBODY_ADVISED = gettext_noop("If nobody has advised this amount, please talk to a doctor or pharmacist.")
_ASK_ABOUT_MORE = gettext_noop("Please ask your doctor or pharmacist before taking more of it.")
_ASK_ABOUT_SPACING = gettext_noop("Please ask your doctor or pharmacist about the spacing.")

# By code, and by code and case where a rule speaks in more than one way.
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "A-01": (
        gettext_noop(
            "No vitamin K interaction is known for {drug}. Your pharmacist should know of supplements too."
        ),
    ),
    "A-02 nattokinase": (
        gettext_noop(
            "{product} contains nattokinase, which may add to bleeding together with an anticoagulant. How "
            "much vitamin K it holds depends on the product."
        ),
        _ASK_ABOUT_MORE,
    ),
    "A-02 vitamin_e": (
        gettext_noop(
            "{product} contains vitamin E. From 400 IU a day on it may add to bleeding together with an "
            "anticoagulant; studies disagree."
        ),
        _ASK_ABOUT_MORE,
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
    "D-02 cabinet": (
        gettext_noop(
            "{product} in your cabinet brings {x} µg ({iu} IU) of vitamin D a day. The upper limit used here "
            "is {ul} µg from all sources."
        ),
        _IF_NOBODY_ADVISED,
    ),
    "D-03 intake": (
        gettext_noop(
            "Your vitamin D was {limit} µg or more on each of the last 7 days, {x} µg ({iu} IU) on average. "
            "Amounts of this size can raise blood calcium."
        ),
        gettext_noop("Please speak to a doctor or pharmacist before taking more of it."),
    ),
    "D-03 blood": (
        gettext_noop(
            "Your 25(OH)D of {value} {unit} on {date} is above {mark} {unit}, where laboratories speak of "
            "possible toxicity."
        ),
        gettext_noop("Please speak to a doctor or pharmacist before taking more vitamin D."),
    ),
    "D-04": (
        gettext_noop(
            "Your 25(OH)D of {value} {unit} on {date} is above {mark} {unit}, where the IOM (2011) sees "
            "possible harm."
        ),
        gettext_noop("Please mention it to a doctor or pharmacist."),
    ),
    "D-05": (
        gettext_noop(
            "{product} contains vitamin D, and you told us about this: {reasons}. Vitamin D can raise blood "
            "calcium, which matters more then."
        ),
        _ASK_ABOUT_MORE,
    ),
    "C-01": (
        gettext_noop(
            "Your calcium from all sources averages {x} mg a day. The upper limit used here is {ul} mg."
        ),
        _IF_NOBODY_ADVISED,
    ),
    "C-02": (
        gettext_noop(
            "{product} contains calcium, which can keep a medicine from being absorbed: {medicines}."
        ),
        _ASK_ABOUT_SPACING,
    ),
    "CA-INFO": (
        gettext_noop(
            "The article advises against calcium supplements without K2. Trials have not tested this."
        ),
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
    "M-01 cabinet": (
        gettext_noop(
            "In your cabinet, {product} brings {x} mg of magnesium a day. The upper limit used here for "
            "supplements is {ul} mg; magnesium in food does not count towards it."
        ),
        _IF_NOBODY_ADVISED,
    ),
    "M-02 kidney": (
        gettext_noop(
            "With kidney disease, magnesium can build up in the blood. Please ask your doctor or pharmacist "
            "before taking {product}."
        ),
    ),
    "M-02 age": (
        gettext_noop(
            "From about 75 years on, magnesium from laxatives in regular use can build up in the blood. "
            "Please ask your doctor or pharmacist about {product}."
        ),
    ),
    "M-03": (
        gettext_noop(
            "{product} contains magnesium, which can keep a medicine from being absorbed: {medicines}. "
            "Usually the two are 2 to 4 hours apart."
        ),
        _ASK_ABOUT_SPACING,
    ),
    "P-01 pregnant": (
        gettext_noop(
            "In pregnancy the targets of this app change. Please ask your doctor or midwife about "
            "supplements before you begin with one."
        ),
    ),
    "P-01 lactating": (
        gettext_noop(
            "While you breastfeed the targets of this app change. Please ask your doctor or midwife about "
            "supplements before you begin with one."
        ),
    ),
}

KEYS = tuple(_TEXTS)

_VKA_IN_PREGNANCY = gettext_noop(
    "Vitamin K antagonists have rules of their own in this time. Please ask your anticoagulation team."
)


def parts(finding: Finding) -> tuple[str, ...]:
    """The templates of a finding's text, in order. Raises KeyError for a code of another family."""
    texts = _TEXTS[_key(finding)]
    return (*texts, _VKA_IN_PREGNANCY) if finding.params.get("vka") else texts


def _key(finding: Finding) -> str:
    code, params = finding.code, finding.params
    if code == "A-02":
        return f"{code} {params['what']}"
    if code == "D-03":
        return f"{code} blood" if "mark" in params else f"{code} intake"
    if code == "M-02":
        return f"{code} age" if params["because"] == "age" else f"{code} kidney"
    if code == "P-01":
        return f"{code} {params['stage']}"
    if code in ("D-02", "M-01") and "where" in params:
        return f"{code} cabinet"
    return f"{code} one day" if code == "M-01" and finding.level == INFO else code


def templates() -> tuple[str, ...]:
    """Every template of these texts, each once, names of reasons apart."""
    return (*dict.fromkeys(text for texts in _TEXTS.values() for text in texts), _VKA_IN_PREGNANCY)
