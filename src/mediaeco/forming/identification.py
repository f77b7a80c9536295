"""Which settings these data tell, and which they do not."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from mediaeco.forming.objective import Objective
from mediaeco.forming.scale import NORMAL_95, slope
from mediaeco.forming.warning import directions, of_record
from mediaeco.kernels.array import Bools, Floats
from mediaeco.kernels.newton import Maximum

__all__ = ["at_end", "centred", "inverse_of", "untold"]

_FLAT = 1e-8  # an eigenvalue of the scaled information, below which a direction is flat
_ANYTHING = 10.0  # a standard error, in log odds, that leaves the whole range open
_HANGS = 1.5  # how much larger an error may be, were what is at a bound free to leave it


def untold(
    made: Objective,
    end: Maximum,
    value: Floats,
    error: Floats,
    flat: tuple[Bools, Sequence[tuple[str, ...]]],
) -> tuple[Bools, list[str]]:
    """Which settings and shifts have no error that could be trusted, and why?

    Parameters
    ----------
    made, end
        The likelihood, and its maximum.
    value
        Estimates of the settings; shape (settings,).
    error
        Errors with what is at a bound held there, NaN for that; shape (dimensions,).
    flat
        Which dimensions that are not at a bound flat directions are made of, and their names.

    Returns
    -------
    unsure
        Shape (dimensions,).
    warnings
        Sentences.
    """
    names, count = made.names, len(made.model.free)
    bound = at_end(made, end)
    unsure = bound.copy()
    unsure[np.flatnonzero(~bound)[flat[0]]] = True
    wide = ~unsure & ~(error <= _ANYTHING)
    unsure |= wide
    warnings, silent = of_record(made, value, bound)
    warnings += directions(names, flat[1], wide, value)
    lonely = _of_one_case(made)
    warnings += [
        f"{names[k].replace(':', ' ')} occurs in one case alone: its shift cannot be told from "
        f"what is peculiar to that case."
        for k in np.flatnonzero(lonely).tolist()
    ]
    unsure |= lonely
    if not silent:
        hanging = _hanging(made, end, value, error, bound) & ~unsure
        held = " and ".join(name for name, at in zip(names, bound, strict=True) if at)
        warnings += [
            f"{names[k].replace(':', ' ')} has no standard error: it hangs on {held} being at the "
            f"end of its range; its profile interval does not."
            for k in np.flatnonzero(hanging).tolist()
        ]
        unsure |= hanging
    for name in _fading(names[:count], value, error, unsure):
        unsure[names.index(name)] = True
        warnings.append(
            "primacy_contacts has no standard error: primacy may be 0 by these data, and then "
            "there is nothing to fade."
        )
    if silent:
        unsure[:] = True
    return unsure, warnings


def inverse_of(
    information: Floats, names: Sequence[str], turn: Floats
) -> tuple[Floats, Bools, list[tuple[str, ...]], float]:
    """Invert an information matrix but for its flat directions.

    Parameters
    ----------
    information
        Shape (dimensions, dimensions).
    names
        What the dimensions are called.
    turn
        What is asked of the dimensions, as a linear map of them: a direction along which nothing of
        that changes is flat and does not matter.

    Returns
    -------
    inverse
        Without what lies along flat directions.
    lost
        Which dimensions a flat direction is made of; shape (dimensions,).
    flat
        Names of those that each flat direction is made of.
    condition
        Condition number of the matrix scaled to a diagonal of 1; infinite where one is flat.
    """
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
        weight = np.abs(turn @ (vectors[:, k] / safe)) * safe
        if weight.max() < 1e-3 * np.abs(vectors[:, k]).max():
            continue
        part = weight > 0.2 * weight.max()
        lost |= part
        told.append(tuple(name for name, in_it in zip(names, part, strict=True) if in_it))
    kept = vectors[:, ~flat]
    inverse = (kept / values[~flat]) @ kept.T / np.outer(safe, safe)
    told_by = values[~flat]
    condition = math.inf if told or not len(told_by) else float(told_by[-1] / told_by[0])
    return inverse, lost, told, condition


def centred(names: Sequence[str], known: Bools) -> Floats:
    """The map that takes the mean of each kind of shifts from them, and gives it to the rate.

    Only how shifts differ from one another is told: what they have in common is the rate's.

    Parameters
    ----------
    names
        Free settings, then shifts.
    known
        Which are not at a bound; a rate that is takes nothing.

    Returns
    -------
    Floats
        Shape (names, names).
    """
    out = np.eye(len(names))
    for kind in ("element:", "channel:"):
        own = np.array([name.startswith(kind) for name in names], dtype=np.float64)
        if own.any():
            mean = own / own.sum()
            out -= np.outer(own, mean)
            rate = names.index("rate")
            if known[rate]:
                out[rate] += mean
    return out


def at_end(made: Objective, end: Maximum) -> Bools:
    """Which dimensions ended at an end of their range; shape (dimensions,)."""
    at, bounds, count = end.point, made.bounds, len(made.model.free)
    width = bounds[:, 1] - bounds[:, 0]
    near: Bools = np.any(np.abs(at[:, None] - bounds) <= 1e-6 * width[:, None], axis=1)
    near[count:] = False
    return near


def _hanging(made: Objective, end: Maximum, value: Floats, error: Floats, bound: Bools) -> Bools:
    """Which errors would be much larger, were what is at a bound free to leave it.

    A setting at a bound that the data hardly tell takes those that it trades places with to where
    they look well told.
    """
    out = np.zeros(len(bound), dtype=bool)
    if not bound.any():
        return out
    own = np.ones(len(bound))
    information = end.information.copy()
    for k, name in enumerate(made.model.free):
        own[k] = 1.0 if bound[k] else slope(name, float(value[k]))[0]
        if name == "rate" and bound[k]:
            # In log odds an end of the rate lies infinitely far; the rate itself is near it.
            rate = float(value[k])
            own[k] = 1 / (rate * (1 - rate))
            information[k, k] -= end.gradient[k] * (2 * rate - 1)
    turn = centred(made.names, ~bound)
    inverse, lost, _, _ = inverse_of(information * np.outer(own, own), made.names, turn)
    with np.errstate(invalid="ignore"):
        free = np.sqrt(np.diag(turn @ inverse @ turn.T))
        out = (free > _HANGS * error) | lost
    return out & ~bound


def _fading(names: Sequence[str], value: Floats, error: Floats, unsure: Bools) -> list[str]:
    if "primacy_contacts" not in names or "primacy" not in names:
        return []
    k = names.index("primacy")
    nothing = unsure[k] or np.log1p(value[k]) <= NORMAL_95 * error[k]
    return ["primacy_contacts"] if nothing and not unsure[names.index("primacy_contacts")] else []


def _of_one_case(made: Objective) -> Bools:
    """Which shifts rest on one case."""
    out = np.zeros(len(made.names), dtype=bool)
    for k, name in enumerate(made.names):
        if ":" in name:
            own = made.own[:, k][made.pair] > 0
            cases = [part.case[own[part.code]] for part in (made.agreed, made.open)]
            out[k] = len(np.unique(np.concatenate(cases))) == 1
    return out
