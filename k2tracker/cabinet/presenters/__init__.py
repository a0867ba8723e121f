"""A cabinet in words."""
