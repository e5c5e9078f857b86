"""The words that everyone speaks: frozen values, no files, no screens, no sums."""
