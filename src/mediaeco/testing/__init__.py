"""Public tools for tests: Hypothesis strategies, and transformations for laws.

Importing this package loads Hypothesis; importing `mediaeco` does not.
"""

from mediaeco.testing.act import frame_acts
from mediaeco.testing.coding import categories, codings, theory_graphs
from mediaeco.testing.contact import STARTS, Start, interactions
from mediaeco.testing.contract import theory_contract
from mediaeco.testing.falsify import Falsification, falsify
from mediaeco.testing.machine import TherapyMachine
from mediaeco.testing.parameter import appropriation_parameters, formation_parameters
from mediaeco.testing.project import projects
from mediaeco.testing.rating import measures
from mediaeco.testing.registration import register
from mediaeco.testing.reliability import reliability_data
from mediaeco.testing.sequence import state_sequences
from mediaeco.testing.stage import stage_models
from mediaeco.testing.strategies import cases, cohorts, ecosystems, rated_cases
from mediaeco.testing.transformation import (
    double_in_place,
    permute_channels,
    relabel_channels,
    shift_time,
    swap_roles,
)
from mediaeco.testing.vocabulary import (
    actors,
    capability_profiles,
    channels,
    contact_hours,
    frame_elements,
    purposes,
)

__all__ = [
    "STARTS",
    "Falsification",
    "Start",
    "TherapyMachine",
    "actors",
    "appropriation_parameters",
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
    "stage_models",
    "state_sequences",
    "swap_roles",
    "theory_contract",
    "theory_graphs",
]
