"""The profile's addresses."""

from django.urls import path

from . import views

app_name = "profiles"
urlpatterns = [
    path("", views.edit, name="edit"),
    path("start/", views.onboarding, name="onboarding"),
    path("anticoagulant/", views.vka, name="vka"),
    path("anticoagulant/take-back/", views.vka_take_back, name="vka_take_back"),
]
