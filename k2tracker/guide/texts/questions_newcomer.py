"""What somebody new to K2, or to k2tracker, asks."""

from django.utils.translation import gettext_noop

from .question import Question

QUESTIONS = (
    Question(
        "what-is-k2",
        gettext_noop("What is vitamin K2?"),
        (
            gettext_noop(
                "Vitamin K is a family. K1, phylloquinone, comes from plants. K2 is the name of the "
                "menaquinones, MK-4 to MK-13, which bacteria make and animals in part; the number says how "
                "long the tail of the molecule is."
            ),
            gettext_noop(
                "All of them serve the same enzyme. The forms differ in how long they stay in blood."
            ),
        ),
        claims=("E06",),
    ),
    Question(
        "how-much",
        gettext_noop("Who says how much K2 a day?"),
        (
            gettext_noop(
                "The article does. No authority has set an amount for K2 or for MK-7; the official intakes "
                "are for vitamin K as a whole and rest on K1."
            ),
            gettext_noop(
                "So the K2 line compares a day with the article, and with nothing else. The grade of the "
                "article’s figure is “mixed”."
            ),
        ),
        claims=("E12", "E08"),
    ),
    Question(
        "score",
        gettext_noop("Does the score say how healthy I am?"),
        (
            gettext_noop(
                "No. It says how closely a day followed the checklist of one article. Several claims of that "
                "article are overstated or unsupported, which is why each stands beside its grade."
            ),
        ),
        pages=(
            ("guide:checklist", gettext_noop("The checklist")),
            ("guide:claims", gettext_noop("The claims")),
        ),
    ),
    Question(
        "unknown",
        gettext_noop("Why do so many foods say “unknown”?"),
        (
            gettext_noop(
                "Few laboratories measure menaquinones, and most national food tables have no column for "
                "MK-7. Where nobody measured a food, the app says so. It does not count it as zero: a day "
                "with such a food reads “at least”."
            ),
        ),
        pages=(("foods:coverage", gettext_noop("What is known of the foods, and what is not")),),
    ),
    Question(
        "d-with-k2",
        gettext_noop("Do vitamin D and K2 have to be eaten together?"),
        (
            gettext_noop(
                "No authority asks for it, and trials of vitamin D without K2 did not find the harm that the "
                "article implies. The article does ask for it, so the app shows it as a line of its own and "
                "takes “together” to mean the same day."
            ),
        ),
        claims=("E13", "E14"),
    ),
    Question(
        "5000-iu",
        gettext_noop("What about 5,000 IU of vitamin D a day?"),
        (
            gettext_noop(
                "It is 125 µg, a quarter above the upper limit for adults of 100 µg a day from all sources. "
                "The app never fills it in, never makes it a goal and gives it fewer points than an amount "
                "below the limit."
            ),
            gettext_noop(
                "Some people are given more by a clinician for a reason. Where nobody advised it, a doctor or"
                " pharmacist is the one to ask."
            ),
        ),
        claims=("E15", "E28"),
    ),
    Question(
        "side-effects",
        gettext_noop("Does K2 have side effects?"),
        (
            gettext_noop(
                "No upper limit has been set, because studies found no harm to set it by. The exception "
                "matters more than the rule: with warfarin and the other vitamin K antagonists even small "
                "amounts can change how the medicine works."
            ),
        ),
        claims=("E25", "E23"),
    ),
    Question(
        "magnesium-limit",
        gettext_noop("How can the limit for magnesium lie below the recommended intake?"),
        (
            gettext_noop(
                "They count different things. The recommended intake counts food and supplements together; "
                "the upper limit counts supplements and medicines alone, never the magnesium that is in food."
            ),
        ),
        claims=("E16",),
        sources=("IOM 1997",),
    ),
    Question(
        "cheese",
        gettext_noop("Does cheese count towards the K2 line?"),
        (
            gettext_noop(
                "Only its MK-7, of which there is hardly any. The menaquinones of hard cheese are mostly MK-8"
                " and MK-9; they are listed with their amounts and make no points, because the article’s "
                "figure is one for MK-7."
            ),
        ),
        claims=("E18", "E09"),
    ),
    Question(
        "children",
        gettext_noop("Does the checklist hold for children, or in pregnancy?"),
        (
            gettext_noop(
                "The article names no group of people. The app reads its K2 figure as meant for adults and "
                "scores it for nobody under 18. For vitamin D and magnesium there are official intakes for "
                "children and for pregnancy, and those are used."
            ),
            gettext_noop(
                "In pregnancy and while breastfeeding, supplements are a question for a doctor, midwife or "
                "pharmacist before they begin."
            ),
        ),
        pages=(("guide:sources", gettext_noop("The reference intakes")),),
    ),
    Question(
        "proof",
        gettext_noop("So has K2 been shown to do anything?"),
        (
            gettext_noop(
                "It has a clear job: proteins of blood, bone and vessel wall need vitamin K to become active."
                " In trials the blood markers of that moved every time, bone density sometimes, arteries "
                "hardly."
            ),
            gettext_noop(
                "The one statement on bone that European law allows for vitamin K is: “Vitamin K contributes "
                "to the maintenance of normal bones.” For heart and vessels there is none."
            ),
        ),
        claims=("E02", "E03", "E04", "E22", "E27"),
        sources=(
            "EFSA NDA 2009 doi 10.2903/j.efsa.2009.1228",
            "EFSA NDA 2012 doi 10.2903/j.efsa.2012.2714",
        ),
    ),
)
