"""What curators do with the composition database: drafts and their life, bulk edits, the work list, merging.

Each module is what one page of the admin rests on; none knows a request. Callers import the module they need.
"""
