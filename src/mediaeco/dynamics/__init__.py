"""The dyad as a dynamic system: grids of states, complexity, synchrony, episodes."""

from mediaeco.dynamics.attractor import Attractors, ReturnTimes, attractors, return_times
from mediaeco.dynamics.complexity import (
    CRITICAL,
    Complexity,
    DynamicComplexity,
    complexity,
    dynamic_complexity,
)
from mediaeco.dynamics.contingency import (
    EFFECTS,
    Contingency,
    ContingencyIntervals,
    contingency,
    contingency_intervals,
)
from mediaeco.dynamics.episode import VEpisodes, v_episodes
from mediaeco.dynamics.grid import (
    StateSpaceGrid,
    Unit,
    cells_of,
    grid_from_series,
    state_space_grid,
)
from mediaeco.dynamics.grid_measure import GridMeasures, grid_measures
from mediaeco.dynamics.order import LevelChanges, OrderedStates, level_changes
from mediaeco.dynamics.pseudo import PseudoSynchrony, pseudo_synchrony
from mediaeco.dynamics.rating import Rating, RatingSeries, rating_series
from mediaeco.dynamics.repair import (
    KINDS,
    RepairLatency,
    RuptureProfile,
    repair_latency,
    rupture_profile,
)
from mediaeco.dynamics.state import VARIABLES, Axis, StateSeries, state_series
from mediaeco.dynamics.synchrony import Synchrony, SynchronySettings, active_share, synchrony

__all__ = [
    "CRITICAL",
    "EFFECTS",
    "KINDS",
    "VARIABLES",
    "Attractors",
    "Axis",
    "Complexity",
    "Contingency",
    "ContingencyIntervals",
    "DynamicComplexity",
    "GridMeasures",
    "LevelChanges",
    "OrderedStates",
    "PseudoSynchrony",
    "Rating",
    "RatingSeries",
    "RepairLatency",
    "ReturnTimes",
    "RuptureProfile",
    "StateSeries",
    "StateSpaceGrid",
    "Synchrony",
    "SynchronySettings",
    "Unit",
    "VEpisodes",
    "active_share",
    "attractors",
    "cells_of",
    "complexity",
    "contingency",
    "contingency_intervals",
    "dynamic_complexity",
    "grid_from_series",
    "grid_measures",
    "level_changes",
    "pseudo_synchrony",
    "rating_series",
    "repair_latency",
    "return_times",
    "rupture_profile",
    "state_series",
    "state_space_grid",
    "synchrony",
    "v_episodes",
]
