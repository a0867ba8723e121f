"""Addresses of a person's exercise. They name keys and days, never what was done."""

from django.urls import path

from . import views

app_name = "exercise"
urlpatterns = [
    path("", views.activity_list, name="list"),
    path("week-line/", views.week_line, name="week_line"),
    path("<uuid:key>/", views.change, name="change"),
    path("<uuid:key>/delete/", views.delete, name="delete"),
]
