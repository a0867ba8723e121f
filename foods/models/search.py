"""What search runs on: the names of all foods in their order, and the words they are made of."""

from django.db import models


class SearchName(models.Model):
    """One name of one findable food, folded, under a number that says where it stands among all names.

    id: grows from the best to the last (see `foods.search_index`), so that an index read in its order gives
    the best matches first and can stop. tokens: folded words parted by one blank; a word of a script without
    blanks stands there with each of its endings. is_alias: `text` is another name than the food's own. The
    full-text index beside it (FTS5, tsvector with GIN) follows by a trigger or a generated column.
    """

    id = models.BigIntegerField(primary_key=True)
    food = models.ForeignKey("foods.Food", on_delete=models.CASCADE, related_name="search_names")
    tier = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    tokens = models.TextField()
    is_alias = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text


class SearchWord(models.Model):
    """A word that some name holds: what a slip of the finger may have meant.

    Words are added and stay when the last name that held them goes, so a copy in memory only ever grows.
    """

    word = models.CharField(max_length=100, unique=True)

    def __str__(self):
        return self.word
