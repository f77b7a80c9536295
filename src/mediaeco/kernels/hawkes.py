"""Point processes that excite themselves and one another: exponential Hawkes processes."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.branching import branching_forest

__all__ = ["branching_events", "intensity", "spectral_radius", "stationary_rates"]


def spectral_radius(alpha: Floats) -> float:
    """Largest absolute eigenvalue of a matrix.

    Examples
    --------
    >>> round(spectral_radius(np.array([[0.2, 0.3], [0.4, 0.1]])), 12)
    0.5
    """
    return float(np.abs(np.linalg.eigvals(alpha)).max(initial=0.0))


def stationary_rates(mu: Floats, alpha: Floats) -> Floats:
    """Mean events of each kind a unit of time, ``(I - alpha)^-1 mu``; the radius is below 1.

    Examples
    --------
    >>> stationary_rates(np.array([0.1, 0.2]), np.array([[0.2, 0.3], [0.4, 0.1]])).round(3)
    array([0.25 , 0.333])
    """
    return np.asarray(np.linalg.solve(np.eye(len(mu)) - alpha, mu), dtype=np.float64)


def intensity(
    at: Floats, time: Floats, kind: Ints, mu: Floats, alpha: Floats, beta: float
) -> Floats:
    """Rate of each kind just before given moments.

    ``lambda_i(t) = mu_i + sum of alpha[i, kind_k] beta exp(-beta (t - t_k))`` over events k before.

    Parameters
    ----------
    at
        Moments, rising; shape (moments,).
    time, kind
        Events in time order; shape (events,).
    mu
        Rate of each kind without any event; shape (kinds,).
    alpha
        Events of kind i that an event of kind j sets off itself, on average; shape (kinds, kinds).
    beta
        Rate at which excitation fades.

    Returns
    -------
    Floats
        Shape (moments, kinds); at least ``mu``.

    Notes
    -----
    *Laws*: at least mu; falls between events; equals the double sum.

    Examples
    --------
    >>> intensity(np.array([0.0, 1.0]), np.array([0.5]), np.array([0]), np.array([1.0]),
    ...     np.array([[0.5]]), 2.0).round(3)
    array([[1.   ],
           [1.368]])
    """
    kinds, at = len(mu), np.asarray(at, dtype=np.float64)
    found = np.tile(np.asarray(mu, dtype=np.float64), (len(at), 1))
    if len(time) == 0 or len(at) == 0:
        return found
    for j in range(kinds):
        own = np.asarray(time)[np.asarray(kind) == j]
        if len(own) == 0:
            continue
        before = np.searchsorted(own, at, side="left")
        # Excitation left over just after each event, from the one before it.
        left = np.ones(len(own))
        fade = np.exp(-beta * np.diff(own))
        for k in range(1, len(own)):
            left[k] += left[k - 1] * fade[k - 1]
        some = before > 0
        since = at[some] - own[before[some] - 1]
        glow = np.zeros(len(at))
        glow[some] = left[before[some] - 1] * np.exp(-beta * since)
        found += beta * glow[:, None] * np.asarray(alpha)[:, j]
    return found


def branching_events(
    mu: Floats, alpha: Floats, beta: float, until: float, random: np.random.Generator
) -> tuple[Floats, Ints, Ints]:
    """Draw a Hawkes process from 0 to ``until`` as the branching process that it is.

    Immigrants of kind i come at rate ``mu_i``; every event of kind j sets off a Poisson number of
    events of kind i, ``alpha[i, j]`` on average, each after an exponential time of mean 1 / beta.
    Generation after generation is drawn whole.

    Parameters
    ----------
    mu, alpha, beta
        As in `intensity`; the spectral radius of alpha is below 1.
    until
        End of the process.
    random
        Where the draws come from.

    Returns
    -------
    time
        In order; shape (events,).
    kind
        Shape (events,).
    parent
        Place of the event that set each one off, -1 for immigrants; shape (events,).

    Examples
    --------
    >>> draws = np.random.default_rng(1)
    >>> time, kind, parent = branching_events(np.array([2.0]), np.zeros((1, 1)), 1.0, 5.0, draws)
    >>> bool((np.diff(time) >= 0).all()), set(parent.tolist())
    (True, {-1})
    """
    count = random.poisson(np.asarray(mu) * until)
    events = int(count.sum())
    drawn = branching_forest(
        (
            random.uniform(0.0, until, events),
            np.repeat(np.arange(len(mu)), count),
            np.zeros(events, dtype=np.int64),
        ),
        alpha,
        until,
        random,
        later=lambda time, _, wait: time + wait / beta,
    )
    return drawn.time, drawn.kind, drawn.parent
