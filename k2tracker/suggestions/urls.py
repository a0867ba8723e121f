"""Addresses under /suggestions/."""

from django.urls import path

from k2tracker.diary import converters  # noqa: F401 - it registers "day"

from . import views

app_name = "suggestions"

urlpatterns = [path("<day:day>/", views.gap, name="gap")]
