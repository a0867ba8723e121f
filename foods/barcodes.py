"""Trade item numbers (GTIN, EAN, UPC): read, checked and written in one way.

Source: GS1 General Specifications, section 7.9 (check digit).
"""

import re

GTIN_LENGTHS = (8, 12, 13, 14)
SPACING = re.compile(r"[\s-]")


def gtin_of(text: str) -> str | None:
    """Fourteen digits with leading zeros; None where `text` is none, or its check digit is off."""
    digits = SPACING.sub("", text)
    if len(digits) not in GTIN_LENGTHS or not (digits.isascii() and digits.isdigit()):
        return None
    gtin = digits.zfill(14)
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(gtin))
    return gtin if total % 10 == 0 else None
