"""The laws of the Shapley value, exact and sampled, and of the Möbius transform."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from mediaeco.kernels.array import Bools, Floats
from mediaeco.kernels.coalition import (
    coalitions,
    moebius,
    sampled_shapley,
    shapley_values,
)

amounts = st.floats(-1e3, 1e3)


def games(players: st.SearchStrategy[int] | None = None) -> st.SearchStrategy[Floats]:
    numbers = players if players is not None else st.integers(0, 5)
    return numbers.flatmap(
        lambda n: npst.arrays(np.float64, 1 << n, elements=amounts, fill=amounts)
    )


def by_orders(worth: Floats) -> Floats:
    """Shapley values by definition: mean over all orders of what each adds when it joins."""
    players = len(worth).bit_length() - 1
    orders = list(permutations(range(players)))
    total = np.zeros(players)
    for order in orders:
        here = 0
        for player in order:
            total[player] += worth[here | 1 << player] - worth[here]
            here |= 1 << player
    return total / len(orders)


def test_coalitions_are_in_the_order_of_their_codes() -> None:
    members = coalitions(4)
    assert members.shape == (16, 4)
    assert (members @ (1 << np.arange(4))).tolist() == list(range(16))
    assert coalitions(0).shape == (1, 0)


@given(games())
def test_exact_is_the_mean_over_all_orders(worth: Floats) -> None:
    np.testing.assert_allclose(shapley_values(worth), by_orders(worth), rtol=1e-9, atol=1e-9)


@given(games(st.integers(0, 9)))
def test_efficiency(worth: Floats) -> None:
    np.testing.assert_allclose(
        shapley_values(worth).sum(), worth[-1] - worth[0], rtol=1e-9, atol=1e-9
    )


@given(games(st.integers(2, 5)), st.permutations(range(5)))
def test_symmetry(worth: Floats, order: list[int]) -> None:
    """Players by other names have their values by other names."""
    players = len(worth).bit_length() - 1
    names = np.array([name for name in order if name < players])
    renamed = coalitions(players) @ (1 << names)
    other = np.empty_like(worth)
    other[renamed] = worth
    np.testing.assert_allclose(
        shapley_values(other)[names], shapley_values(worth), rtol=1e-9, atol=1e-9
    )


@given(games(st.integers(1, 5)), st.data())
def test_dummy_has_exactly_nothing(worth: Floats, data: st.DataObject) -> None:
    players = len(worth).bit_length() - 1
    dummy = data.draw(st.integers(0, players - 1))
    indifferent = worth[np.arange(len(worth)) & ~(1 << dummy)]
    assert shapley_values(indifferent)[dummy] == 0
    drawn = sampled_shapley(
        lambda members: indifferent[members @ (1 << np.arange(players))],
        players,
        permutations=3,
        seed=0,
    )
    assert drawn.values[dummy] == 0
    assert drawn.half_width[dummy] == 0


@given(st.integers(0, 5), st.integers(0, 2**32 - 1))
def test_additivity_and_many_games_at_once(players: int, seed: int) -> None:
    first, second = np.random.default_rng(seed).normal(size=(2, 1 << players))
    together = shapley_values(np.column_stack((first, second, first + 2 * second)))
    assert together.shape == (players, 3)
    np.testing.assert_allclose(together[:, 0], shapley_values(first), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(
        together[:, 2], together[:, 0] + 2 * together[:, 1], rtol=1e-9, atol=1e-9
    )


@given(st.integers(1, 6), st.integers(0, 2**32 - 1))
def test_where_joining_never_costs_no_value_is_negative(players: int, seed: int) -> None:
    synergy = np.random.default_rng(seed).random(1 << players)
    members = coalitions(players)
    within = ~(members[np.newaxis] & ~members[:, np.newaxis]).any(axis=2)
    assert (shapley_values(within @ synergy) >= 0).all()


@given(st.integers(1, 6), st.integers(1, 8), st.integers(0, 2**32 - 1))
def test_where_joining_adds_ever_less_no_value_is_above_the_single_worth(
    players: int, elements: int, seed: int
) -> None:
    """Coverage: each player reaches some elements of the frame, a coalition all of theirs."""
    rng = np.random.default_rng(seed)
    reached, weight = rng.random((players, elements)) < 0.5, rng.random(elements)
    worth = ((coalitions(players).astype(int) @ reached) > 0) @ weight
    alone = worth[1 << np.arange(players)]
    assert (shapley_values(worth) <= alone + 1e-12).all()


@given(games())
def test_worth_is_the_sum_of_the_synergies_within(worth: Floats) -> None:
    synergy = moebius(worth)
    for code in range(len(worth)):
        within = [other for other in range(len(worth)) if other & code == other]
        np.testing.assert_allclose(synergy[within].sum(), worth[code], rtol=1e-9, atol=1e-8)


@given(games())
def test_a_synergy_is_shared_alike_by_those_who_make_it(worth: Floats) -> None:
    members = coalitions(len(worth).bit_length() - 1)
    size = np.maximum(members.sum(axis=1), 1)
    np.testing.assert_allclose(
        shapley_values(worth), (moebius(worth) / size) @ members, rtol=1e-9, atol=1e-8
    )


@given(st.lists(amounts, max_size=6))
def test_an_additive_game_has_no_synergy(alone: list[float]) -> None:
    whole = np.round(np.array(alone, dtype=np.float64))
    members = coalitions(len(whole))
    several = members.sum(axis=1) > 1
    assert (moebius(members.astype(np.float64) @ whole)[several] == 0).all()


def test_fifteen_players_are_exact_and_sixteen_are_told_where_to_go() -> None:
    worth = coalitions(15).sum(axis=1) ** 2.0
    np.testing.assert_allclose(shapley_values(worth), np.full(15, 15.0), rtol=1e-12)
    with pytest.raises(ValueError, match=r"0 to 15.*sampled_shapley"):
        shapley_values(np.zeros(1 << 16))
    with pytest.raises(ValueError, match="0 to 15"):
        coalitions(16)


@pytest.mark.parametrize("worth", [np.zeros(0), np.zeros(3), np.float64(1)])
def test_worths_that_are_no_game_are_refused(worth: Floats) -> None:
    with pytest.raises(ValueError, match=r"2\^n coalitions"):
        shapley_values(worth)


def coverage(members: Bools) -> Floats:
    """Six channels reach overlapping elements of a frame: a game without a simple form."""
    rng = np.random.default_rng(7)
    reached, weight = rng.random((6, 9)) < 0.4, rng.random(9)
    found: Floats = ((members.astype(int) @ reached) > 0) @ weight
    return found


def test_the_error_bound_holds_as_often_as_it_says() -> None:
    exact = shapley_values(coverage(coalitions(6)))
    held = []
    for seed in range(200):
        drawn = sampled_shapley(coverage, 6, permutations=30, seed=seed)
        held.append(np.abs(drawn.values - exact) <= drawn.half_width)
    assert 0.92 < np.mean(held) < 0.98


def test_the_error_bound_shrinks_with_the_root_of_the_orders() -> None:
    few = sampled_shapley(coverage, 6, permutations=100, seed=0)
    many = sampled_shapley(coverage, 6, permutations=10_000, seed=0)
    np.testing.assert_allclose(few.half_width / many.half_width, 10, rtol=0.3)
    assert (np.abs(many.values - shapley_values(coverage(coalitions(6)))) < 0.01).all()


@given(st.integers(0, 8), st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_sampled_values_are_efficient_whatever_was_drawn(
    players: int, permutations: int, seed: int
) -> None:
    worth = np.random.default_rng(seed).normal(size=1 << players)
    drawn = sampled_shapley(
        lambda members: worth[members @ (1 << np.arange(players))],
        players,
        permutations=permutations,
        seed=seed,
    )
    np.testing.assert_allclose(drawn.values.sum(), worth[-1] - worth[0], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("players", [0, 1, 5, 64, 65, 130])
def test_each_coalition_is_asked_for_once(players: int) -> None:
    calls: list[Bools] = []
    weight = np.arange(1.0, players + 1)

    def additive(members: Bools) -> Floats:
        calls.append(members)
        return members @ weight

    drawn = sampled_shapley(additive, players, permutations=20, seed=3)
    (members,) = calls
    assert members.shape[1] == players
    assert members.dtype == np.bool_
    assert len(np.unique(members, axis=0)) == len(members)
    np.testing.assert_allclose(drawn.values, weight, rtol=1e-9)
    np.testing.assert_allclose(drawn.half_width, 0, atol=1e-9)


def test_the_same_seed_gives_the_same_result_and_another_another() -> None:
    first, again, other = (
        sampled_shapley(coverage, 6, permutations=5, seed=seed) for seed in (1, 1, 2)
    )
    assert np.array_equal(first.values, again.values)
    assert np.array_equal(first.half_width, again.half_width)
    assert not np.array_equal(first.values, other.values)


def test_many_games_are_sampled_at_once() -> None:
    both = sampled_shapley(
        lambda members: np.column_stack((coverage(members), members.sum(axis=1))),
        6,
        permutations=10,
        seed=4,
    )
    alone = sampled_shapley(coverage, 6, permutations=10, seed=4)
    assert both.values.shape == (6, 2)
    np.testing.assert_allclose(both.values[:, 0], alone.values, rtol=1e-12)
    np.testing.assert_allclose(both.half_width[:, 0], alone.half_width, rtol=1e-9)
    np.testing.assert_allclose(both.values[:, 1], 1.0)


def test_one_pair_of_orders_knows_no_error() -> None:
    drawn = sampled_shapley(coverage, 6, permutations=1, seed=0)
    assert np.isnan(drawn.standard_error).all()
    assert np.isnan(drawn.half_width).all()
    assert not np.isnan(drawn.values).any()


def test_calls_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="permutations: expected 1 or more"):
        sampled_shapley(coverage, 6, permutations=0, seed=0)
    with pytest.raises(ValueError, match="players: expected 0 or more"):
        sampled_shapley(coverage, -1, permutations=1, seed=0)
    with pytest.raises(ValueError, match="confidence"):
        sampled_shapley(coverage, 6, permutations=1, seed=0, confidence=1.0)
