"""The reader's verbs; the flow of the data stands here once, and both faces call it."""
