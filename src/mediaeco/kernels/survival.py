"""Times until something happens, where not all is seen: product-limit curves."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.effect import normal_quantile

__all__ = ["CENSORED", "ENDED", "REACHED", "Survival", "first_below", "survival"]

CENSORED, REACHED, ENDED = range(3)
"""How a time closes: still open when observation ended, with the event, with another end."""

_ROUNDING = 1e-12


@frozen(kw_only=True, eq=False)
class Survival:
    """Curves over the distinct times at which anything happened.

    Parameters
    ----------
    time
        Distinct times, rising; shape (times,), as all that follow.
    at_risk, reached, ended, censored
        Units whose time is no shorter; and those whose time closes here, by how it does.
    waiting
        Share that still waits just after, by Kaplan and Meier: other ends count as censored.
    error
        Greenwood's standard error of ``log waiting``; NaN where nothing waits.
    incidence
        Share that was reached by then where other ends keep their own (Aalen and Johansen).
    """

    time: Floats
    at_risk: Ints
    reached: Ints
    ended: Ints
    censored: Ints
    waiting: Floats
    error: Floats
    incidence: Floats

    def band(self, level: float) -> tuple[Floats, Floats]:
        """Pointwise interval of ``waiting`` on the scale ``log(-log S)``; NaN where S is 0 or 1."""
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            reach = float(normal_quantile(level)) * self.error / -np.log(self.waiting)
            low, high = self.waiting ** np.exp(reach), self.waiting ** np.exp(-reach)
        inside = (self.waiting > 0) & (self.waiting < 1)
        return np.where(inside, low, np.nan), np.where(inside, high, np.nan)


def survival(time: Floats, how: Ints) -> Survival:
    """How many still wait, and how many were reached, as time goes on?

    ``S(t) = prod (1 - d_i / n_i)`` over the times up to t, with d reached of n at risk. Who is
    censored at a time at which another is reached was at risk then.

    Parameters
    ----------
    time
        Time at which each unit closes, at least 0; shape (units,).
    how
        `CENSORED`, `REACHED` or `ENDED`; shape (units,).

    Returns
    -------
    Survival
        Without units, no times.

    Notes
    -----
    *Laws*: waiting falls from 1, incidence rises and is at most 1 - waiting, with equality where
    nothing ends otherwise; without censoring both are plain shares.

    Examples
    --------
    >>> survival(np.array([1.0, 2.0, 2.0]), np.array([1, 0, 1])).waiting.round(3)
    array([0.667, 0.333])
    """
    times, of = np.unique(time, return_inverse=True)
    count = np.bincount(of * 3 + how, minlength=3 * len(times)).reshape(-1, 3)
    censored, reached, ended = count[:, CENSORED], count[:, REACHED], count[:, ENDED]
    leaving = count.sum(axis=1)
    at_risk = leaving[::-1].cumsum()[::-1]
    waiting = np.cumprod(1 - reached / at_risk)
    left = at_risk - reached
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(np.cumsum(reached / (at_risk * left.astype(np.float64))))
    # Who is still in, whatever would end it: just before each time.
    still = np.cumprod(1 - (reached + ended) / at_risk)
    before = np.concatenate(([1.0], still[:-1]))[: len(times)]
    return Survival(
        time=times,
        at_risk=at_risk,
        reached=reached,
        ended=ended,
        censored=censored,
        waiting=waiting,
        error=np.where(waiting > 0, error, np.nan),
        incidence=np.cumsum(before * reached / at_risk),
    )


def first_below(time: Floats, share: Floats, bound: float = 0.5) -> float:
    """First time at which a share is at ``bound`` or below; NaN where it never is."""
    with np.errstate(invalid="ignore"):
        at = np.flatnonzero(share <= bound + _ROUNDING)
    return float(time[at[0]]) if len(at) else float("nan")
