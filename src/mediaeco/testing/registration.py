"""Which strategy Hypothesis draws a type of ours from."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mediaeco.analysis import AppropriationParameters
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import FormationParameters
from mediaeco.io import Project
from mediaeco.model import (
    Actor,
    CapabilityProfile,
    Case,
    Category,
    Channel,
    Coding,
    Cohort,
    ContactHours,
    FrameAct,
    FrameElement,
    Interaction,
    Measure,
    Purpose,
    StageModel,
    TheoryGraph,
)
from mediaeco.sequence import Sequences
from mediaeco.testing.act import frame_acts
from mediaeco.testing.coding import categories, codings, theory_graphs
from mediaeco.testing.contact import interactions
from mediaeco.testing.parameter import appropriation_parameters, formation_parameters
from mediaeco.testing.project import projects
from mediaeco.testing.proposition import propositions, theories
from mediaeco.testing.rating import measures
from mediaeco.testing.sequence import state_sequences
from mediaeco.testing.stage import stage_models
from mediaeco.testing.strategies import cases, cohorts, ecosystems
from mediaeco.testing.vocabulary import (
    actors,
    capability_profiles,
    channels,
    contact_hours,
    frame_elements,
    purposes,
)
from mediaeco.theory import Proposition, Theory

__all__ = ["STRATEGIES", "register"]


def _one_act() -> SearchStrategy[FrameAct]:
    return frame_acts(min_size=1, max_size=1).map(lambda acts: acts[0])


def _one_contact() -> SearchStrategy[Interaction]:
    return interactions(min_size=1, max_size=1, legal=True).map(lambda rows: rows[0])


def _one_rating() -> SearchStrategy[Measure]:
    return measures(min_size=1, max_size=1).map(lambda ratings: ratings[0])


STRATEGIES: dict[type, Callable[[], SearchStrategy[object]]] = {
    CapabilityProfile: capability_profiles,
    Channel: channels,
    ContactHours: contact_hours,
    FrameElement: frame_elements,
    FrameAct: _one_act,
    Purpose: purposes,
    Actor: actors,
    Interaction: _one_contact,
    Measure: _one_rating,
    Case: cases,
    Cohort: cohorts,
    Ecosystem: ecosystems,
    Category: categories,
    Coding: codings,
    TheoryGraph: theory_graphs,
    Project: projects,
    StageModel: stage_models,
    AppropriationParameters: appropriation_parameters,
    FormationParameters: formation_parameters,
    Sequences: state_sequences,
    Proposition: propositions,
    Theory: theories,
}
"""Types and the strategy that each is drawn from where nothing else is asked for."""


def register() -> None:
    """Let ``hypothesis.strategies.from_type`` know these strategies.

    Call it once, in a ``conftest.py``; after that ``st.from_type(Case)``, and `hypothesis.given`
    with type hints alone, draw from them. Twice is once.

    Examples
    --------
    >>> register()
    >>> case = st.from_type(Case)
    """
    for kind, strategy in STRATEGIES.items():
        st.register_type_strategy(kind, strategy())
