"""Addresses of the curators' own pages, below the admin's."""

from django.urls import path

from . import merging, notices, worklist

app_name = "curation"
urlpatterns = [
    path("worklist/", worklist.worklist, name="worklist"),
    path("worklist/leave/", worklist.worklist_leave, name="leave"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("notices/<int:pk>/close/", notices.notice_close, name="notice_close"),
    path("notices/<int:pk>/take/", notices.notice_take, name="notice_take"),
    path("notices/<int:pk>/join/", notices.notice_join, name="notice_join"),
    path("foods/<int:pk>/merge/", merging.food_merge, name="merge"),
    path("foods/<int:pk>/retire/", merging.food_retire, name="retire"),
    path("foods/<int:pk>/bring-back/", merging.food_bring_back, name="bring_back"),
    path("foods/<int:pk>/names/", merging.food_names, name="names"),
    path("names/<int:pk>/split/", merging.alias_split, name="split"),
]
