"""A phone number as people write it, as a link that dials it (RFC 3966)."""

import re
import unicodedata

# A trunk zero in brackets is dialled inside the country only: +44 (0)20 … is +44 20 …
TRUNK_ZERO = re.compile(r"^(\s*\+.*?)\(0\)")
EXTENSION = re.compile(r"(?:ext\.?|extension|x|#)\s*(\d{1,8})\s*$", re.IGNORECASE)
FEWEST_DIGITS = 3


def tel_uri(written: str) -> str | None:
    """`tel:` and the digits of `written`, with its leading + and its extension; None where it is no number.

    Full-width digits count as digits. Spaces, dots, dashes, slashes and brackets are left out.
    """
    text = unicodedata.normalize("NFKC", written).strip()
    extension = EXTENSION.search(text)
    if extension:
        text = text[: extension.start()]
    text = TRUNK_ZERO.sub(r"\1", text)
    if not re.fullmatch(r"\+?[\d\s().\-–/]+", text):
        return None
    digits = re.sub(r"\D", "", text)
    if len(digits) < FEWEST_DIGITS:
        return None
    plus = "+" if text.startswith("+") else ""
    suffix = f";ext={extension.group(1)}" if extension else ""
    return f"tel:{plus}{digits}{suffix}"
