"""Addresses of the food pages."""

from django.urls import path

from . import views

app_name = "foods"
urlpatterns = [
    path("", views.food_list, name="list"),
    path("search/", views.food_search, name="search"),
    path("compare/", views.food_compare, name="compare"),
    path("coverage/", views.food_coverage, name="coverage"),
    path("<slug:slug>/", views.food_detail, name="detail"),
    path("<slug:slug>/evidence/<slug:nutrient>/", views.food_evidence, name="evidence"),
]
