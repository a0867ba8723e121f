"""The grade of a claim, for any page that repeats what the article says."""

import re

from django import template
from django.utils.safestring import SafeString

from ..presenters.claims import grade_badge
from ..presenters.echoed import grades_of

register = template.Library()

UNIT_APART = re.compile(r"(?<=\d) (?=(?:µg|mg|g|IU|nmol|ng|days|hours)\b)")


@register.filter
def spaced(markup: SafeString) -> SafeString:
    """Markup of ours with each number kept on one line with its unit."""
    return SafeString(UNIT_APART.sub("\u00a0", markup))


@register.inclusion_tag("guide/_grade.html")
def grade(claim_id):
    """The badge of a claim's grade, leading to the claim in the guide."""
    return {"grade": grade_badge(claim_id)}


@register.inclusion_tag("guide/_grades.html")
def graded(text, line=""):
    """The badges beside a sentence of ours that repeats what the article says. line: the line it is on."""
    return {"grades": grades_of(text, line)}
