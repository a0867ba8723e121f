"""Account pages of ours; allauth's stand beside them under the same prefix, and after them."""

from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("email/", views.email, name="email"),
    path("withdraw/", views.withdraw, name="withdraw"),
]
