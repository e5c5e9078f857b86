"""The pages, strangers to each other."""
