"""The page that answers what would move the score."""
