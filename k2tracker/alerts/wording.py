"""The words of a finding in the reader's language, with the reader's numbers and dates."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext

from k2tracker.profiles.presenters import day_text
from nutrients.cautions import Finding
from nutrients.wording import render


def words_of(finding: Finding) -> str:
    """What the person reads of a finding, in the language that is active now."""
    return render(finding, gettext, show_number=_number, show_date=day_text)


def _number(text: str) -> str:
    return number_format(Decimal(text), force_grouping=True)
