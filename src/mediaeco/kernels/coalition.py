"""Games of coalitions: Shapley values, exact and sampled, and the Möbius transform.

A game gives every coalition of n players a worth. Coalitions are numbered by their binary code:
player i belongs to coalition s where bit i of s is set, so coalition 0 is the empty one and
coalition 2^n - 1 holds all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from mediaeco.kernels.array import Bools, Floats, Ints

__all__ = ["SampledShapley", "coalitions", "moebius", "sampled_shapley", "shapley_values"]

_EXACT = 15
_WORD = 64


class SampledShapley(NamedTuple):
    """Shapley values estimated from drawn orders.

    Attributes
    ----------
    values
        Estimates, unbiased; shape (players,) or (players, k).
    standard_error
        Of the estimates; same shape; NaN where a single pair of orders was drawn.
    half_width
        Half the width of the confidence interval (Student's t); same shape and NaN alike. It
        holds for one value at a time.
    permutations
        Orders drawn; each was used forward and backward.
    """

    values: Floats
    standard_error: Floats
    half_width: Floats
    permutations: int


def coalitions(players: int) -> Bools:
    """Who belongs to each coalition.

    Parameters
    ----------
    players
        0 to 15.

    Returns
    -------
    Bools
        Shape (2^players, players): row s, column i is true where bit i of s is set.

    Raises
    ------
    ValueError
        Where there are more than 15 players (or fewer than none).

    Examples
    --------
    >>> coalitions(2).astype(int)
    array([[0, 0],
           [1, 0],
           [0, 1],
           [1, 1]])
    """
    _check_players(players)
    codes = np.arange(1 << players)[:, np.newaxis]
    return np.asarray(codes >> np.arange(players) & 1, dtype=bool)


def shapley_values(worth: Floats) -> Floats:
    """Shapley value of each player: what joining adds, averaged over all orders of joining.

    phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S)).

    Parameters
    ----------
    worth
        Worth v of every coalition in the order of `coalitions`; shape (2^n,), or (2^n, k) for k
        games at once.

    Returns
    -------
    Floats
        Shape (n,) or (n, k), in units of the worth. NaN where a worth is NaN.

    Raises
    ------
    ValueError
        Where the number of worths is no power of 2, or n is above 15 (`sampled_shapley` goes
        beyond).

    Notes
    -----
    *Theory*: shapley1953 (published).

    *Laws*: values sum to v(all) - v(none); players that are alike have the same; one that adds
    nothing has 0; values of a sum of games are sums of values; none is negative where joining
    never costs; none is above v(i) - v(none) where joining adds ever less.

    Examples
    --------
    Only together do both reach 1, and the first alone reaches half of it:

    >>> shapley_values(np.array([0.0, 0.5, 0.0, 1.0]))
    array([0.75, 0.25])
    """
    worth = np.asarray(worth, dtype=np.float64)
    players = _players(worth)
    values = np.empty((players, *worth.shape[1:]))
    if players == 0:
        return values
    size = coalitions(players - 1).sum(axis=1)
    share = _shares_by_size(players)[size]
    for player in range(players):
        without, joined = _halves(worth, player)
        # What joins is averaged, not the worths: a player that adds nothing has exactly 0.
        added = (joined - without).reshape(len(share), -1)
        values[player] = (share @ added).reshape(worth.shape[1:])
    return values


def moebius(worth: Floats) -> Floats:
    """Synergy of each coalition: what its members reach together and no fewer of them do.

    m(S) = sum over T within S of (-1)^(|S| - |T|) v(T); for two: v(ij) - v(i) - v(j) + v(none).

    Parameters
    ----------
    worth
        As in `shapley_values`.

    Returns
    -------
    Floats
        Shape of ``worth``, in its units; 0 for every coalition of two and more where the game is
        additive.

    Raises
    ------
    ValueError
        Where the number of worths is no power of 2, or there are more than 15 players.

    Notes
    -----
    *Theory*: harsanyi1963 (published), as dividends.

    *Laws*: v(S) is the sum of m(T) over T within S; the Shapley value of i is the sum of
    m(S) / abs(S) over the S with i.

    Examples
    --------
    >>> moebius(np.array([0.0, 0.5, 0.0, 1.0]))
    array([0. , 0.5, 0. , 0.5])
    """
    synergy = np.array(worth, dtype=np.float64)
    for player in range(_players(synergy)):
        without, joined = _halves(synergy, player)
        joined -= without
    return synergy


def sampled_shapley(
    worth_of: Callable[[Bools], Floats],
    players: int,
    *,
    permutations: int,
    seed: int,
    confidence: float = 0.95,
) -> SampledShapley:
    """Shapley values estimated from random orders of joining, with an error bound.

    The value of a player is the mean, over all orders, of what it adds when it joins; here the
    mean over the orders drawn.

    Parameters
    ----------
    worth_of
        Worths of many coalitions at once: takes truth values of shape (m, players), a row a
        coalition, and gives shape (m,), or (m, k) for k games. Called once, with each coalition
        that is needed once.
    players
        Any number from 0.
    permutations
        Orders to draw, at least 1; each is used forward and backward.
    seed
        Of the draw; the same seed gives the same result.
    confidence
        Of the interval, between 0 and 1.

    Returns
    -------
    SampledShapley
        Values, standard errors and half widths; see there.

    Raises
    ------
    ValueError
        Where ``permutations`` is below 1, ``players`` below 0 or ``confidence`` not between 0
        and 1.

    Notes
    -----
    *Theory*: castro2009 (sampling of orders), mitchell2022 (each order with its reverse), both
    published. An order and its reverse are one draw: a player that comes late in the one comes
    early in the other, which evens out what depends on the size of the coalition.

    *Laws*: values sum to v(all) - v(none) whatever was drawn; a player that adds nothing has 0
    with an error of 0; additive games are met exactly.

    Examples
    --------
    >>> def reach(members):
    ...     return members.sum(axis=1) ** 2.0
    >>> drawn = sampled_shapley(reach, 20, permutations=10, seed=0)
    >>> float(drawn.values.sum()), drawn.permutations
    (400.0, 10)
    """
    if permutations < 1:
        raise ValueError(f"permutations: expected 1 or more; got {permutations}.")
    if players < 0:
        raise ValueError(f"players: expected 0 or more; got {players}.")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence: expected a number between 0 and 1; got {confidence}.")
    start = np.tile(np.arange(players), (permutations, 1))
    drawn = np.random.default_rng(seed).permuted(start, axis=1)
    orders = np.concatenate((drawn, drawn[:, ::-1]))
    distinct, place = _coalitions_on_the_way(orders)
    worth = np.asarray(worth_of(distinct), dtype=np.float64)
    steps = np.diff(worth[place], axis=1)
    added = np.empty_like(steps)
    added[np.arange(len(orders))[:, np.newaxis], orders] = steps
    pairs = (added[:permutations] + added[permutations:]) / 2
    values = pairs.mean(axis=0)
    if permutations == 1:
        unknown = np.full_like(values, np.nan)
        return SampledShapley(values, unknown, unknown.copy(), permutations)
    error = pairs.std(axis=0, ddof=1) / permutations**0.5
    width = error * _student(confidence, permutations - 1)
    return SampledShapley(values, error, width, permutations)


def _coalitions_on_the_way(orders: Ints) -> tuple[Bools, Ints]:
    """Each coalition that the orders pass, once; and which one stands after each joining.

    Shapes (m, players) and (orders, players + 1).
    """
    count, players = orders.shape
    words = max(1, -(-players // _WORD))
    bit = np.left_shift(np.uint64(1), (orders % _WORD).astype(np.uint64))
    codes = np.zeros((words, count, players + 1), dtype=np.uint64)
    for word in range(words):
        joins = np.where(orders // _WORD == word, bit, np.uint64(0))
        np.cumsum(joins, axis=1, out=codes[word, :, 1:])
    flat = codes.reshape(words, -1)
    if words == 1:
        distinct, place = np.unique(flat[0], return_inverse=True)
        distinct = distinct[np.newaxis]
    else:
        distinct, place = np.unique(flat, axis=1, return_inverse=True)
    player = np.arange(players)
    shift = (player % _WORD).astype(np.uint64)[:, np.newaxis]
    members = (distinct[player // _WORD] >> shift) & np.uint64(1)
    return members.T.astype(bool), place.reshape(count, players + 1)


def _student(confidence: float, freedom: int) -> float:
    """Two-sided quantile of Student's t."""
    # Loaded here since nothing else among the kernels needs SciPy.
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.5 + confidence / 2))


def _halves(worth: Floats, player: int) -> tuple[Floats, Floats]:
    """Worths of the coalitions without a player and of the same with it, as views."""
    cut = worth.reshape(-1, 2, 1 << player, *worth.shape[1:])
    return cut[:, 0], cut[:, 1]


def _shares_by_size(players: int) -> Floats:
    """Share of the orders in which just s given players come first; shape (players,)."""
    chosen = np.ones(players)
    for size in range(1, players):
        chosen[size] = chosen[size - 1] * (players - size) / size
    return 1.0 / (players * chosen)


def _players(worth: Floats) -> int:
    """Number of players of a game given by its worths."""
    count = len(worth) if worth.ndim else 0
    players = count.bit_length() - 1
    if players < 0 or count != 1 << players:
        raise ValueError(f"worth: expected 2^n coalitions; got {count}.")
    _check_players(players)
    return players


def _check_players(players: int) -> None:
    if not 0 <= players <= _EXACT:
        raise ValueError(
            f"players: expected 0 to {_EXACT}, since there are 2^n coalitions; got {players}. "
            "Sample with sampled_shapley instead."
        )
