"""Spells: runs of one state within a sequence."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mediaeco.kernels.array import Floats, Ints

__all__ = ["Spells", "log2_subsequences", "spells_of"]


class Spells(NamedTuple):
    """Runs of one state, in the order of the sequences.

    Attributes
    ----------
    of
        Sequence of each spell; shape (spells,), as all that follow.
    code
        State.
    start
        Position in its sequence at which it begins, from 0.
    length
        Places that it lasts, at least 1.
    """

    of: Ints
    code: Ints
    start: Ints
    length: Ints


def spells_of(codes: Ints, offsets: Ints) -> Spells:
    """Runs of one state within each sequence.

    Parameters
    ----------
    codes
        State at each place, -1 where it is missing; shape (N,).
    offsets
        Where each sequence begins, and N at the end; shape (S + 1,).

    Returns
    -------
    Spells
        Missing places are no spell, and part one: nobody knows what the state was meanwhile.

    Notes
    -----
    *Laws*: lengths add up to the places that are not missing; neighbours in touch differ.

    Examples
    --------
    >>> spells_of(np.array([0, 0, 1, 1, 1]), np.array([0, 3, 5]))._asdict()["length"]
    array([2, 1, 2])
    """
    codes, offsets = np.asarray(codes), np.asarray(offsets)
    begins = np.ones(len(codes), dtype=bool)
    begins[1:] = codes[1:] != codes[:-1]
    starts = offsets[:-1]
    begins[starts[starts < offsets[1:]]] = True
    place = np.flatnonzero(begins)
    length = np.diff(np.append(place, len(codes)))
    of = np.repeat(np.arange(len(starts)), np.diff(offsets))[place]
    told = codes[place] >= 0
    place, length, of = place[told], length[told], of[told]
    return Spells(of, codes[place], place - starts[of], length)


def log2_subsequences(codes: Ints, offsets: Ints, states: int) -> Floats:
    """Logarithm to base 2 of the number of distinct subsequences of each sequence.

    ``phi_i = 2 phi_(i-1) - phi_(before the last place with the same state)``, ``phi_0 = 1``; the
    empty subsequence counts.

    Parameters
    ----------
    codes
        State at each place, none missing; shape (N,).
    offsets
        Where each sequence begins, and N at the end; shape (S + 1,).
    states
        How many states there are.

    Returns
    -------
    Floats
        At least 0 (that of an empty sequence); shape (S,).

    Notes
    -----
    In logarithms, since a thousand changes have more subsequences than there are numbers. One
    step a position serves all sequences.

    *Laws*: equals listing the subsequences of short sequences; a sequence of n different states
    has 2^n.

    Examples
    --------
    >>> 2 ** log2_subsequences(np.array([0, 1, 0]), np.array([0, 3]), 2)
    array([7.])
    """
    lengths = np.diff(offsets)
    total = np.zeros(len(lengths))
    before = np.full((len(lengths), states), -np.inf)
    longest_first = np.argsort(-lengths, kind="stable")
    # How many sequences have a place at each position; they are the first so many.
    having = len(lengths) - np.cumsum(np.bincount(lengths))[:-1] if len(lengths) else lengths
    for position, count in enumerate(having.tolist()):
        these = longest_first[:count]
        state = codes[offsets[these] + position]
        own = total[these]
        total[these] = own + np.log2(2 - np.exp2(before[these, state] - own))
        before[these, state] = own
    return total
