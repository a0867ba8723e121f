"""What a person did for exercise, and a weekly line that they can switch on. Nothing here is scored."""
