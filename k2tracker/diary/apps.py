"""The diary as a Django app."""

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    name = "k2tracker.diary"

    def ready(self):
        from k2tracker.profiles.signals import answers_changed

        from .actions import judge_lately

        answers_changed.connect(
            lambda person, **_: judge_lately(person=person), weak=False, dispatch_uid="diary"
        )
