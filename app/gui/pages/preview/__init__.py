"""What is in a file, before anything of it is kept."""
