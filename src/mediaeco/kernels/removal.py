"""Markov removal effect: what would be lost if steps into a channel led nowhere."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mediaeco.kernels.array import Bools, Floats, Ints

__all__ = ["RemovalEffect", "channel_transitions", "removal_effect", "removal_from_transitions"]


class RemovalEffect(NamedTuple):
    """What the chain loses without each channel.

    Attributes
    ----------
    probability
        Probability P that the chain ends in conversion, 0 to 1; NaN where nothing ever starts.
    effect
        Removal effect 1 - P_without / P of each channel, 0 to 1; shape (channels,). NaN where P
        is 0 or NaN: of nothing, no share can be lost.
    share
        The effects as shares of their sum; shape (channels,). NaN where the effects are NaN or
        all 0 (no conversion ever passed a channel).
    """

    probability: float
    effect: Floats
    share: Floats


def removal_effect(
    channel: Ints, offsets: Ints, conversions: Floats, nulls: Floats, channels: int
) -> RemovalEffect:
    """What would be lost without each channel, by the first-order chain of these paths?

    RE_c = 1 - P_(-c) / P, where P is the probability that the chain start -> channels ->
    {conversion, null} ends in conversion, and P_(-c) the same where steps into c lead to null.

    Parameters
    ----------
    channel
        Codes of all paths end to end, 0 to ``channels`` - 1; shape (N,).
    offsets
        Place at which each path begins, and N at the end; shape (paths + 1,). A path may be
        empty: it leads from start to its end at once.
    conversions, nulls
        How many times each path ended in conversion, and how many times not; 0 or more, not
        necessarily whole; shape (paths,).
    channels
        How many there are, used or not.

    Returns
    -------
    RemovalEffect
        Probability, effects and shares; the credit for K conversions is K times the shares.

    Notes
    -----
    *Theory*: anderl2016 (published), of order 1: what came before the last step plays no part.
    It is a reading of what happened together, not of causes.

    *Laws*: P is the observed share of conversions; effects lie between 0 and 1; a channel on
    every way through the chain to conversion has 1, one on none 0; shares sum to 1; relabelling
    channels permutes. Ways through the chain are more than the paths: it joins the first half of
    one to the second half of another that passes the same channel.

    Examples
    --------
    Advice is booked twice through the website, once by phone, once by phone after the website;
    once the website led nowhere:

    >>> website, phone = 0, 1
    >>> found = removal_effect(
    ...     np.array([website, phone, website, phone, website]),
    ...     np.array([0, 1, 2, 4, 5]),
    ...     np.array([2.0, 1.0, 1.0, 0.0]),
    ...     np.array([0.0, 0.0, 0.0, 1.0]),
    ...     2,
    ... )
    >>> round(found.probability, 12), found.effect.round(12), found.share.round(12)
    (0.8, array([0.75, 0.5 ]), array([0.6, 0.4]))
    """
    return removal_from_transitions(
        channel_transitions(channel, offsets, conversions, nulls, channels)
    )


def channel_transitions(
    channel: Ints, offsets: Ints, conversions: Floats, nulls: Floats, channels: int
) -> Floats:
    """How often each step was taken.

    Parameters
    ----------
    channel, offsets, conversions, nulls, channels
        As in `removal_effect`.

    Returns
    -------
    Floats
        Shape (channels + 1, channels + 2): from row to column. Row 0 is the start and row c + 1
        channel c; column c is channel c, the last but one conversion, the last null.

    Examples
    --------
    >>> channel_transitions(
    ...     np.array([0, 0]), np.array([0, 2, 2]), np.array([1.0, 2.0]), np.array([3.0, 0.0]), 1
    ... )
    array([[4., 2., 0.],
           [4., 1., 3.]])
    """
    channel, offsets = np.asarray(channel), np.asarray(offsets)
    conversions = np.asarray(conversions, dtype=np.float64)
    nulls = np.asarray(nulls, dtype=np.float64)
    lengths = np.diff(offsets)
    columns = channels + 2
    weight = np.repeat(conversions + nulls, lengths)
    # A step leads into every place of a path: from the place before, or from the start.
    before = np.concatenate(([0], channel[:-1] + 1))[: len(channel)]
    full = lengths > 0
    before[offsets[:-1][full]] = 0
    last = np.zeros(len(lengths), dtype=np.int64)
    last[full] = channel[offsets[1:][full] - 1] + 1
    step = np.concatenate(
        (before * columns + channel, last * columns + channels, last * columns + channels + 1)
    )
    counts = np.bincount(
        step,
        weights=np.concatenate((weight, conversions, nulls)),
        minlength=(channels + 1) * columns,
    )
    return np.asarray(counts, dtype=np.float64).reshape(channels + 1, columns)


def removal_from_transitions(counts: Floats) -> RemovalEffect:
    """What would be lost without each channel, by a chain that is given by its steps?

    Parameters
    ----------
    counts
        How often, or how probably, each step is taken, 0 or more; laid out as
        `channel_transitions` does. Rows need not sum to 1; a row of zeros leads nowhere, and so
        does a circle that nothing leaves.

    Returns
    -------
    RemovalEffect
        Probability, effects and shares.

    Notes
    -----
    Who gets to conversion through c has come to c and gone on from there, so that
    P - P_(-c) = (probability of ever coming to c) (probability of conversion from c). Both
    stand in the inverse of one matrix, and nothing is taken from anything: small effects keep
    their digits. States that the start does not lead to, or that do not lead to conversion, are
    left out first, which leaves a matrix that has an inverse.

    *Theory*: anderl2016 (published).

    *Laws*: equals the solution of one linear system for each channel left out.

    Examples
    --------
    >>> removal_from_transitions(np.array([[0.5, 0.25, 0.25], [0.0, 0.5, 0.5]])).effect
    array([0.5])
    """
    flow = np.array(counts, dtype=np.float64)
    channels = len(flow) - 1
    nothing = np.full(channels, np.nan)
    if flow[0].sum() == 0:
        return RemovalEffect(np.nan, nothing, nothing.copy())
    # Staying where one is decides nothing about where one ends.
    flow[np.arange(1, channels + 1), np.arange(channels)] = 0.0
    kept = np.flatnonzero(_between_start_and_conversion(flow))
    if len(kept) == 0:
        return RemovalEffect(0.0, nothing, nothing.copy())
    step = flow[kept] / flow[kept].sum(axis=1, keepdims=True)
    inner = np.eye(len(kept))
    inner[:, 1:] -= step[:, kept[1:] - 1]
    visits = np.linalg.inv(inner)
    ends = visits @ step[:, channels]
    reached = visits[0] / visits.diagonal()
    probability = min(float(ends[0]), 1.0)
    effect = np.zeros(channels)
    effect[kept[1:] - 1] = np.clip(reached[1:] * ends[1:] / ends[0], 0.0, 1.0)
    total = effect.sum()
    share = effect / total if total > 0 else nothing
    return RemovalEffect(probability, effect, share)


def _between_start_and_conversion(flow: Floats) -> Bools:
    """States that the start leads to and that lead to conversion; shape (channels + 1,)."""
    channels = len(flow) - 1
    leads: Bools = np.zeros((channels + 1, channels + 1), dtype=np.bool_)
    leads[:, 1:] = flow[:, :channels] > 0
    start = np.arange(channels + 1) == 0
    return _spread(start, leads) & _spread(flow[:, channels] > 0, leads.T)


def _spread(reached: Bools, leads: Bools) -> Bools:
    """All states that steps lead to from those reached, themselves included."""
    edge = reached
    while edge.any():
        edge = leads[edge].any(axis=0) & ~reached
        reached = reached | edge
    return reached
