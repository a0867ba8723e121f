"""The article's checklist, line by line, in the article's words, and what the app makes of each.

Quotes are short and exact, so that a reader can hold them against the article. Each names the claim that
grades it (`evidence.py`); wherever a quote is shown its grade is shown beside it.
"""

from dataclasses import dataclass

from .claim import Quote


def gettext_noop(text: str) -> str:
    """Mark a text for translation; whoever shows it translates it."""
    return text


ARTICLE_TITLE = "Your Bones Aren’t Made of Calcium — They’re Made of This Forgotten Nutrient: The K2 Co-Pilot"
ARTICLE_TITLE_CLAIM = "E01"  # the title is a claim itself


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One line of the checklist. Quotes are None where the article is silent.

    code: the line of the score, or of information, that it became. is_scored: whether it makes points.
    when_paused: what the app does for somebody whose K2 lines are paused, or "" where that is the same.
    """

    code: str
    name: str
    target: Quote | None
    source: Quote | None
    rationale: Quote | None
    what_the_app_does: str
    claim_ids: tuple[str, ...]
    is_scored: bool
    when_paused: str = ""


LINES: tuple[ChecklistLine, ...] = (
    ChecklistLine(
        code="k2",
        name=gettext_noop("Vitamin K2 (MK-7)"),
        target=Quote("50 to 100 µg per day.", "E12"),
        source=Quote("Natto (Small daily dose) or a high-quality MK-7 supplement.", "E09"),
        rationale=Quote("Activates the proteins that build bone and inhibit arterial calcification.", "E04"),
        what_the_app_does=gettext_noop(
            "Adds up MK-7 from food and supplements. From 50 µg a day the line has all its points; above "
            "100 µg it keeps them and says that the day lies above the article’s range. MK-4, the longer "
            "forms of cheese and K2 of an unnamed form are listed apart. Scored for adults; paused with a "
            "vitamin K antagonist."
        ),
        claim_ids=("E02", "E04", "E09", "E10", "E12"),
        is_scored=True,
        when_paused=gettext_noop(
            "Adds up MK-7 from food and supplements and shows the sum, without target or points: the line is "
            "paused for you."
        ),
    ),
    ChecklistLine(
        code="vitamin_d",
        name=gettext_noop("Vitamin D3"),
        target=Quote("Optimal Blood Levels (via sun or supplement).", "E28"),
        source=None,
        rationale=Quote(
            "D3 increases the production of Osteocalcin and MGP, but K2 is required to activate them.",
            "E13",
        ),
        what_the_app_does=gettext_noop(
            "The article names no figure, so the app takes the recommended intake and the upper limit of "
            "your reference set, for your age. Vitamin D2 and D3 count alike. Above the upper limit the "
            "line loses points. Sun cannot be turned into micrograms: on a sunny day with little vitamin D "
            "in the log the line is unknown, not low."
        ),
        claim_ids=("E13", "E15", "E28"),
        is_scored=True,
    ),
    ChecklistLine(
        code="d3_with_k2",
        name=gettext_noop("Vitamin D3 together with K2"),
        target=Quote("Must be taken with K2.", "E14"),
        source=Quote("a supplement that combines Vitamin D3 […] and Vitamin K2", "E15"),
        rationale=Quote("They must be consumed together for full bone and heart protection.", "E14"),
        what_the_app_does=gettext_noop(
            "On days with a vitamin D supplement it asks whether the same day holds 50 µg of MK-7. On other "
            "days the line does not apply. Paused with a vitamin K antagonist."
        ),
        claim_ids=("E13", "E14", "E15"),
        is_scored=True,
        when_paused=gettext_noop("Nothing for you: the line is paused."),
    ),
    ChecklistLine(
        code="magnesium",
        name=gettext_noop("Magnesium"),
        target=Quote("Daily RDA (via food or supplement).", "E16"),
        source=Quote("Dark leafy greens, seeds, nuts.", "E16"),
        rationale=Quote(
            "Essential co-factor for Vitamin D metabolism and a key structural component of the bone "
            "matrix itself.",
            "E16",
        ),
        what_the_app_does=gettext_noop(
            "Compares food and supplements together with the recommended intake of your reference set, for "
            "your age and sex, and supplements alone with the upper limit for supplements. The upper limit "
            "can lie below the recommended intake: one counts food, the other does not."
        ),
        claim_ids=("E16",),
        is_scored=True,
    ),
    ChecklistLine(
        code="calcium",
        name=gettext_noop("Calcium supplements"),
        target=None,
        source=None,
        rationale=Quote(
            "Taking calcium supplements without adequate Vitamin K2 is highly discouraged by longevity "
            "experts",
            "E21",
        ),
        what_the_app_does=gettext_noop(
            "Shows calcium as information, says what the article holds against a supplement without K2 and "
            "that trials have not tested it, and cautions when the week lies above the upper limit."
        ),
        claim_ids=("E07", "E20", "E21"),
        is_scored=False,
    ),
    ChecklistLine(
        code="menaquinone_4",
        name=gettext_noop("Animal sources of K2 (MK-4)"),
        target=None,
        source=Quote("high-quality Ghee, butter, and certain hard cheeses (like Gouda)", "E18"),
        rationale=Quote(
            "For those who cannot tolerate Natto, the richest animal sources of K2 (MK-4)", "E18"
        ),
        what_the_app_does=gettext_noop(
            "Lists MK-4 and the other menaquinones as information. The article sets no amount, and they do "
            "not count towards MK-7."
        ),
        claim_ids=("E18", "E27"),
        is_scored=False,
    ),
    ChecklistLine(
        code="exercise",
        name=gettext_noop("Weight-bearing exercise"),
        target=None,
        source=Quote("walking, running, lifting weights", "E17"),
        rationale=Quote("signals the bone cells to start building", "E17"),
        what_the_app_does=gettext_noop(
            "Keeps what you did, its minutes and whether it bears weight. A weekly line against the WHO "
            "guidelines of 2020 for adults can be switched on. The article sets no amount, and exercise is "
            "never part of the day’s score."
        ),
        claim_ids=("E17",),
        is_scored=False,
    ),
    ChecklistLine(
        code="vka",
        name=gettext_noop("Warfarin and other vitamin K antagonists"),
        target=None,
        source=None,
        rationale=Quote("you must consult your doctor before starting K2", "E23"),
        what_the_app_does=gettext_noop(
            "Asks before any K2 line is shown. With a vitamin K antagonist the K2 lines are paused, and "
            "natto or a K2 supplement in the log leads to a page with the facts and the clinic’s phone. "
            "This is no line of the score and cannot be outweighed by points."
        ),
        claim_ids=("E23",),
        is_scored=False,
    ),
)
