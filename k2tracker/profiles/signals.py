"""What happens in a profile that other rooms act on; profiles cannot import them."""

from django.dispatch import Signal

# What the rules know of a person was changed: age, sex, life stage, reference set, or the dated history of
# vitamin K antagonists. Sent inside the transaction; carries `person`.
answers_changed = Signal()

# A view saved an answer of its person and is about to lead them on. Carries the `request`, and `since`, the
# moment before the answer was saved. A receiver may return an address that is to be seen first.
answer_saved = Signal()
