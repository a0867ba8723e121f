"""Where composition values come from, and which editions of them were loaded."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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

    The newest row of a source is the edition that stands; going back to an older one adds a row again.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="releases")
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.source_id} {self.digest[:8]}"
