"""The supplement cabinet as a Django app."""

from django.apps import AppConfig


class CabinetConfig(AppConfig):
    name = "k2tracker.cabinet"

    def ready(self):
        from foods.signals import foods_merged

        from .merging import move

        foods_merged.connect(move, dispatch_uid="cabinet")
