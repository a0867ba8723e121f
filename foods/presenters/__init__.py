"""What the food pages show, worked out before a template sees it: one module a part of a page."""
