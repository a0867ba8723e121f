"""What a clinician agreed with a person about vitamin K, for so long: data that changes the rules."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def _both_or_neither(low: str, high: str) -> Q:
    """Whether a span has both its ends, in order, or none."""
    neither = Q(**{f"{low}__isnull": True, f"{high}__isnull": True})
    both = Q(**{f"{low}__isnull": False, f"{high}__isnull": False})  # else a comparison with NULL would pass
    return neither | (both & Q(**{f"{low}__gte": 0, f"{high}__gte": F(low)}))


class Plan(models.Model):
    """One plan of one clinician for one person, both dates included.

    drug: the generic name it was written for; with another medicine it is suspended. sources: where vitamin
    K2 may come from; `supplement` names the product that "a named supplement" means. A band or maximum that
    is empty is left open by the plan. author_name: as it was shown, should the account be gone. ended_on:
    the first day it held no more before its time; `end_reason` says why.
    """

    class Sources(models.TextChoices):
        NONE = "none", _("None")
        FOOD = "food", _("Food only")
        SUPPLEMENT = "supplement", _("A named supplement")

    class EndReason(models.TextChoices):
        REPLACED = "replaced", _("Replaced by a later plan")
        BY_CLINICIAN = "clinician", _("Ended by the clinician")
        ACCESS_ENDED = "access", _("The clinician may see this diary no more")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="plans")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="plans_written"
    )
    author_name = models.CharField(max_length=120)
    drug = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_to = models.DateField()
    sources = models.CharField(max_length=10, choices=Sources, default=Sources.NONE)
    supplement = models.CharField(max_length=120, blank=True)
    mk7_low_ug = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    mk7_high_ug = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    vitamin_k_low_ug = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    vitamin_k_high_ug = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    vitamin_d_maximum_ug = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    inr_low = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    inr_high = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    reason = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    replaced_by = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, related_name="replaces")
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=10, choices=EndReason, blank=True)

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="plans_plan_ends_after_it_begins", condition=Q(valid_to__gte=F("valid_from"))
            ),
            models.CheckConstraint(
                name="plans_plan_sources_are_known",
                condition=Q(sources__in=["none", "food"], supplement="")
                | (Q(sources="supplement") & ~Q(supplement="")),
            ),
            models.CheckConstraint(
                name="plans_plan_mk7_band_has_both_ends",
                condition=_both_or_neither("mk7_low_ug", "mk7_high_ug"),
            ),
            models.CheckConstraint(
                name="plans_plan_vitamin_k_band_has_both_ends",
                condition=_both_or_neither("vitamin_k_low_ug", "vitamin_k_high_ug"),
            ),
            models.CheckConstraint(
                name="plans_plan_vitamin_d_maximum_is_positive",
                condition=Q(vitamin_d_maximum_ug__isnull=True) | Q(vitamin_d_maximum_ug__gt=0),
            ),
            models.CheckConstraint(
                name="plans_plan_inr_range_has_both_ends", condition=_both_or_neither("inr_low", "inr_high")
            ),
            models.CheckConstraint(
                name="plans_plan_end_has_its_reason",
                condition=Q(ended_on__isnull=True, end_reason="")
                | Q(ended_on__isnull=False, end_reason__in=["replaced", "clinician", "access"]),
            ),
        ]

    def __str__(self):
        return f"plan {self.pk}"
