"""Grounded theory: codes, categories, the theory's graph, and agreement between coders."""
