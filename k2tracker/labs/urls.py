"""Addresses of a person's results. They name kinds and keys, never a value."""

from django.urls import path

from . import views

app_name = "labs"
urlpatterns = [
    path("", views.result_list, name="list"),
    path("add/<slug:kind>/", views.add, name="add"),
    path("all/<slug:kind>/", views.kind_list, name="kind"),
    path("inr-range/", views.inr_range, name="inr_range"),
    path("inr-range/<uuid:key>/wrong/", views.inr_range_wrong, name="inr_range_wrong"),
    path("next-inr/", views.next_inr, name="next_inr"),
    path("compare-with/", views.body, name="body"),
    path("<uuid:key>/", views.change, name="change"),
    path("<uuid:key>/mark/", views.mark, name="mark"),
]
