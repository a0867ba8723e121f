"""Foods and products, what they are called, and how people measure them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# What `FoodQuerySet.listed` asks for, as indexes take it.
LISTED = Q(is_retired=False, revision__isnull=False, owner__isnull=True, represented_by__isnull=True)


class FoodQuerySet(models.QuerySet):
    def published(self):
        """Foods that everybody can log."""
        return self.filter(is_retired=False, revision__isnull=False, owner__isnull=True)

    def listed(self):
        """Foods that everybody can find: of two records of one food, the curated one."""
        return self.published().filter(represented_by__isnull=True)

    def loggable_by(self, person):
        """What this person can log: the published foods and their own."""
        return self.filter(is_retired=False, revision__isnull=False).filter(
            Q(owner__isnull=True) | Q(owner=person)
        )


class Food(models.Model):
    """A food (composition per 100 g) or a supplement product (composition per unit).

    Unique by (source, the source's own id), never by the id alone. `revision` is the published composition.
    owner: the person who added the food for themselves; None for a food of everybody.
    ndb_number: the food's number in USDA's SR, five digits, where its source gives one.
    represented_by: the curated food that rests on this record and stands for it in lists.
    merged_into: the food whose entries and address this retired one has become part of.
    """

    class Basis(models.TextChoices):
        PER_100G = "per_100g", _("per 100 g edible portion")
        PER_UNIT = "per_unit", _("per unit")

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    category = models.CharField(_("category"), max_length=40, db_index=True)
    basis = models.CharField(max_length=8, choices=Basis)
    source = models.ForeignKey("foods.Source", on_delete=models.PROTECT, related_name="foods")
    source_food_id = models.CharField(max_length=80)
    revision = models.OneToOneField(
        "foods.Revision", on_delete=models.RESTRICT, null=True, related_name="published_as"
    )
    is_retired = models.BooleanField(_("retired"), default=False)
    brand = models.CharField(_("brand"), max_length=120, blank=True)
    ndb_number = models.CharField(_("NDB number"), max_length=5, blank=True, db_index=True)
    source_category = models.ForeignKey(
        "foods.SourceCategory", on_delete=models.PROTECT, null=True, blank=True, related_name="foods"
    )
    represented_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="represents", db_index=False
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", db_index=False
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="own_foods",
        verbose_name=_("added by"),
        db_index=False,
    )

    objects = FoodQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("food")
        verbose_name_plural = _("foods")
        constraints = [
            models.UniqueConstraint(fields=["source", "source_food_id"], name="foods_food_once_per_source"),
            models.CheckConstraint(
                name="foods_food_basis_is_known", condition=Q(basis__in=["per_100g", "per_unit"])
            ),
            models.CheckConstraint(
                name="foods_food_merged_is_retired",
                condition=Q(merged_into__isnull=True) | Q(is_retired=True),
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"], condition=LISTED, name="foods_food_by_name"),
            models.Index(fields=["category", "name", "id"], condition=LISTED, name="foods_food_by_category"),
            # Those without a brand are few: reading past all the branded ones would take long.
            models.Index(
                fields=["name", "id"], condition=LISTED & Q(brand=""), name="foods_food_plain_by_name"
            ),
            models.Index(
                fields=["category", "name", "id"],
                condition=LISTED & Q(brand=""),
                name="foods_food_plain_by_cat",
            ),
            # What few foods have: an index of the others too would be large, and taken for a useful one.
            models.Index(
                fields=["represented_by"],
                condition=Q(represented_by__isnull=False),
                name="foods_food_represented",
            ),
            models.Index(
                fields=["merged_into"], condition=Q(merged_into__isnull=False), name="foods_food_merged"
            ),
            models.Index(fields=["owner"], condition=Q(owner__isnull=False), name="foods_food_own"),
            models.Index(fields=["name"], condition=Q(is_retired=True), name="foods_food_retired"),
        ]

    def __str__(self):
        return self.name

    @property
    def is_supplement(self) -> bool:
        return self.basis == self.Basis.PER_UNIT


class FoodAlias(models.Model):
    """Another name of a food: local, in another script, or a common misspelling."""

    food = models.ForeignKey(Food, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(_("name"), max_length=200)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        constraints = [models.UniqueConstraint(fields=["food", "text"], name="foods_foodalias_once_per_food")]

    def __str__(self):
        return self.text


class FoodMark(models.Model):
    """A curated mark on a food that rules look at, for instance that it belongs to the natto family."""

    class Mark(models.TextChoices):
        NATTO_FAMILY = "natto_family", _("Natto family")
        HIGH_VITAMIN_K = "high_vitamin_k", _("High-vitamin-K preparation")
        MEAT = "meat", _("Meat or poultry")
        FISH = "fish", _("Fish or shellfish")
        DAIRY = "dairy", _("Dairy")
        EGG = "egg", _("Egg")
        OTHER_ANIMAL = "other_animal", _("Of animal origin")
        SOY = "soy", _("Soy")

    food = models.ForeignKey(Food, on_delete=models.CASCADE, related_name="marks")
    mark = models.CharField(_("mark"), max_length=20, choices=Mark)

    class Meta:
        ordering = ["mark"]
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        constraints = [
            models.UniqueConstraint(fields=["food", "mark"], name="foods_foodmark_once_per_food"),
            models.CheckConstraint(
                name="foods_foodmark_is_known",
                condition=Q(
                    mark__in=[
                        "natto_family",
                        "high_vitamin_k",
                        "meat",
                        "fish",
                        "dairy",
                        "egg",
                        "other_animal",
                        "soy",
                    ]
                ),
            ),
        ]

    def __str__(self):
        return self.mark


class Portion(models.Model):
    """A household measure of a food and its weight; for a product per unit, one unit without a weight."""

    food = models.ForeignKey(Food, on_delete=models.CASCADE, related_name="portions")
    name = models.CharField(_("name"), max_length=80)
    grams = models.DecimalField(_("grams"), max_digits=9, decimal_places=3, null=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_estimate = models.BooleanField(_("estimated"), default=False)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("portion")
        verbose_name_plural = _("portions")
        constraints = [
            models.UniqueConstraint(fields=["food", "name"], name="foods_portion_name_once_per_food"),
            models.CheckConstraint(
                name="foods_portion_weighs_something", condition=Q(grams__isnull=True) | Q(grams__gt=0)
            ),
        ]

    def __str__(self):
        return self.name


class FoodBarcode(models.Model):
    """A trade item number of a product, as fourteen digits with leading zeros.

    Not unique: makers reuse numbers, and two sources describe one product.
    """

    food = models.ForeignKey(Food, on_delete=models.CASCADE, related_name="barcodes")
    gtin = models.CharField(_("barcode"), max_length=14, db_index=True)

    class Meta:
        ordering = ["gtin"]
        verbose_name = _("barcode")
        verbose_name_plural = _("barcodes")
        constraints = [
            models.UniqueConstraint(fields=["food", "gtin"], name="foods_foodbarcode_once_per_food"),
        ]

    def __str__(self):
        return self.gtin
