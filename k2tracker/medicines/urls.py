"""The addresses of the medicine list and of the conditions. No address names a medicine or a condition."""

from django.urls import path

from . import condition_views, views

app_name = "medicines"
urlpatterns = [
    path("", views.medicine_list, name="list"),
    path("add/", views.add, name="add"),
    path("from-profile/", views.list_from_profile, name="from_profile"),
    path("conditions/", condition_views.condition_list, name="conditions"),
    path("conditions/add/", condition_views.add, name="condition_add"),
    path("conditions/<uuid:key>/", condition_views.change, name="condition"),
    path("conditions/<uuid:key>/remove/", condition_views.remove, name="condition_remove"),
    path("<uuid:key>/", views.medicine, name="medicine"),
    path("<uuid:key>/stop/", views.stop, name="stop"),
    path("<uuid:key>/remove/", views.remove, name="remove"),
    path("<uuid:key>/notes/", views.add_note, name="add_note"),
    path("<uuid:key>/notes/<uuid:note_key>/remove/", views.remove_note, name="remove_note"),
]
