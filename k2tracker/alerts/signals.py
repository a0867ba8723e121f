"""What this room asks of those that judge; it cannot import them."""

from django.dispatch import Signal

# Somebody is about to read a person's cautions: whoever raises them may bring them up to date first. Carries
# `person`.
alerts_wanted = Signal()
