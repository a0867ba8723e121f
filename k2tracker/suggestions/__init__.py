"""Close the gap: foods and products that would bring a day's lines to their targets."""
