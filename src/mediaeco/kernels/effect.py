"""Effect sizes: the one told as the other, and how precise each is.

Two groups are taken to be independent. Every function takes numbers or arrays; NaN in, NaN out.
"""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from mediaeco.kernels.array import Floats

__all__ = [
    "d_from_r",
    "d_from_t",
    "hedges_factor",
    "normal_quantile",
    "r_from_d",
    "r_from_z",
    "se_from_interval",
    "se_of_d",
    "se_of_z",
    "t_from_d",
    "z_from_r",
]


def d_from_t(
    t: ArrayLike, df: ArrayLike, n_arm: ArrayLike = np.nan, n_against: ArrayLike = np.nan
) -> Floats:
    """Standardised difference behind a t of two groups.

    ``d = t √(1/n₁ + 1/n₂)``; where the sizes of the groups are not known (NaN), they are taken to
    be equal: ``d = 2t / √df``.

    Parameters
    ----------
    t, df
        Test statistic and its degrees of freedom.
    n_arm, n_against
        Persons in each group; NaN where not known.

    Returns
    -------
    Floats
        d, with the sign of t; NaN where ``df`` or a group is not above 0.

    Notes
    -----
    *Theory*: borenstein2009 (by group sizes), rosenthal1991 (by degrees of freedom); published.

    *Laws*: d has the sign of t; `t_from_d` turns it back.

    Examples
    --------
    >>> round(float(d_from_t(-42.045, 289)), 2)
    -4.95
    """
    t, df, first, second = (
        np.asarray(part, dtype=np.float64) for part in (t, df, n_arm, n_against)
    )
    factor = _spread(df, first, second)
    return np.asarray(t * factor, dtype=np.float64)


def hedges_factor(df: float) -> float:
    """What takes the bias out of a standardised difference, ``g = J d``.

    ``J = Γ(df / 2) / (√(df / 2) Γ((df - 1) / 2))``, which the common ``1 - 3 / (4 df - 1)`` comes
    near to.

    Parameters
    ----------
    df
        Degrees of freedom of the standard deviation, persons less groups.

    Returns
    -------
    float
        Above 0 and below 1; NaN where ``df`` is not above 1.

    Notes
    -----
    *Theory*: hedges1981; published.

    Examples
    --------
    >>> round(hedges_factor(4), 4), round(hedges_factor(98), 4)
    (0.7979, 0.9923)
    """
    if not df > 1:
        return float("nan")
    return math.exp(math.lgamma(df / 2) - math.lgamma((df - 1) / 2)) / math.sqrt(df / 2)


def t_from_d(
    d: ArrayLike, df: ArrayLike, n_arm: ArrayLike = np.nan, n_against: ArrayLike = np.nan
) -> Floats:
    """T that a standardised difference of two groups has: the other way of `d_from_t`."""
    d, df, first, second = (
        np.asarray(part, dtype=np.float64) for part in (d, df, n_arm, n_against)
    )
    return np.asarray(d / _spread(df, first, second), dtype=np.float64)


def d_from_r(r: ArrayLike) -> Floats:
    """Standardised difference that a correlation amounts to: ``d = 2r / √(1 - r²)``.

    Returns
    -------
    Floats
        d; NaN where r is not above -1 and below 1.

    Notes
    -----
    *Theory*: borenstein2009; published. It takes r for a point-biserial correlation of two groups
    of one size.

    *Laws*: rises with r, odd, 0 at 0; `r_from_d` turns it back.

    Examples
    --------
    >>> round(float(d_from_r(0.278)), 3)
    0.579
    """
    r = _inside(r)
    return np.asarray(2 * r / np.sqrt(1 - r**2), dtype=np.float64)


def r_from_d(d: ArrayLike, n_arm: ArrayLike = np.nan, n_against: ArrayLike = np.nan) -> Floats:
    """Correlation that a standardised difference amounts to: ``r = d / √(d² + a)``.

    ``a = (n₁ + n₂)² / (n₁ n₂)``; 4 where the sizes of the groups are not known (NaN).

    Returns
    -------
    Floats
        r, from -1 to 1.

    Notes
    -----
    *Theory*: borenstein2009; published.

    *Laws*: rises with d, odd, 0 at 0; with groups of one size `d_from_r` turns it back.

    Examples
    --------
    >>> round(float(r_from_d(0.579)), 3)
    0.278
    """
    d, first, second = _floats(d, n_arm, n_against)
    with np.errstate(invalid="ignore", divide="ignore"):
        a = (first + second) ** 2 / (first * second)
    a = np.where(np.isfinite(a), a, 4.0)
    with np.errstate(over="ignore"):
        return np.asarray(d / np.hypot(d, np.sqrt(a)), dtype=np.float64)


def z_from_r(r: ArrayLike) -> Floats:
    """Fisher's z of a correlation, ``artanh r``; NaN where r is not above -1 and below 1.

    Notes
    -----
    *Theory*: fisher1921; published.
    """
    return np.asarray(np.arctanh(_inside(r)), dtype=np.float64)


def r_from_z(z: ArrayLike) -> Floats:
    """Correlation of a Fisher's z, ``tanh z``."""
    return np.asarray(np.tanh(np.asarray(z, dtype=np.float64)), dtype=np.float64)


def se_of_d(d: ArrayLike, n_arm: ArrayLike, n_against: ArrayLike) -> Floats:
    """Standard error of a standardised difference of two groups.

    ``√((n₁ + n₂) / (n₁ n₂) + d² / (2 (n₁ + n₂)))``

    Returns
    -------
    Floats
        Above 0; NaN where a group is not known or empty.

    Notes
    -----
    *Theory*: borenstein2009; published.

    *Laws*: falls as both groups grow, rises with the size of d, and does not tell the groups apart.
    """
    d, first, second = _floats(d, n_arm, n_against)
    first, second = (np.where(n > 0, n, np.nan) for n in (first, second))
    both = first + second
    return np.asarray(np.sqrt(both / (first * second) + d**2 / (2 * both)), dtype=np.float64)


def se_of_z(n: ArrayLike) -> Floats:
    """Standard error of a Fisher's z, ``1 / √(n - 3)``; NaN where n is not above 3.

    Notes
    -----
    *Theory*: fisher1921; published.
    """
    n = np.asarray(n, dtype=np.float64)
    return np.asarray(1 / np.sqrt(np.where(n > 3, n - 3, np.nan)), dtype=np.float64)


def se_from_interval(low: ArrayLike, high: ArrayLike, confidence: ArrayLike = 0.95) -> Floats:
    """Standard error behind a symmetric confidence interval: ``(high - low) / (2 z)``.

    Returns
    -------
    Floats
        At least 0; NaN without an interval.

    Notes
    -----
    *Theory*: borenstein2009; published. It takes the interval for one of a normal distribution;
    one of Student's t is a little wider, and the error then too large. That
    95 % are meant where nothing is told is the library's default.

    *Laws*: does not change where the interval is moved.

    Examples
    --------
    >>> round(float(se_from_interval(-0.67, 0.07)), 3)
    0.189
    """
    low, high = _floats(low, high)
    return np.asarray((high - low) / (2 * normal_quantile(confidence)), dtype=np.float64)


def normal_quantile(confidence: ArrayLike) -> Floats:
    """Two-sided quantile of the normal distribution: 1.96 at .95."""
    quantile = np.vectorize(
        lambda share: NormalDist().inv_cdf(0.5 + share / 2), otypes=[np.float64]
    )
    return np.asarray(quantile(np.asarray(confidence, dtype=np.float64)), dtype=np.float64)


def _floats(*parts: ArrayLike) -> list[Floats]:
    return [np.asarray(part, dtype=np.float64) for part in parts]


def _spread(df: Floats, first: Floats, second: Floats) -> Floats:
    """Standard error of the difference of two means, in standard deviations."""
    with np.errstate(invalid="ignore", divide="ignore"):
        told = np.sqrt(1 / first + 1 / second)
        equal = 2 / np.sqrt(df)
    known = (first > 0) & (second > 0)
    return np.asarray(np.where(known, told, np.where(df > 0, equal, np.nan)), dtype=np.float64)


def _inside(r: ArrayLike) -> Floats:
    r = np.asarray(r, dtype=np.float64)
    return np.asarray(np.where(np.abs(r) < 1, r, np.nan), dtype=np.float64)
