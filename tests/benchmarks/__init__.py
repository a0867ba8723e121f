"""What the README's measuring command runs. Prints figures; asserts nothing."""
