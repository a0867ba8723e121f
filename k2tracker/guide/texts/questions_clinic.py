"""What a clinician asks before trusting the diary of a patient."""

from django.utils.translation import gettext_noop

from .question import Question

QUESTIONS = (
    Question(
        "reviewed",
        gettext_noop("Has a clinician reviewed the rules?"),
        (
            gettext_noop(
                "Not yet. Rules, thresholds, wording and grades were compiled from published sources by the "
                "project. Until a clinician signs them, that is what they are."
            ),
        ),
        pages=(("guide:sources", gettext_noop("What was read, and how")),),
    ),
    Question(
        "thresholds",
        gettext_noop("Where do the thresholds come from?"),
        (
            gettext_noop(
                "That any MK-7 product raises a caution rests on a trial in volunteers on acenocoumarol, in "
                "which 10 µg a day mattered for some. That natto does rests on the Japanese agency and on "
                "blood levels that stayed threefold at 48 hours. The weight of 100 and 150 µg of K1 comes "
                "from a dose-finding study."
            ),
            gettext_noop(
                "Percentages for a lasting change, windows and washout days are design values: no guideline "
                "gives them. They stand in one module, each with its reason."
            ),
        ),
        claims=("E23",),
        sources=(
            "Theuwissen 2013 J Thromb Haemost 11:1085",
            "Homma 2006 J Nutr Sci Vitaminol 52:297",
            "Schurgers 2004 Blood 104:2682",
        ),
        pages=(("guide:cautions", gettext_noop("Every rule")),),
    ),
    Question(
        "unknown-in-rules",
        gettext_noop("How does the app treat what is not known?"),
        (
            gettext_noop(
                "In sums, unknown is never zero: the sum reads “at least” and the share of foods with a value"
                " is shown. In cautions, unknown counts as present: natto of unknown amount, or a K2 product "
                "without a figure, raises what a known amount would."
            ),
        ),
        pages=(("foods:coverage", gettext_noop("Coverage, nutrient by nutrient")),),
    ),
    Question(
        "nudges",
        gettext_noop("Does the app push K2 at my patient?"),
        (
            gettext_noop(
                "Not while a vitamin K antagonist is in the profile, nor before the question has been "
                "answered, nor when the answer was “not sure”. There are no K2 targets, points, reminders or "
                "suggestions then, and this guide shows the article’s figures as quotations only."
            ),
        ),
        claims=("E23",),
    ),
    Question(
        "ttr",
        gettext_noop("How is time in therapeutic range worked out?"),
        (
            gettext_noop(
                "After Rosendaal: the INR is taken to move in a straight line between two results. Pairs more"
                " than 56 days apart are left out on both sides of the fraction. Without a range from the "
                "clinic, or without a usable pair, there is no figure; the number of results and days stands "
                "beside it."
            ),
        ),
        sources=("Rosendaal 1993 Thromb Haemost 69:236",),
    ),
    Question(
        "strength",
        gettext_noop("How strong is MK-7 against K1?"),
        (
            gettext_noop(
                "Stronger per microgram, and longer in blood. That it is two to three times as strong is from"
                " memory and was not checked in the paper; no rule depends on it. MK-7 is left out of the sum"
                " that watches for a lasting change, because it has cautions of its own."
            ),
        ),
        sources=("Schurgers 2007 Blood 109:3279",),
    ),
    Question(
        "device",
        gettext_noop("Is k2tracker a medical device?"),
        (
            gettext_noop(
                "It is made as a diary, computes no dose and diagnoses nothing. Whether a caution that names "
                "a medicine changes that is a legal question, and it differs between Europe and the United "
                "States. Whoever runs it has to have it answered for their own country."
            ),
        ),
        pages=(("guide:unknown", gettext_noop("What we are unsure of")),),
    ),
    Question(
        "labels",
        gettext_noop("Can I trust the K2 figures of foods?"),
        (
            gettext_noop(
                "As far as each says. Every value names its source and whether it was measured in that food, "
                "taken from a like one, declared on a label or assumed. Natto differs more than tenfold "
                "between producers, cheese between countries; the range is shown where a paper gives one."
            ),
        ),
        claims=("E09", "E10"),
        pages=(("foods:coverage", gettext_noop("What is known of the foods")),),
    ),
)
