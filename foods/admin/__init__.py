"""The food database as curators see it. No model that knows a person is registered.

Published values are immutable: a change is a draft, which another curator approves.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from . import assumptions, foods, revisions, sources, worklist

__all__ = ["assumptions", "foods", "revisions", "sources", "worklist"]

admin.site.site_header = admin.site.site_title = _("k2tracker curation")
admin.site.enable_nav_sidebar = False  # the tables need its width; the header leads to what is needed
admin.site.index_title = _("Foods, values and sources")
