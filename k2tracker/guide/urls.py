"""The address of the article's checklist."""

from django.urls import path

from . import views

app_name = "guide"
urlpatterns = [path("", views.checklist, name="checklist")]
