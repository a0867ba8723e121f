"""The diary as a Django app."""

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    name = "k2tracker.diary"

    def ready(self):
        from django.contrib.auth import get_user_model
        from django.db.models.signals import post_delete

        from foods.signals import composition_published, foods_merged, recipes_corrected
        from k2tracker.alerts.signals import alerts_wanted
        from k2tracker.profiles.signals import answers_changed

        from .days import forget_everything, keeper_of
        from .judging import judge_lately, judge_what_is_stale
        from .merging import move
        from .repricing.offers import offer_correction, offer_recipes
        from .templatetags.diary import forget_rows

        def forget(**_):
            """Whoever takes their consent back leaves nothing in this process either."""
            forget_everything()
            forget_rows()

        post_delete.connect(forget, sender=get_user_model(), weak=False, dispatch_uid="diary")
        answers_changed.connect(
            lambda person, **_: judge_lately(person=person), weak=False, dispatch_uid="diary"
        )
        alerts_wanted.connect(
            lambda person, **_: judge_what_is_stale(keeper_of(person)), weak=False, dispatch_uid="diary"
        )
        foods_merged.connect(move, dispatch_uid="diary")
        composition_published.connect(offer_correction, dispatch_uid="diary")
        recipes_corrected.connect(offer_recipes, dispatch_uid="diary")
