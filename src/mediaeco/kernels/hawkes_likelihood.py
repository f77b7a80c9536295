"""Likelihood of exponential Hawkes processes, by recursion over many realisations at once."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.segment import geometric_recurrence

__all__ = ["Excitation", "Likelihood", "Past", "excitation", "log_likelihood", "past_at", "past_of"]


class Past(NamedTuple):
    """What stands before each event: all that does not depend on the parameters.

    Attributes
    ----------
    kind
        Of each event; shape (events,).
    case
        Realisation of each event; shape (events,).
    order
        Events kind after kind, in time order within each; shape (events,).
    begins
        Where each kind begins in ``order``, and the number of events; shape (kinds + 1,).
    last
        Place in ``order`` of the last event of each kind strictly before each event, and the
        number of events where there is none; shape (events, kinds).
    since
        Time since then, 0 where there is none; shape (events, kinds).
    before
        Events of each kind strictly before each event; shape (events, kinds).
    gap, starts
        Time since the event before in ``order``, and whether a kind or case starts there; shape
        (events,).
    left
        Time from each event of ``order`` to the end of its case; shape (events,).
    """

    kind: Ints
    case: Ints
    order: Ints
    begins: Ints
    last: Ints
    since: Floats
    before: Ints
    gap: Floats
    starts: Bools
    left: Floats


class Excitation(NamedTuple):
    """What events of each kind add to a rate, were each to call forth one.

    Attributes
    ----------
    rate
        ``sum of beta exp(-beta (t - t_k))`` over events of a kind before; shape (events, kinds).
    slope
        Its derivative by beta; shape (events, kinds).
    spent
        ``sum of 1 - exp(-beta (T - t_k))``, by kind; shape (kinds,).
    spent_slope
        Its derivative by beta; shape (kinds,).
    """

    rate: Floats
    slope: Floats
    spent: Floats
    spent_slope: Floats


class Likelihood(NamedTuple):
    """Log likelihood and its gradient.

    Attributes
    ----------
    value
        Minus infinity where an event came at a rate of 0.
    mu, alpha, beta
        Derivatives by each, infinite or NaN where the value is; shapes (kinds,), (kinds, kinds)
        and (kinds,).
    """

    value: float
    mu: Floats
    alpha: Floats
    beta: Floats


def past_of(time: Floats, kind: Ints, offsets: Ints, until: Floats, kinds: int) -> Past:
    """Look up what stands before each event.

    Parameters
    ----------
    time
        Events of every realisation in time order, realisations end to end; shape (events,).
    kind
        From 0 to ``kinds`` - 1; shape (events,).
    offsets
        Event at which each realisation begins, and their number; shape (cases + 1,). Realisations
        may be empty.
    until
        End of each realisation, which began at 0; shape (cases,).
    kinds
        Number of kinds.

    Returns
    -------
    Past
        Events at one instant do not stand before one another.

    Examples
    --------
    >>> past = past_of(np.array([1.0, 2.0, 2.0]), np.array([0, 1, 0]), np.array([0, 3]),
    ...     np.array([5.0]), 2)
    >>> past.before
    array([[0, 0],
           [1, 0],
           [1, 0]])
    """
    time, kind = np.asarray(time, dtype=np.float64), np.asarray(kind, dtype=np.int64)
    count = len(time)
    case = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    fresh = np.ones(count, dtype=bool)
    fresh[1:] = (case[1:] != case[:-1]) | (time[1:] != time[:-1])
    instant = np.maximum.accumulate(np.where(fresh, np.arange(count), 0)) if count else kind
    order = np.argsort(kind, kind="stable")
    begins = np.searchsorted(kind[order], np.arange(kinds + 1))
    # Kind after kind in memory, as all that is made from them is summed.
    last = np.full((kinds, count), count).T
    since = np.zeros((kinds, count)).T
    before = np.zeros((kinds, count), dtype=np.int64).T
    begun = np.asarray(offsets)[case]
    for j in range(kinds):
        so_far = np.concatenate(([0], np.cumsum(kind == j)))
        place = so_far[instant]
        before[:, j] = place - so_far[begun]
        some = before[:, j] > 0
        earlier = np.where(some, begins[j] + place - 1, 0)
        last[:, j] = np.where(some, earlier, count)
        since[:, j] = np.where(some, time - time[order[earlier]], 0.0)
    starts = np.ones(count, dtype=bool)
    starts[1:] = (kind[order][1:] != kind[order][:-1]) | (case[order][1:] != case[order][:-1])
    gap = np.where(starts, 0.0, np.diff(time[order], prepend=0.0))
    left = np.asarray(until, dtype=np.float64)[case[order]] - time[order]
    return Past(kind, case, order, begins, last, since, before, gap, starts, left)


def past_at(past: Past, rows: Ints) -> Past:
    """Keep what these events look up; all that came before them still excites them.

    Parameters
    ----------
    past
        From `past_of`.
    rows
        Places among all events, in any order; shape (rows,).

    Returns
    -------
    Past
        Whose ``last`` and ``since`` are of these rows, and so is its `excitation`.

    Examples
    --------
    >>> past = past_of(np.array([1.0, 2.0]), np.array([0, 0]), np.array([0, 2]), np.array([5.0]), 1)
    >>> excitation(past_at(past, np.array([1])), 0.5).rate.round(3)
    array([[0.303]])
    """
    return past._replace(
        last=np.take(past.last.T, rows, axis=1).T, since=np.take(past.since.T, rows, axis=1).T
    )


def excitation(
    past: Past, beta: float, weight: Floats | None = None, *, slope: bool = True
) -> Excitation:
    """Excitation before every event, and its derivative by beta.

    ``A_k = 1 + exp(-beta gap_k) A_(k-1)`` and ``B_k = exp(-beta gap_k) (B_(k-1) + gap_k A_(k-1))``
    over the events of one kind (Ozaki's recursion); other events look up the last one.

    Parameters
    ----------
    past
        From `past_of`.
    beta
        Rate at which excitation fades, above 0.
    weight
        How often each realisation counts; None: once; shape (cases,).
    slope
        False: derivatives are not worked out, and are of no length.

    Returns
    -------
    Excitation
        In time in proportion to events times kinds, but for a logarithm in how far back the
        excitation reaches.

    Notes
    -----
    *Laws*: equals the double sum; ``slope`` equals its difference quotient.

    Examples
    --------
    >>> past = past_of(np.array([1.0, 2.0]), np.array([0, 0]), np.array([0, 2]), np.array([5.0]), 1)
    >>> excitation(past, 0.5).rate.round(3)
    array([[0.   ],
           [0.303]])
    """
    fade = np.exp(-beta * past.gap)
    reach = geometric_recurrence(fade, np.ones(len(fade)), past.starts)
    share = np.append(reach, 0.0)[past.last.T].T
    glow = past.since * -beta
    np.exp(glow, out=glow)
    share *= glow
    over = np.exp(-beta * past.left)
    times = 1.0 if weight is None else np.asarray(weight)[past.case[past.order]]
    spent = _by_kind(past, (1 - over) * times)
    if not slope:
        share *= beta
        return Excitation(share, np.zeros((0, len(spent))), spent, np.zeros(0))
    carried = np.zeros(len(fade))
    carried[1:] = fade[1:] * past.gap[1:] * reach[:-1]
    lag = np.append(geometric_recurrence(fade, carried, past.starts), 0.0)
    change = lag[past.last.T].T
    change *= glow
    np.multiply(past.since, share, out=glow)
    change += glow
    change *= -beta
    change += share
    share *= beta
    return Excitation(share, change, spent, _by_kind(past, past.left * over * times))


def _by_kind(past: Past, values: Floats) -> Floats:
    ends = past.begins.tolist()
    return np.array([values[a:b].sum() for a, b in pairwise(ends)], dtype=np.float64)


def log_likelihood(
    past: Past,
    mu: Floats,
    alpha: Floats,
    beta: Floats,
    *,
    baseline: Floats | None = None,
    exposure: Floats | float,
    counted: Floats | None = None,
) -> Likelihood:
    """Log likelihood of a Hawkes process, and its gradient.

    ``log L = sum over events of log lambda_kind(t) - sum over kinds of the integral of lambda_i``,
    with ``lambda_i(t) = mu_i w(t) + sum of alpha[i, kind_k] beta_i exp(-beta_i (t - t_k))`` over
    the events k before.

    Parameters
    ----------
    past
        From `past_of`.
    mu, alpha
        As in `mediaeco.kernels.hawkes.intensity`.
    beta
        Rate at which the excitation of each kind fades; shape (kinds,).
    baseline
        w at each event; None: 1; shape (events,).
    exposure
        Integral of w over all realisations.
    counted
        1 for events that are drawn, 0 for those that are given and only excite; None: all are
        drawn; shape (events,).

    Returns
    -------
    Likelihood
        Its value and derivatives.

    Notes
    -----
    *Theory*: hawkes1971, ozaki1979; published.

    *Laws*: equals the double sum; the gradient equals its difference quotient; concave in mu and
    alpha for each beta; realisations add up.

    Examples
    --------
    >>> past = past_of(np.array([1.0, 2.0]), np.array([0, 0]), np.array([0, 2]), np.array([4.0]), 1)
    >>> found = log_likelihood(past, np.array([0.5]), np.array([[0.0]]), np.ones(1), exposure=4.0)
    >>> round(found.value, 3), found.mu
    (-3.386, array([0.]))
    """
    kinds, count = len(mu), len(past.kind)
    weight = np.ones(count) if counted is None else np.asarray(counted, dtype=np.float64)
    level = np.ones(count) if baseline is None else np.asarray(baseline, dtype=np.float64)
    by_mu, by_alpha, by_beta = np.zeros(kinds), np.zeros((kinds, kinds)), np.zeros(kinds)
    value = 0.0
    known: dict[float, Excitation] = {}
    for i in range(kinds):
        fade = float(np.asarray(beta)[i])
        if fade not in known:
            known[fade] = excitation(past, fade)
        rate, slope, spent, spent_slope = known[fade]
        own = past.order[past.begins[i] : past.begins[i + 1]]
        own = own[weight[own] > 0]
        met = np.take(rate.T, own, axis=1)
        lam = mu[i] * level[own] + alpha[i] @ met
        cost = mu[i] * float(exposure) + float(alpha[i] @ spent)
        with np.errstate(divide="ignore", invalid="ignore"):
            share = weight[own] / lam
            value += float(weight[own] @ np.log(lam)) - cost
            by_mu[i] = share @ level[own] - float(exposure)
            by_alpha[i] = met @ share - spent
            by_beta[i] = share @ (alpha[i] @ np.take(slope.T, own, axis=1)) - float(
                alpha[i] @ spent_slope
            )
    return Likelihood(float(value), by_mu, by_alpha, by_beta)
