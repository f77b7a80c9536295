from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from mediaeco.analysis import AppropriationParameters, stages
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import Case, FrameAct, Interaction, Measure, StageModel
from mediaeco.testing import ecosystems, register, stage_models
from mediaeco.testing.registration import STRATEGIES

ANY = settings(max_examples=100, phases=[Phase.generate], database=None)


@pytest.mark.parametrize("kind", STRATEGIES, ids=lambda kind: kind.__name__)
def test_registered_types_are_drawn(kind: type) -> None:
    register()
    assert isinstance(find(st.from_type(kind), lambda _: True, settings=ANY), kind)


def test_twice_is_once() -> None:
    register()
    once = st.from_type(Case)
    register()
    assert repr(st.from_type(Case)) == repr(once)
    case = find(st.from_type(Case), lambda _: True)
    assert case.story() == repr(case)


@given(...)
def test_hints_alone_are_enough(
    eco: Ecosystem, row: Interaction, act: FrameAct, rating: Measure, own: AppropriationParameters
) -> None:
    assert len(eco.cases) == 1
    assert {row.sender, *row.receivers, act.actor} == {"T", "P"}
    assert 0 <= rating.share <= 1
    assert sum(own.weights) > 0


@given(st.lists(st.from_type(Case), max_size=2), st.none() | st.from_type(Measure))
def test_registered_types_compose(several: list[Case], rating: Measure | None) -> None:
    assert len(several) <= 2
    assert rating is None or rating.instrument


@given(ecosystems(), stage_models())
def test_any_stage_model_can_be_walked(eco: Ecosystem, model: StageModel) -> None:
    walked = stages(eco, model=model)
    assert len(walked.stage) == len(eco)
    assert len(walked.to_frame()) >= 0


def test_without_registering_nothing_is_changed() -> None:
    """Importing the strategies registers none of them; it is asked for."""
    code = (
        "import hypothesis.strategies as st, mediaeco.testing\n"
        "from hypothesis.strategies._internal.types import _global_type_lookup as known\n"
        "from mediaeco import Case\n"
        "import sys; before = Case in known; mediaeco.testing.register()\n"
        "sys.exit(before or Case not in known)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own interpreter
