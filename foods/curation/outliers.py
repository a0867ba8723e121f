"""Amounts far above their category: beyond three times its median.

Looked for among listed foods per 100 g that have no brand: what a label says is the maker's word and no
figure of ours, and doses of products differ by design. Categories hold dried beside fresh and leaves beside
roots, so most of what lies beyond three times the median is food as it is. A finding therefore *stands out*
only where it also lies beyond what its category spreads over; the others are kept apart, none is lost.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from django.db import connection
from django.db.models import BigIntegerField, F
from django.db.models.functions import Cast, Round
from django.utils.translation import gettext as _

from ..categories import label
from ..models import Food
from .checks import FACTOR, Finding, exact, exact_range, fingerprint, short, times

FEWEST = 8  # values of a category below which a median says little
LEAST = 1  # in the nutrient's unit: less than this above the median is a matter of rounding
MICRO = 1_000_000  # amounts have six decimals, so a million times an amount is a whole number on each engine

# The amounts of each category and nutrient in their order give the two in the middle (one and the same where
# their number is odd), and of those above 0 the ends of the middle half.
BEYOND = """
WITH known (food, category, nutrient, micro, source) AS MATERIALIZED ({known}),
placed AS (
  SELECT category, nutrient, micro,
    ROW_NUMBER() OVER (PARTITION BY category, nutrient ORDER BY micro) AS place,
    COUNT(*) OVER (PARTITION BY category, nutrient) AS number,
    COUNT(CASE WHEN micro = 0 THEN 1 END) OVER (PARTITION BY category, nutrient) AS zeros
  FROM known
),
middle AS (
  SELECT category, nutrient, MAX(number) AS number,
    MAX(CASE WHEN place = (number + 1) / 2 THEN micro END)
      + MAX(CASE WHEN place = (number + 2) / 2 THEN micro END) AS twice_median,
    MAX(CASE WHEN place = zeros + (number - zeros) / 4 + 1 THEN micro END) AS lower,
    MAX(CASE WHEN place = number - (number - zeros) / 4 THEN micro END) AS upper
  FROM placed GROUP BY category, nutrient HAVING MAX(number) >= %s
)
SELECT known.food, known.category, known.nutrient, known.micro, foods_source.key,
  middle.number, middle.twice_median, middle.lower, middle.upper
FROM known
  JOIN middle ON middle.category = known.category AND middle.nutrient = known.nutrient
  JOIN foods_source ON foods_source.id = known.source
WHERE middle.twice_median > 0 AND 2 * known.micro > %s * middle.twice_median
ORDER BY known.category, known.nutrient, known.food
"""


class Middle(NamedTuple):
    """What the amounts of a category look like, in millionths of the nutrient's unit: how many there are,
    twice their median, and the ends of the middle half of those above 0."""

    number: int
    twice_median: int
    lower: int
    upper: int

    def is_left_behind_by(self, micro: int) -> bool:
        """Whether an amount lies beyond what the category spreads over, and that by more than rounding.

        The usual fence of a box plot, one and a half times the middle half above its upper end, taken of
        logarithms, since amounts of a nutrient differ by factors: upper times (upper / lower) ** 1.5. Squared
        and multiplied out, the comparison needs whole numbers alone.
        """
        is_worth_a_look = 2 * micro - self.twice_median >= 2 * LEAST * MICRO
        return is_worth_a_look and micro**2 * self.lower**3 > self.upper**5


def outliers() -> Iterator[Finding]:
    """Amounts beyond three times the median of their category. One query.

    A median of 0 bounds nothing. The fingerprint is the figure alone: a median moves with every import.
    """
    with connection.cursor() as cursor:
        cursor.execute(*_statement())
        rows = cursor.fetchall()
    for food, category, nutrient, micro, source, *bounds in rows:
        middle = Middle(*bounds)
        amount = _amount(micro)
        yield Finding(
            "outlier",
            food,
            nutrient,
            fingerprint(amount, source),
            partial(_words, category, nutrient, amount, source, middle),
            stands_out=middle.is_left_behind_by(micro),
            weight=2000 * micro // middle.twice_median,
        )


def _statement() -> tuple[str, list]:
    known = (
        Food.objects.listed()
        .filter(brand="", basis=Food.Basis.PER_100G, revision__values__amount__isnull=False)
        .order_by()
        .values_list(
            "pk",
            "category",
            "revision__values__nutrient",
            Cast(Round(F("revision__values__amount") * MICRO), BigIntegerField()),
            "revision__values__source",
        )
    )
    sql, params = known.query.get_compiler(connection=connection).as_sql()
    return BEYOND.format(known=sql), [*params, FEWEST, FACTOR]


def _amount(micro: int) -> Decimal:
    return Decimal(micro).scaleb(-6)


def _words(category: str, nutrient: str, amount: Decimal, source: str, middle: Middle) -> str:
    said = _(
        "%(nutrient)s %(amount)s per 100 g (%(source)s), %(times)s the median of %(category)s: "
        "%(median)s of %(count)s foods, the middle half %(range)s"
    )
    if middle.twice_median < 2 * middle.lower:  # so many are 0
        said = _(
            "%(nutrient)s %(amount)s per 100 g (%(source)s), %(times)s the median of %(category)s: "
            "%(median)s of %(count)s foods, of those above 0 the middle half %(range)s"
        )
    median = _amount(middle.twice_median) / 2
    return said % {
        "nutrient": short(nutrient),
        "amount": exact(amount, nutrient),
        "source": source,
        "times": times(amount, median),
        "category": label(category),
        "median": exact(median, nutrient),
        "count": middle.number,
        "range": exact_range(_amount(middle.lower), _amount(middle.upper), nutrient),
    }
