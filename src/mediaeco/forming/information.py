"""How far the data tell the settings of a model: errors, intervals, and what cannot be told."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mediaeco.forming.identification import at_end, centred, inverse_of, untold
from mediaeco.forming.objective import Objective, inside
from mediaeco.forming.scale import (
    BOUNDS,
    DROP_95,
    NORMAL_95,
    from_search,
    from_wald,
    slope,
    to_wald,
)
from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.newton import Maximum, maximise

__all__ = ["Uncertainty", "uncertainty"]

_NULLS = ("exposure", "content")
_FAR = 5.0  # standard errors, beyond which no end of the range need be tried


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
    bound = at_end(made, end)
    own = np.ones(dims)
    for k, name in enumerate(names[:count]):
        own[k] = slope(name, float(value[k]))[0] if not bound[k] else 0.0
    known = np.flatnonzero(~bound)
    information = (end.information * np.outer(own, own))[np.ix_(known, known)]
    turn = centred(names, ~bound)[np.ix_(known, known)]
    inverse, lost, flat, condition = inverse_of(information, [names[k] for k in known], turn)
    covariance = np.full((dims, dims), np.nan)
    covariance[np.ix_(known, known)] = turn @ inverse @ turn.T
    with np.errstate(invalid="ignore"):
        error = np.sqrt(np.diag(covariance))
    unsure, warnings = untold(made, end, value, error, (lost, flat))
    covariance[unsure, :] = np.nan
    covariance[:, unsure] = np.nan
    error = np.where(unsure, np.nan, error)
    robust = _robust(made, end.point, own, known, turn @ inverse)
    robust[unsure] = np.nan
    place = np.array([float(to_wald(n, v)) for n, v in zip(names[:count], value, strict=True)])
    interval = np.full((count, 2), np.nan)
    scale = np.ones(count)
    for k, name in enumerate(names[:count]):
        scale[k] = slope(name, float(value[k]))[1]
        if not unsure[k]:
            ends = place[k] + NORMAL_95 * error[k] * np.array([-1.0, 1.0])
            interval[k] = np.clip(from_wald(name, ends), *BOUNDS[name])
            if name in _NULLS:
                interval[k] = _reaching(made, end, k, interval[k], error[k] * scale[k])
            if np.allclose(interval[k], BOUNDS[name], rtol=0, atol=1e-3):
                warnings.append(
                    f"{name} is hardly told: its 95 % interval is the whole of its range."
                )
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


def _reaching(made: Objective, end: Maximum, k: int, interval: Floats, error: float) -> Floats:
    """Let an interval end at 0 or 1 where the likelihood there is hardly less than at its largest.

    Both are nulls, which an interval of log odds could never hold.
    """
    out = interval.copy()
    for side, bound in enumerate(made.bounds[k]):
        if abs(end.point[k] - bound) < _FAR * error:
            held = made.bounds.copy()
            held[k] = bound
            start = inside(end.point, made.bounds)
            start[k] = bound
            if end.value - maximise(made.evaluate, start, held).value <= DROP_95:
                out[side] = bound
    return out


def _robust(made: Objective, at: Floats, own: Floats, known: Ints, bread: Floats) -> Floats:
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
            out[known] = np.sqrt(np.diag(bread @ meat @ bread.T))
    return out


def _effective(made: Objective, end: Maximum, known: Ints) -> float:
    free = float(len(made.model.free))
    if not made.penalty.any():
        return free + float(len(made.names) - len(made.model.free))
    information = end.information[np.ix_(known, known)]
    penalty = made.penalty[known]
    held = float(np.trace(np.linalg.pinv(information) * penalty))
    return free + float(len(made.names) - len(made.model.free)) - held
