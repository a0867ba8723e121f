"""Who a score is for: life stage, clock, clinic, and the history of vitamin K antagonists."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .phone import tel_uri


class Profile(models.Model):
    """A person's life stage, clock, reference set, clinic, and foods that are not for them.

    judged_as: a digest of all that their last days were last judged by, for whoever judges them.
    """

    class Sex(models.TextChoices):
        FEMALE = "female", _("Female")
        MALE = "male", _("Male")
        UNDISCLOSED = "", _("Prefer not to say")

    class LifeStage(models.TextChoices):
        NONE = "none", _("Neither")
        PREGNANT = "pregnant", _("Pregnant")
        LACTATING = "lactating", _("Breastfeeding")

    class ReferenceSet(models.TextChoices):
        NAM = "NAM", _("US and Canada (NAM)")
        EFSA = "EFSA", _("Europe (EFSA)")
        MHLW = "MHLW", _("Japan (MHLW)")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="profile"
    )
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True)
    birth_month = models.PositiveSmallIntegerField(
        _("month of birth"), null=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    sex = models.CharField(_("sex"), max_length=6, choices=Sex, blank=True, default="")
    life_stage = models.CharField(max_length=9, choices=LifeStage, default=LifeStage.NONE)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    day_start_hour = models.PositiveSmallIntegerField(_("a new day starts at"), default=0)
    reference_set = models.CharField(max_length=4, choices=ReferenceSet, default=ReferenceSet.NAM)
    clinic_name = models.CharField(_("clinic"), max_length=120, blank=True)
    clinic_phone = models.CharField(_("clinic's phone"), max_length=40, blank=True)
    is_vegan = models.BooleanField(_("vegan"), default=False)
    is_vegetarian = models.BooleanField(_("vegetarian"), default=False)
    no_soy = models.BooleanField(_("no soy"), default=False)
    no_dairy = models.BooleanField(_("no dairy"), default=False)
    no_natto = models.BooleanField(_("no natto"), default=False)
    guardian_confirmed_at = models.DateTimeField(null=True)
    onboarded_at = models.DateTimeField(null=True)
    judged_as = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="profiles_profile_birth_month_and_year_together",
                condition=Q(birth_year__isnull=True, birth_month__isnull=True)
                | Q(birth_year__isnull=False, birth_month__range=(1, 12)),
            ),
            models.CheckConstraint(
                name="profiles_profile_day_starts_by_six", condition=Q(day_start_hour__lte=6)
            ),
            models.CheckConstraint(
                name="profiles_profile_sex_is_known", condition=Q(sex__in=["female", "male", ""])
            ),
            models.CheckConstraint(
                name="profiles_profile_only_women_have_a_life_stage",
                condition=Q(life_stage="none") | Q(life_stage__in=["pregnant", "lactating"], sex="female"),
            ),
            models.CheckConstraint(
                name="profiles_profile_reference_set_is_known",
                condition=Q(reference_set__in=["NAM", "EFSA", "MHLW"]),
            ),
        ]

    def __str__(self):
        return f"profile {self.pk}"

    @property
    def clinic_tel_uri(self) -> str:
        """The clinic's number as a link that dials, or "" where no number can be read from it."""
        return tel_uri(self.clinic_phone) or ""


class VkaPeriod(models.Model):
    """One answer to "do you take a vitamin K antagonist?" and the days it held for.

    from_on None: for as long as the log goes back. to_on None: until today. Both ends belong to the period.
    No row at all: the question is unanswered. One answer can make several rows (taken until a day, stopped
    from then on): they share `recorded_at`. `drug` is a generic name of `nutrients.anticoagulants`; with
    status "no" it may name an anticoagulant that is not a vitamin K antagonist.
    """

    class Status(models.TextChoices):
        NO = "no", _("No")
        YES = "yes", _("Yes")
        NOT_SURE = "not_sure", _("Not sure")
        STOPPED = "stopped", _("Stopped")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="vka_periods")
    status = models.CharField(max_length=8, choices=Status)
    drug = models.CharField(max_length=60, blank=True)
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = [F("from_on").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(
                name="profiles_vkaperiod_status_is_known",
                condition=Q(status__in=["no", "yes", "not_sure", "stopped"]),
            ),
            models.CheckConstraint(
                name="profiles_vkaperiod_ends_after_it_starts",
                condition=Q(from_on__isnull=True) | Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(to_on__isnull=True), name="profiles_vkaperiod_one_is_current"
            ),
            models.CheckConstraint(
                name="profiles_vkaperiod_stopped_has_a_date",
                condition=~Q(status="stopped") | Q(from_on__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.status} {self.drug}".strip()
