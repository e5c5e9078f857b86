"""By what rules the score is made."""
