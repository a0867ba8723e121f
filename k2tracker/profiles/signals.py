"""What happens in a profile that other rooms act on; profiles cannot import them."""

from django.dispatch import Signal

# What the rules know of a person was changed: age, sex, life stage, reference set, or the dated history of
# vitamin K antagonists. Sent inside the transaction; carries `person`.
answers_changed = Signal()
