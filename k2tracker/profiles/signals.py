"""What happens in a profile that other rooms act on; profiles cannot import them."""

from django.dispatch import Signal

# The dated history of vitamin K antagonists was changed. Sent inside the transaction; carries `person`.
vka_changed = Signal()
