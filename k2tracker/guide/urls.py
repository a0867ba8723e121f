"""Addresses of the guide."""

from django.urls import path

from . import views

app_name = "guide"
urlpatterns = [
    path("", views.index, name="index"),
    path("checklist/", views.checklist, name="checklist"),
    path("claims/", views.claims, name="claims"),
    path("myths/", views.myths, name="myths"),
    path("questions/", views.questions, name="questions"),
    path("natto/", views.natto, name="natto"),
    path("cautions/", views.cautions, name="cautions"),
    path("unknown/", views.unknown, name="unknown"),
    path("sources/", views.sources, name="sources"),
]
