"""What the admin's pages say beside Django's own: the counts of the first page, and names of curators."""

from django import template
from django.utils.translation import gettext as _

from foods.curation.counts import food_counts
from nutrients.nutrient import NUTRIENTS

register = template.Library()
register.simple_tag(food_counts)


@register.filter
def curator_name(user):
    """Who took a step. Only who may enter the admin is named: curators see no other people."""
    if user is None:
        return _("not on record")
    return user.get_username() if user.is_staff else _("somebody who is no curator")


@register.filter
def exact(amount):
    """Every digit of an amount that is stored, without trailing zeros; "" where there is none."""
    return "" if amount is None else f"{amount.normalize():f}"


@register.filter
def unit_of(nutrient_code):
    """The unit that amounts of a nutrient are in."""
    return NUTRIENTS[nutrient_code].unit
