"""The dyad as a dynamic system: grids of states, complexity, synchrony, episodes."""

from mediaeco.dynamics.attractor import Attractors, ReturnTimes, attractors, return_times
from mediaeco.dynamics.complexity import (
    CRITICAL,
    Complexity,
    DynamicComplexity,
    complexity,
    dynamic_complexity,
)
from mediaeco.dynamics.contingency import EFFECTS, Contingency, contingency
from mediaeco.dynamics.contingency_interval import ContingencyIntervals, contingency_intervals
from mediaeco.dynamics.dyad import (
    DyadParameters,
    DyadTrajectory,
    PersonParameters,
    simulate_dyad_ode,
)
from mediaeco.dynamics.episode import VEpisodes, v_episodes
from mediaeco.dynamics.grid import StateSpaceGrid, Unit, cells_of, state_space_grid
from mediaeco.dynamics.grid_measure import GridMeasures, grid_measures
from mediaeco.dynamics.grid_series import grid_from_series
from mediaeco.dynamics.hawkes import HawkesEvents, HawkesParameters, simulate_hawkes
from mediaeco.dynamics.hawkes_estimate import HawkesFit
from mediaeco.dynamics.hawkes_fit import HawkesSearch, fit_hawkes
from mediaeco.dynamics.hawkes_interval import HawkesIntervals, hawkes_intervals
from mediaeco.dynamics.hawkes_record import HawkesRecord
from mediaeco.dynamics.hawkes_rescaling import TimeRescaling, time_rescaling
from mediaeco.dynamics.influence import TANH, Influence
from mediaeco.dynamics.minimal import MinimalModel, simulate_minimal_model, simulate_minimal_sde
from mediaeco.dynamics.order import LevelChanges, OrderedStates, level_changes
from mediaeco.dynamics.pseudo import PseudoSynchrony, pseudo_synchrony
from mediaeco.dynamics.pseudo_response import PseudoResponse, pseudo_response
from mediaeco.dynamics.rating import Rating, RatingSeries, rating_series
from mediaeco.dynamics.relational_choice import RECEIVER_STATISTICS, relational_choice
from mediaeco.dynamics.relational_rate import SENDER_STATISTICS, relational_rate
from mediaeco.dynamics.repair import (
    KINDS,
    RepairLatency,
    RuptureProfile,
    repair_latency,
    rupture_profile,
)
from mediaeco.dynamics.response import (
    ALL_CHANNELS,
    Responses,
    response,
    responses,
    switching_ecology,
)
from mediaeco.dynamics.response_score import ResponseScore, response_score
from mediaeco.dynamics.rest import (
    RestStates,
    rest_covariance,
    rest_states,
    simulate_linearised,
)
from mediaeco.dynamics.rhythm import Rhythm
from mediaeco.dynamics.state import VARIABLES, Axis, StateSeries, state_series
from mediaeco.dynamics.synchrony import Synchrony, SynchronySettings, active_share, synchrony

__all__ = [
    "ALL_CHANNELS",
    "CRITICAL",
    "EFFECTS",
    "KINDS",
    "RECEIVER_STATISTICS",
    "SENDER_STATISTICS",
    "TANH",
    "VARIABLES",
    "Attractors",
    "Axis",
    "Complexity",
    "Contingency",
    "ContingencyIntervals",
    "DyadParameters",
    "DyadTrajectory",
    "DynamicComplexity",
    "GridMeasures",
    "HawkesEvents",
    "HawkesFit",
    "HawkesIntervals",
    "HawkesParameters",
    "HawkesRecord",
    "HawkesSearch",
    "Influence",
    "LevelChanges",
    "MinimalModel",
    "OrderedStates",
    "PersonParameters",
    "PseudoResponse",
    "PseudoSynchrony",
    "Rating",
    "RatingSeries",
    "RepairLatency",
    "ResponseScore",
    "Responses",
    "RestStates",
    "ReturnTimes",
    "Rhythm",
    "RuptureProfile",
    "StateSeries",
    "StateSpaceGrid",
    "Synchrony",
    "SynchronySettings",
    "TimeRescaling",
    "Unit",
    "VEpisodes",
    "active_share",
    "attractors",
    "cells_of",
    "complexity",
    "contingency",
    "contingency_intervals",
    "dynamic_complexity",
    "fit_hawkes",
    "grid_from_series",
    "grid_measures",
    "hawkes_intervals",
    "level_changes",
    "pseudo_response",
    "pseudo_synchrony",
    "rating_series",
    "relational_choice",
    "relational_rate",
    "repair_latency",
    "response",
    "response_score",
    "responses",
    "rest_covariance",
    "rest_states",
    "return_times",
    "rupture_profile",
    "simulate_dyad_ode",
    "simulate_hawkes",
    "simulate_linearised",
    "simulate_minimal_model",
    "simulate_minimal_sde",
    "state_series",
    "state_space_grid",
    "switching_ecology",
    "synchrony",
    "time_rescaling",
    "v_episodes",
]
