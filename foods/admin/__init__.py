"""The food database as curators see it. No model that knows a person is registered.

Published values are immutable: a change is a draft, which another curator approves.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from . import assumptions, foods, revisions, sources

__all__ = ["assumptions", "foods", "revisions", "sources"]

admin.site.site_header = admin.site.site_title = _("k2tracker curation")
admin.site.index_title = _("Foods, values and sources")
