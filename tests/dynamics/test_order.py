"""Levels in an order that somebody states."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.dynamics import OrderedStates, level_changes
from mediaeco.errors import InvalidCaseError, UnknownTermError

CLOSENESS = OrderedStates(levels=(5, 0, 4, 3, 2, 1))
SEQUENCES = st.lists(st.lists(st.integers(0, 5) | st.none(), max_size=8), max_size=4)


def flat(sequences: list[list[int | None]]) -> tuple[list[int | None], list[int]]:
    values = [value for sequence in sequences for value in sequence]
    return values, np.cumsum([0, *map(len, sequences)]).tolist()


@given(SEQUENCES)
def test_every_pair_is_up_down_same_or_unknown(sequences: list[list[int | None]]) -> None:
    values, offsets = flat(sequences)
    found = level_changes(values, order=CLOSENESS, sequences=offsets)
    place = {level: rank for rank, level in enumerate(CLOSENESS.levels)}
    for k, sequence in enumerate(sequences):
        pairs = [pair for pair in pairwise(sequence) if None not in pair]
        steps = [place[after] - place[before] for before, after in pairs]
        assert found.up[k] == sum(step > 0 for step in steps)
        assert found.down[k] == sum(step < 0 for step in steps)
        assert found.same[k] == sum(step == 0 for step in steps)
        assert found.unknown[k] == max(len(sequence) - 1, 0) - len(pairs)
        known = [place[value] for value in sequence if value is not None]
        assert found.net[k] == (known[-1] - known[0] if known else 0)
    assert found.moves.sum() == (found.up + found.down + found.same).sum()
    assert np.triu(found.moves, 1).sum() == found.up.sum()


@given(SEQUENCES)
def test_turning_the_order_round_exchanges_up_and_down(sequences: list[list[int | None]]) -> None:
    values, offsets = flat(sequences)
    own = level_changes(values, order=CLOSENESS, sequences=offsets)
    turned = OrderedStates(levels=CLOSENESS.levels[::-1])
    other = level_changes(values, order=turned, sequences=offsets)
    assert (own.up == other.down).all()
    assert (own.net == -other.net).all()
    np.testing.assert_array_equal(own.moves, other.moves[::-1, ::-1])


@given(SEQUENCES, st.permutations(range(6)))
def test_renumbering_the_levels_changes_nothing(
    sequences: list[list[int | None]], numbers: list[int]
) -> None:
    values, offsets = flat(sequences)
    own = level_changes(values, order=CLOSENESS, sequences=offsets)
    renumbered = [None if value is None else numbers[value] for value in values]
    order = OrderedStates(levels=[numbers[level] for level in CLOSENESS.levels])
    other = level_changes(renumbered, order=order, sequences=offsets)
    np.testing.assert_array_equal(own.moves, other.moves)


def test_an_order_that_nobody_stated_is_refused() -> None:
    with pytest.raises(InvalidCaseError, match="anybody stated"):
        level_changes([1, 2, 3], order=None)


def test_what_does_not_fit_is_told() -> None:
    with pytest.raises(InvalidCaseError, match="levels"):
        OrderedStates(levels=(1, 2, 1))
    with pytest.raises(InvalidCaseError, match="levels"):
        OrderedStates(levels=())
    with pytest.raises(InvalidCaseError, match="levels"):
        OrderedStates(levels="abc")
    with pytest.raises(InvalidCaseError, match="names"):
        OrderedStates(levels=(1, 2), names=("one",))
    with pytest.raises(UnknownTermError, match="state"):
        level_changes([7], order=CLOSENESS)
    with pytest.raises(InvalidCaseError, match="sequences"):
        level_changes([1], order=CLOSENESS, sequences=[0])


def test_moves_have_names() -> None:
    order = OrderedStates(levels=(0, 1), names=("far", "near"))
    found = level_changes([0, 1, 0, 0], order=order)
    assert found.summary()["before"].tolist() == ["far", "far", "near"]
    assert found.to_frame().rows == 1
