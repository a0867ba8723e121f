"""Names that people give to foods, and the barcodes they type: what can be seen is kept, the rest is told."""

import re
import unicodedata

from django import forms
from django.utils.translation import gettext as _

from foods.barcodes import GTIN_LENGTHS, gtin_of

JOINERS = "\u200c\u200d"  # written inside words of Persian and Indic scripts, and inside emoji
LOOK_EMPTY = "\u115f\u1160\u2800\u3164\uffa0"  # letters and a symbol that show nothing
BREAKS = re.compile(r"[,;\n\u3001\uff0c\uff1b]")
MARK = "[\\u0300-\\u036f\\u0483-\\u0489\\u1ab0-\\u1aff\\u20d0-\\u20ff]"
MOST_MARKS = re.compile(f"({MARK}{{3}}){MARK}+")  # above or below one letter; more run into other lines


def visible(text: str) -> str:
    """`text` as it can be seen: without characters that steer or hide, white space made plain, "" where
    nothing would show."""
    kept = "".join(
        character if unicodedata.category(character) not in ("Cf", "Cc", "Co", "Cn") else _instead(character)
        for character in unicodedata.normalize("NFC", text)
    )
    plain = " ".join(MOST_MARKS.sub(r"\1", kept).split())
    shows = (unicodedata.category(one)[0] in "LNS" and one not in LOOK_EMPTY for one in plain)
    return plain.strip(JOINERS) if any(shows) else ""


def _instead(character: str) -> str:
    return character if character in JOINERS else " " if character in "\n\r\t" else ""


def read_names(typed: str, most: int) -> tuple[str, ...]:
    """Names parted by commas or semicolons, each once. Raises forms.ValidationError where one cannot be seen
    or is longer than `most`."""
    found = {}
    for part in BREAKS.split(typed):
        if not part.strip():
            continue
        name = visible(part)
        if not name:
            raise forms.ValidationError(_("One of these names has no letter or digit that can be seen."))
        if len(name) > most:
            raise forms.ValidationError(
                _("A name has up to %(most)s characters. “%(start)s…” has more.")
                % {"most": most, "start": name[:20]}
            )
        found.setdefault(name.casefold(), name)
    return tuple(found.values())


def read_barcode(typed: str) -> str:
    """The fourteen digits of a barcode; "" where none is typed. Raises forms.ValidationError."""
    plain = unicodedata.normalize("NFKC", visible(typed))
    if not plain:
        return ""
    gtin = gtin_of(plain)
    if gtin is not None:
        return gtin
    digits = re.sub(r"[\s-]", "", plain)
    if not digits.isdigit():
        raise forms.ValidationError(_("A barcode is digits alone: those under the bars."))
    if len(digits) not in GTIN_LENGTHS:
        raise forms.ValidationError(
            _("That is %(count)s digits. A barcode has 8, 12, 13 or 14.") % {"count": len(digits)}
        )
    raise forms.ValidationError(
        _("One digit is off: the last digit of a barcode checks the others, and it does not fit.")
    )
