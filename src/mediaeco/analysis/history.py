"""What each side has done on each channel by each of its sendings.

One sort of the contacts by (case, channel, side) turns every measure of use into a running sum, for
one case and for a cohort alike.
"""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.parameter import AppropriationParameters
from mediaeco.analysis.spirit import spirit
from mediaeco.analysis.thread import thread_roots
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.kernels.segment import (
    geometric_recurrence,
    group_order,
    segment_cumsum,
    segment_forward,
    segment_rank,
)
from mediaeco.model.table import InteractionTable

__all__ = ["QUALITY", "SIDES", "UseHistory", "prior_use", "use_history"]

SIDES = ("therapist", "patient")
"""The two sides, in the order of every axis of sides."""

QUALITY = ("breadth", "initiative", "transformation", "regularity", "embedding")
"""The components of quality, in the order of every axis of components."""


@frozen(eq=False)
class UseHistory:
    """Running state of every (case, channel, side), one entry a sending.

    Parameters
    ----------
    row
        Row of each sending; sendings stand in the order of (case, channel, side, time).
    begins
        Where each group of (case, channel, side) begins; shape (cases * channels * 2 + 1,).
    sent
        Weighted sendings of the group up to and with this one.
    quality
        Components of quality up to and with this one, in the order of `QUALITY`; NaN where a
        component is not defined; shape (sendings, 5).
    mean_gap
        Mean gap between sendings of the group so far, in days; NaN before the second.
    elsewhere
        Sendings of the side over all channels up to and with this one.
    """

    row: Ints
    begins: Ints
    sent: Floats
    quality: Floats
    mean_gap: Floats
    elsewhere: Ints


def use_history(eco: Ecosystem, parameters: AppropriationParameters) -> UseHistory:
    """Run through all sendings of both sides once."""
    table = eco.table
    channels = len(eco.channels)
    side = np.minimum(table.sender, 2)
    key = (table.case * channels + table.channel) * 3 + side
    row, _ = group_order(key)
    row = row[side[row] < 2]
    case, channel, side = table.case[row], table.channel[row], side[row]
    group = (case * channels + channel) * 2 + side
    begins = np.concatenate(
        ([0], np.cumsum(np.bincount(group, minlength=table.cases * channels * 2)))
    )
    first = np.zeros(len(row), dtype=bool)
    first[begins[:-1][np.diff(begins) > 0]] = True

    t = table.t[row]
    regularity, mean_gap = _regularity(t, first, begins)
    breadth, transformation = _purposes(eco, row, group, channel, begins)
    initiative, embedding = _threads(table, parameters, row, first, begins)
    return UseHistory(
        row=row,
        begins=begins,
        sent=_sent(t, first, begins, parameters.half_life_days),
        quality=np.column_stack((breadth, initiative, transformation, regularity, embedding)),
        mean_gap=mean_gap,
        elsewhere=segment_rank(table.case * 3 + np.minimum(table.sender, 2))[row] + 1,
    )


def prior_use(eco: Ecosystem) -> tuple[Floats, Bools]:
    """Use before the therapy and declared access; each of shape (cases, sides, channels)."""
    place = {channel.id: code for code, channel in enumerate(eco.channels)}
    prior = np.zeros((len(eco.cases), 2, len(eco.channels)))
    declared = np.zeros(prior.shape, dtype=bool)
    for i, head in enumerate(eco.cases):
        for s, actor in enumerate((head.therapist, head.patient)):
            for use in actor.prior:
                prior[i, s, place[use.channel]] += use.count
            for name in actor.repertoire:
                declared[i, s, place[name]] = True
    return prior, declared | (prior > 0)


def _sent(t: Floats, first: Bools, begins: Ints, half_life: float | None) -> Floats:
    if half_life is None:
        return np.arange(1.0, len(t) + 1) - np.repeat(begins[:-1], np.diff(begins))
    decay = np.exp2(-np.diff(t, prepend=t[:1]) / half_life)
    decay[first] = 0.0
    return geometric_recurrence(np.minimum(decay, 1.0), np.ones(len(t)), first)


def _regularity(t: Floats, first: Bools, begins: Ints) -> tuple[Floats, Floats]:
    """``max(0, 1 - sd / mean)`` of the gaps so far, 0 before two gaps; and their mean."""
    gap = np.diff(t, prepend=t[:1])
    gap[first] = 0.0
    # Sendings at the same moment are one use of the channel: doubling a log changes no rhythm.
    count, total, squares = segment_cumsum(
        np.column_stack((gap > 0, gap, gap * gap)).astype(np.float64), begins
    ).T
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = total / count
        spread = np.sqrt(np.maximum(squares / count - mean * mean, 0.0)) / mean
        # Sums of squares carry rounding of their own; below it there is no spread to speak of.
        spread = np.where(spread < 1e-7, 0.0, spread)
    regular = np.where(count >= 2, np.maximum(0.0, 1.0 - spread), 0.0)
    return regular, np.where(count >= 1, mean, np.nan)


def _purposes(
    eco: Ecosystem, row: Ints, group: Ints, channel: Ints, begins: Ints
) -> tuple[Floats, Floats]:
    """Breadth ``exp(H) / K`` and transformation (share of uses outside the declared purposes)."""
    table = eco.table
    kinds = np.array([len(head.purposes) for head in eco.cases], dtype=np.float64)
    offered = spirit(eco)
    has_spirit = np.array([bool(c.purposes) for c in eco.channels], dtype=bool)
    purposes = table.purposes
    if len(purposes.values) == 0:
        uses = xlogx = outside = np.zeros(len(row))
    else:
        entry = purposes.places(row)
        of = np.repeat(np.arange(len(row)), purposes.counts[row])
        code = purposes.values[entry]
        rank = segment_rank(group[of] * len(eco.purposes) + code)
        table_xlogx = _xlogx(int(rank.max(initial=0)) + 2)
        sums = np.column_stack(
            (
                np.bincount(of, minlength=len(row)),
                np.bincount(of, table_xlogx[rank + 1] - table_xlogx[rank], len(row)),
                np.bincount(of, ~offered[channel[of], code], len(row)),
            )
        ).astype(np.float64)
        uses, xlogx, outside = segment_cumsum(sums, begins).T
    with np.errstate(invalid="ignore", divide="ignore"):
        diversity = np.exp(np.log(uses) - xlogx / uses)
        breadth = np.where(uses > 0, diversity, 0.0) / kinds[table.case[row]]
        transformation = np.where(uses > 0, outside / uses, 0.0)
    # Hill numbers come out of logarithms: a share above 1 is rounding, not breadth.
    breadth = np.minimum(breadth, 1.0)
    breadth[kinds[table.case[row]] == 0] = np.nan
    defined = has_spirit[channel] & (kinds[table.case[row]] > 0)
    return breadth, np.where(defined, transformation, np.nan)


def _threads(
    table: InteractionTable,
    parameters: AppropriationParameters,
    row: Ints,
    first: Bools,
    begins: Ints,
) -> tuple[Floats, Floats]:
    """Initiative (threads that the side began) and embedding (threads begun elsewhere)."""
    root = thread_roots(table, parameters.bout_gap_hours)[row]
    new = np.diff(root, prepend=-1) != 0
    new |= first
    if (root[1:] < root[:-1])[~first[1:]].any():
        # Answers reach back to older threads: a thread counts at its first sending alone.
        group = np.repeat(np.arange(len(begins) - 1), np.diff(begins))
        order = np.lexsort((root, group))
        again = np.diff(root[order], prepend=-1) == 0
        again &= np.diff(group[order], prepend=-1) == 0
        new = np.ones(len(row), dtype=bool)
        new[order[again]] = False
    begun = table.sender[root] == table.sender[row]
    carried = table.channel[root] != table.channel[row]
    threads, own, embedded = segment_cumsum(
        np.column_stack((new, new & begun, new & carried)).astype(np.float64), begins
    ).T
    return own / threads, embedded / threads


def _xlogx(count: int) -> Floats:
    x = np.arange(count, dtype=np.float64)
    return np.where(x > 0, x * np.log(np.maximum(x, 1.0)), 0.0)


def last_sending(eco: Ecosystem, history: UseHistory, *, before: bool) -> Array:
    """Sending of each side on each contact's channel that came last, -1 where there is none.

    Parameters
    ----------
    eco, history
        The record, and what was done in it.
    before
        True: before the contact; False: up to and with it.

    Returns
    -------
    array
        Places in ``history``; shape (sides, rows).
    """
    table = eco.table
    key = table.case * len(eco.channels) + table.channel
    order, begins = group_order(key)
    place = np.full(len(table) + 1, -1)
    place[history.row] = np.arange(len(history.row))
    found = np.full((2, len(table)), -1)
    for side in range(2):
        last = segment_forward(table.sender[order] == side, begins)
        if before:
            last = np.concatenate(([-1], last))[:-1]
            last[begins[:-1]] = -1
        found[side, order] = place[np.where(last < 0, len(table), order[last])]
    return found
