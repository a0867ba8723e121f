"""Where composition values come from, and which editions of them were loaded."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .assumption import AssumptionGroup


class Source(models.Model):
    """A database, paper, label or rule that values are cited from."""

    key = models.SlugField(max_length=40, unique=True, allow_unicode=False)
    citation = models.TextField(_("citation"))
    identifier = models.CharField(_("DOI or other identifier"), max_length=200, blank=True)
    covers = models.TextField(_("covers"), blank=True)
    how_verified = models.TextField(_("how it was checked"), blank=True)
    licence = models.CharField(_("licence"), max_length=120, blank=True)

    class Meta:
        ordering = ["key"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self):
        return self.key


class SourceRelease(models.Model):
    """One edition of a food source as it was loaded. `digest` is the SHA-256 of what was read.

    The newest row of a source is the edition that stands; going back to an older one adds a row again. It is
    written with the last food of the edition: there is no row of a run that did not end.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="releases")
    digest = models.CharField(max_length=64)
    name = models.CharField(_("name"), max_length=120, blank=True)
    version = models.CharField(_("version"), max_length=40, blank=True)
    released_on = models.DateField(_("released"), null=True, blank=True)
    licence = models.CharField(_("licence"), max_length=120, blank=True)
    attribution = models.TextField(_("attribution"), blank=True)
    created = models.PositiveIntegerField(_("new foods"), default=0)
    changed = models.PositiveIntegerField(_("changed foods"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged foods"), default=0)
    rejected = models.PositiveIntegerField(_("rejected records"), default=0)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.source_id} {self.digest[:8]}"


class SourceCategory(models.Model):
    """A category of a source, what it is called here, and whether an assumption may stand in for its foods.

    assumption_group "": none ever does. is_in_use: a curator has looked at the category and switched its
    assumption on. excluded_words: a food of the category whose name holds one of these words (parted by
    blanks) never gets the assumption: it is fermented, cured, canned or mixed.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="categories")
    code = models.CharField(_("code"), max_length=80)
    name = models.CharField(_("name"), max_length=200)
    category = models.CharField(_("category here"), max_length=40)
    assumption_group = models.CharField(
        _("assumption group"), max_length=20, choices=AssumptionGroup, blank=True, default=""
    )
    excluded_words = models.TextField(_("excluded words"), blank=True)
    is_in_use = models.BooleanField(_("assumption in use"), default=False)

    class Meta:
        ordering = ["source", "code"]
        verbose_name = _("category of a source")
        verbose_name_plural = _("categories of sources")
        constraints = [
            models.UniqueConstraint(fields=["source", "code"], name="foods_sourcecategory_once_per_source"),
            models.CheckConstraint(
                name="foods_sourcecategory_group_is_known",
                condition=models.Q(assumption_group__in=["", *AssumptionGroup.values]),
            ),
            models.CheckConstraint(
                name="foods_sourcecategory_in_use_has_a_group",
                condition=models.Q(is_in_use=False) | ~models.Q(assumption_group=""),
            ),
        ]

    def __str__(self):
        return f"{self.source_id}: {self.name}"
