"""What the food fixture last said of each curated food, so that curators' edits can be told from its own."""

from django.db import models

from .food import Food


class LoadedFood(models.Model):
    """Names, category, marks and portions of one food as the fixture gave them when it was last loaded.

    content: by part, its pieces as [key, piece] in their order; only `foods.edited` reads and writes it.
    """

    food = models.OneToOneField(Food, on_delete=models.CASCADE, primary_key=True, related_name="loaded")
    content = models.JSONField()

    def __str__(self):
        return f"{self.food_id} as loaded"
