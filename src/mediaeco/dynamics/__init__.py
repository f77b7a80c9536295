"""The dyad as a dynamic system: grids of states, complexity, synchrony, episodes."""
