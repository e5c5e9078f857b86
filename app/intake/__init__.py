"""A file becomes records, and a list of what is wrong with it."""
