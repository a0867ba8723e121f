"""The grade of a claim, for any page that repeats what the article says."""

from django import template

from ..presenters.claims import grade_badge
from ..presenters.echoed import grades_of

register = template.Library()


@register.inclusion_tag("guide/_grade.html")
def grade(claim_id):
    """The badge of a claim's grade, leading to the claim in the guide."""
    return {"grade": grade_badge(claim_id)}


@register.inclusion_tag("guide/_grades.html")
def graded(text):
    """The badges that belong beside a sentence of ours, where it repeats what the article says."""
    return {"grades": grades_of(text)}
