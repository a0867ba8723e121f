"""The medicine list, the words kept with it, and the conditions that rules ask about."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nutrients import circumstances

NAME_LENGTH = 100
WORDS_LENGTH = 200


class Medicine(models.Model):
    """A medicine as its person typed it.

    drug: the generic name (`nutrients.medicines`) that they confirmed, or "" where they confirmed none; never
    a guess. started_on None: for as long as the log goes back. stopped_on: the last day it was taken; None:
    still. Both stay None for a vitamin K antagonist, whose days are those of `profiles.VkaPeriod`.
    dose: words that nothing reads. entered_on: the person's day on which they told of this drug; None: not
    known. key: follows from the form, so a second press finds what the first made.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="medicines")
    key = models.UUIDField()
    name = models.CharField(max_length=NAME_LENGTH)
    drug = models.CharField(max_length=60, blank=True)
    started_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)
    dose = models.CharField(max_length=WORDS_LENGTH, blank=True)
    entered_on = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="medicines_medicine_key_once_per_person"),
            models.CheckConstraint(
                name="medicines_medicine_ends_after_it_starts",
                condition=Q(started_on__isnull=True)
                | Q(stopped_on__isnull=True)
                | Q(stopped_on__gte=F("started_on")),
            ),
        ]

    def __str__(self):
        return f"medicine {self.pk}"


class DoseNote(models.Model):
    """A change of dose on a day, in words that nothing reads."""

    medicine = models.ForeignKey(Medicine, on_delete=models.CASCADE, related_name="dose_notes")
    key = models.UUIDField()
    on = models.DateField()
    words = models.CharField(max_length=WORDS_LENGTH)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["medicine", "key"], name="medicines_dosenote_key_once")
        ]

    def __str__(self):
        return f"note {self.pk}"


class ConditionPeriod(models.Model):
    """A condition and the days it holds for, both ends included; None: no end known.

    Of one person, no two periods of kidney disease share a day, and no two of another condition do.
    """

    class Kind(models.TextChoices):
        KIDNEY_STAGE_1_2 = circumstances.Condition.KIDNEY_STAGE_1_2, _("Kidney disease, stage 1 or 2")
        KIDNEY_STAGE_3 = circumstances.Condition.KIDNEY_STAGE_3, _("Kidney disease, stage 3")
        KIDNEY_STAGE_4_5 = circumstances.Condition.KIDNEY_STAGE_4_5, _("Kidney disease, stage 4 or 5")
        KIDNEY_STAGE_UNKNOWN = (
            circumstances.Condition.KIDNEY_STAGE_UNKNOWN,
            _("Kidney disease, stage not known"),
        )
        HIGH_CALCIUM = circumstances.Condition.HIGH_CALCIUM, _("High blood calcium")
        KIDNEY_STONES = circumstances.Condition.KIDNEY_STONES, _("Kidney stones")
        SARCOIDOSIS = circumstances.Condition.SARCOIDOSIS, _("Sarcoidosis")
        HYPERPARATHYROIDISM = circumstances.Condition.HYPERPARATHYROIDISM, _("Hyperparathyroidism")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="conditions")
    key = models.UUIDField()
    kind = models.CharField(max_length=24, choices=Kind)
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)

    class Meta:
        ordering = [F("from_on").asc(nulls_first=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key"], name="medicines_conditionperiod_key_once_per_person"
            ),
            models.CheckConstraint(
                name="medicines_conditionperiod_kind_is_known",
                condition=Q(kind__in=[str(condition) for condition in circumstances.Condition]),
            ),
            models.CheckConstraint(
                name="medicines_conditionperiod_ends_after_it_starts",
                condition=Q(from_on__isnull=True) | Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
            ),
        ]

    def __str__(self):
        return f"condition {self.pk}"

    @property
    def is_of_the_kidneys(self) -> bool:
        """Whether it is a stage of kidney disease: of those only one holds on a day."""
        return self.kind in KIDNEY_STAGES


KIDNEY_STAGES = frozenset(
    {
        ConditionPeriod.Kind.KIDNEY_STAGE_1_2,
        ConditionPeriod.Kind.KIDNEY_STAGE_3,
        ConditionPeriod.Kind.KIDNEY_STAGE_4_5,
        ConditionPeriod.Kind.KIDNEY_STAGE_UNKNOWN,
    }
)
