"""Results from a laboratory, kept as reported, and what a person's clinic wrote about their INR."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nutrients.design_values import VITAMIN_D_BODY


class LabResultQuerySet(models.QuerySet):
    def standing(self):
        """What counts: the latest version of each result, unless it was marked wrong."""
        return self.filter(is_current=True, is_wrong=False)

    def in_order_of_entry(self):
        return self.order_by("entered_at", "key")


class LabResult(models.Model):
    """One version of one result. Nothing is overwritten: a correction adds a version, and so does a mark.

    `key` is made by the client before it sends the form, so that a second press finds the result it made.
    value, decimals, unit: as reported, so that "2.50" reads "2.50". specimen: a code of
    `nutrients.labs.MEASURES`, "" where it is not known. entered_at: when the first version was typed.
    is_wrong: the person said that this result is not theirs or not right; it stays in the history.
    """

    class Kind(models.TextChoices):
        INR = "inr", _("INR")
        VITAMIN_D = "vitamin_d", _("25(OH)D")
        DP_UCMGP = "dp_ucmgp", _("dp-ucMGP")
        T_SCORE = "t_score", _("Bone density, T-score")
        CORONARY_CALCIUM = "coronary_calcium", _("Coronary calcium score")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lab_results")
    key = models.UUIDField()
    version = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    is_wrong = models.BooleanField(default=False)
    kind = models.CharField(max_length=16, choices=Kind)
    taken_on = models.DateField()
    value = models.DecimalField(max_digits=9, decimal_places=2)
    decimals = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=16, blank=True)
    specimen = models.CharField(max_length=12, blank=True)
    laboratory = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)
    entered_at = models.DateTimeField(default=timezone.now)
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = LabResultQuerySet.as_manager()

    class Meta:
        ordering = ["-taken_on", "-entered_at", "-version"]
        indexes = [
            models.Index(
                fields=["person", "kind", "taken_on"],
                condition=Q(is_current=True),
                name="labs_labresult_current",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "key", "version"], name="labs_labresult_version_once"),
            models.UniqueConstraint(
                fields=["person", "key"], condition=Q(is_current=True), name="labs_labresult_one_is_current"
            ),
            models.CheckConstraint(
                name="labs_labresult_kind_is_known",
                condition=Q(
                    kind__in=["inr", "vitamin_d", "dp_ucmgp", "t_score", "coronary_calcium"],
                ),
            ),
            models.CheckConstraint(
                name="labs_labresult_vitamin_d_has_a_unit",
                condition=~Q(kind="vitamin_d") | Q(unit__in=["nmol/L", "ng/mL"]),
            ),
            models.CheckConstraint(
                name="labs_labresult_decimals_are_kept", condition=Q(decimals__lte=2, version__gte=1)
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.key} v{self.version}"


class InrRange(models.Model):
    """A person's therapeutic range from a day on, both ends included, until a later one begins.

    It is theirs and their clinic's: nothing proposes one. taken_back_at: the person said it was typed wrong.
    """

    class Source(models.TextChoices):
        LETTER = "letter", _("From your clinic’s letter, typed by you")
        CLINICIAN = "clinician", _("From your clinician")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="inr_ranges")
    key = models.UUIDField()
    low = models.DecimalField(max_digits=4, decimal_places=2)
    high = models.DecimalField(max_digits=4, decimal_places=2)
    from_on = models.DateField()
    source = models.CharField(max_length=9, choices=Source, default=Source.LETTER)
    recorded_at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["from_on", "recorded_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="labs_inrrange_key_once_per_person"),
            models.CheckConstraint(
                name="labs_inrrange_low_is_below_high", condition=Q(low__gt=0, low__lt=F("high"))
            ),
            models.CheckConstraint(
                name="labs_inrrange_source_is_known", condition=Q(source__in=["letter", "clinician"])
            ),
        ]

    def __str__(self):
        return f"INR range {self.pk}"


class LabSettings(models.Model):
    """What a person set on the page of their results.

    vitamin_d_body: a code of `nutrients.labs.BODIES`. next_inr_on: the day their clinic named, or None.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="lab_settings"
    )
    vitamin_d_body = models.CharField(max_length=6, default=VITAMIN_D_BODY)
    next_inr_on = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "lab settings"
        constraints = [
            models.CheckConstraint(
                name="labs_labsettings_body_is_known",
                condition=Q(vitamin_d_body__in=["IOM", "EFSA", "ES2011", "ES2024", "TOX"]),
            )
        ]

    def __str__(self):
        return f"lab settings {self.pk}"
