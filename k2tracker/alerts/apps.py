"""Cautions as a Django app."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "k2tracker.alerts"

    def ready(self):
        from k2tracker.profiles.signals import answer_saved

        from .noticing import lead_to_what_is_noticed

        answer_saved.connect(lead_to_what_is_noticed, dispatch_uid="alerts")
