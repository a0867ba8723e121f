"""One row that says which edition of the catalogue stands."""

import uuid

from django.db import models
from django.db.models import Q


class Catalogue(models.Model):
    """A token that changes with every change to what foods exist and what they are called.

    Whatever keeps a copy of the catalogue in memory keeps the token with it and reads this row to learn
    whether the copy still holds. The token is random, not a counter: a counter that was rolled back would
    come again with other content.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    version = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = [models.CheckConstraint(name="foods_catalogue_has_one_row", condition=Q(id=1))]

    def __str__(self):
        return str(self.version)
