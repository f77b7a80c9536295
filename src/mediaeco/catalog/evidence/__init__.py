"""Published comparisons, a file a question."""
