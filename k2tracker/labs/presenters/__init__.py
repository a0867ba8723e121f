"""Results and ranges as the pages show them."""
