"""Public tools for tests: Hypothesis strategies, and transformations for laws.

Importing this package loads Hypothesis; importing `mediaeco` does not.
"""

from mediaeco.testing.coding import categories, codings, projects, reliability_data, theory_graphs
from mediaeco.testing.contact import STARTS, Start
from mediaeco.testing.contract import theory_contract
from mediaeco.testing.falsify import Falsification, falsify
from mediaeco.testing.parameter import formation_parameters
from mediaeco.testing.rating import measures, rated_cases
from mediaeco.testing.sequence import state_sequences
from mediaeco.testing.strategies import (
    actors,
    capability_profiles,
    cases,
    channels,
    cohorts,
    contact_hours,
    ecosystems,
    frame_acts,
    frame_elements,
    interactions,
    purposes,
    register,
)
from mediaeco.testing.transformation import (
    double_in_place,
    permute_channels,
    relabel_channels,
    shift_time,
    swap_roles,
)

__all__ = [
    "STARTS",
    "Falsification",
    "Start",
    "actors",
    "capability_profiles",
    "cases",
    "categories",
    "channels",
    "codings",
    "cohorts",
    "contact_hours",
    "double_in_place",
    "ecosystems",
    "falsify",
    "formation_parameters",
    "frame_acts",
    "frame_elements",
    "interactions",
    "measures",
    "permute_channels",
    "projects",
    "purposes",
    "rated_cases",
    "register",
    "relabel_channels",
    "reliability_data",
    "shift_time",
    "state_sequences",
    "swap_roles",
    "theory_contract",
    "theory_graphs",
]
