"""The page that shows which behaviours moved the score, down to the record."""
