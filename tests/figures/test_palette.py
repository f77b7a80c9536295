"""A channel keeps its colour and its marker."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import CHANNELS, STAGES
from mediaeco.figures import channel_looks, stage_looks
from mediaeco.figures.palette import tint

ids = st.lists(
    st.sampled_from([*CHANNELS]) | st.from_regex(r"[a-z]{1,9}", fullmatch=True),
    unique=True,
    max_size=30,
)


@given(channels=ids)
def test_no_two_channels_of_a_case_look_alike(channels: list[str]) -> None:
    assert len(set(channel_looks(channels))) == len(channels)


@given(channels=ids, data=st.data())
def test_the_order_of_the_channels_changes_no_look(
    channels: list[str], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(channels))
    looks = dict(zip(channels, channel_looks(channels), strict=True))
    assert channel_looks(shuffled) == tuple(looks[name] for name in shuffled)


@given(channels=ids)
def test_a_shipped_channel_looks_the_same_in_every_case(channels: list[str]) -> None:
    alone = {name: channel_looks([name])[0] for name in channels if name in CHANNELS}
    together = dict(zip(channels, channel_looks(channels), strict=True))
    assert all(together[name] == look for name, look in alone.items())


def test_every_shipped_channel_has_a_marker_and_a_colour_of_its_own() -> None:
    looks = channel_looks([*CHANNELS])
    assert len({look.marker for look in looks}) == len(looks)
    assert len({look.color for look in looks}) == len(looks)


def test_every_colour_stands_out_from_white() -> None:
    """Contrast of 2 to 1 at least: a marker's dark edge does the rest."""
    for look in channel_looks([*CHANNELS]):
        assert 1.05 / (_luminance(look.color) + 0.05) > 2.0


def test_stages_that_follow_each_other_keep_apart_in_grey() -> None:
    looks = stage_looks([stage.id for stage in STAGES.stages])
    assert len(set(looks)) == len(looks)
    for first, second in pairwise(looks):
        apart = abs(_luminance(first.color) - _luminance(second.color))
        assert apart > 0.02 or first.hatch != second.hatch


@given(stages=st.lists(st.from_regex(r"[a-z]{1,6}", fullmatch=True), unique=True, max_size=40))
def test_stages_of_any_model_keep_apart(stages: list[str]) -> None:
    assert len(set(stage_looks(stages))) == len(stages)


@pytest.mark.parametrize(("share", "expected"), [(0.0, "#FFFFFF"), (1.0, "#0072B2")])
def test_a_tint_lies_between_white_and_the_colour(share: float, expected: str) -> None:
    assert tint("#0072B2", share) == expected


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
