from __future__ import annotations

from typing import Any

import attrs
import numpy as np
from hypothesis import given

from mediaeco.analysis import stages
from mediaeco.analysis.rated import overall_alliance
from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import Actor, Case, Measure
from mediaeco.testing import rated_cases


def case_with(*told: dict[str, Any]) -> Case:
    settings: dict[str, Any] = {
        "instrument": "WAI-SR",
        "rater": "P",
        "time": 0.0,
        "value": 3,
        "low": 1,
        "high": 5,
    }
    return Case(
        id="rated",
        actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
        channels=CHANNELS.pick("website"),
        measures=[Measure(**(settings | one)) for one in told],
    )


def test_a_part_does_not_count_beside_its_total() -> None:
    parts: list[dict[str, Any]] = [{"scale": "bond"}, {"scale": "total"}, {"scale": "task"}]
    assert [m.scale for m in overall_alliance(case_with(*parts))] == ["total"]
    apart: list[dict[str, Any]] = [
        {"scale": "bond"},
        {"scale": "total", "time": 5.0},
        {"scale": "bond", "rater": "T"},
    ]
    assert len(overall_alliance(case_with(*apart))) == 3


def test_an_alliance_with_a_programme_is_another() -> None:
    told: list[dict[str, Any]] = [
        {"about": "website"},
        {"about": "T"},
        {},
        {"construct": "outcome"},
    ]
    assert len(overall_alliance(case_with(*told))) == 2


@given(rated_cases(max_ratings=10))
def test_ratings_that_do_not_count_move_no_stage(case: Case) -> None:
    kept = attrs.evolve(
        case,
        interactions=case.table,
        measures=[m for m in case.measures if m in overall_alliance(case)],
        clock=case.clock,
    )
    own, other = stages(Ecosystem(case)), stages(Ecosystem(kept))
    np.testing.assert_array_equal(own.stage, other.stage)
