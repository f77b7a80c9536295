from __future__ import annotations

import math

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import CHANNELS
from mediaeco.errors import InvalidCaseError
from mediaeco.media import NaturalnessWeights, adapted_outcome, cognitive_effort, naturalness
from mediaeco.model import NaturalnessProfile

SHARES = st.floats(0, 1)
ELEMENTS = tuple(item.name for item in attrs.fields(NaturalnessProfile))
PROFILES = st.builds(NaturalnessProfile, **dict.fromkeys(ELEMENTS, SHARES))
WEIGHTS = st.builds(
    NaturalnessWeights,
    **dict.fromkeys(ELEMENTS[:-1], st.floats(0, 1)),
    speech=st.floats(1.01, 5),
)


@given(PROFILES, WEIGHTS, st.sampled_from(ELEMENTS), SHARES)
def test_naturalness_rises_with_every_element(
    profile: NaturalnessProfile, weights: NaturalnessWeights, name: str, level: float
) -> None:
    other = attrs.evolve(profile, **{name: level})
    low, high = sorted((profile, other), key=lambda some: float(getattr(some, name)))
    small, large = (naturalness(some, weights=weights) for some in (low, high))
    assert 0 <= small <= large + 1e-12 <= 1 + 1e-9


@given(WEIGHTS, st.sampled_from(ELEMENTS[:-1]))
def test_no_other_element_alone_is_worth_more_than_speech(
    weights: NaturalnessWeights, name: str
) -> None:
    alone = {
        element: naturalness(
            NaturalnessProfile(**{e: float(e == element) for e in ELEMENTS}), weights=weights
        )
        for element in (name, "speech")
    }
    assert alone[name] <= alone["speech"]


def test_face_to_face_is_all_natural_and_mail_not_at_all() -> None:
    by_name = {
        name: naturalness(channel.naturalness)
        for name, channel in CHANNELS.items()
        if channel.naturalness is not None
    }
    assert by_name["face_to_face"] == pytest.approx(1)
    assert by_name["email"] == 0
    assert by_name["video_call"] > by_name["phone"] > by_name["instant_messaging"]


@given(SHARES, SHARES)
def test_effort_falls_as_naturalness_rises(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert cognitive_effort(high) <= cognitive_effort(low)


@given(st.lists(SHARES, min_size=1), SHARES)
def test_full_adaptation_leaves_no_difference_between_media(
    media: list[float], cost: float
) -> None:
    assert (adapted_outcome(np.array(media), 1.0, cost=cost) == 1).all()


@given(SHARES, SHARES, SHARES, SHARES, SHARES)
def test_outcome_never_falls_with_naturalness_or_adaptation(
    n: float, m: float, a: float, b: float, cost: float
) -> None:
    n, m = sorted((n, m))
    a, b = sorted((a, b))
    assert adapted_outcome(n, a, cost=cost) <= adapted_outcome(m, a, cost=cost) + 1e-12
    assert adapted_outcome(n, a, cost=cost) <= adapted_outcome(n, b, cost=cost) + 1e-12


def test_weights_that_forget_speech_are_refused() -> None:
    with pytest.raises(InvalidCaseError, match="greatest"):
        NaturalnessWeights(facial_expression=1)
    with pytest.raises(InvalidCaseError, match="greatest"):
        NaturalnessWeights(facial_expression=0.3, speech=0.3)


@pytest.mark.parametrize("cost", [-0.1, 1.1, math.nan])
def test_a_cost_outside_0_to_1_is_refused(cost: float) -> None:
    with pytest.raises(InvalidCaseError, match="from 0 to 1"):
        adapted_outcome(0.5, 0.5, cost=cost)
