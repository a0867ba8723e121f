"""What somebody takes as a habit: products, how many at a time, how often, and on which days that held."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

MOST_UNITS = Decimal(100)  # what one entry of the diary holds; more at a time is a slip
WEEK = 7
PLAIN_UNIT = "1 unit"  # the portion of a product whose label names no form


class UseQuerySet(models.QuerySet):
    def standing(self):
        """Uses that were not removed as a slip; those that have ended are among them."""
        return self.filter(removed_at__isnull=True)

    def on(self, day: date):
        """Standing uses that hold on `day`."""
        return self.standing().filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class Use(models.Model):
    """One way of taking one product, and the days it holds for, both ends included.

    A changed habit is a row of its own, so that a past day is judged by what held on it. `key` is made by the
    client before it sends the form, so that a second press finds what it made the first time. Removing marks
    the row: what was a slip held on no day.
    quantity: units at a time. days_a_week: 1 to 6 for `Often.SOME_DAYS`, else None. weekdays: for
    `Often.WEEKDAYS` the sum of 1 for Monday, 2 for Tuesday, up to 64 for Sunday; else 0. taken_at None: at
    no set time. until: the last day; None: still taken.
    """

    class Often(models.TextChoices):
        DAILY = "daily", _("Every day")
        WEEKDAYS = "weekdays", _("On set days of the week")
        SOME_DAYS = "some_days", _("Some days a week")
        NOW_AND_THEN = "now_and_then", _("Now and then")

    class Meal(models.TextChoices):
        """The meals of the diary, whose entries these uses become."""

        SUPPLEMENTS = "supplements", _("Supplements")
        BREAKFAST = "breakfast", _("Breakfast")
        LUNCH = "lunch", _("Lunch")
        DINNER = "dinner", _("Dinner")
        SNACK = "snack", _("Snack")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cabinet")
    key = models.UUIDField()
    food = models.ForeignKey("foods.Food", on_delete=models.RESTRICT, related_name="+")
    quantity = models.DecimalField(max_digits=9, decimal_places=3)
    often = models.CharField(max_length=12, choices=Often)
    days_a_week = models.PositiveSmallIntegerField(null=True)
    weekdays = models.PositiveSmallIntegerField(default=0)
    meal = models.CharField(max_length=12, choices=Meal, default=Meal.SUPPLEMENTS)
    taken_at = models.TimeField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    removed_at = models.DateTimeField(null=True)

    objects = UseQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="cabinet_use_key_once_per_person"),
            models.CheckConstraint(name="cabinet_use_quantity_is_positive", condition=Q(quantity__gt=0)),
            models.CheckConstraint(
                name="cabinet_use_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            models.CheckConstraint(
                name="cabinet_use_says_how_often",
                condition=Q(often__in=["daily", "now_and_then"], days_a_week__isnull=True, weekdays=0)
                | Q(often="weekdays", days_a_week__isnull=True, weekdays__range=(1, 127))
                | Q(often="some_days", days_a_week__range=(1, 6), weekdays=0),
            ),
            models.CheckConstraint(
                name="cabinet_use_meal_is_known",
                condition=Q(meal__in=["breakfast", "lunch", "dinner", "snack", "supplements"]),
            ),
        ]

    def __str__(self):
        return f"use {self.pk}"

    @property
    def days_in_week(self) -> int | None:
        """On how many days a week it is taken; None for now and then."""
        match self.often:
            case Use.Often.DAILY:
                return WEEK
            case Use.Often.WEEKDAYS:
                return self.weekdays.bit_count()
            case Use.Often.SOME_DAYS:
                return self.days_a_week
        return None

    def is_set_for(self, day: date) -> bool:
        """Whether it is taken on `day` by a set plan: not on days outside it, and not now and then."""
        if day < self.since or (self.until is not None and day > self.until):
            return False
        if self.often == Use.Often.WEEKDAYS:
            return bool(self.weekdays >> day.weekday() & 1)
        return self.often != Use.Often.NOW_AND_THEN
