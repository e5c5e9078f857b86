"""Who knows the score, and what was decided on it."""
