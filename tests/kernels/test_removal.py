"""The removal effect beside the chain followed to its end, and its laws."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.removal import (
    channel_transitions,
    removal_effect,
    removal_from_transitions,
)


class Journeys(NamedTuple):
    """Paths over channels with how often each converted and how often not."""

    channel: Ints
    offsets: Ints
    conversions: Floats
    nulls: Floats
    channels: int


def journeys_of(paths: list[tuple[list[int], int, int]], channels: int) -> Journeys:
    counts = [len(path) for path, _, _ in paths]
    return Journeys(
        np.array([code for path, _, _ in paths for code in path], dtype=np.int64),
        np.concatenate(([0], np.cumsum(np.array(counts, dtype=np.int64)))),
        np.array([won for _, won, _ in paths], dtype=np.float64),
        np.array([lost for _, _, lost in paths], dtype=np.float64),
        channels,
    )


@st.composite
def journeys(draw: st.DrawFn) -> Journeys:
    channels = draw(st.integers(1, 5))
    path = st.lists(st.integers(0, channels - 1), max_size=6)
    paths = draw(st.lists(st.tuples(path, st.integers(0, 3), st.integers(0, 3)), max_size=8))
    return journeys_of(paths, channels)


chains = st.integers(1, 5).flatmap(
    lambda n: st.lists(
        st.lists(st.sampled_from([0.0, 0.0, 1.0, 2.0, 5.0]), min_size=n + 2, max_size=n + 2),
        min_size=n + 1,
        max_size=n + 1,
    ).map(np.array)
)


def followed(counts: Floats, without: int | None = None) -> float:
    """Probability of conversion: the whole chain, 2^30 steps from the start."""
    channels = len(counts) - 1
    step = np.zeros((channels + 3, channels + 3))
    step[: channels + 1, 1:] = counts
    if without is not None:
        step[:, -1] += step[:, without + 1]
        step[:, without + 1] = 0
    total = step.sum(axis=1)
    step[total == 0, -1] = 1
    for end in (-2, -1):
        step[end] = 0
        step[end, end] = 1
    for _ in range(30):
        step /= step.sum(axis=1, keepdims=True)
        step = step @ step
    return float(step[0, -2])


def ways_without(counts: Floats, without: int) -> bool:
    """Tell whether some way through the chain reaches conversion and never passes a channel."""
    channels = len(counts) - 1
    seen, ahead = {0}, [0]
    while ahead:
        state = ahead.pop()
        if counts[state, channels] > 0:
            return True
        for channel in range(channels):
            if counts[state, channel] > 0 and channel != without and channel + 1 not in seen:
                seen.add(channel + 1)
                ahead.append(channel + 1)
    return False


@given(chains)
def test_equals_the_chain_followed_to_its_end_without_each_channel(counts: Floats) -> None:
    found = removal_from_transitions(counts)
    if counts[0].sum() == 0:
        assert np.isnan(found.probability)
        assert np.isnan(found.effect).all()
        return
    whole = followed(counts)
    assert found.probability == pytest.approx(whole, abs=1e-6)
    if found.probability == 0:
        assert np.isnan(found.effect).all()
        assert np.isnan(found.share).all()
        return
    for channel, effect in enumerate(found.effect):
        assert effect == pytest.approx(1 - followed(counts, channel) / whole, abs=1e-6)


@given(chains)
def test_effects_are_shares_and_one_just_where_no_way_leads_past(counts: Floats) -> None:
    found = removal_from_transitions(counts)
    if not found.probability > 0:
        return
    assert ((found.effect >= 0) & (found.effect <= 1)).all()
    for channel, effect in enumerate(found.effect):
        assert (effect > 1 - 1e-9) == (not ways_without(counts, channel))
    if found.effect.sum() > 0:
        assert found.share.sum() == pytest.approx(1)
    else:
        assert np.isnan(found.share).all()


@given(journeys())
def test_probability_is_the_observed_share_of_conversions(given_paths: Journeys) -> None:
    found = removal_effect(*given_paths)
    total = given_paths.conversions.sum() + given_paths.nulls.sum()
    if total == 0:
        assert np.isnan(found.probability)
    else:
        assert found.probability == pytest.approx(given_paths.conversions.sum() / total)


@given(journeys())
def test_transitions_are_those_of_the_paths_walked_one_by_one(given_paths: Journeys) -> None:
    channel, offsets, conversions, nulls, channels = given_paths
    expected = np.zeros((channels + 1, channels + 2))
    for path, (won, lost) in enumerate(zip(conversions, nulls, strict=True)):
        here = 0
        for code in channel[offsets[path] : offsets[path + 1]]:
            expected[here, code] += won + lost
            here = code + 1
        expected[here, channels] += won
        expected[here, channels + 1] += lost
    assert np.array_equal(channel_transitions(*given_paths), expected)


@given(journeys(), st.permutations(range(5)))
def test_other_names_permute(given_paths: Journeys, order: list[int]) -> None:
    names = np.array([name for name in order if name < given_paths.channels])
    renamed = given_paths._replace(channel=names[given_paths.channel])
    first, second = removal_effect(*given_paths), removal_effect(*renamed)
    np.testing.assert_allclose(second.effect[names], first.effect, atol=1e-12)
    np.testing.assert_allclose(second.share[names], first.share, atol=1e-12)


@given(journeys())
def test_an_unused_channel_has_exactly_nothing(given_paths: Journeys) -> None:
    found = removal_effect(*given_paths._replace(channels=given_paths.channels + 1))
    if found.probability > 0:
        assert found.effect[-1] == 0


@given(chains, st.integers(1, 9))
def test_staying_and_scale_decide_nothing(counts: Floats, often: int) -> None:
    changed = counts * 3.0
    channels = len(counts) - 1
    changed[np.arange(1, channels + 1), np.arange(channels)] += often
    first, second = removal_from_transitions(counts), removal_from_transitions(changed)
    np.testing.assert_allclose(second.probability, first.probability, rtol=1e-12)
    np.testing.assert_allclose(second.effect, first.effect, atol=1e-12)


def test_two_channels_that_only_lead_to_each_other() -> None:
    """Phone and e-mail answer one another for ever; the website alone ends in an agreement."""
    phone, mail, website, agreed = 0, 1, 2, 3
    counts = np.zeros((4, 5))
    counts[0, [phone, website]] = 1
    counts[1 + phone, mail] = counts[1 + mail, phone] = 7
    counts[1 + website, agreed] = 1
    found = removal_from_transitions(counts)
    assert found.probability == 0.5
    assert found.effect.tolist() == [0, 0, 1]
    assert found.share.tolist() == [0, 0, 1]


def test_a_circle_that_is_hardly_ever_left_keeps_its_digits() -> None:
    """All but one in 10^15 steps from phone lead to e-mail, and all from there back."""
    phone, mail, agreed, parted = 0, 1, 2, 3
    counts = np.zeros((3, 4))
    counts[0, phone] = 1
    counts[1 + phone, [mail, agreed, parted]] = 1e15, 0.75, 0.25
    counts[1 + mail, phone] = 1
    found = removal_from_transitions(counts)
    assert found.effect[phone] == pytest.approx(1)
    assert found.effect[mail] == pytest.approx(1)
    assert found.probability == pytest.approx(0.75, rel=0.2)


def test_small_effects_keep_their_digits() -> None:
    counts = np.array([[1.0, 1e-18, 0.0, 0.0], [0.0, 0.0, 1.0, 1.0], [0.0, 0.0, 1.0, 1.0]])
    found = removal_from_transitions(counts)
    assert found.effect[1] == pytest.approx(1e-18, rel=1e-12)


def test_no_journey_and_no_channel() -> None:
    nothing = journeys_of([], 2)
    assert np.isnan(removal_effect(*nothing).probability)
    at_once = removal_effect(*journeys_of([([], 3, 1)], 0))
    assert at_once.probability == 0.75
    assert at_once.effect.shape == (0,)


def test_conversions_that_pass_no_channel_have_no_shares() -> None:
    found = removal_effect(*journeys_of([([], 3, 0), ([0], 0, 2)], 1))
    assert found.probability == pytest.approx(0.6)
    assert found.effect.tolist() == [0]
    assert np.isnan(found.share).all()


def test_nothing_is_lost_of_nothing() -> None:
    found = removal_effect(*journeys_of([([0, 1], 0, 4)], 2))
    assert found.probability == 0
    assert np.isnan(found.effect).all()


def test_what_is_given_is_left_as_it_was() -> None:
    counts = np.array([[1.0, 0.0, 0.0], [5.0, 1.0, 1.0]])
    counts.flags.writeable = False
    assert removal_from_transitions(counts).effect.tolist() == [1.0]
