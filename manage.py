#!/usr/bin/env python
"""Command line of k2tracker. `python manage.py up` starts it on this machine."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "k2tracker.settings.local")
    try:
        from django.core.management import execute_from_command_line
    except ModuleNotFoundError:
        sys.exit("Django is not installed in this Python. The README's first line sets up .venv.")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
