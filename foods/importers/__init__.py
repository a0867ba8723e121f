"""Reading what others published: one module a source, without a database."""
