"""What is often said of bones, calcium and K2, and what is known. The first four are the article's own."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from nutrients.claim import Quote


@dataclass(frozen=True, slots=True)
class Myth:
    """A sentence of the article and ours beside it. heading: what it is about, in a few words."""

    slug: str
    heading: str
    said: Quote
    known: str


OF_THE_TABLE = (
    Myth(
        "k1",
        gettext_noop("Is the vitamin K of spinach enough?"),
        Quote("All Vitamin K is the same; K1 (from spinach) is sufficient. […] False.", "E19"),
        gettext_noop(
            "“False” says more than is known. Official intakes are met by K1, K1 reaches the same proteins, "
            "and nobody has settled whether it is enough outside the liver."
        ),
    ),
    Myth(
        "calcium",
        gettext_noop("Does more calcium mend bones, or harm arteries?"),
        Quote(
            "More calcium without enough Vitamin K2 and D3 may actually increase the risk of arterial "
            "calcification.",
            "E20",
        ),
        gettext_noop(
            "Whether calcium supplements matter for the heart is argued over; within the upper limits later "
            "reviews saw no steady effect. The part about K2 has not been tested."
        ),
    ),
    Myth(
        "blood",
        gettext_noop("Does K2 thin the blood?"),
        Quote("K2 supports normal clotting, but it is not a blood thinner.", "E23"),
        gettext_noop(
            "It does not. It works against medicines that slow clotting through vitamin K: warfarin, which "
            "the article names, and its relatives acenocoumarol, phenprocoumon and fluindione, which it does "
            "not."
        ),
    ),
    Myth(
        "only-natto",
        gettext_noop("Is natto the only food with K2?"),
        Quote("some fermented products (e.g., sauerkraut) contain K2", "E24"),
        gettext_noop(
            "No food comes near natto in MK-7. Cheese holds other forms, mostly MK-8 and MK-9; sauerkraut "
            "holds a few micrograms in 100 g."
        ),
    ),
)

OF_THE_REST = (
    Myth(
        "bones",
        gettext_noop("What are bones made of?"),
        Quote("Vitamin K2 is what your bones are made of", "E01"),
        gettext_noop(
            "Of mineral, mostly calcium and phosphate, in a frame of collagen. Vitamin K helps some proteins "
            "of bone to do their work; it is not what bone is built from."
        ),
    ),
    Myth(
        "deficient",
        gettext_noop("Does nearly everybody lack K2?"),
        Quote("the vast majority of the Western population K2-deficient", "E08"),
        gettext_noop(
            "Nobody can count that. There is no agreed need for K2 and no blood value below which it is "
            "lacking."
        ),
    ),
    Myth(
        "distinct",
        gettext_noop("Are K1 and K2 different things?"),
        Quote("function is entirely distinct from Vitamin K1", "E06"),
        gettext_noop(
            "One enzyme uses both, and the body makes MK-4 from K1. They differ in how long they stay in "
            "blood and where they go: K1 for hours, MK-7 for days."
        ),
    ),
    Myth(
        "reverse",
        gettext_noop("Can K2 clear calcium out of arteries?"),
        Quote("can halt further progression of calcification and, in some cases, induce a reduction", "E22"),
        gettext_noop(
            "That was seen in rats. In a trial of 365 men, two years of MK-7 with vitamin D made no "
            "measurable difference to their calcified heart valves."
        ),
    ),
    Myth(
        "together",
        gettext_noop("Does vitamin D need K2 beside it?"),
        Quote("They must be consumed together", "E14"),
        gettext_noop(
            "No authority asks for it. MK-7 stays in blood for days, so whether the two share a meal can "
            "hardly matter."
        ),
    ),
    Myth(
        "gouda",
        gettext_noop("Is Gouda a source of MK-4?"),
        Quote("the richest animal sources of K2 (MK-4)", "E18"),
        gettext_noop(
            "Gouda holds menaquinones, but mostly MK-8 and MK-9. The app lists them by form and counts none "
            "of them as MK-7."
        ),
    ),
    Myth(
        "step",
        gettext_noop("Is K2 the step that counts most?"),
        Quote("It is the single most powerful step you can take today", "E26"),
        gettext_noop(
            "Nothing supports that rank. Not smoking, treating high blood pressure, moving, and enough "
            "calcium, protein and vitamin D all have far stronger proof."
        ),
    ),
)
