from __future__ import annotations

import math

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.media import (
    SynchronicityWeights,
    channel_fit,
    ecosystem_fit,
    fit,
    performance,
    synchronicity,
)
from mediaeco.model import CapabilityProfile
from mediaeco.testing import capability_profiles, ecosystems

shares = st.floats(0, 1)
weights = st.builds(
    SynchronicityWeights,
    velocity=st.floats(0.01, 10),
    parallelism=st.floats(0, 10),
    symbols=st.floats(0, 10),
    rehearsability=st.floats(0, 10),
    reprocessability=st.floats(0, 10),
)
RISES = {
    "velocity": True,
    "parallelism": False,
    "symbols": True,
    "rehearsability": False,
    "reprocessability": False,
}


@given(capability_profiles(), weights)
def test_synchronicity_stays_between_0_and_1(
    capability: CapabilityProfile, weights: SynchronicityWeights
) -> None:
    assert 0 <= synchronicity(capability, weights=weights) <= 1


@given(capability_profiles(), weights, st.sampled_from(sorted(RISES)), shares)
def test_synchronicity_rises_and_falls_as_the_theory_says(
    capability: CapabilityProfile, weights: SynchronicityWeights, name: str, level: float
) -> None:
    other = attrs.evolve(capability, **{name: level})
    low, high = sorted((capability, other), key=lambda profile: float(getattr(profile, name)))
    change = synchronicity(high, weights=weights) - synchronicity(low, weights=weights)
    assert change >= -1e-12 if RISES[name] else change <= 1e-12


@given(capability_profiles(), weights, st.floats(0.1, 10))
def test_weights_count_by_their_proportion(
    capability: CapabilityProfile, weights: SynchronicityWeights, factor: float
) -> None:
    scaled = SynchronicityWeights(**{name: getattr(weights, name) * factor for name in RISES})
    assert synchronicity(capability, weights=scaled) == pytest.approx(
        synchronicity(capability, weights=weights)
    )


@given(shares, shares)
def test_fit_is_1_only_where_the_two_agree(s: float, q: float) -> None:
    value = float(fit(s, q))
    assert 0 <= value <= 1
    assert value == pytest.approx(float(fit(q, s)))
    assert (value == 1) == (abs(s - q) < 2**-53)


@given(st.lists(shares, min_size=2, max_size=6))
def test_convergence_ranks_media_as_their_synchronicity_and_conveyance_reversed(
    media: list[float],
) -> None:
    s = np.array(sorted(media))
    assert (np.diff(fit(s, 1.0)) >= 0).all()
    assert (np.diff(fit(s, 0.0)) <= 0).all()


@given(shares, shares, shares, shares)
def test_performance_never_falls_as_appropriation_rises(
    value: float, one: float, other: float, floor: float
) -> None:
    low, high = sorted((one, other))
    assert performance(value, low, floor=floor) <= performance(value, high, floor=floor) + 1e-12
    assert float(performance(value, 0.0, floor=floor)) == pytest.approx(floor * value)
    assert float(performance(value, 1.0, floor=floor)) == pytest.approx(value)


@given(
    st.dictionaries(st.sampled_from("abcdef"), shares, min_size=1),
    st.dictionaries(st.sampled_from(("talk", "pay", "plan")), shares, min_size=1),
    st.sets(st.sampled_from("abcdef")),
    st.sets(st.sampled_from("abcdef")),
    st.sampled_from("abcdef"),
)
def test_another_channel_never_hurts_and_helps_less_where_there_are_more(
    media: dict[str, float],
    needs: dict[str, float],
    few: set[str],
    more: set[str],
    new: str,
) -> None:
    def served(names: set[str]) -> float:
        chosen = {name: media[name] for name in names if name in media}
        return ecosystem_fit(chosen, needs, shares=dict.fromkeys(needs, 1.0))

    many = few | more
    assert served(few) <= served(many) + 1e-12
    assert served(few | {new}) - served(few) >= served(many | {new}) - served(many) - 1e-12


def test_without_channels_nothing_fits_and_without_purposes_nothing_is_asked() -> None:
    assert ecosystem_fit({}, {"talk": 0.5}, shares={"talk": 1}) == 0
    assert math.isnan(ecosystem_fit({"phone": 0.7}, {}, shares={}))


@given(ecosystems(max_contacts=16, views=True))
def test_channel_fit_agrees_with_the_slow_reference(eco: Ecosystem) -> None:
    told = channel_fit(eco)
    need = {purpose.id: purpose.need for purpose in eco.purposes}
    asked: list[float] = []
    used = {row.channel for row in eco.case.interactions}
    sync = {c.id: synchronicity(c.capability) for c in eco.channels}
    for c, channel in enumerate(eco.channels):
        rows = [row for row in eco.case.interactions if row.channel == channel.id]
        fits = [1 - abs(sync[channel.id] - need[p]) for row in rows for p in row.purposes]
        assert told.contacts[c] == len(rows)
        assert told.synchronicity[c] == pytest.approx(sync[channel.id])
        mean = sum(fits) / len(fits) if fits else math.nan
        assert told.mean_fit[c] == pytest.approx(mean, nan_ok=True)
        asked += [
            max(1 - abs(sync[name] - need[p]) for name in used)
            for row in rows
            for p in row.purposes
        ]
    best = sum(asked) / len(asked) if asked else math.nan
    assert told.ecosystem == pytest.approx(best, nan_ok=True)


def test_weights_of_which_none_counts_are_refused() -> None:
    with pytest.raises(InvalidCaseError, match="above 0"):
        SynchronicityWeights(
            velocity=0, parallelism=0, symbols=0, rehearsability=0, reprocessability=0
        )


@pytest.mark.parametrize("floor", [-0.1, 1.1, math.nan])
def test_a_floor_outside_0_to_1_is_refused(floor: float) -> None:
    with pytest.raises(InvalidCaseError, match="from 0 to 1"):
        performance(0.5, 0.5, floor=floor)
