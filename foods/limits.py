"""What no food can hold, whoever says so: a form, an import, a label.

Limits of nature, not of plausibility: 100 g hold no more than 100 g of anything, and no more energy than pure
fat.
"""

from decimal import Decimal

# kcal per 100 g. Pure fat has 902 (9.02 kcal a gram of animal fat, the highest of Atwater's specific factors,
# USDA Agriculture Handbook 74; lard and other pure fats have the same in SR28). Labels round a serving's
# energy to 10 kcal and its weight to a gram (21 CFR 101.9): 130 kcal in 14 g of oil are 929 in 100 g.
MOST_ENERGY = Decimal(960)
MOST_MILLIGRAMS = Decimal(100_000)
MOST_MICROGRAMS = Decimal(100_000_000)
