"""A score from answers alone."""
