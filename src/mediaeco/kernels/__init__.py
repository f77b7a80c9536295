"""Array functions that know NumPy alone: segments, automata, coalitions, removal."""
