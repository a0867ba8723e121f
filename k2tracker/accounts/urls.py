"""Account pages of ours; allauth's stand beside them under the same prefix."""

from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("withdraw/", views.withdraw, name="withdraw"),
]
