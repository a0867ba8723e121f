"""Every rule by its code: what it looks at, when it holds and what it rests on, so that pages can say why."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..design_values import (
    CAUTION_WINDOW_DAYS,
    HABIT_WINDOW_DAYS,
    NEW_PRODUCT_WINDOW_DAYS,
    STABILITY_BASELINE_DAYS,
    STABILITY_RECENT_DAYS,
    STOPPED_DAYS,
    VERY_HIGH_VITAMIN_D_DAYS,
)
from ..levels import CALL_FIRST, CAUTION, INFO


def gettext_noop(text: str) -> str:
    """Mark a text for translation; whoever shows it translates it."""
    return text


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. levels: the most urgent first. basis: sources as they are cited, with how far each was checked.

    days_read: days of the log it reads, the judged day included; 0: none.
    """

    code: str
    levels: tuple[str, ...]
    looks_at: str
    holds_when: str
    basis: tuple[str, ...]
    days_read: int = 1


_OUR_CHOICE = gettext_noop("A choice of this project, with its reason beside the number in the code.")

_SCHURGERS_2004 = gettext_noop("Schurgers 2004, Blood 104:2682 (read)")
_PRODUCT_TEXTS = gettext_noop("UK product texts (read)")
_UPPER_LIMITS = gettext_noop(
    "Upper limits of the chosen set: IOM 1997 and 2011, EFSA, MHLW; see the reference intakes"
)

_STABILITY_DAYS = STABILITY_RECENT_DAYS + STABILITY_BASELINE_DAYS

_ALL = (
    Rule(
        "K-00", (INFO,),
        gettext_noop("The answer to the question about vitamin K antagonists."),
        gettext_noop("The question is not answered; no K2 target is shown until it is."),
        (_OUR_CHOICE,), 0,
    ),
    Rule(
        "K-01", (CALL_FIRST, INFO),
        gettext_noop(
            "Supplements in the day’s log and in the cabinet, by amount and by name, and names on the list "
            "of medicines."
        ),
        gettext_noop(
            "A vitamin K antagonist is active, and a supplement has MK-7 or another K2, of any amount or an "
            "unknown one. INFO where a clinician’s plan covers it."
        ),
        (
            gettext_noop(
                "Theuwissen 2013, J Thromb Haemost 11:1085 (read): 10 µg a day lowered the INR in some"
            ),
            gettext_noop("Schurgers 2007, Blood 109:3279 (read): MK-7 builds up over days"),
        ),
    ),
    Rule(
        "K-02", (CALL_FIRST, INFO),
        gettext_noop("Foods in the day’s log, by name and by curated mark."),
        gettext_noop(
            "A vitamin K antagonist is active, and natto or cheonggukjang was eaten, in any amount, cooked "
            "and low-vitamin-K kinds included. INFO where a clinician’s plan covers it."
        ),
        (
            gettext_noop("PMDA (Japan), questions and answers for patients on warfarin (second-hand)"),
            gettext_noop("Homma 2006, J Nutr Sci Vitaminol 52:297 (read)"),
        ),
    ),
    Rule(
        "K-03", (CALL_FIRST, INFO),
        gettext_noop("Products in the day’s log and in the cabinet, and medicines on the list."),
        gettext_noop(
            "A vitamin K antagonist is active, and something is menatetrenone, phytonadione, chlorella, "
            "aojiru, or a product of 100 µg vitamin K a day or more. INFO where a clinician’s plan covers it."
        ),
        (_SCHURGERS_2004, gettext_noop("Menatetrenone: general knowledge (from memory)")),
    ),
    Rule(
        "K-04", (CAUTION,),
        gettext_noop("Products with less than 100 µg K1 a day, against the 28 days before."),
        gettext_noop(
            "A vitamin K antagonist is active, and such a product was taken on fewer than 10 of those days."
        ),
        (
            _SCHURGERS_2004,
            gettext_noop("Kurnik 2004 (not found, to be checked): reactions to 25 µg"),
            _OUR_CHOICE,
        ),
        1 + NEW_PRODUCT_WINDOW_DAYS,
    ),
    Rule(
        "K-05", (CALL_FIRST, CAUTION),
        gettext_noop("Vitamin K without MK-7: the last 7 days against the 28 before them."),
        gettext_noop(
            "A vitamin K antagonist is active, enough days are known, and the mean rose or fell by half and "
            "by 50 µg a day. CALL FIRST when it doubled, or fell by three quarters, and by 150 µg a day."
        ),
        (
            _SCHURGERS_2004,
            gettext_noop(
                "Rombouts 2010, nested case-control study of a Dutch clinic (read): 164 against 85 µg a day"
            ),
            _OUR_CHOICE,
        ),
        _STABILITY_DAYS,
    ),
    Rule(
        "K-05b", (INFO,),
        gettext_noop("How many days of the last 7, and of the 28 before them, know their vitamin K."),
        gettext_noop(
            "A vitamin K antagonist is active, and fewer than 5 of 7 or 14 of 28 days are complete. Then "
            "nothing is ever called steady."
        ),
        (_OUR_CHOICE,), _STABILITY_DAYS,
    ),
    Rule(
        "K-06", (CALL_FIRST, CAUTION),
        gettext_noop("The day’s MK-7 and other vitamin K against the bands of the clinician’s plan."),
        gettext_noop("The day lies outside a band. CALL FIRST on the third such day in 7."),
        (gettext_noop("The clinician’s plan."), _OUR_CHOICE), CAUTION_WINDOW_DAYS,
    ),
    Rule(
        "K-07", (CAUTION,),
        gettext_noop("Vitamin K supplements of the last three weeks, and the three days after them."),
        gettext_noop(
            "A vitamin K antagonist is active, and a product taken on 14 of 21 days is absent from three "
            "complete days."
        ),
        (gettext_noop("Pharmacology of MK-7 and K1 (from memory)"), _OUR_CHOICE),
        1 + HABIT_WINDOW_DAYS + STOPPED_DAYS,
    ),
    Rule(
        "K-08", (INFO,),
        gettext_noop("Portions of food in the day’s log."),
        gettext_noop("A vitamin K antagonist is active, and one portion has more than 250 µg K1."),
        (_SCHURGERS_2004, _OUR_CHOICE),
    ),
    Rule(
        "K-09", (CAUTION,),
        gettext_noop("Medicines on the list that shift the balance, in the first 28 days."),
        gettext_noop(
            "A vitamin K antagonist is active, and an antibiotic, orlistat, a bile-acid sequestrant or "
            "mineral oil is new on the list."
        ),
        (
            gettext_noop("NIH ODS, vitamin K (antibiotics; read)"),
            gettext_noop(
                "Orlistat: case report, INR below 3 to 4.7 in 18 days (read); single-dose study without "
                "change"
            ),
            gettext_noop("Bile-acid sequestrants and mineral oil: interaction texts (from memory)"),
            _OUR_CHOICE,
        ),
        0,
    ),
    Rule(
        "K-10", (CAUTION,),
        gettext_noop("The INR results of the day."),
        gettext_noop("A result lies outside the person’s own range; without a range none does."),
        (gettext_noop("The clinician’s range."),), 0,
    ),
    Rule(
        "K-11", (CALL_FIRST,),
        gettext_noop("The INR results of the day."),
        gettext_noop("A result is 5.0 or higher, or 0.5 or more below the person’s own range."),
        (gettext_noop("Laboratories flag an INR above 5 as critical (read)"), _OUR_CHOICE), 0,
    ),
    Rule(
        "A-01", (INFO,),
        gettext_noop("The medicine named in the profile and the list of medicines."),
        gettext_noop("A direct anticoagulant is among them."),
        (
            gettext_noop("Int J Mol Sci 2021, 22:8531 (read)"),
            gettext_noop("Labels of the medicines (from memory)"),
        ), 0,
    ),
    Rule(
        "A-02", (CAUTION,),
        gettext_noop("Supplements in the log and the cabinet, and the list of medicines, by name."),
        gettext_noop(
            "Any anticoagulant is taken, and so is nattokinase, or vitamin E of 400 IU a day (268 mg "
            "natural) or of an amount that no name states."
        ),
        (gettext_noop("Pastori 2013 and a small earlier trial, which disagree (to be checked)"),),
    ),
    Rule(
        "D-01", (INFO,),
        gettext_noop("Vitamin D of the day from all sources."),
        gettext_noop("The known sum is above the upper limit of the person’s set, and no higher rule holds."),
        (_UPPER_LIMITS,),
    ),
    Rule(
        "D-02", (CAUTION,),
        gettext_noop("Vitamin D of the last 7 days, and daily products in the cabinet."),
        gettext_noop(
            "The mean over the logged days, or one daily product, is above the upper limit. A clinician’s "
            "plan may raise that limit."
        ),
        (_UPPER_LIMITS, gettext_noop("EFSA 2023, doi 10.2903/j.efsa.2023.8145 (read)")), CAUTION_WINDOW_DAYS,
    ),
    Rule(
        "D-03", (CALL_FIRST,),
        gettext_noop("Vitamin D of each of the last 7 days, and the day’s 25(OH)D results."),
        gettext_noop(
            "Each of 7 days has 250 µg or more without a plan that allows it, or a result is above 250 "
            "nmol/L (100 ng/mL)."
        ),
        (
            gettext_noop("EFSA 2023: 250 µg a day, lowest amount with an effect (read)"),
            gettext_noop("Laboratories’ marks (second-hand)"),
        ),
        VERY_HIGH_VITAMIN_D_DAYS,
    ),
    Rule(
        "D-04", (CAUTION,),
        gettext_noop("The 25(OH)D results of the day."),
        gettext_noop("A result is above 125 nmol/L (50 ng/mL)."),
        (gettext_noop("IOM 2011, Dietary Reference Intakes for calcium and vitamin D (read)"),), 0,
    ),
    Rule(
        "D-05", (CAUTION,),
        gettext_noop("Vitamin D supplements logged, kept or on the list of medicines; conditions."),
        gettext_noop(
            "One meets high blood calcium, kidney stones, sarcoidosis, hyperparathyroidism, kidney disease, "
            "a thiazide or digoxin."
        ),
        (_PRODUCT_TEXTS,),
    ),
    Rule(
        "C-01", (CAUTION,),
        gettext_noop("Calcium of the last 7 days from all sources."),
        gettext_noop("The mean over the logged days is above the upper limit of the person’s set."),
        (_UPPER_LIMITS,), CAUTION_WINDOW_DAYS,
    ),
    Rule(
        "C-02", (INFO,),
        gettext_noop("Calcium supplements logged, kept or on the list of medicines, and medicines."),
        gettext_noop("One meets a tetracycline, a quinolone, a bisphosphonate or levothyroxine."),
        (gettext_noop("UK product texts (read for tetracyclines and quinolones)"),),
    ),
    Rule(
        "CA-INFO", (INFO,),
        gettext_noop("Calcium supplements of the day, and MK-7 of the day and the week."),
        gettext_noop(
            "There is one, and MK-7 is known and under 50 µg. Off with a vitamin K antagonist, where it "
            "would be a nudge."
        ),
        (gettext_noop("The article’s own advice; the evidence page has its grade."),), CAUTION_WINDOW_DAYS,
    ),
    Rule(
        "M-01", (CAUTION, INFO),
        gettext_noop("Magnesium of supplements over the last 7 days, and in the cabinet."),
        gettext_noop(
            "The mean, or what the cabinet brings a day, is above their limit. INFO for one day."
        ),
        (_UPPER_LIMITS,), CAUTION_WINDOW_DAYS,
    ),
    Rule(
        "M-02", (CALL_FIRST, CAUTION),
        gettext_noop("Magnesium supplements, antacids and laxatives, kidney disease and age."),
        gettext_noop(
            "CALL FIRST with kidney disease of stage 4 or 5; CAUTION with stage 3 or an unknown one, or from "
            "75 years with regular use of a laxative with magnesium."
        ),
        (
            gettext_noop(
                "Wakai 2019 (read): high magnesium in 23 % of monitored hospital patients on magnesium oxide"
            ),
            _OUR_CHOICE,
        ),
        CAUTION_WINDOW_DAYS,
    ),
    Rule(
        "M-03", (INFO,),
        gettext_noop("Magnesium supplements, antacids and laxatives, and medicines."),
        gettext_noop(
            "One meets a tetracycline, a quinolone, a bisphosphonate, levothyroxine, iron or nitrofurantoin."
        ),
        (gettext_noop("UK magnesium product text (read)"),),
    ),
    Rule(
        "P-01", (INFO,),
        gettext_noop("The life stage in the profile."),
        gettext_noop("It says pregnant or breastfeeding."),
        (gettext_noop("General knowledge (from memory)"),), 0,
    ),
)  # fmt: skip

RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _ALL})
