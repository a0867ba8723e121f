"""Tags and filters of every page: icons, marks, bullet graphs, amounts."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from k2tracker.web import charts, examples, numbers
from k2tracker.web.bullet_drawing import draw

register = template.Library()

# Names with a hyphen at which a browser may end the line: "(MK-7)", "MK-10".
HYPHENED = re.compile(r"\(?\b(?:MK|D|K)-\d+\b\)?")


@register.simple_tag
def icon(name, extra_class=""):
    """An icon of the sprite, silent to screen readers: the words beside it say the same."""
    classes = f"icon {extra_class}".strip()
    return format_html('<svg class="{}" aria-hidden="true"><use href="#i-{}"/></svg>', classes, name)


@register.simple_tag
def mark(state):
    """The mark of a state ("within", "below", "above", "over", "unknown", "unscored", "paused"), silent."""
    return format_html('<svg class="mark" aria-hidden="true"><use href="#mark-{}"/></svg>', str(state))


@register.simple_tag
def state(code, words):
    """A state as people see it: the mark and the words beside it."""
    return format_html('<span class="state state-{}">{}<span>{}</span></span>', str(code), mark(code), words)


@register.inclusion_tag("components/bullet.html")
def bullet(graph):
    """The inline SVG of a `charts.BulletGraph`."""
    return {"graph": graph, "drawing": draw(graph)}


@register.inclusion_tag("components/plot.html")
def plot(drawing):
    """The inline SVG of a `plots.Drawing`: one lane over time."""
    return {"d": drawing}


@register.filter
def quantity(amount, unit):
    """An amount with its unit on one line; None is the word "unknown"."""
    return unknown() if amount is None else numbers.display(amount, unit)


@register.filter
def unbroken(text):
    """Text with "MK-7" and its like kept on one line; search and screen readers find it plain."""
    return SafeString(HYPHENED.sub(r'<span class="nowrap">\g<0></span>', conditional_escape(text)))


@register.filter
def number(amount):
    """An amount without its unit, where the unit stands in a heading; None is the word "unknown"."""
    return unknown() if amount is None else numbers.number(amount)


@register.filter
def score(value):
    """A score from 0 to 100 as a whole number."""
    return numbers.score_text(value)


@register.simple_tag
def unknown():
    """The word for what is not known, drawn as not known."""
    return format_html('<span class="unknown">{}</span>', _("unknown"))


@register.simple_tag
def between(low, high, unit):
    """A range with its unit on one line."""
    return numbers.range_text(low, high, unit)


@register.simple_tag(takes_context=True)
def here(context, view_name):
    """`aria-current` of a link in the navigation: on its page "page", elsewhere in its app "true"."""
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None or match.app_name != view_name.partition(":")[0]:
        return ""
    value = "page" if match.view_name == view_name else "true"
    return format_html(' aria-current="{}"', value)


@register.filter
def invalid_fields(form):
    """The visible fields of a form that have errors, in the form's order; none where there is no form."""
    return [field for field in form.visible_fields() if field.errors] if form else []


@register.filter
def anchor(field):
    """The id that a link to a form field leads to: of a group of radios or boxes, the first one's."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.simple_tag
def amount_of(graph):
    """The known amount of a graph, large, with its unit; "at least" before it where items are unknown."""
    least = format_html('<span class="note">{}</span> ', _("at least")) if graph.is_minimum else ""
    return format_html(
        '{}<strong>{}</strong>{}<span class="unit">{}</span>',
        least,
        numbers.number(graph.value),
        numbers.NO_BREAK_SPACE,
        graph.unit,
    )


@register.simple_tag
def target_of(graph):
    return charts.target_text(graph)


@register.inclusion_tag("components/bullet.html")
def example_graph():
    """The first of the invented graphs that tell strangers what a bullet graph says."""
    graph = examples.example_graphs()[0]
    return {"graph": graph, "drawing": draw(graph)}
