"""Where values come from, and which editions were loaded."""

from django.contrib import admin

from ..models import Source, SourceRelease
from .lists import FoodModelAdmin, ReadOnly


@admin.register(Source)
class SourceAdmin(ReadOnly, FoodModelAdmin):
    list_display = ["key", "citation", "identifier", "licence"]
    search_fields = ["key", "citation", "identifier"]


@admin.register(SourceRelease)
class SourceReleaseAdmin(ReadOnly, FoodModelAdmin):
    list_display = ["source", "loaded_at", "digest"]
    list_select_related = ["source"]
