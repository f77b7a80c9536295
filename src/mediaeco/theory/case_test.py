"""Tests over cases: what so many cases can show of a claim, and what they cannot."""

from __future__ import annotations

import math
from itertools import permutations

import attrs
import numpy as np
from attrs import frozen

from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Array, Floats
from mediaeco.kernels.resample import every_choice, every_swap, first_of, random_order
from mediaeco.model.seed import generator

__all__ = [
    "CaseTest",
    "difference_test",
    "matched_within_test",
    "mean_test",
    "rank_test",
    "within_test",
]

REPLICATES = 9_999
"""Random assignments drawn where there are more in all (library default)."""

_TIED = 1e-12


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


def mean_test(values: Array, *, seed: int = 0, replicates: int = REPLICATES) -> CaseTest:
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
    *Theory*: fisher1935, phipson2010; published.

    *Laws*: the order of cases does not matter; the other sign of all values gives the same p and
    the other side; p is at least `CaseTest.smallest_p`, ``2 / 2 ** cases`` where that is exact.

    Examples
    --------
    >>> mean_test(np.array([0.2, 0.5, 0.1])).p
    0.25
    """
    told = _known(values)
    n = len(told)
    random, exact = _random(2.0**n, seed, replicates)
    swapped = every_swap(n) if exact else random.random((replicates, n)) < 0.5
    reached = np.where(swapped, -told, told).mean(axis=1) if n else np.zeros(0)
    statistic = float(told.mean()) if n else math.nan
    return _result("permutation of signs", statistic, reached, n, 2.0**n, exact=exact)


def difference_test(
    first: Array, second: Array, *, seed: int = 0, replicates: int = REPLICATES
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
    *Theory*: fisher1935, phipson2010; published.

    *Laws*: the groups the other way round give the same p and the other side.

    Examples
    --------
    >>> difference_test(np.array([3.0, 4.0, 5.0]), np.array([0.0, 1.0, 2.0])).p
    0.1
    """
    one, other = _known(first), _known(second)
    n, m = len(one), len(other)
    ways = float(math.comb(n + m, n))
    random, exact = _random(ways, seed, replicates)
    if n == 0 or m == 0:
        return _result("permutation of cases", math.nan, np.zeros(0), n + m, ways, exact=exact)
    pooled = np.concatenate((one, other))
    chosen = (
        every_choice(n + m, n) if exact else first_of(random_order(random, n + m, replicates), n)
    )
    sums = chosen @ pooled
    reached = sums / n - (pooled.sum() - sums) / m
    statistic = float(one.mean() - other.mean())
    return _result("permutation of cases", statistic, reached, n + m, ways, exact=exact)


def rank_test(one: Array, other: Array, *, seed: int = 0, replicates: int = REPLICATES) -> CaseTest:
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
    *Theory*: fisher1935, phipson2010; published.

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
    random, exact = _random(ways, seed, replicates)
    if n < 3 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return _result("permutation of pairings", math.nan, np.zeros(0), n, ways, exact=exact)
    x, y = _standard(x), _standard(y)
    orders = (
        np.array(list(permutations(range(n))))
        if exact
        else np.argsort(random_order(random, n, replicates), axis=1)
    )
    reached = x[orders] @ y / n
    statistic = float(x @ y) / n
    return _result("permutation of pairings", statistic, reached, n, ways, exact=exact)


def within_test(values: Array, *, bound: float, confidence: float = 0.95) -> CaseTest:
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
    if not 0 < bound < math.inf:
        raise InvalidCaseError("within_test.bound", "a number above 0", shown(bound))
    told = _known(values)
    n = len(told)
    mean = float(told.mean()) if n else math.nan
    spread = float(told.std(ddof=1)) / math.sqrt(n) if n > 1 else math.nan
    return _two_one_sided(mean, spread, n - 1, bound, confidence, n)


def matched_within_test(
    values: Array, group: Array, stratum: Array, *, bound: float, confidence: float = 0.95
) -> CaseTest:
    """Do two groups of cases differ by less than ``bound``, where cases are matched?

    As `within_test`, of the difference of the groups within strata: the slope of ``values`` on
    ``group`` with a mean of its own for each stratum. With one case of each group a stratum that
    is the test of pairs, with one stratum that of two samples.

    Parameters
    ----------
    values
        One a case; NaN says nothing.
    group
        1 or 0; NaN for neither.
    stratum
        What is the same for cases that are matched. Those without a match say nothing.
    bound, confidence
        As in `within_test`.

    Returns
    -------
    CaseTest
        The statistic is the first group's mean less the other's, over strata; the side claimed is
        within. p is NaN where too few are matched to tell a spread.

    Raises
    ------
    InvalidCaseError
        Where ``bound`` is not above 0.

    Notes
    -----
    *Theory*: schuirmann1987; published, adapted to strata. The same spread is assumed in all.

    *Laws*: the groups the other way round give the same p and the other sign; the order of cases,
    and a number added to all of a stratum, change nothing; pairs give `within_test` of their
    differences.

    Examples
    --------
    >>> values = np.array([0.5, 0.51, 0.7, 0.69, 0.6, 0.6])
    >>> found = matched_within_test(values, np.array([1.0, 0] * 3), np.arange(6) // 2, bound=0.1)
    >>> (found.cases, found.side, found.p < 0.05)
    (6, 1, True)
    """
    if not 0 < bound < math.inf:
        raise InvalidCaseError("matched_within_test.bound", "a number above 0", shown(bound))
    y, x = np.asarray(values, dtype=np.float64), np.asarray(group, dtype=np.float64)
    _, of = np.unique(stratum, return_inverse=True)
    kept = ~(np.isnan(y) | np.isnan(x))
    for side in (0, 1):
        kept &= np.isin(of, of[kept & (x == side)])
    y, x = y[kept], x[kept]
    strata, of = np.unique(of[kept], return_inverse=True)
    count = np.bincount(of, minlength=len(strata))
    y, x = (column - np.bincount(of, column, len(strata))[of] / count[of] for column in (y, x))
    square, freedom = float(x @ x), len(y) - len(strata) - 1
    slope = float(x @ y) / square if square > 0 else math.nan
    left = y - slope * x
    spread = math.sqrt(float(left @ left) / freedom / square) if freedom > 0 else math.nan
    return _two_one_sided(slope, spread, freedom, bound, confidence, len(y))


def _two_one_sided(
    mean: float, spread: float, freedom: int, bound: float, confidence: float, cases: int
) -> CaseTest:
    """Two one-sided t tests of a number with its standard error."""
    from scipy.stats import t

    name = "two one-sided tests"
    # Spread as small as rounding is none.
    if not spread > 1e-12 * max(1.0, abs(mean)):
        return CaseTest(name=name, statistic=mean, side=0, p=math.nan, cases=cases)
    inside = abs(mean) < bound
    against_upper = float(t.sf((bound - mean) / spread, freedom))
    against_lower = float(t.sf((mean + bound) / spread, freedom))
    p = (
        max(against_upper, against_lower)
        if inside
        else float(t.sf((abs(mean) - bound) / spread, freedom))
    )
    half = float(t.ppf((1 + confidence) / 2, freedom)) * spread
    return CaseTest(
        name=name,
        statistic=mean,
        side=1 if inside else -1,
        p=p,
        cases=cases,
        low=mean - half,
        high=mean + half,
    )


def _known(values: Array) -> Floats:
    told = np.asarray(values, dtype=np.float64)
    return told[~np.isnan(told)]


def _standard(ranks: Floats) -> Floats:
    return np.asarray((ranks - ranks.mean()) / ranks.std())


def _random(ways: float, seed: int, replicates: int) -> tuple[np.random.Generator, bool]:
    """Where assignments are drawn from, and whether there are so few that all are gone through."""
    if not (replicates >= 1 and replicates % 1 == 0):
        raise InvalidCaseError("replicates", "a whole number of at least 1", shown(replicates))
    return generator(seed), ways <= replicates


def _result(
    name: str, statistic: float, reached: Floats, cases: int, ways: float, *, exact: bool
) -> CaseTest:
    """Count how often chance reaches as far, on either side."""
    if math.isnan(statistic):
        return CaseTest(name=name, statistic=statistic, side=0, p=math.nan, cases=cases)
    tied = _TIED * max(1.0, abs(statistic))
    tails = [int((reached >= statistic - tied).sum()), int((reached <= statistic + tied).sum())]
    # What was found is one of the assignments; of random ones it is added (Phipson and Smyth).
    extra = 0 if exact else 1
    p = 2 * (min(tails) + extra) / (len(reached) + extra)
    return CaseTest(
        name=name,
        statistic=statistic,
        side=0 if abs(statistic) < _TIED else int(math.copysign(1, statistic)),
        p=min(p, 1.0),
        cases=cases,
        smallest_p=min(1.0, 2 / (ways if exact else len(reached) + 1)),
        exact=exact,
    )
