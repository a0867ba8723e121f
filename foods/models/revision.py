"""Composition as published: revisions that nothing changes any more, and their values."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nutrients.intake import State
from nutrients.nutrient import NUTRIENTS

from .assumption import AssumptionGroup

STATES = [
    (State.MEASURED.value, _("measured")),
    (State.CALCULATED.value, _("calculated")),
    (State.LABEL.value, _("label")),
    (State.BORROWED.value, _("borrowed")),
    (State.ASSUMED.value, _("assumed")),
    (State.UNSTATED.value, _("kind not stated")),
    (State.TRACE.value, _("trace")),
    (State.UNKNOWN.value, _("unknown")),
    (State.NOT_ON_LABEL.value, _("not on the label")),
]
STATES_K2 = Q(k2_low__isnull=False) | Q(k2_high__isnull=False)
STATES_WITHOUT_AMOUNT = [State.UNKNOWN.value, State.NOT_ON_LABEL.value]


class PublishedRevisionError(Exception):
    """Somebody tried to change a composition after it was published."""


class RevisionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__isnull=False)

    def update(self, **fields):
        _refuse_if(self.published().exists())
        return super().update(**fields)

    def delete(self):
        _refuse_if(self.published().exists())
        return super().delete()


class Revision(models.Model):
    """A food's composition. Log entries point at the published one; once published, nothing changes it.

    published_at None: a draft. assumption_group "": no assumption ever stands in for its unknowns.
    k2_low, k2_high: range of *total* vitamin K2 per basis, in µg, where a source gives one. It says nothing
    about a single form: ranges of one form stand at that form's value.
    k2_note: what the compilers wrote about the K2 figures as a whole, one remark a line.

    A draft is open, then submitted, then published or declined. is_correction: the value before was wrong, so
    people are offered the new one for what they logged; else it is better data from now on.
    restores: the revision whose content this one brings back.
    """

    food = models.ForeignKey("foods.Food", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    published_at = models.DateTimeField(_("published"), null=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    digest = models.CharField(max_length=64)
    assumption_group = models.CharField(
        _("assumption group"), max_length=20, choices=AssumptionGroup, blank=True, default=""
    )
    k2_low = models.DecimalField(_("total K2, low"), max_digits=14, decimal_places=6, null=True)
    k2_high = models.DecimalField(_("total K2, high"), max_digits=14, decimal_places=6, null=True)
    k2_range_note = models.TextField(_("what the range of total K2 is"), blank=True)
    k2_note = models.TextField(_("notes on K2"), blank=True)
    release = models.ForeignKey(
        "foods.SourceRelease", on_delete=models.PROTECT, null=True, blank=True, related_name="revisions"
    )
    restores = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_correction = models.BooleanField(_("the value before was wrong"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    declined_at = models.DateTimeField(_("declined"), null=True, blank=True)
    declined_because = models.CharField(_("declined because"), max_length=300, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["food", "number"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(fields=["food", "number"], name="foods_revision_numbered_once_per_food"),
            models.CheckConstraint(
                name="foods_revision_k2_range_is_ordered",
                condition=Q(k2_low__isnull=True) | Q(k2_high__isnull=True) | Q(k2_low__lte=F("k2_high")),
            ),
            models.CheckConstraint(
                name="foods_revision_assumption_group_is_known",
                condition=Q(assumption_group__in=["", *AssumptionGroup.values]),
            ),
            models.CheckConstraint(
                name="foods_revision_declined_was_submitted_and_not_published",
                condition=Q(declined_at__isnull=True)
                | Q(submitted_at__isnull=False, published_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["food"], condition=Q(published_at__isnull=True), name="foods_revision_drafts"
            ),
            models.Index(fields=["food"], condition=STATES_K2, name="foods_revision_stating_k2"),
        ]

    def __str__(self):
        return f"{self.food_id} r{self.number}"

    def save(self, *args, **kwargs):
        """Raises PublishedRevisionError where the stored row is already published."""
        _refuse_if(not self._state.adding and Revision.objects.published().filter(pk=self.pk).exists())
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Raises PublishedRevisionError where the stored row is already published."""
        _refuse_if(Revision.objects.published().filter(pk=self.pk).exists())
        return super().delete(*args, **kwargs)


class FoodNutrientQuerySet(models.QuerySet):
    def of_published(self):
        return self.filter(revision__published_at__isnull=False)

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        revisions = {value.revision_id for value in objs}
        for chunk in _chunks(sorted(revisions)):
            _refuse_if(Revision.objects.published().filter(pk__in=chunk).exists())
        return super().bulk_create(objs, *args, **kwargs)

    def update(self, **fields):
        _refuse_if(self.of_published().exists())
        return super().update(**fields)

    def delete(self):
        _refuse_if(self.of_published().exists())
        return super().delete()


class FoodNutrient(models.Model):
    """One value of one revision: amount per 100 g or per unit, in the nutrient's own unit.

    A missing row is unknown as well; a row with state "unknown" can hold a note or a range.
    low and high bound this nutrient alone. `donor_*` names the food of another source it came from.
    derivation: how the source says it got the value, in the source's own codes.
    """

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="values")
    nutrient = models.CharField(
        _("nutrient"), max_length=30, choices=[(code, n.name) for code, n in NUTRIENTS.items()]
    )
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=6, null=True)
    low = models.DecimalField(_("low"), max_digits=14, decimal_places=6, null=True)
    high = models.DecimalField(_("high"), max_digits=14, decimal_places=6, null=True)
    n = models.PositiveIntegerField(_("number of samples"), null=True)
    state = models.CharField(_("state"), max_length=12, choices=STATES)
    source = models.ForeignKey("foods.Source", on_delete=models.PROTECT, null=True, related_name="values")
    derivation = models.CharField(_("derivation"), max_length=60, blank=True)
    donor_source = models.ForeignKey("foods.Source", on_delete=models.PROTECT, null=True, related_name="+")
    donor_food_id = models.CharField(_("donor's number"), max_length=40, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = FoodNutrientQuerySet.as_manager()

    class Meta:
        verbose_name = _("value")
        verbose_name_plural = _("values")
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "nutrient"], name="foods_foodnutrient_one_value_each"
            ),
            models.CheckConstraint(
                name="foods_foodnutrient_nutrient_is_known", condition=Q(nutrient__in=list(NUTRIENTS))
            ),
            models.CheckConstraint(
                name="foods_foodnutrient_unknown_has_no_amount",
                condition=Q(state__in=STATES_WITHOUT_AMOUNT, amount__isnull=True)
                | (~Q(state__in=STATES_WITHOUT_AMOUNT) & Q(amount__isnull=False)),
            ),
            models.CheckConstraint(
                name="foods_foodnutrient_value_has_a_source",
                condition=Q(amount__isnull=True) | Q(source__isnull=False),
            ),
            models.CheckConstraint(
                name="foods_foodnutrient_amount_is_not_negative",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
            ),
            models.CheckConstraint(
                name="foods_foodnutrient_range_is_ordered",
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")),
            ),
            models.CheckConstraint(
                name="foods_foodnutrient_donor_has_a_number",
                condition=Q(donor_source__isnull=True, donor_food_id="")
                | (Q(donor_source__isnull=False) & ~Q(donor_food_id="")),
            ),
        ]
        indexes = [models.Index(fields=["state", "revision"], name="foods_foodnutrient_by_state")]

    def __str__(self):
        return f"{self.nutrient} {self.amount}"

    def save(self, *args, **kwargs):
        """Raises PublishedRevisionError where the revision is already published."""
        _refuse_if(Revision.objects.published().filter(pk=self.revision_id).exists())
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Raises PublishedRevisionError where the revision is already published."""
        _refuse_if(Revision.objects.published().filter(pk=self.revision_id).exists())
        return super().delete(*args, **kwargs)


def _refuse_if(is_published):
    if is_published:
        raise PublishedRevisionError("A published composition is never changed; publish a new revision.")


def _chunks(ids, size=500):
    """Slices that stay under SQLite's limit of variables in one statement."""
    return (ids[start : start + size] for start in range(0, len(ids), size))
