"""The sources, a file a field."""
