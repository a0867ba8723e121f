"""Which claims of the article a sentence of ours repeats."""

import re
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..texts.echoes import ECHOES, ON_LINE
from .claims import GradeBadge, grade_badge

_BLANK = re.compile(r"%\(\w+\)s|\{\w+\}")


def grades_of(text: str, line: str = "") -> tuple[GradeBadge, ...]:
    """The grades that belong beside `text`, none where it repeats no claim.

    line: the code of the line of the score it is about, or "".
    """
    found = [claims for pattern, claims in _patterns(get_language()) if pattern.search(text)]
    instead = ON_LINE.get(line, {})
    return tuple(grade_badge(instead.get(claim_id, claim_id)) for claims in found for claim_id in claims)


@lru_cache
def _patterns(_language):
    return [
        (re.compile(".+".join(re.escape(piece) for piece in _BLANK.split(_(text)))), claims)
        for text, claims in ECHOES
    ]
