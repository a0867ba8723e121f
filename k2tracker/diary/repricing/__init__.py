"""Corrected values for days that were logged before the correction: offered, accepted or kept, and undone.

A correction says that the value before was wrong; better data from now on comes with no offer. Nothing here
changes an entry unless its person asked for it.
"""
