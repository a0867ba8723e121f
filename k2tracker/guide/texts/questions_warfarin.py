"""What somebody who takes warfarin, or a medicine like it, asks. No answer holds an order or a dose."""

from django.utils.translation import gettext_noop

from nutrients.wording import EMERGENCY_TEXT

from .question import Question

QUESTIONS = (
    Question(
        "why-paused",
        gettext_noop("Why are the K2 lines paused for me?"),
        (
            gettext_noop(
                "Warfarin works against vitamin K, and vitamin K works against warfarin. In one study 10 µg "
                "of MK-7 a day lowered the INR noticeably in at least four of ten volunteers. A diary that "
                "praised K2 would be wrong for you, so it shows no target, no points and no tips."
            ),
            gettext_noop(
                "What you log is added up and kept all the same: your clinic may want to know how steady it "
                "is."
            ),
        ),
        claims=("E23",),
        sources=("Theuwissen 2013 J Thromb Haemost 11:1085",),
    ),
    Question(
        "which-medicines",
        gettext_noop("Which medicines are vitamin K antagonists?"),
        (
            gettext_noop(
                "Warfarin, acenocoumarol, phenprocoumon and fluindione are the common ones; they have many "
                "brand names. The profile recognises whole names and asks whether it understood. The article "
                "speaks of warfarin alone."
            ),
            gettext_noop(
                "Whoever is not sure is treated as if the answer were yes, until a pharmacist or the clinic "
                "has cleared it up."
            ),
        ),
        claims=("E23",),
        sources=("WHO ATC B01AA vitamin K antagonists",),
    ),
    Question(
        "doac",
        gettext_noop("I take apixaban, rivaroxaban, edoxaban or dabigatran. Does this concern me?"),
        (
            gettext_noop(
                "Those medicines do not work through vitamin K, and no vitamin K interaction is known for "
                "them. The cautions on K2 are not shown for them. Other interactions exist, so the pharmacist"
                " should know of supplements too."
            ),
        ),
        claims=("E23",),
        sources=("Int J Mol Sci 2021 22:8531",),
    ),
    Question(
        "vegetables",
        gettext_noop("Are green vegetables a problem?"),
        (
            gettext_noop(
                "Steadiness is what counts. Studies in which people kept vitamin K low did not find better "
                "control of the INR; a lasting change of habits, up or down, is what moves it. A single large"
                " portion of spinach or broccoli had only a short effect."
            ),
        ),
        sources=("Violi 2016 Medicine 95:e2895", "Schurgers 2004 Blood 104:2682"),
    ),
    Question(
        "natto-on-warfarin",
        gettext_noop("Is a little natto harmless?"),
        (
            gettext_noop(
                "Natto is very rich in MK-7, which stays in blood for days. Japan’s medicines agency says "
                "that spacing it out does not help and that people on warfarin should not eat it."
            ),
            gettext_noop(
                "One small study gave ten people on warfarin up to 20 g of a special natto, low in MK-7, for "
                "a week and saw no change of the INR. It was short, and that is not the natto of the shops."
            ),
        ),
        claims=("E10", "E23"),
        sources=("PMDA patient Q and A on warfarin and natto", "Nakajima 2021 J Med Food 24:860"),
    ),
    Question(
        "logged-natto",
        gettext_noop("I logged natto or a K2 product. What happens now?"),
        (
            gettext_noop(
                "The entry is saved; nothing is refused or hidden. A page then says what the app noticed, "
                "shows the phone of your clinic where you have saved one, and stays open as a caution until "
                "you note the day on which you spoke to your team."
            ),
        ),
        sources=("Theuwissen 2013 J Thromb Haemost 11:1085",),
        pages=(("guide:cautions", gettext_noop("Every caution and what it rests on")),),
    ),
    Question(
        "stopping-k2",
        gettext_noop("I have had K2 for years and only now read this. Is it better to leave it off?"),
        (
            gettext_noop(
                "Leaving it off changes the INR as well, in the other direction. That is why both beginning "
                "and ending are questions for your anticoagulation team, doctor or pharmacist first."
            ),
        ),
        claims=("E23",),
    ),
    Question(
        "stopped-warfarin",
        gettext_noop("I no longer take it. Why is K2 still paused?"),
        (
            gettext_noop(
                "These medicines leave the body slowly. The app waits 14 days, and 35 for phenprocoumon. Both"
                " numbers are our choice, set by how long the medicines last; no guideline gives them."
            ),
        ),
        pages=(("guide:unknown", gettext_noop("What is our choice")),),
    ),
    Question(
        "dose",
        gettext_noop("Can the app tell me my dose, or what my INR will be?"),
        (
            gettext_noop(
                "No. It keeps a record and points out what your clinic should know. It works out no dose and "
                "foretells no INR. Your dose is a matter between you and your clinic."
            ),
        ),
        pages=(("guide:checklist", gettext_noop("What k2tracker is not")),),
    ),
    Question(
        "emergency",
        gettext_noop("When is it an emergency?"),
        (EMERGENCY_TEXT,),
        sources=("NHS anticoagulation clinic leaflets",),
    ),
)
