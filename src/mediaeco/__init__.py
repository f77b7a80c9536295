"""How people form a relationship through the media they make their own."""

__version__ = "0.1.0"
