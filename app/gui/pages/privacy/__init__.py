"""What is kept, where, how it is locked, and how it is erased."""
