"""Journeys over channels as trials: what could have converted, and did."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.segment import segment_cumsum

__all__ = ["Trials", "contact_trials", "distinct_rows", "journey_trials", "touches"]

_WORD = 1 << 62


class Trials(NamedTuple):
    """Trials of journeys, those alike put together.

    Attributes
    ----------
    touched
        How often each channel counts in a trial; shape (rows, channels), each row once.
    row
        Row of each trial; shape (trials,), as the two that follow.
    journey
        Journey that it belongs to.
    last
        Whether it is that journey's last: the one that converts, where the journey does.
    """

    touched: Floats
    row: Ints
    journey: Ints
    last: Bools

    def counted(self, conversions: Floats, nulls: Floats) -> tuple[Floats, Floats]:
        """Trials and conversions of each row, when each journey went so or so often.

        Parameters
        ----------
        conversions, nulls
            How many times each journey was walked and converted, and how many times it did not;
            shape (journeys,).

        Returns
        -------
        trials, conversions
            Shape (rows,).
        """
        rows = len(self.touched)
        times = (conversions + nulls)[self.journey]
        won = conversions[self.journey[self.last]]
        # Without trials NumPy counts in whole numbers.
        return (
            np.bincount(self.row, times, minlength=rows).astype(np.float64),
            np.bincount(self.row[self.last], won, minlength=rows).astype(np.float64),
        )


def contact_trials(channel: Ints, offsets: Ints, channels: int, *, lasting: bool) -> Trials:
    """Make every contact a trial, of which the last one of a journey that converts succeeds.

    Parameters
    ----------
    channel
        Codes of all journeys end to end; shape (N,).
    offsets
        Place at which each journey begins, and N at the end; shape (journeys + 1,).
    channels
        How many there are.
    lasting
        Whether earlier contacts of the journey count too, or the contact's own channel alone.

    Returns
    -------
    Trials
        N of them.

    Examples
    --------
    >>> found = contact_trials(np.array([0, 1, 0]), np.array([0, 2, 3]), 2, lasting=True)
    >>> found.touched[found.row].tolist(), found.last.tolist()
    ([[1.0, 0.0], [1.0, 1.0], [1.0, 0.0]], [False, True, True])
    """
    lengths = np.diff(offsets)
    last = np.zeros(len(channel), dtype=bool)
    last[np.asarray(offsets)[1:][lengths > 0] - 1] = True
    if lasting:
        own = np.zeros((len(channel), channels), dtype=np.int64)
        own[np.arange(len(channel)), channel] = 1
        touched, row = distinct_rows(segment_cumsum(own, offsets))
    else:
        touched, row = np.eye(channels), np.asarray(channel)
    return Trials(touched, row, np.repeat(np.arange(len(lengths)), lengths), last)


def journey_trials(channel: Ints, offsets: Ints, channels: int) -> Trials:
    """Make every journey a trial in which each channel counts as often as it was touched.

    Parameters
    ----------
    channel, offsets, channels
        As in `contact_trials`.

    Returns
    -------
    Trials
        As many as journeys.

    Examples
    --------
    >>> journey_trials(np.array([0, 1, 1]), np.array([0, 3]), 2).touched
    array([[1., 2.]])
    """
    touched, row = distinct_rows(touches(channel, offsets, channels))
    count = len(offsets) - 1
    return Trials(touched, row, np.arange(count), np.ones(count, dtype=bool))


def touches(channel: Ints, offsets: Ints, channels: int) -> Ints:
    """How often does each journey touch each channel? Shape (journeys, channels).

    Examples
    --------
    >>> touches(np.array([0, 1, 1]), np.array([0, 2, 3]), 2)
    array([[1, 1],
           [0, 1]])
    """
    count = len(offsets) - 1
    key = np.repeat(np.arange(count), np.diff(offsets)) * channels + channel
    return np.bincount(key, minlength=count * channels).reshape(count, channels)


def distinct_rows(table: Ints) -> tuple[Floats, Ints]:
    """List the distinct rows of whole numbers from 0 up, and which of them each row is.

    Examples
    --------
    >>> distinct_rows(np.array([[2, 0], [0, 1], [2, 0]]))
    (array([[0., 1.],
           [2., 0.]]), array([1, 0, 1]))
    """
    key, span = np.zeros(len(table), dtype=np.int64), 1
    for column in table.T:
        size = int(column.max(initial=0)) + 1
        if span > _WORD // size:
            # A number that would grow too long is counted anew.
            known, key = np.unique(key, return_inverse=True)
            span = len(known)
        key, span = key * size + column, span * size
    _, first, of = np.unique(key, return_index=True, return_inverse=True)
    return table[first].astype(np.float64), of
