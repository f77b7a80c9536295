"""Tests over cases: what so many cases can show of a claim, and what they cannot."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
from attrs import frozen

from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Array, Floats

__all__ = ["CaseTest", "difference_test", "mean_test", "rank_test", "within_test"]

REPLICATES = 9_999
"""Random assignments drawn where there are more in all (library default)."""


@frozen(kw_only=True)
class CaseTest:
    """A test whose unit is the case.

    Parameters
    ----------
    name
        What was done: ``"permutation of signs"``.
    statistic
        Effect found; NaN where it is not defined.
    side
        1 where the effect is on the side that is claimed, -1 where it is on the other, 0 where
        there is none.
    p
        Two-sided p value, corrected where it says so; NaN where nothing could be tested.
    cases
        Number of cases that the test rests on.
    smallest_p
        The smallest p that so many cases could show, before any correction; NaN where it is not a
        test by permutation.
    exact
        True where all assignments were gone through.
    low, high
        Interval of the statistic; NaN where none was worked out.
    tests
        Number of tests that p was corrected for, this one among them.
    raw_p
        p before the correction.
    """

    name: str
    statistic: float
    side: int
    p: float
    cases: int
    smallest_p: float = math.nan
    exact: bool = False
    low: float = math.nan
    high: float = math.nan
    tests: int = 1
    raw_p: float = math.nan

    def corrected(self, p: float, tests: int) -> CaseTest:
        """Give the same test with its p corrected for so many tests."""
        return attrs.evolve(self, p=p, tests=tests, raw_p=self.p)

    def statement(self, alpha: float) -> str:
        """Say in a sentence what the test found, and what it could have found."""
        who = f"{self.cases} case{'' if self.cases == 1 else 's'}"
        if math.isnan(self.p):
            return f"{self.name}: nothing to test in {who}"
        parts = [f"{self.name} over {who}, p = {self.p:.2g}"]
        if self.tests > 1:
            parts.append(f"corrected for {self.tests} tests")
        if not math.isnan(self.low):
            parts.append(f"interval {self.low:.2g} to {self.high:.2g}")
        if self.smallest_p >= alpha:
            parts.append(f"so few cases cannot show less than {self.smallest_p:.2g}")
        return "; ".join(parts)


def mean_test(values: Floats, *, seed: int = 0, replicates: int = REPLICATES) -> CaseTest:
    """Is the mean of one number a case above 0?

    Under the null a number is as likely to have the other sign, so signs are exchanged (Fisher's
    randomisation test): all ``2 ** cases`` ways where there are no more than ``replicates``.

    Parameters
    ----------
    values
        One a case; NaN says nothing.
    seed
        Of the random assignments.
    replicates
        Number of random assignments where there are more in all, at least 1.

    Returns
    -------
    CaseTest
        The side claimed is above 0. Its p is NaN without a case that says something.

    Raises
    ------
    InvalidCaseError
        Where there is no replicate.

    Notes
    -----
    *Theory*: fisher1935; published.

    *Laws*: the order of cases does not matter; the other sign of all values gives the same p and
    the other side; p is at least `CaseTest.smallest_p`, ``2 / 2 ** cases`` where that is exact.

    Examples
    --------
    >>> mean_test(np.array([0.2, 0.5, 0.1])).p
    0.25
    """
    told = _known(values)
    n = len(told)

    def mean(sample: Floats, axis: int = -1) -> Floats:
        return np.asarray(sample.mean(axis=axis))

    p, exact = _permuted((told,), mean, "samples", 2.0**n, seed, replicates) if n else (None, True)
    statistic = float(told.mean()) if n else math.nan
    return _result("permutation of signs", statistic, p, n, 2.0**n, exact, replicates)


def difference_test(
    first: Floats, second: Floats, *, seed: int = 0, replicates: int = REPLICATES
) -> CaseTest:
    """Is the mean of one group of cases above that of another?

    Under the null it does not matter which group a case is in, so cases are exchanged.

    Parameters
    ----------
    first, second
        One number a case; NaN says nothing.
    seed, replicates
        As in `mean_test`.

    Returns
    -------
    CaseTest
        The statistic is the difference of means; the side claimed is above 0. p is NaN where a
        group has no case.

    Raises
    ------
    InvalidCaseError
        Where there is no replicate.

    Notes
    -----
    *Theory*: fisher1935; published.

    *Laws*: the groups the other way round give the same p and the other side.

    Examples
    --------
    >>> difference_test(np.array([3.0, 4.0, 5.0]), np.array([0.0, 1.0, 2.0])).p
    0.1
    """
    one, other = _known(first), _known(second)
    n, m = len(one), len(other)
    ways = float(math.comb(n + m, n))

    def difference(x: Floats, y: Floats, axis: int = -1) -> Floats:
        return np.asarray(x.mean(axis=axis) - y.mean(axis=axis))

    some = n > 0 and m > 0
    p, exact = (
        _permuted((one, other), difference, "independent", ways, seed, replicates)
        if some
        else (None, True)
    )
    statistic = float(one.mean() - other.mean()) if some else math.nan
    return _result("permutation of cases", statistic, p, n + m, ways, exact, replicates)


def rank_test(
    one: Floats, other: Floats, *, seed: int = 0, replicates: int = REPLICATES
) -> CaseTest:
    """Do two numbers a case rise together?

    Spearman's rank correlation; under the null the one says nothing of the other, so that their
    pairing is exchanged.

    Parameters
    ----------
    one, other
        One a case each; cases with a NaN in either say nothing.
    seed, replicates
        As in `mean_test`.

    Returns
    -------
    CaseTest
        The statistic is the rank correlation; the side claimed is above 0. NaN where either number
        is the same in all cases, or there are fewer than three.

    Raises
    ------
    InvalidCaseError
        Where there is no replicate.

    Notes
    -----
    *Theory*: fisher1935; published.

    *Laws*: swapping the two changes nothing; a rising transformation of either changes nothing.

    Examples
    --------
    >>> rank_test(np.arange(5.0), np.array([1.0, 2.0, 4.0, 8.0, 9.0])).statistic.__round__(6)
    1.0
    """
    from scipy.stats import rankdata

    x, y = np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
    told = ~(np.isnan(x) | np.isnan(y))
    x, y = rankdata(x[told]), rankdata(y[told])
    n = len(x)
    ways = float(math.factorial(n)) if n < 100 else math.inf
    vary = n > 2 and np.ptp(x) > 0 and np.ptp(y) > 0
    x, y = _standard(x) if vary else x, _standard(y) if vary else y

    def correlation(sample: Floats, axis: int = -1) -> Floats:
        return np.asarray((sample * y).mean(axis=axis))

    p, exact = (
        _permuted((x,), correlation, "pairings", ways, seed, replicates) if vary else (None, True)
    )
    statistic = float((x * y).mean()) if vary else math.nan
    return _result("permutation of pairings", statistic, p, n, ways, exact, replicates)


def within_test(values: Floats, *, bound: float, confidence: float = 0.95) -> CaseTest:
    """Is the mean of one number a case within ``-bound`` and ``bound``?

    Two one-sided t tests (Schuirmann): p is the larger of them where the mean is within, so that a
    small p says "within"; where the mean is outside, p is that of being no further out.

    Parameters
    ----------
    values
        One a case; NaN says nothing.
    bound
        What is still no difference, above 0, in the unit of the values.
    confidence
        Of the interval of the mean, which is the usual two-sided one (library default .95).

    Returns
    -------
    CaseTest
        The side claimed is within. p is NaN with fewer than two cases, or without spread.

    Raises
    ------
    InvalidCaseError
        Where ``bound`` is not above 0.

    Notes
    -----
    *Theory*: schuirmann1987; published. The t tests ask for a mean that is about normal, which few
    cases do not show.

    *Laws*: the other sign of all values gives the same; a wider bound never makes "within" harder.

    Examples
    --------
    >>> found = within_test(np.array([0.01, -0.02, 0.03, 0.0]), bound=0.35)
    >>> (found.side, found.p < 0.05)
    (1, True)
    """
    from scipy.stats import t

    if not 0 < bound < math.inf:
        raise InvalidCaseError("within_test.bound", "a number above 0", shown(bound))
    told = _known(values)
    n = len(told)
    mean = float(told.mean()) if n else math.nan
    spread = float(told.std(ddof=1)) / math.sqrt(n) if n > 1 else math.nan
    if not spread > 0:
        return CaseTest(name="two one-sided tests", statistic=mean, side=0, p=math.nan, cases=n)
    inside = abs(mean) < bound
    against_upper = float(t.sf((bound - mean) / spread, n - 1))
    against_lower = float(t.sf((mean + bound) / spread, n - 1))
    p = (
        max(against_upper, against_lower)
        if inside
        else float(t.sf((abs(mean) - bound) / spread, n - 1))
    )
    half = float(t.ppf((1 + confidence) / 2, n - 1)) * spread
    return CaseTest(
        name="two one-sided tests",
        statistic=mean,
        side=1 if inside else -1,
        p=p,
        cases=n,
        low=mean - half,
        high=mean + half,
    )


def _known(values: Array) -> Floats:
    told = np.asarray(values, dtype=np.float64)
    return told[~np.isnan(told)]


def _standard(ranks: Floats) -> Floats:
    return np.asarray((ranks - ranks.mean()) / ranks.std())


def _permuted(
    data: tuple[Floats, ...],
    statistic: Callable[..., Floats],
    kind: Any,
    ways: float,
    seed: int,
    replicates: int,
) -> tuple[float, bool]:
    """Two-sided p by permutation, and whether every assignment was gone through."""
    from scipy.stats import permutation_test

    if not replicates >= 1:
        raise InvalidCaseError("replicates", "at least 1", shown(replicates))
    if ways <= 1:
        return 1.0, True
    exact = ways <= replicates
    found = permutation_test(
        data,
        statistic,
        permutation_type=kind,
        vectorized=True,
        n_resamples=math.inf if exact else replicates,
        batch=1_000,
        alternative="two-sided",
        rng=np.random.default_rng(seed),
    )
    return float(found.pvalue), exact


def _result(
    name: str,
    statistic: float,
    p: float | None,
    cases: int,
    ways: float,
    exact: bool,
    replicates: int,
) -> CaseTest:
    """A test by permutation; of so many ways one is the most extreme, and p counts both sides."""
    if p is None:
        return CaseTest(name=name, statistic=statistic, side=0, p=math.nan, cases=cases)
    side = 0 if abs(statistic) < 1e-12 else int(math.copysign(1, statistic))
    smallest = min(1.0, 2 / ways) if exact else 2 / (replicates + 1)
    return CaseTest(
        name=name,
        statistic=statistic,
        side=side,
        p=min(p, 1.0),
        cases=cases,
        smallest_p=smallest,
        exact=exact,
    )
