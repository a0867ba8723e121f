#!/usr/bin/env python
"""Command line of k2tracker. `python manage.py up` starts it on this machine."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "k2tracker.settings.local")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ModuleNotFoundError:
        sys.exit("Django is not installed in this Python. The README's first line sets up .venv.")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"k2tracker: {error}")


if __name__ == "__main__":
    main()
