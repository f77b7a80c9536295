"""How sure estimates of a Hawkes process are: observed information about its likeliest values."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from mediaeco.dynamics.hawkes_profile import Point, Profile
from mediaeco.kernels.array import Floats
from mediaeco.kernels.hawkes_likelihood import excitation

__all__ = ["Errors", "errors_of", "radius_error"]

_STEP = 1e-4
_LARGEST = 1e12


class Errors(NamedTuple):
    """Covariance of the estimates of one search.

    Attributes
    ----------
    covariance
        Of mu and alpha by target, and of the logarithm of beta at the end; NaN for what is not
        known or at a bound; shape (targets * (1 + kinds) + 1,) twice.
    condition
        Condition number of the information about logarithms: how much less the worst told
        direction is told than the best; NaN where nothing is free.
    told
        False where the information has no inverse to speak of.
    """

    covariance: Floats
    condition: float
    told: bool


def errors_of(profile: Profile, point: Point, *, fading: bool) -> Errors:
    """Invert the observed information over all that is not at a bound.

    Parameters
    ----------
    profile
        What was searched.
    point
        The best that was found.
    fading
        False: beta is fixed, or at a bound, and its uncertainty is left out.
    """
    shares = point.shares
    count = shares.size + 1
    covariance = np.full((count, count), np.nan)
    free = np.append((np.nan_to_num(shares) > 0).ravel(), fading)
    if not free.any() or not np.isfinite(point.value):
        return Errors(covariance, math.nan, True)
    information = _information(profile, point, fading=fading)[np.ix_(free, free)]
    # Measured by the estimates themselves, units do not matter.
    scale = np.append(shares.ravel(), 1.0)[free]
    relative = information * scale[:, None] * scale
    values = np.linalg.eigvalsh(relative) if np.isfinite(relative).all() else np.zeros(1)
    condition = float(values[-1] / values[0]) if values[0] > 0 else math.inf
    if not condition < _LARGEST:
        return Errors(covariance, math.inf, False)
    inverse = np.linalg.inv(relative) * scale[:, None] * scale
    covariance[np.ix_(free, free)] = inverse
    return Errors(covariance, condition, True)


def _information(profile: Profile, point: Point, *, fading: bool) -> Floats:
    """Minus the second derivatives: exact for shares, by difference for the logarithm of beta."""
    shares = np.nan_to_num(point.shares)
    width = shares.shape[1]
    out = np.zeros((shares.size + 1, shares.size + 1))
    rate = excitation(profile.past, point.beta, slope=False).rate
    for k, (place, times) in enumerate(profile.seen):
        parts = profile.parts(place, rate)
        weighed = parts * (np.sqrt(times) / (parts @ shares[k]))[:, None]
        block = slice(k * width, (k + 1) * width)
        out[block, block] = weighed.T @ weighed
    if not fading:
        return out
    ends = [_scores(profile, point.beta * math.exp(step), shares) for step in (_STEP, -_STEP)]
    cross = -(ends[0] - ends[1]) / (2 * _STEP)
    out[-1, :] = cross
    out[:, -1] = cross
    return out


def _scores(profile: Profile, beta: float, shares: Floats) -> Floats:
    """Derivatives by mu and alpha of each target, and by the logarithm of beta at the end."""
    rate, change, spent, spent_change = excitation(profile.past, beta, profile.weight)
    cost = np.append(profile.exposure, spent)
    found, fading = [], 0.0
    for k, (place, times) in enumerate(profile.seen):
        parts, share = profile.parts(place, rate), shares[k]
        pull = times / (parts @ share)
        found.append(pull @ parts - cost)
        gain = (pull * (change[place] @ share[1:])).sum()
        fading += beta * float(gain - share[1:] @ spent_change)
    return np.append(np.concatenate(found), fading)


def radius_error(alpha: Floats, covariance: Floats) -> float:
    """Standard error of a spectral radius, to first order; NaN where an estimate is not known.

    Parameters
    ----------
    alpha
        Shape (kinds, kinds).
    covariance
        Of its entries, row by row; NaN for those at a bound, which do not vary; shape (kinds ** 2,)
        twice.
    """
    if np.isnan(alpha).any() or not alpha.any() or not np.isfinite(covariance).any():
        return math.nan
    values, right = np.linalg.eig(alpha)
    top = int(np.argmax(np.abs(values)))
    values_left, left = np.linalg.eig(alpha.T)
    mate = int(np.argmin(np.abs(values_left - values[top])))
    u, v = np.real(left[:, mate]), np.real(right[:, top])
    if abs(float(u @ v)) < 1e-12:
        return math.nan
    slope = (np.outer(u, v) / float(u @ v)).ravel()
    return math.sqrt(max(float(slope @ np.nan_to_num(covariance) @ slope), 0.0))
