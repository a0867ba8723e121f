"""The guide's data as its templates show it."""
