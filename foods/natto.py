"""Natto as shops sell it, among all the kinds that were measured."""

# Left out: kinds that are enriched, made low in MK-7, salted or dried, and a sample with a twelfth of what
# the others hold.
ORDINARY_NATTO = frozenset({"natto", "natto-hikiwari", "natto-black-bean", "natto-danish-retail"})
