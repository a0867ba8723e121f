"""The guide's own sentences, as plain data. They quote the article only as `Quote`, which names its claim."""
