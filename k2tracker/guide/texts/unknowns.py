"""What the article leaves open, what the project is unsure of, and the study that nobody could find."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paper that the article may have meant. fits and fails: what speaks for and against it."""

    reference: str
    fits: str
    fails: str


UNNAMED_STUDY = gettext_noop("The article does not name the study; we could not find it.")

CANDIDATES = (
    Candidate(
        "Ikeda 2006 J Nutr 136:1323",
        gettext_noop("The year and the journal are right, and it is about natto."),
        gettext_noop(
            "It is about bone density in women and only observed what they ate. Arteries do not occur in it."
        ),
    ),
    Candidate(
        "Geleijnse 2004 J Nutr 134:3100",
        gettext_noop("The journal is right, and it is about menaquinones and calcium in the aorta."),
        gettext_noop(
            "It is of 2004. It observed that people who ate more of them had less severe calcification, which"
            " is not calcium being taken out."
        ),
    ),
    Candidate(
        "Schurgers 2007 Blood 109:2823",
        gettext_noop("Calcium of arteries did recede in it, with vitamin K."),
        gettext_noop(
            "It is in another journal, and in rats whose arteries had been calcified with warfarin. K1 did it"
            " as well as K2."
        ),
    ),
)

LEFT_OPEN = (
    gettext_noop(
        "Whom its K2 figure is for. It names no age, pregnancy or illness; the app scores adults only."
    ),
    gettext_noop("What lies above its range, although a third of a pack of its favourite food passes it."),
    gettext_noop("Any figure for vitamin D as a target. 5,000 IU occurs in it only as advice on a product."),
    gettext_noop("What “together” means for D3 and K2. The app takes the same day."),
    gettext_noop("Whether vitamin D from food or sun needs K2 as well. The app asks it of supplements only."),
    gettext_noop(
        "Any amount of MK-4, calcium or exercise, any weight of one line against another, any period."
    ),
    gettext_noop("Which table of recommended intakes it means. The app starts with the North American one."),
    gettext_noop(
        "What people on a vitamin K antagonist do beyond asking a doctor, natto as a food for them, other "
        "such medicines than warfarin, and what happens when K2 is left off."
    ),
)

UNSURE = (
    gettext_noop(
        "Japan’s intakes of 2025 for calcium, and for children’s magnesium, were not seen; those of 2020 "
        "stand in."
    ),
    gettext_noop("How much stronger MK-7 is than K1 on the INR is from memory. No rule depends on it."),
    gettext_noop(
        "The percentages and windows of the rule on lasting change, the share of foods that must be known, "
        "the washout days and the weights of the score are our choice. A clinician has not signed them yet."
    ),
    gettext_noop("Two papers on natto and on small amounts of vitamin K with warfarin could not be found."),
    gettext_noop("Some foreign and old brand names of anticoagulants are from memory."),
    gettext_noop(
        "The evidence on vitamin E and on nattokinase together with anticoagulants is thin; it stays a "
        "caution."
    ),
    gettext_noop(
        "Whether a caution that names a medicine makes the app a medical device in Europe or the United "
        "States is a legal question."
    ),
    gettext_noop(
        "Whether an amount above the article’s range should keep full points: the article contradicts itself,"
        " and the project chose that it does."
    ),
)
