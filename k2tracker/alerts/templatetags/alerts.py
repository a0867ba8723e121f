"""Puts an alert on a page."""

from django import template

from k2tracker.alerts.presenters import card_of

register = template.Library()


@register.simple_tag
def alert_card(alert):
    """The alert in words, with the form that answers it."""
    return card_of(alert)
