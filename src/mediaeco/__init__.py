"""How people form a relationship through the media they make their own."""
