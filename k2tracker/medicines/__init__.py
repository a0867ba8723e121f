"""A person's medicines and conditions: what they told, dated, and never more than they confirmed."""
