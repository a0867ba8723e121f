"""Addresses. Each app owns the rest of its prefix."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from k2tracker.guide.views import old_checklist

admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("", include("k2tracker.web.urls")),
    path("accounts/", include("k2tracker.accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("profile/", include("k2tracker.profiles.urls")),
    path("alerts/", include("k2tracker.alerts.urls")),
    path("medicines/", include("k2tracker.medicines.urls")),
    path("cabinet/", include("k2tracker.cabinet.urls")),
    path("plan/", include("k2tracker.plans.urls")),
    path("labs/", include("k2tracker.labs.urls")),
    path("exercise/", include("k2tracker.exercise.urls")),
    path("diary/", include("k2tracker.diary.urls")),
    path("suggestions/", include("k2tracker.suggestions.urls")),
    path("trends/", include("k2tracker.trends.urls")),
    path("foods/", include("foods.urls")),
    path("my-foods/", include("k2tracker.pantry.urls")),
    path("guide/", include("k2tracker.guide.urls")),
    path("checklist/", old_checklist, name="old_checklist"),
    path("admin/curation/", include("foods.admin.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "k2tracker.web.errors.bad_request"
handler403 = "k2tracker.web.errors.permission_denied"
handler404 = "k2tracker.web.errors.page_not_found"
handler500 = "k2tracker.web.errors.server_error"
