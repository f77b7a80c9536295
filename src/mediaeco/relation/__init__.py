"""The therapeutic relationship: alliance, ratings, control, communication about communication."""
