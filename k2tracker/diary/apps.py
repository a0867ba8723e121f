"""The diary as a Django app."""

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    name = "k2tracker.diary"

    def ready(self):
        from k2tracker.profiles.signals import vka_changed

        from .actions import judge_lately

        vka_changed.connect(lambda person, **_: judge_lately(person=person), weak=False, dispatch_uid="diary")
