"""Addresses of a person's own foods."""

from django.urls import path

from .views import foods, recipes

app_name = "pantry"
urlpatterns = [
    path("", foods.food_list, name="list"),
    path("add/", foods.add, name="add"),
    path("recipes/add/", recipes.add, name="recipe_add"),
    path("<slug:slug>/", recipes.recipe, name="recipe"),
    path("<slug:slug>/recipe/", recipes.change, name="recipe_change"),
    path("<slug:slug>/change/", foods.change, name="change"),
    path("<slug:slug>/suggest/", foods.suggest, name="suggest"),
    path("<slug:slug>/remove/", foods.remove, name="remove"),
]
