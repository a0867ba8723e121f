"""The application's addresses and the bare view that the others are compared with."""

from django.http import HttpResponse
from django.urls import include, path

from k2tracker.diary.models import Entry
from k2tracker.urls import handler400, handler403, handler404, handler500  # noqa: F401


def bare(request, day):
    """What no page of a diary can do without: the session's user and one indexed SELECT of the day's rows."""
    rows = list(Entry.objects.filter(person=request.user, eaten_on=day).values_list("pk", "food_id", "grams"))
    return HttpResponse(f"{len(rows)}")


urlpatterns = [path("bare/<str:day>/", bare), path("", include("k2tracker.urls"))]
