"""What no food can hold, whoever says so: a form, an import, a label.

Limits of nature, not of plausibility: 100 g hold no more than 100 g of anything, and no more energy than pure
fat.
"""

from decimal import Decimal

# kcal per 100 g. Pure fat has 902 (9.02 kcal a gram of animal fat, the highest of Atwater's specific factors,
# USDA Agriculture Handbook 74; lard and other pure fats have the same in SR28); 905 leaves room for what was
# rounded in kJ, as 3,774 kJ are 902.007 kcal.
MOST_ENERGY = Decimal(905)
MOST_MILLIGRAMS = Decimal(100_000)
MOST_MICROGRAMS = Decimal(100_000_000)
