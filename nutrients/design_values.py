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
