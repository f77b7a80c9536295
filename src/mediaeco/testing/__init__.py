"""Public tools for tests: Hypothesis strategies, transformations, and laws for measures.

Importing this package loads Hypothesis; importing `mediaeco` does not.
"""

from mediaeco.testing import laws
from mediaeco.testing.act import frame_acts
from mediaeco.testing.coding import categories, codings, theory_graphs
from mediaeco.testing.contact import STARTS, Start, interactions
from mediaeco.testing.contract import theory_contract
from mediaeco.testing.falsify import Falsification, falsify
from mediaeco.testing.machine import TherapyMachine
from mediaeco.testing.parameter import appropriation_parameters, formation_parameters
from mediaeco.testing.project import projects
from mediaeco.testing.proposition import propositions, theories
from mediaeco.testing.rating import measures
from mediaeco.testing.registration import register
from mediaeco.testing.reliability import reliability_data
from mediaeco.testing.sequence import state_sequences
from mediaeco.testing.stage import stage_models
from mediaeco.testing.strategies import cases, cohorts, ecosystems, rated_cases
from mediaeco.testing.transformation import (
    append_silence,
    double_in_place,
    drop_channel,
    permute_channels,
    permute_contacts,
    relabel_actors,
    relabel_channels,
    remove_observer,
    scale_time,
    shift_time,
    split_case,
    swap_roles,
)
from mediaeco.testing.variation import variations
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
    "append_silence",
    "appropriation_parameters",
    "capability_profiles",
    "cases",
    "categories",
    "channels",
    "codings",
    "cohorts",
    "contact_hours",
    "double_in_place",
    "drop_channel",
    "ecosystems",
    "falsify",
    "formation_parameters",
    "frame_acts",
    "frame_elements",
    "interactions",
    "laws",
    "measures",
    "permute_channels",
    "permute_contacts",
    "projects",
    "propositions",
    "purposes",
    "rated_cases",
    "register",
    "relabel_actors",
    "relabel_channels",
    "reliability_data",
    "remove_observer",
    "scale_time",
    "shift_time",
    "split_case",
    "stage_models",
    "state_sequences",
    "swap_roles",
    "theories",
    "theory_contract",
    "theory_graphs",
    "variations",
]
