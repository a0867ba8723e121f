"""The pages of a diary."""
