"""Own foods in words."""
