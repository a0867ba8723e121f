"""What a page of the diary shows, prepared as frozen dataclasses of finished text. No queries, no rules.

The one place where the diary rounds (through `web.numbers`) and words. A template prints what it is given.
"""
