"""Time measured by what a Hawkes process expects: random if, and only if, the process is right."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from mediaeco.kernels.array import Floats
from mediaeco.kernels.hawkes_likelihood import Past, excitation

__all__ = ["rescaled_gaps"]


def rescaled_gaps(
    past: Past,
    mu: Floats,
    alpha: Floats,
    beta: Floats,
    *,
    elapsed: Floats,
    exposure: Floats,
) -> tuple[Floats, ...]:
    """Expected events between events of one kind: independent, exponential of mean 1, if all fits.

    Parameters
    ----------
    past
        From `mediaeco.kernels.hawkes_likelihood.past_of`.
    mu, alpha, beta
        As in `mediaeco.kernels.hawkes_likelihood.log_likelihood`.
    elapsed
        Integral of the baseline's weight from 0 to each event; shape (events,).
    exposure
        That integral over each realisation; shape (cases,).

    Returns
    -------
    tuple of Floats
        By kind; shape (events of the kind,). Realisations are laid end to end, each as long as the
        events expected of it, so that their ends, where no event stands, bias nothing.

    Notes
    -----
    *Theory*: ogata1988, brown2002; published.

    *Laws*: at the likeliest mu the gaps and what is left at the end add up to the events.

    Examples
    --------
    >>> from mediaeco.kernels.hawkes_likelihood import past_of
    >>> past = past_of(np.array([1.0, 2.0]), np.array([0, 0]), np.array([0, 1, 2]),
    ...     np.array([4.0, 4.0]), 1)
    >>> rescaled_gaps(past, np.array([0.5]), np.zeros((1, 1)), np.ones(1),
    ...     elapsed=np.array([1.0, 2.0]), exposure=np.array([4.0, 4.0]))
    (array([0.5, 2.5]),)
    """
    kinds, cases = len(mu), len(exposure)
    found = []
    case = past.case[past.order]
    for i in range(kinds):
        own = past.order[past.begins[i] : past.begins[i + 1]]
        rate = excitation(past, float(beta[i]), slope=False).rate
        spent = np.zeros((cases, kinds))
        over = 1 - np.exp(-float(beta[i]) * past.left)
        for j, (begin, end) in enumerate(pairwise(past.begins.tolist())):
            spent[:, j] = np.bincount(case[begin:end], over[begin:end], minlength=cases)
        whole = mu[i] * np.asarray(exposure) + spent @ alpha[i]
        gone = past.before[own] - rate[own] / float(beta[i])
        moment = mu[i] * np.asarray(elapsed)[own] + gone @ alpha[i]
        moment += (np.cumsum(whole) - whole)[past.case[own]]
        # Rounding must not turn one instant into a step back.
        found.append(np.maximum(np.diff(moment, prepend=0.0), 0.0))
    return tuple(found)
