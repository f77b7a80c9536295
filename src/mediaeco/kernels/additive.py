"""Rates that are sums of known parts, each at least 0: the likeliest shares of the parts."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mediaeco.kernels.array import Floats
from mediaeco.kernels.tall import crossed

__all__ = ["AdditiveFit", "additive_rates"]

_HALVINGS = 12


class AdditiveFit(NamedTuple):
    """The likeliest shares.

    Attributes
    ----------
    share
        At least 0; NaN for parts that nothing tells anything about; shape (parts,).
    value
        Log likelihood at them.
    converged
        False where the search was cut off.
    """

    share: Floats
    value: float
    converged: bool


def additive_rates(
    parts: Floats,
    exposure: Floats,
    weight: Floats | None = None,
    *,
    start: Floats | None = None,
    close: float = 1e-9,
    passes: int = 100,
) -> AdditiveFit:
    """Make likeliest the events of a process whose rate is a sum of known parts.

    Maximises ``sum of weight_k log(parts_k . share) - exposure . share`` over shares of at least
    0: it is concave, so what is found is the best there is.

    Parameters
    ----------
    parts
        Each part's rate at each event, at least 0; shape (events, parts).
    exposure
        Integral of each part over the time observed, at least 0; shape (parts,).
    weight
        How often each event counts; None: once; shape (events,).
    start
        Shares to begin from; None: parts that explain as many events each; shape (parts,).
    close
        The search ends where no share gains more than this share of an event an event.
    passes
        Passes at most.

    Returns
    -------
    AdditiveFit
        Shares; NaN for a part of no exposure that no event ever met.

    Notes
    -----
    Newton steps within the bounds, each the best of the quadratic that is nearest, halved until
    they raise the likelihood; where none does, one step of the EM algorithm, which always does.

    *Laws*: no other shares are likelier; of one constant part the share is events over exposure;
    a part counted twice as strong has half the share.

    Examples
    --------
    >>> additive_rates(np.ones((6, 1)), np.array([3.0])).share
    array([2.])
    """
    times = np.ones(len(parts)) if weight is None else np.asarray(weight, dtype=np.float64)
    if weight is not None and not times.all():
        parts, times = parts[times > 0], times[times > 0]
    total = float(times.sum())
    met = parts.any(axis=0) if len(parts) else np.zeros(parts.shape[1], dtype=bool)
    share = np.where((exposure > 0) | met, 0.0, np.nan)
    # A part met by an event has been there for a time, however short.
    use = np.flatnonzero(met & (exposure > 0))
    if total == 0 or len(use) == 0:
        return AdditiveFit(share, 0.0 if total == 0 else -np.inf, True)
    x = parts if len(use) == parts.shape[1] else parts[:, use]
    cost = exposure[use]
    first = total / (len(use) * cost)
    if start is not None:
        begun = np.maximum(start[use], 0.0)
        # Where nothing would explain an event, a little of everything does.
        first = begun if (x @ begun > 0).all() else np.maximum(begun, 1e-3 * first)
    found, value, converged = _ascended(x, cost, times, first, close, passes)
    share[use] = found
    return AdditiveFit(share, value, converged)


def _ascended(
    x: Floats, cost: Floats, times: Floats, share: Floats, close: float, passes: int
) -> tuple[Floats, float, bool]:
    total = float(times.sum())
    rate = x @ share
    value = _value(rate, cost, times, share)
    if not np.isfinite(value):
        return share, value, False
    for _ in range(passes):
        pull = times / rate
        met = pull @ x
        slope = met - cost
        # At the best shares each part has either no slope, or none of the events and a fall.
        if np.abs(share * slope).max() <= close * total and (slope / cost).max() <= max(
            close, 1e-6
        ):
            return share, value, True
        step = _newton(x, rate, pull, slope, share, cost)
        for halving in range(_HALVINGS):
            tried = np.maximum(share + step * 0.5**halving, 0.0)  # rounding
            rate_tried = x @ tried
            value_tried = _value(rate_tried, cost, times, tried)
            if value_tried > value:
                break
        else:
            tried = share * met / cost
            rate_tried = x @ tried
            value_tried = _value(rate_tried, cost, times, tried)
            if not value_tried > value:  # rounding is all that is left
                return share, value, bool(np.abs(share * slope).max() <= 1e3 * close * total)
        share, rate, value = tried, rate_tried, value_tried
    return share, value, False


def _newton(
    x: Floats, rate: Floats, pull: Floats, slope: Floats, share: Floats, cost: Floats
) -> Floats:
    """Step to the best of the nearest quadratic; shares are measured by exposure: no units."""
    bend = crossed(x, x * (pull / rate)[:, None]) / cost[:, None] / cost
    # Parts that are all but alike would leave nothing to divide by.
    diagonal = bend.diagonal()
    bend.flat[:: len(bend) + 1] = diagonal * (1 + 1e-10) + 1e-12 * diagonal.mean()
    slope, room = slope / cost, share * cost
    step, held = np.zeros(len(cost)), (share == 0) & (slope <= 0)
    if not held.any():
        whole = np.linalg.solve(bend, slope)
        if (room + whole >= 0).all():
            return np.asarray(whole / cost, dtype=np.float64)
    for _ in range(3 * len(cost)):
        free = ~held
        step[held] = -room[held]
        pull = slope[free] - bend[np.ix_(free, held)] @ step[held]
        step[free] = np.linalg.solve(bend[np.ix_(free, free)], pull)
        below = free & (room + step < 0)
        if below.any():
            held |= below
            continue
        lifted = np.where(held, slope - bend @ step, -np.inf)
        if not lifted.max() > 1e-9 * max(float(np.abs(slope).max()), 1e-300):
            break
        held[np.argmax(lifted)] = False
    return np.maximum(step, -room) / cost


def _value(rate: Floats, cost: Floats, times: Floats, share: Floats) -> float:
    if not rate.min() > 0:
        return -np.inf
    return float((times * np.log(rate)).sum() - cost @ share)
