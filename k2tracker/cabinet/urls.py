"""Addresses of the supplement cabinet."""

from django.urls import path

from . import views

app_name = "cabinet"
urlpatterns = [
    path("", views.cabinet, name="list"),
    path("find/", views.find_product, name="find"),
    path("add/<slug:slug>/", views.add, name="add"),
    path("<uuid:key>/", views.change, name="change"),
    path("<uuid:key>/stop/", views.stop, name="stop"),
    path("<uuid:key>/remove/", views.remove, name="remove"),
]
