"""How far the data tell the settings of a model: errors, intervals, and what cannot be told."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from mediaeco.forming.objective import Objective
from mediaeco.forming.scale import BOUNDS, from_search, from_wald, slope, to_wald
from mediaeco.forming.warning import directions, of_record
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.newton import Maximum

__all__ = ["NORMAL_95", "Uncertainty", "uncertainty"]

NORMAL_95 = 1.959963984540054
_FLAT = 1e-8  # an eigenvalue of the scaled information, below which a direction is flat
_ANYTHING = 10.0  # a standard error, in log odds, that leaves the whole range open


class Uncertainty(NamedTuple):
    """Errors and intervals of the free settings, and of the shifts that are pooled.

    Parameters
    ----------
    standard_error, robust_error
        Of the settings; NaN where the data do not tell; shape (settings,).
    interval
        95 %; shape (settings, 2).
    covariance
        On the scale of the intervals; shape (settings, settings).
    condition
        Of the information scaled to a diagonal of 1; infinite where a direction is flat.
    at_bound
        Settings at an end of their range.
    warnings
        Sentences.
    shift_error
        Standard errors of the shifts; shape (shifts,).
    effective
        Effective number of free settings; below their number where shifts are pulled together.
    """

    standard_error: Floats
    robust_error: Floats
    interval: Floats
    covariance: Floats
    condition: float
    at_bound: tuple[str, ...]
    warnings: tuple[str, ...]
    shift_error: Floats
    effective: float


def uncertainty(made: Objective, end: Maximum) -> Uncertainty:
    """How far do the data tell each free setting?

    The inverse of the observed information on the scale of `to_wald`, settings at a bound held
    there. Where an eigenvalue of the information, scaled to a diagonal of 1, is next to 0, the
    settings that its direction is made of are not told apart, and have no error.

    Parameters
    ----------
    made
        The likelihood.
    end
        Its maximum.

    Returns
    -------
    Uncertainty
        NaN wherever the data do not tell.
    """
    count = len(made.model.free)
    names, dims = made.names, len(made.names)
    value = np.array(
        [float(from_search(name, x)) for name, x in zip(names[:count], end.point, strict=False)]
    )
    bound = _bound(end.point, made.bounds, count)
    own = np.ones(dims)
    for k, name in enumerate(names[:count]):
        own[k] = slope(name, float(value[k]))[0] if not bound[k] else 0.0
    known = np.flatnonzero(~bound)
    information = (end.information * np.outer(own, own))[np.ix_(known, known)]
    inverse, lost, flat, condition = _inverse(information, [names[k] for k in known])
    covariance = np.full((dims, dims), np.nan)
    covariance[np.ix_(known, known)] = inverse
    unsure = bound.copy()
    unsure[known[lost]] = True
    with np.errstate(invalid="ignore"):
        error = np.sqrt(np.diag(covariance))
        wide = ~unsure & ~(error <= _ANYTHING)
    unsure |= wide
    warnings, silent = of_record(made, value, bound)
    warnings += directions(names, flat, wide)
    for name in _fading(names[:count], value, error, unsure):
        unsure[names.index(name)] = True
        warnings.append(
            "primacy_contacts has no standard error: primacy may be 0 by these data, and then "
            "there is nothing to fade."
        )
    if silent:
        unsure[:] = True
    covariance[unsure, :] = np.nan
    covariance[:, unsure] = np.nan
    error = np.where(unsure, np.nan, error)
    robust = _robust(made, end.point, own, known, inverse)
    robust[unsure] = np.nan
    place = np.array([float(to_wald(n, v)) for n, v in zip(names[:count], value, strict=True)])
    interval = np.full((count, 2), np.nan)
    scale = np.ones(count)
    for k, name in enumerate(names[:count]):
        scale[k] = slope(name, float(value[k]))[1]
        if not unsure[k]:
            ends = place[k] + NORMAL_95 * error[k] * np.array([-1.0, 1.0])
            interval[k] = np.clip(from_wald(name, ends), *BOUNDS[name])
    return Uncertainty(
        standard_error=error[:count] * scale,
        robust_error=robust[:count] * scale,
        interval=interval,
        covariance=covariance[:count, :count],
        condition=condition,
        at_bound=tuple(n for n, at in zip(names[:count], bound, strict=False) if at),
        warnings=tuple(warnings),
        shift_error=error[count:],
        effective=_effective(made, end, known),
    )


def _bound(at: Floats, bounds: Floats, count: int) -> Bools:
    width = bounds[:, 1] - bounds[:, 0]
    near: Bools = np.any(np.abs(at[:, None] - bounds) <= 1e-6 * width[:, None], axis=1)
    near[count:] = False
    return near


def _inverse(
    information: Floats, names: Sequence[str]
) -> tuple[Floats, Bools, list[tuple[str, ...]], float]:
    """Inverse without flat directions, what these are made of, and the condition number."""
    lost = np.zeros(len(names), dtype=bool)
    if not names:
        return information, lost, [], math.nan
    scale = np.sqrt(np.maximum(np.diag(information), 0.0))
    dead = ~(scale > 1e-9)
    safe = np.where(dead, 1.0, scale)
    scaled = information / np.outer(safe, safe)
    values, vectors = np.linalg.eigh(scaled)
    flat = values < _FLAT
    told = []
    for k in np.flatnonzero(flat):
        weight = np.abs(vectors[:, k])
        part = weight > 0.2 * weight.max()
        lost |= part
        told.append(tuple(name for name, in_it in zip(names, part, strict=True) if in_it))
    kept = vectors[:, ~flat]
    inverse = (kept / values[~flat]) @ kept.T / np.outer(safe, safe)
    condition = math.inf if flat.any() else float(values[-1] / values[0])
    return inverse, lost, told, condition


def _fading(names: Sequence[str], value: Floats, error: Floats, unsure: Bools) -> list[str]:
    if "primacy_contacts" not in names or "primacy" not in names:
        return []
    k = names.index("primacy")
    nothing = unsure[k] or np.log1p(value[k]) <= NORMAL_95 * error[k]
    return ["primacy_contacts"] if nothing and not unsure[names.index("primacy_contacts")] else []


def _robust(made: Objective, at: Floats, own: Floats, known: Ints, inverse: Floats) -> Floats:
    """Sandwich errors by case: right also where the cells of a case hang together."""
    out = np.full(len(at), np.nan)
    scores = (made.scores(at) * own)[:, known]
    some = (np.bincount(made.open.case, minlength=made.cases) > 0) | (
        np.bincount(made.agreed.case, minlength=made.cases) > 0
    )
    count = int(some.sum())
    if count > len(known) and count > 1:
        meat = scores.T @ scores * (count / (count - 1))
        with np.errstate(invalid="ignore"):
            out[known] = np.sqrt(np.diag(inverse @ meat @ inverse))
    return out


def _effective(made: Objective, end: Maximum, known: Ints) -> float:
    free = float(len(made.model.free))
    if not made.penalty.any():
        return free + float(len(made.names) - len(made.model.free))
    information = end.information[np.ix_(known, known)]
    penalty = made.penalty[known]
    held = float(np.trace(np.linalg.pinv(information) * penalty))
    return free + float(len(made.names) - len(made.model.free)) - held
