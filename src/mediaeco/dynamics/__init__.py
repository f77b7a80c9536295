"""The dyad as a dynamic system: grids of states, complexity, synchrony, episodes."""

from mediaeco.dynamics.attractor import Attractors, ReturnTimes, attractors, return_times
from mediaeco.dynamics.complexity import (
    CRITICAL,
    Complexity,
    DynamicComplexity,
    complexity,
    dynamic_complexity,
)
from mediaeco.dynamics.grid import (
    StateSpaceGrid,
    Unit,
    cells_of,
    grid_from_series,
    state_space_grid,
)
from mediaeco.dynamics.grid_measure import GridMeasures, grid_measures
from mediaeco.dynamics.rating import Rating, RatingSeries, rating_series
from mediaeco.dynamics.state import VARIABLES, Axis, StateSeries, state_series

__all__ = [
    "CRITICAL",
    "VARIABLES",
    "Attractors",
    "Axis",
    "Complexity",
    "DynamicComplexity",
    "GridMeasures",
    "Rating",
    "RatingSeries",
    "ReturnTimes",
    "StateSeries",
    "StateSpaceGrid",
    "Unit",
    "attractors",
    "cells_of",
    "complexity",
    "dynamic_complexity",
    "grid_from_series",
    "grid_measures",
    "rating_series",
    "return_times",
    "state_series",
    "state_space_grid",
]
