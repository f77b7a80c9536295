"""What cannot be drawn is told when a strategy is made, by its name and the keyword's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mediaeco.catalog import CHANNELS
from mediaeco.errors import FaultGroup, InvalidCaseError
from mediaeco.model import Actor
from mediaeco.testing import (
    actors,
    appropriation_parameters,
    cases,
    channels,
    codings,
    cohorts,
    ecosystems,
    formation_parameters,
    frame_acts,
    frame_elements,
    interactions,
    measures,
    projects,
    propositions,
    purposes,
    rated_cases,
    reliability_data,
    stage_models,
    state_sequences,
    theories,
    theory_graphs,
)
from mediaeco.testing.bound import Keywords

T, P = Actor(id="T", role="therapist"), Actor(id="P", role="patient")
WATCHER = Actor(id="W", role="observer")

# Strategy, keywords that leave nothing to draw, and the place that the message begins with.
WRONG: list[tuple[Callable[..., Any], dict[str, Any], str]] = [
    (cases, {"min_contacts": 5, "max_contacts": 2}, "cases.max_contacts"),
    (cases, {"min_contacts": -1}, "cases.min_contacts"),
    (propositions, {"scopes": []}, "propositions.scopes"),
    (propositions, {"scopes": ["a cohort"], "shipped": False}, "propositions.scopes"),
    (theories, {"max_propositions": 0}, "theories.max_propositions"),
    (cases, {"max_contacts": 2.5}, "cases.max_contacts"),
    (cases, {"max_contacts": True}, "cases.max_contacts"),
    (cases, {"max_contacts": "many"}, "cases.max_contacts"),
    (cases, {"min_elements": 5}, "cases.min_elements"),
    (cases, {"ratings": (3, 1)}, "cases.ratings[1]"),
    (cases, {"ratings": (-1, 1)}, "cases.ratings[0]"),
    (cases, {"ratings": 4}, "cases.ratings"),
    (cases, {"start": "monday"}, "cases.start"),
    (cases, {"pools": ((), (), ()), "min_contacts": 1}, "cases.pools"),
    (cases, {"pools": ((), ())}, "cases.pools"),
    (cases, {"pools": (["email"], (), ())}, "cases.pools[0]"),
    (cases, {"pools": ("email", (), ())}, "cases.pools[0]"),
    (cases, {"pools": (CHANNELS.pick("email"), (), ()), "min_elements": 1}, "cases.min_elements"),
    (ecosystems, {"min_contacts": 5, "max_contacts": 2}, "ecosystems.max_contacts"),
    (ecosystems, {"min_elements": -2}, "ecosystems.min_elements"),
    (cohorts, {"min_cases": 3, "max_cases": 2}, "cohorts.max_cases"),
    (cohorts, {"max_cases": -1}, "cohorts.max_cases"),
    (cohorts, {"max_contacts": -1}, "cohorts.max_contacts"),
    (rated_cases, {"min_ratings": 9, "max_ratings": 8}, "rated_cases.max_ratings"),
    (rated_cases, {"max_contacts": -8}, "rated_cases.max_contacts"),
    (interactions, {"min_size": 3, "max_size": 2}, "interactions.max_size"),
    (interactions, {"channels": ()}, "interactions.channels"),
    (interactions, {"actors": (T, WATCHER)}, "interactions.actors"),
    (interactions, {"elements": ("schedule",)}, "interactions.elements"),
    (interactions, {"start": 0}, "interactions.start"),
    (frame_acts, {"min_size": 3, "max_size": 2}, "frame_acts.max_size"),
    (frame_acts, {"elements": ()}, "frame_acts.elements"),
    (frame_acts, {"actors": "TP"}, "frame_acts.actors"),
    (measures, {"min_size": 3, "max_size": 2}, "measures.max_size"),
    (measures, {"raters": ()}, "measures.raters"),
    (measures, {"start": None}, "measures.start"),
    (channels, {"pool": ()}, "channels.pool"),
    (channels, {"pool": ("email",)}, "channels.pool"),
    (channels, {"pool": 3}, "channels.pool"),
    (frame_elements, {"pool": ()}, "frame_elements.pool"),
    (purposes, {"pool": ()}, "purposes.pool"),
    (actors, {"role": "pateint"}, "actors.role"),
    (actors, {"max_known": -1}, "actors.max_known"),
    (stage_models, {"min_stages": 0}, "stage_models.min_stages"),
    (stage_models, {"max_stages": 10}, "stage_models.max_stages"),
    (stage_models, {"min_transitions": 9}, "stage_models.max_transitions"),
    (formation_parameters, {"rate": 1.5}, "formation_parameters.rate"),
    (formation_parameters, {"exposre": 1}, "formation_parameters.exposre"),
    (appropriation_parameters, {"half_use": 0}, "appropriation_parameters.half_use"),
    (
        appropriation_parameters,
        dict.fromkeys(("breadth", "initiative", "transformation", "regularity", "embedding"), 0),
        "appropriation_parameters.AppropriationParameters",
    ),
    (codings, {"min_segments": 9}, "codings.max_segments"),
    (codings, {"max_coders": -1}, "codings.max_coders"),
    (theory_graphs, {"max_categories": -1}, "theory_graphs.max_categories"),
    (theory_graphs, {"coding": "mine"}, "theory_graphs.coding"),
    (projects, {"max_segments": -1}, "projects.max_segments"),
    (reliability_data, {"min_coders": 5}, "reliability_data.max_coders"),
    (state_sequences, {"min_states": 0}, "state_sequences.min_states"),
    (state_sequences, {"max_length": -1}, "state_sequences.max_length"),
]


@pytest.mark.parametrize(
    ("strategy", "keywords", "place"),
    WRONG,
    ids=[f"{place} by {next(iter(keywords))}" for _, keywords, place in WRONG],
)
def test_impossible_bounds_are_told_when_the_strategy_is_made(
    strategy: Callable[..., Any], keywords: dict[str, Any], place: str
) -> None:
    with pytest.raises(InvalidCaseError) as told:
        strategy(**keywords)
    assert told.value.path == place
    assert str(told.value).startswith(f"{place}: expected ")


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(FaultGroup, match=r"The strategy cases\(\) has nothing to draw") as told:
        cases(min_contacts=-1, ratings=(2, 1), min_elements=7)
    assert [
        error.path for error in told.value.exceptions if isinstance(error, InvalidCaseError)
    ] == [
        "cases.min_contacts",
        "cases.ratings[1]",
        "cases.min_elements",
    ]


def test_a_misspelt_setting_is_told_with_its_neighbour() -> None:
    with pytest.raises(InvalidCaseError, match="'exposre'"):
        formation_parameters(exposre=1)


def test_nothing_wrong_is_nothing_told() -> None:
    Keywords("cases").settle()


@pytest.mark.parametrize("ratings", [(0, 0), (2, 2)])
def test_bounds_may_meet(ratings: tuple[int, int]) -> None:
    cases(min_contacts=3, max_contacts=3, min_elements=4, ratings=ratings)
    stage_models(min_stages=9, max_stages=9, min_transitions=62, max_transitions=62)
