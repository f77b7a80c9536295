"""Dynamic complexity of ratings, and where it is critical."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.dynamics.rating import Rating, RatingSeries, rating_series
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.complexity import distribution, fluctuation, windows
from mediaeco.model import Result, TidyTable

__all__ = ["CRITICAL", "Complexity", "DynamicComplexity", "complexity", "dynamic_complexity"]

CRITICAL = 1.645
"""Standard score above which complexity counts as critical: the upper 5 % of a normal curve."""


@frozen(kw_only=True, eq=False)
class Complexity:
    """Dynamic complexity of one series, or of several of one length; shape of the values.

    Parameters
    ----------
    fluctuation
        F, from 0 to 1; NaN at the first ``window`` - 1 values, and where a value in the window is
        not known.
    distribution
        D, likewise.
    complexity
        F * D, likewise.
    z
        Standard score of complexity within its series; NaN where complexity is, and throughout a
        series in which it never varies.
    """

    fluctuation: Floats
    distribution: Floats
    complexity: Floats
    z: Floats

    @property
    def critical(self) -> Bools:
        """True where z is above 1.645."""
        critical: Bools = self.z > CRITICAL
        return critical


def complexity(values: Floats, *, window: int, low: float, high: float) -> Complexity:
    """How complex is a series, window by window?

    ``DC = F D``; F is how much and how often values change in a window, D how evenly they spread
    over the scale. z is within each series, with n - 1; critical where ``z > 1.645``.

    Parameters
    ----------
    values
        In time order, at even intervals, NaN where missing; shape (N,), or (N, series).
    window
        Values in a window, at least 2. Its complexity stands at its last value.
    low, high
        Ends of the scale: the theoretical ones, never those that were observed.

    Returns
    -------
    Complexity
        Arrays of the shape of ``values``.

    Raises
    ------
    InvalidCaseError
        Where the window or the scale makes no sense, or a value lies outside the scale.

    Notes
    -----
    *Theory*: schiepek2010; published. The formulas were compared with two open
    implementations: one divides F by the number of scale points less one, which is the same for
    whole-number scales.

    *Caveats*, before anybody acts on it: (1) a rise of complexity is called critical by a normal
    curve that windows which overlap cannot follow, so some 5 % of windows are "critical" without
    any transition, in runs, and the z of a day changes with every day that comes after. (2)
    Early warnings are weak: their better studied kin, rising autocorrelation and variance, came
    before recurrence of depression in 32.9 % of those concerned (ews2025), and had a sensitivity
    of 26 % at a specificity of 75 % among young people at risk (ews2022). No such number is known
    to us for dynamic complexity itself. (3) Windows are of ratings, not of time: it asks for even
    intervals, and for some 30 values and more. It decides nothing about a patient.

    *Laws*: F, D and DC lie in [0, 1]; 0 for a constant; F = 1 for full-range alternation, D = 1
    for even spread; the same for values and scale shifted, stretched and turned upside down; a
    window does not depend on what lies outside it (z does).

    Examples
    --------
    >>> found = complexity(np.array([0, 10, 0, 10, 5.0]), window=3, low=0, high=10)
    >>> found.fluctuation
    array([ nan,  nan, 1.  , 1.  , 0.75])
    """
    if not (window >= 2 and window % 1 == 0):
        raise InvalidCaseError("complexity.window", "a whole number of at least 2", shown(window))
    if not (np.isfinite([low, high]).all() and low < high):
        raise InvalidCaseError("complexity.high", "a finite high end above the low one", f"{high}")
    values = np.asarray(values, dtype=np.float64)
    if (values < low).any() or (values > high).any():
        raise InvalidCaseError(
            "complexity.values",
            f"values from {low:g} to {high:g}",
            "one outside",
            "Give the ends of the scale on which the ratings were made.",
        )
    columns = values.reshape(len(values), int(np.prod(values.shape[1:])))
    count = columns.shape[1]
    share = (columns - low) / (high - low)
    # Series end to end in one column; windows that reach over a seam are set aside.
    flat, offsets = share.T.ravel(), np.arange(count + 1) * len(share)
    f, d = _moving(flat, offsets, int(window))
    f, d = (part.reshape(count, len(share)).T.reshape(values.shape) for part in (f, d))
    product = f * d
    return Complexity(fluctuation=f, distribution=d, complexity=product, z=_scores(product))


def _moving(flat: Floats, offsets: Ints, window: int) -> tuple[Floats, Floats]:
    """F and D at the last value of each window that lies within one series."""
    f, d = np.full(len(flat), np.nan), np.full(len(flat), np.nan)
    ends = np.arange(window - 1, len(flat))
    of = np.searchsorted(offsets, ends, side="right") - 1
    whole = ends - offsets[of] >= window - 1
    cut = windows(flat, window)[whole]
    f[ends[whole]] = fluctuation(cut)
    d[ends[whole]] = distribution(cut)
    return f, d


def _scores(product: Floats) -> Floats:
    """Standard scores within each series (down the first axis)."""
    known = ~np.isnan(product)
    count = known.sum(axis=0)
    filled = np.where(known, product, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = filled.sum(axis=0) / count
        spread = np.sqrt(np.where(known, (product - mean) ** 2, 0.0).sum(axis=0) / (count - 1))
        z: Floats = np.where(spread > 1e-12, (product - mean) / spread, np.nan)
    return z


@frozen(kw_only=True, eq=False, repr=False)
class DynamicComplexity(Result):
    """Dynamic complexity of every series of ratings.

    Parameters
    ----------
    ratings
        The series.
    window
        Ratings in a window.
    fluctuation, distribution, complexity, z
        As in `Complexity`; NaN at the first ``window`` - 1 ratings of each series; shape
        (ratings,).
    """

    ratings: RatingSeries
    window: int
    fluctuation: Floats
    distribution: Floats
    complexity: Floats
    z: Floats

    @property
    def critical(self) -> Bools:
        """True where z is above 1.645."""
        critical: Bools = self.z > CRITICAL
        return critical

    def to_frame(self) -> TidyTable:
        """One row a rating."""
        of = self.ratings.series
        return TidyTable(
            {name: column[of] for name, column in self.ratings.labels().items()}
            | {
                "days": self.ratings.t,
                "value": self.ratings.value,
                "fluctuation": self.fluctuation,
                "distribution": self.distribution,
                "complexity": self.complexity,
                "z": self.z,
                "critical": self.critical,
            }
        )

    def summary(self) -> TidyTable:
        """One row a series: ratings, windows, mean complexity, critical windows."""
        of, count = self.ratings.series, len(self.ratings.offsets) - 1
        known = ~np.isnan(self.complexity)
        number = np.bincount(of[known], minlength=count)
        with np.errstate(invalid="ignore"):
            mean = np.bincount(of[known], self.complexity[known], count) / number
        return TidyTable(
            self.ratings.labels()
            | {
                "ratings": np.diff(self.ratings.offsets),
                "windows": number,
                "complexity": mean,
                "critical": np.bincount(of[self.critical], minlength=count),
            }
        )


def dynamic_complexity(
    eco: Ecosystem, *, window: int = 7, rating: Rating | None = None
) -> DynamicComplexity:
    """How complex were the ratings, window by window, and where critically so?

    Parameters
    ----------
    eco
        One case or a cohort.
    window
        Ratings in a window, at least 2 (library default: 7, a week of daily ratings).
    rating
        Which ratings; None: those of the alliance.

    Returns
    -------
    DynamicComplexity
        By rating; series shorter than a window have none.

    Raises
    ------
    InvalidCaseError
        Where the window makes no sense.

    Notes
    -----
    *Theory*: schiepek2010; published. The caveats of `complexity` hold, the third above all:
    ratings after sessions are few, and seldom evenly spaced.

    *Laws*: those of `complexity`; each case is the same alone and in a cohort.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> found = dynamic_complexity(Ecosystem(read_example("first-contact")), window=4)
    >>> bool((found.complexity[~np.isnan(found.complexity)] <= 1).all())
    True
    """
    if not (window >= 2 and window % 1 == 0):
        raise InvalidCaseError(
            "dynamic_complexity.window", "a whole number of at least 2", shown(window)
        )
    ratings = rating_series(eco, rating=rating)
    f, d = _moving(ratings.share, ratings.offsets, int(window))
    product = f * d
    z = np.full(len(product), np.nan)
    for low, high in zip(ratings.offsets[:-1].tolist(), ratings.offsets[1:].tolist(), strict=True):
        z[low:high] = _scores(product[low:high])
    return DynamicComplexity(
        ratings=ratings, window=int(window), fluctuation=f, distribution=d, complexity=product, z=z
    )
