"""What the score is, and why in eight lines."""
