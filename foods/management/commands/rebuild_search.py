"""`manage.py rebuild_search` writes all search names anew, for instance after their folding changed."""

from django.core.management.base import BaseCommand

from foods.search_index import rebuild_index


class Command(BaseCommand):
    help = "Write the names that search runs on anew, in one transaction."

    def handle(self, *args, **options):
        self.stdout.write(f"Search: {rebuild_index()} names of foods that can be found.")
