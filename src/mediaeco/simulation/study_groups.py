"""Two groups of cases that share all settings of formation but one."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import attrs
import numpy as np

from mediaeco.forming import AtRisk, FormationFit, FormationModel, log_likelihood
from mediaeco.forming.scale import from_search, search_bounds, search_slope, to_search
from mediaeco.kernels.array import Floats

__all__ = ["Apart", "apart"]

_STEP, _NEVER = 1e-5, 1e6


class Apart(NamedTuple):
    """How far two groups stand apart in one setting.

    Attributes
    ----------
    difference
        Of the second group's setting from the first's.
    error
        Its standard error by the observed information; NaN at an end of the range, or where the
        data do not tell.
    log_likelihood
        Of both groups.
    """

    difference: float
    error: float
    log_likelihood: float


def apart(
    first: AtRisk, second: AtRisk, model: FormationModel, setting: str, both: FormationFit
) -> Apart:
    """Fit two groups with one setting of their own each, and all others in common.

    Parameters
    ----------
    first, second
        Their cells at risk.
    model
        What is free in either.
    setting
        What may differ.
    both
        The fit of the model to both as one, from which the search begins.
    """
    from scipy.optimize import minimize

    free = model.free
    own = free.index(setting)
    names = (*free, setting)
    bounds = search_bounds(names)

    def slope(at: Floats) -> tuple[float, Floats]:
        value, gradient = 0.0, np.zeros(len(at))
        # How fast each setting changes with the scale on which it is looked for.
        told = np.array([float(from_search(n, x)) for n, x in zip(names, at, strict=True)])
        turn = np.array([search_slope(n, v) for n, v in zip(names, told, strict=True)])
        for cells, place in ((first, own), (second, len(free))):
            values = told[: len(free)].copy()
            values[own] = told[place]
            chosen: dict[str, Any] = dict(zip(free, values.tolist(), strict=True))
            settings = attrs.evolve(model.parameters, **chosen)
            by_case, change = log_likelihood(cells, settings, by=free)
            value -= float(by_case.sum())
            gradient[: len(free)] -= np.where(np.arange(len(free)) == own, 0.0, change)
            gradient[place] -= change[own]
        return value, gradient * turn

    begin = [float(to_search(n, v)) for n, v in zip(names, _twice(both, own), strict=True)]
    start = np.clip(begin, *bounds.T)
    # The first step of the search is as long as the slope: a short one, lest it leaps to an end of
    # the range, where something agreed may have no chance at all.
    unit = 50 * max(float(np.linalg.norm(slope(start)[1])), 1.0)

    def cost(at: Floats) -> tuple[float, Floats]:
        value, gradient = slope(at)
        return (value / unit if np.isfinite(value) else _NEVER), gradient / unit

    found = minimize(
        cost, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"ftol": 1e-14}
    )
    at = np.clip(np.asarray(found.x, dtype=np.float64), *bounds.T)
    ends = np.array([float(from_search(setting, x)) for x in (at[own], at[-1])])
    turn = np.array([search_slope(setting, v) for v in ends])
    return Apart(float(ends[1] - ends[0]), _error(slope, at, bounds, own, turn), -slope(at)[0])


def _twice(both: FormationFit, own: int) -> list[float]:
    """Settings of the fit to both, the one that is asked for a second time at the end."""
    return [*both.estimate.tolist(), float(both.estimate[own])]


def _error(slope: Any, at: Floats, bounds: Floats, own: int, turn: Floats) -> float:
    """Standard error of the difference, from differences of the slope; settings at ends held."""
    known = np.flatnonzero(np.abs(at[:, None] - bounds).min(axis=1) > 10 * _STEP)
    if not {own, len(at) - 1} <= set(known.tolist()):
        return math.nan
    rows = []
    for k in known:
        step = np.zeros(len(at))
        step[k] = _STEP
        rows.append((slope(at + step)[1] - slope(at - step)[1])[known] / (2 * _STEP))
    information = (np.array(rows) + np.array(rows).T) / 2
    if not (np.isfinite(information).all() and np.linalg.eigvalsh(information)[0] > 0):
        return math.nan
    contrast = turn[1] * (known == len(at) - 1) - turn[0] * (known == own)
    return math.sqrt(float(contrast @ np.linalg.solve(information, contrast)))
