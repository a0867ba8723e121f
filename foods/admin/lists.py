"""What the admins here share: a list that answers whatever an address asks, and rows that only show."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.db import DatabaseError, transaction
from django.utils.functional import cached_property

# What a value that cannot be looked up raises: while the query is made, and only when it runs.
UNREADABLE = (ValueError, TypeError, LookupError, OverflowError, DatabaseError)


class FoodChangeList(ChangeList):
    """A list that leads back to the whole of it, whatever an address asks to filter by.

    Django does so for values that it cannot read itself; here the query runs before the list is made, since
    some values (a pattern that is none) only the database refuses, and a NUL only PostgreSQL.
    """

    def get_queryset(self, request, **kwargs):
        if any("\0" in value for _name, values in request.GET.lists() for value in values):
            raise IncorrectLookupParameters
        try:
            with transaction.atomic():
                found = super().get_queryset(request, **kwargs)
                found.exists()
        except UNREADABLE as error:
            raise IncorrectLookupParameters from error
        return found


class CappedPaginator(Paginator):
    """Counts no further than anybody pages: counting half a million rows takes longer than showing fifty."""

    most = 5000

    @cached_property
    def count(self):
        return self.object_list.order_by()[: self.most].count()

    @property
    def is_capped(self):
        return self.count == self.most


class FoodModelAdmin(admin.ModelAdmin):
    """What the admins here share."""

    paginator = CappedPaginator
    empty_value_display = ""  # a phone leaves empty cells out
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_changelist(self, request, **kwargs):
        return FoodChangeList

    def render_change_form(self, request, context, *args, **kwargs):
        """As Django does it, with the status that every form with a mistake has here."""
        response = super().render_change_form(request, context, *args, **kwargs)
        if context.get("errors"):
            response.status_code = 422
        return response

    def response_action(self, request, queryset):
        try:
            return super().response_action(request, queryset)
        except (
            ValueError,
            OverflowError,
        ) as error:  # a chosen row that is no number: no form of ours sent it
            raise BadRequest from error


class ReadOnly:
    """Mixin of admins and inlines that only show."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
