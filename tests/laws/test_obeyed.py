"""Which relation each measure of the library obeys; where it does not, why not, in a word.

A measure that is added is held to every relation until somebody says here why it need not be.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from mediaeco import silences, stages
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import Case
from mediaeco.testing import laws

BUT: dict[str, dict[str, tuple[str, ...]]] = {
    "relabel_channels": {},
    "relabel_actors": {},
    "permute_channels": {"combinations are numbered as they come": ("hazard",)},
    "swap_roles": {
        "sides are told by code": ("choice_informativeness", "rating_curves"),
        "therapist over patient": ("punctuation", "relational_control"),
    },
    "shift_time": {
        "hour of the day": (
            "boundary_crossings",
            "boundary_load",
            "ecosystem_factors",
            "routine",
        ),
        "tells dates": ("alliance", "to_event_log"),
    },
    "shift_weeks": {"tells dates": ("alliance", "to_event_log")},
    "scale_time": {
        "tells days": (
            "adoption",
            "alliance",
            "appropriation_curves",
            "contexts",
            "dynamic_complexity",
            "exchange",
            "exchange_table",
            "fallback",
            "first_contact",
            "formation",
            "frame_strength",
            "repair_latency",
            "ruptures",
            "silences",
            "stages",
            "to_ena_frame",
            "to_event_log",
            "to_relational_events",
            "unanswered",
            "v_episodes",
            "stage_times",
        ),
        "threads end by hours": (
            "appropriation",
            "appropriation_moves",
            "attribution",
            "channel_performance",
            "channel_shapley",
            "cross_media",
            "hazard",
            "punctuation",
            "relational_control",
            "simulate_formation",
            "species",
            "attribution_interval",
        ),
        "hour of the day": (
            "boundary_crossings",
            "boundary_load",
            "ecosystem_factors",
            "frame_constancy",
            "routine",
        ),
        "ratings within hours": ("perspective_gap",),
        "silence ends it": ("state_space_grid", "to_paths"),
    },
    "append_silence": {
        "silence is what it tells": (
            "punctuation",
            "silences",
            "stages",
            "unanswered",
            "stage_times",
        ),
    },
    "append_contacts": {
        "totals at the end": (
            "adoption",
            "alliance",
            "appropriation_moves",
            "attribution",
            "boundary_crossings",
            "channel_fit",
            "channel_removal",
            "channel_shapley",
            "cocreation",
            "cross_media",
            "dynamic_complexity",
            "ecosystem_factors",
            "environment",
            "exchange",
            "exchange_table",
            "faithfulness",
            "fallback",
            "findings",
            "first_contact",
            "media_share",
            "multiplexity",
            "niches",
            "perspective_gap",
            "presence",
            "punctuation",
            "rating_curves",
            "relation_layers",
            "relational_control",
            "repair_latency",
            "routine",
            "ruptures",
            "silences",
            "species",
            "substitution",
            "to_paths",
            "to_relational_events",
            "to_tna_frame",
            "unanswered",
            "v_episodes",
            "stage_times",
            "attribution_interval",
        ),
        "combinations are numbered as they come": ("formation", "hazard"),
    },
    "merge_cases": {
        "pools all cases": (
            "attribution",
            "channel_fit",
            "channel_removal",
            "ecosystem_factors",
            "environment",
            "exchange",
            "media_share",
            "niches",
            "species",
            "to_paths",
            "to_tna_frame",
            "stage_times",
            "attribution_interval",
        ),
        "of one case": ("appropriation_curves", "channel_shapley", "findings"),
        "numbers run on": ("contexts", "hazard"),
        "marks of any case count": ("punctuation",),
        "draws run on": ("simulate_formation",),
    },
    "drop_channel": {
        "a view knows when the therapy began": ("alliance", "perspective_gap"),
    },
    "remove_observer": {
        "observers are people too": ("environment", "exchange", "relation_layers"),
        "observers' ratings are ratings": (
            "alliance",
            "dynamic_complexity",
            "multiplexity",
            "presence",
            "rating_curves",
            "v_episodes",
        ),
    },
}
"""Relation, reason, and the measures that do not obey it for that reason."""

ONLY: dict[str, tuple[str, ...]] = {
    # All others count contacts, or tell them one by one.
    "double_contacts": (
        "dynamic_complexity",
        "niches",
        "presence",
        "relation_layers",
        "v_episodes",
    ),
    # All others tell what came first, what followed what, or how the frame stood in between.
    "permute_contacts": (
        "channel_fit",
        "dynamic_complexity",
        "environment",
        "faithfulness",
        "media_share",
        "multiplexity",
        "niches",
        "presence",
        "v_episodes",
    ),
    # All others make a contact out of those before it.
    "leave_out": (
        "sequences",
        "setting",
    ),
}
"""Relations that are for few measures: those that obey."""


def _measures() -> dict[str, Callable[[Ecosystem], Any]]:
    """The measures of the face, as the test beside this one finds them."""
    spec = importlib.util.spec_from_file_location(
        "still", Path(__file__).with_name("test_still.py")
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[str, Callable[[Ecosystem], Any]] = module.MEASURES
    return found


MEASURES = _measures()


def obeying(relation: str) -> list[str]:
    if relation in ONLY:
        return sorted(ONLY[relation])
    excused = {name for names in BUT[relation].values() for name in names}
    return sorted(set(MEASURES) - excused)


def test_every_relation_is_spoken_of_and_every_name_is_a_measure() -> None:
    assert set(BUT) | set(ONLY) == set(laws.RELATIONS)
    assert not set(BUT) & set(ONLY)
    named = {name for reasons in BUT.values() for names in reasons.values() for name in names}
    assert named | {name for names in ONLY.values() for name in names} <= set(MEASURES)
    for reasons in BUT.values():
        every = [name for names in reasons.values() for name in names]
        assert len(every) == len(set(every))


@pytest.mark.parametrize("relation", laws.RELATIONS)
def test_measures_obey(relation: str) -> None:
    names = obeying(relation)
    # All measures in turn, a few of them a case: that every one is asked takes few cases.
    parts = max(1, len(names) // 12)

    @settings(phases=(Phase.reuse, Phase.generate, Phase.shrink))  # to explain takes minutes
    @given(laws.any_cases(), laws.NUMBERS)
    def law(case: Case, number: int) -> None:
        for name in names[number % parts :: parts]:
            laws.assert_holds(MEASURES[name], laws.RELATIONS[relation], case, number=number)

    law()


@given(laws.any_cases(), laws.NUMBERS)
def test_what_is_told_in_days_is_scaled_along(case: Case, number: int) -> None:
    times = laws.scaled("begins", "days", "total", "contact", "silent")
    laws.assert_holds(silences, laws.SCALE_TIME, case, number=number, expect=times)


@given(laws.any_cases(), laws.NUMBERS)
def test_silence_moves_the_stage_at_the_end_alone(case: Case, number: int) -> None:
    laws.assert_holds(lambda e: stages(e).to_frame(), laws.APPEND_SILENCE, case, number=number)
