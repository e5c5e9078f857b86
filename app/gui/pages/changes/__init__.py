"""Why the score moved."""
