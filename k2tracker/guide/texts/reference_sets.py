"""How the figures of each reference set were read. The figures and their sources are in `nutrients/data`."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop

NAMES: Mapping[str, str] = {
    "NAM": gettext_noop("National Academies, United States and Canada"),
    "EFSA": gettext_noop("European Food Safety Authority"),
    "MHLW2025": gettext_noop("Ministry of Health, Labour and Welfare, Japan, 2025"),
    "MHLW2020": gettext_noop("Ministry of Health, Labour and Welfare, Japan, 2020"),
}

# (reference set, nutrient) -> how its rows were read. Rows without a line here fail a test.
CHECKS: Mapping[tuple[str, str], str] = {
    ("NAM", "magnesium"): gettext_noop("second-hand"),
    ("NAM", "vitamin_k"): gettext_noop("read for adults, second-hand for children"),
    ("NAM", "vitamin_d"): gettext_noop("second-hand"),
    ("NAM", "calcium"): gettext_noop("second-hand; the limit at 14 to 18 in pregnancy from memory"),
    ("EFSA", "magnesium"): gettext_noop("read"),
    ("EFSA", "vitamin_k"): gettext_noop("read"),
    ("EFSA", "vitamin_d"): gettext_noop("read"),
    ("EFSA", "calcium"): gettext_noop("second-hand; the limit read"),
    ("MHLW2025", "magnesium"): gettext_noop("second-hand"),
    ("MHLW2025", "vitamin_k"): gettext_noop("the rule read, the values second-hand"),
    ("MHLW2025", "vitamin_d"): gettext_noop("read"),
    ("MHLW2025", "calcium"): gettext_noop("the limit read"),
    ("MHLW2020", "magnesium"): gettext_noop("second-hand"),
    ("MHLW2020", "vitamin_k"): gettext_noop("second-hand"),
    ("MHLW2020", "calcium"): gettext_noop("read"),
}
