"""Every number of the engine that no source gives: our choices, each with its reason.

They wait for a clinician's signature (see README.md here). A change alters scores or cautions, so it also
changes `cautions.RULE_SET` where a rule is touched.
"""

from decimal import Decimal
from fractions import Fraction

# The article's own figures, here because the lines below are built on them: 50 to 100 µg MK-7 a day.
MK7_LOW_UG = Decimal(50)
MK7_HIGH_UG = Decimal(100)

DEFAULT_REFERENCE_SET = "NAM"  # the article says "RDA" and gives vitamin D in IU, both North American

# A day's known sum stands for the day where at least this share of the items is known. Below that, what is
# missing may be larger than what is there.
KNOWN_SHARE = Fraction(4, 5)

# The article names no group for its MK-7 range; we read it as written for adults.
K2_SCORED_FROM_AGE = 18

# The article gives no weights.
LINE_WEIGHTS = {"k2": 1, "vitamin_d": 1, "d3_with_k2": 1, "magnesium": 1}

# One line alone would call a day good or bad for a single nutrient.
MINIMUM_LINES_FOR_A_DAY = 2

# Days with a score that a window needs: more than half, so that a gap cannot decide the mean.
MINIMUM_DAYS = {7: 4, 30: 15}
ROLLING_DAYS = 7

# Days over which a mean stands against an upper limit. Limits are meant for habitual intake; a week evens
# out single days and still answers soon.
CAUTION_WINDOW_DAYS = 7

# After the last dose a vitamin K antagonist goes on acting. Warfarin has a half-life of about 40 h and
# fluindione of 31 h; phenprocoumon one of 5 to 6 days. We wait several half-lives and the recovery of
# the clotting factors. Counted from the day of the last dose: with 14, who stopped on the 1st is free on
# the 15th.
WASH_OUT_DAYS = 14
WASH_OUT_DAYS_BY_DRUG = {"phenprocoumon": 35}

# From this amount a day on, a vitamin K product is a matter for the clinic. Schurgers 2004 saw no significant
# effect of 100 µg phylloquinone a day and a clear one from 150.
VITAMIN_K_PRODUCT_UG = Decimal(100)

# Two INR results further apart than this say nothing about the days between. 56 is the limit of
# LOINC 72281-9; some texts use 42.
MAX_INR_GAP_DAYS = 56

# Days that count for K-05 and K-05b. A week against the four weeks before it: a week evens out menus, four
# weeks are a habit. Five and fourteen of them must be there, so that a gap cannot look like a change.
STABILITY_RECENT_DAYS, STABILITY_BASELINE_DAYS = 7, 28
STABILITY_RECENT_MINIMUM, STABILITY_BASELINE_MINIMUM = 5, 14

# A baseline under this counts as this: of very little, any portion would be a multiple.
STABILITY_BASELINE_FLOOR_UG = Decimal(20)

# How much a week may differ from the weeks before. No guideline gives a percentage. The amounts lie around
# the 100 and 150 µg a day of Schurgers 2004 and the 80 µg between the groups of Rombouts 2010; a fall counts
# from a smaller share, since nothing can fall by more than all of it.
STABILITY_CAUTION_SHARE, STABILITY_CAUTION_UG = Fraction(1, 2), Decimal(50)
STABILITY_CALL_RISE_SHARE, STABILITY_CALL_FALL_SHARE = Fraction(1), Fraction(3, 4)
STABILITY_CALL_UG = Decimal(150)

# A product with a little phylloquinone is new until it was taken on ten of the 28 days before: by then what
# it brings is part of the baseline of K-05, and people with little vitamin K have had time to react.
NEW_PRODUCT_DAYS, NEW_PRODUCT_WINDOW_DAYS = 10, 28

# Two of three weeks make a habit that the medicine's dose has settled on; after three days without, MK-7
# (half-life about three days) has fallen by half.
HABIT_DAYS, HABIT_WINDOW_DAYS = 14, 21
STOPPED_DAYS = 3

# Three days in a week are no slip any more.
PLAN_DAYS_OUTSIDE = 3

# One portion with more phylloquinone than this is large: about what a day's dish of cooked greens has.
LARGE_K1_PORTION_UG = Decimal(250)

# How long a medicine counts as new: the INR of a case with orlistat rose over 18 days, and courses of
# antibiotics with their after-effects end within four weeks.
NEW_MEDICINE_DAYS = 28

# Laboratories flag an INR above 5 as critical. Half a unit under the range is our choice: beyond what two
# tests of one sample differ by.
INR_CRITICAL = Decimal("5.0")
INR_FAR_BELOW = Decimal("0.5")

# EFSA 2023 names 250 µg vitamin D a day as the lowest amount with an observed effect. A week of it is no
# weekly dose taken at once.
VERY_HIGH_VITAMIN_D_UG = Decimal(250)
VERY_HIGH_VITAMIN_D_DAYS = 7

# 25(OH)D in the units the marks are printed in: laboratories' mark of toxicity, and IOM 2011.
TOXIC_25OHD = {"nmol/L": Decimal(250), "ng/mL": Decimal(100)}
HIGH_25OHD = {"nmol/L": Decimal(125), "ng/mL": Decimal(50)}

# From this amount of vitamin E a day bleeding is discussed; it is 268 mg of the natural form.
VITAMIN_E_IU = Decimal(400)

# From this age kidneys often clear magnesium slowly. "Regular" is more than half of the week.
LAXATIVE_AGE = 75
REGULAR_DAYS_A_WEEK = 4

# MK-7's half-life of about 68 hours, from Schurgers 2007, Blood 109:3279.
MK7_HALF_LIFE_HOURS = 68

# Whose levels a 25(OH)D result is compared with until somebody chooses: EFSA agrees with IOM's 50 nmol/L.
VITAMIN_D_BODY = "IOM"

# Levels of 25(OH)D closer than this are the same one: printing them in the other unit shifts them by as much.
LEVEL_TOLERANCE_NMOL = Decimal("0.5")

# How old a 25(OH)D result may be beside the intake of a day: half a year, in which summer turns to winter.
VITAMIN_D_STATUS_DAYS = 180

# WHO 2020 for adults: 150 minutes of moderate activity a week and strengthening on two days. That both halves
# of the line weigh the same is our choice.
EXERCISE_MINUTES_A_WEEK = 150
EXERCISE_STRENGTH_DAYS_A_WEEK = 2
