"""Addresses of the diary."""

from django.urls import path

from . import converters  # noqa: F401 - it registers "day"
from .views import days, entries, outdoors, reports, repricing, supplements

app_name = "diary"
urlpatterns = [
    path("", days.today, name="today"),
    path("add/<slug:slug>/", entries.add_today, name="add_today"),
    path("favourites/<slug:slug>/", entries.favourite, name="favourite"),
    path("entries/<uuid:key>/", entries.entry, name="entry"),
    path("entries/<uuid:key>/amount/", entries.amount, name="amount"),
    path("entries/<uuid:key>/delete/", entries.delete, name="delete"),
    path("entries/<uuid:key>/undo/", entries.undo, name="undo"),
    path("entries/<uuid:key>/caution/", entries.caution, name="caution"),
    path("entries/<uuid:key>/report/", reports.report_entry, name="report_entry"),
    path("new-values/", repricing.new_values, name="new_values"),
    path("new-values/<int:pk>/", repricing.answer_offer, name="answer_offer"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<slug:slug>/", reports.report_food, name="report_food"),
    path("<day:day>/", days.day_page, name="day"),
    path("<day:day>/add/<slug:slug>/", entries.add, name="add"),
    path("<day:day>/quick/", entries.quick, name="quick"),
    path("<day:day>/repeat/<slug:meal>/", entries.repeat, name="repeat"),
    path("<day:day>/repeated/<uuid:key>/undo/", entries.undo_repeat, name="undo_repeat"),
    path("<day:day>/supplements/", supplements.log, name="supplements"),
    path("<day:day>/supplements/<uuid:key>/undo/", supplements.undo, name="undo_supplements"),
    path("<day:day>/marks/", days.marks, name="marks"),
    path("<day:day>/outdoors/", outdoors.outdoors, name="outdoors"),
    path("<day:day>/why/<slug:line>/", days.why, name="why"),
]
