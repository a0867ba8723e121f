from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "k2tracker.web"
    label = "web"
