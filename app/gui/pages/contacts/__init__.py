"""Who moves the score."""
