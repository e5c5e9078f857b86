"""The terminal: one module a verb. Data on standard output, progress on standard error."""
