"""The mirrored model: a rulebook, a person's records and a day make a score."""
