"""What a person did for exercise, and whether they want the weekly line.

Limits: no rule and no score looks at any of it. Time outdoors is a mark of the diary's day, not kept here.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MOST_MINUTES = 24 * 60


class ActivityQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(deleted_at=None)


class Activity(models.Model):
    """One thing done on one local day.

    `key` is made by the client before it sends the form, so that a second press finds what it made, even
    after that was deleted. minutes: whole ones. strengthens: the person said that it trained muscles.
    """

    class Kind(models.TextChoices):
        """The kinds of `nutrients.exercise.Kind`, in words."""

        WALKING = "walking", _("Walking")
        RUNNING = "running", _("Running")
        STAIRS = "stairs", _("Stairs")
        DANCING = "dancing", _("Dancing")
        JUMPING = "jumping", _("Jumping")
        RACKET_OR_BALL = "racket_or_ball", _("Racket and ball sports")
        LIFTING = "lifting", _("Lifting weights")
        SWIMMING = "swimming", _("Swimming")
        CYCLING = "cycling", _("Cycling")
        OTHER = "other", _("Something else")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="activities")
    key = models.UUIDField()
    done_on = models.DateField()
    kind = models.CharField(max_length=16, choices=Kind)
    minutes = models.PositiveSmallIntegerField()
    is_vigorous = models.BooleanField(default=False)
    strengthens = models.BooleanField(default=False)
    entered_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-done_on", "-entered_at", "-key"]
        verbose_name_plural = "activities"
        indexes = [
            models.Index(
                fields=["person", "done_on"],
                condition=Q(deleted_at=None),
                name="exercise_activity_standing",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="exercise_activity_key_once_per_person"),
            models.CheckConstraint(
                name="exercise_activity_minutes_fit_a_day",
                condition=Q(minutes__gte=1, minutes__lte=MOST_MINUTES),
            ),
            models.CheckConstraint(
                name="exercise_activity_kind_is_known",
                condition=Q(
                    kind__in=[
                        "walking",
                        "running",
                        "stairs",
                        "dancing",
                        "jumping",
                        "racket_or_ball",
                        "lifting",
                        "swimming",
                        "cycling",
                        "other",
                    ]
                ),
            ),
        ]

    def __str__(self):
        return f"activity {self.pk}"


class ExerciseSettings(models.Model):
    """What a person set on the page of their exercise. No row: the weekly line is off."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="exercise_settings",
    )
    shows_week = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "exercise settings"

    def __str__(self):
        return f"exercise settings {self.pk}"
