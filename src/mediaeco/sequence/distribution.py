"""States over positions: what share of the sequences is in each, and for how long."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.kernels.array import Array, Floats, Ints
from mediaeco.kernels.entropy import relative_entropy
from mediaeco.model import Result, TidyTable
from mediaeco.sequence.sequences import Sequences

__all__ = ["StateDistribution", "mean_times", "state_distribution", "state_times"]


@frozen(kw_only=True, eq=False, repr=False)
class StateDistribution(Result):
    """States over positions.

    Parameters
    ----------
    alphabet
        Names of the K states.
    sequences
        How many sequences there are.
    weighted
        True where they have weights of their own.
    position
        Positions, from 0; shape (positions,).
    count
        Sequences whose state is known at each position; shape (positions,).
    weight
        Their weight; shape (positions,).
    share
        Share of that weight in each state, adding up to 1; NaN where nothing is known, or
        everything known weighs nothing; shape (positions, K).
    entropy
        Transversal entropy ``H / ln K`` at each position, 0 to 1; NaN where the shares are, or
        where there is one state; shape (positions,).
    overall
        Share of all places in each state, weighted; NaN where nothing is known; shape (K,).
    overall_entropy
        ``H / ln K`` of these shares, 0 to 1; NaN likewise.
    """

    alphabet: tuple[str, ...]
    sequences: int
    weighted: bool
    position: Ints
    count: Ints
    weight: Floats
    share: Floats
    entropy: Floats
    overall: Floats
    overall_entropy: float

    def to_frame(self) -> TidyTable:
        """One row a position and state."""
        states = len(self.alphabet)
        return TidyTable(
            {
                "position": np.repeat(self.position, states),
                "state": np.tile(np.array(self.alphabet, dtype=np.str_), len(self.position)),
                "share": self.share.ravel(),
                "entropy": np.repeat(self.entropy, states),
                "sequences": np.repeat(self.count, states),
                "weight": np.repeat(self.weight, states),
            }
        )


def state_distribution(sequences: Sequences) -> StateDistribution:
    """What share of the sequences is in each state, position by position?

    ``p_k(i) = sum of w_s over the sequences in state k at position i / sum of w_s over those whose
    state is known there``; the entropy of a position is that of its shares, over ln K.

    Parameters
    ----------
    sequences
        The sequences, with their weights.

    Returns
    -------
    StateDistribution
        One entry a position. Towards the end, where sequences differ in length, few may be left:
        read ``count`` beside the shares.

    Notes
    -----
    *Theory*: gabadinho2011 (transversal state distributions and their entropy), published.

    *Laws*: shares add up to 1; weights all doubled change nothing but the weight; a sequence of
    weight 2 counts as two of weight 1.

    Examples
    --------
    >>> found = state_distribution(Sequences.from_wide([["a", "b"], ["b", "b"], ["b", ""]]))
    >>> found.share
    array([[0.33333333, 0.66666667],
           [0.        , 1.        ]])
    """
    states = len(sequences.alphabet)
    told = np.flatnonzero(sequences.codes >= 0)
    of = sequences.of[told]
    place = told - sequences.offsets[:-1][of]
    code = sequences.codes[told]
    longest = int(sequences.lengths.max(initial=0))
    sums = np.bincount(place * states + code, sequences.weight[of], longest * states)
    weighed = sums.reshape(longest, states).astype(np.float64)
    weight = weighed.sum(axis=1)
    total = weighed.sum(axis=0)
    with np.errstate(invalid="ignore"):
        share, overall = weighed / weight[:, None], total / total.sum()
    return StateDistribution(
        alphabet=sequences.alphabet,
        sequences=len(sequences),
        weighted=sequences.weights is not None,
        position=np.arange(longest),
        count=np.bincount(place, minlength=longest),
        weight=weight,
        share=share,
        entropy=relative_entropy(weighed),
        overall=overall,
        overall_entropy=float(relative_entropy(total)),
    )


def state_times(sequences: Sequences) -> Array:
    """How many places does each sequence spend in each state?

    Parameters
    ----------
    sequences
        The sequences.

    Returns
    -------
    array
        Whole numbers; shape (S, K). A row adds up to the sequence's places that are not missing.

    Notes
    -----
    *Theory*: gabadinho2011 (state distribution within each sequence), published.

    *Laws*: equals counting state by state; the order of the places changes nothing.

    Examples
    --------
    >>> state_times(Sequences.from_wide([["a", "b", "b"], ["a", "", ""]]))
    array([[1, 2],
           [1, 0]])
    """
    states, count = len(sequences.alphabet), len(sequences)
    told = sequences.codes >= 0
    key = sequences.of[told] * states + sequences.codes[told]
    return np.bincount(key, minlength=count * states).reshape(count, states)


def mean_times(sequences: Sequences) -> Floats:
    """How many places does a sequence spend in each state on average, weighted?

    Parameters
    ----------
    sequences
        The sequences, with their weights.

    Returns
    -------
    array
        At least 0; NaN without sequences, or where all weigh nothing; shape (K,).

    Notes
    -----
    *Theory*: gabadinho2011 (mean time spent in each state), published.

    *Laws*: adds up to the weighted mean of the places that are not missing; equal weights are no
    weights.

    Examples
    --------
    >>> mean_times(Sequences.from_wide([["a", "b", "b"], ["a", "", ""]], weights=[1, 3]))
    array([1. , 0.5])
    """
    weight = sequences.weight
    with np.errstate(invalid="ignore"):
        return np.asarray(weight @ state_times(sequences) / weight.sum())
