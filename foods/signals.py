"""What the food database tells the rooms that it may not know."""

from django.dispatch import Signal

# Sent with `send` inside the transaction that publishes, after the food points at its new revision: a
# receiver that raises undoes the publication, one that writes is undone with it. Sent for what curators
# publish, never for an import. Keywords:
#   food         the foods.models.Food
#   revision     the foods.models.Revision that is now published (values are stored)
#   replaces     the Revision that was published before; None for a food that had none
#   is_correction  True: the old value was wrong, so what was logged with it is offered the new one;
#                False: better data from now on, what was logged stays as it is
#   by           the curator who approved it; the sole curator where no second one is asked for
composition_published = Signal()

# Sent with `send` in the same transaction, after `composition_published`, where recipes count what was
# corrected: each has its next revision by now. Keywords:
#   revisions    the foods.models.Revision of each of these recipes, published, `is_correction`
#   by           the curator who approved the correction of the ingredient
recipes_corrected = Signal()

# Sent with `send` inside the transaction that merges two foods, before the merged one is retired: whoever
# keeps rows that point at it moves them, and a receiver that raises undoes the merge. Entries keep their
# revision. Keywords:
#   food         the foods.models.Food that becomes part of the other
#   into         the Food that it becomes part of: published, everybody's, counted by the same basis
foods_merged = Signal()
