"""The curators' counts, for the admin's first page."""

from django import template

from foods.curation.counts import food_counts

register = template.Library()
register.simple_tag(food_counts)
