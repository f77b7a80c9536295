"""One measure in two groups of cases: how much they differ, and how sure that is."""

from __future__ import annotations

import math

import attrs
import numpy as np
from attrs import frozen

from mediaeco.kernels.array import Floats
from mediaeco.kernels.dominance import dominance, drawn_dominance
from mediaeco.kernels.effect import hedges_factor, normal_quantile, se_of_d
from mediaeco.kernels.quantile import FEW, expanded_level, replicate_interval
from mediaeco.kernels.resample import drawn_counts
from mediaeco.model.seed import generator
from mediaeco.theory.case_test import CaseTest, difference_test

__all__ = ["GroupContrast", "contrasted"]

Interval = tuple[float, float]
_NONE = (math.nan, math.nan)


@frozen(kw_only=True)
class GroupContrast:
    """How much one measure differs between two groups of cases.

    Parameters
    ----------
    measure, group, against
        Names.
    n, n_against
        Cases of each group of which the measure says something.
    difference, difference_interval
        Mean of the group less that of the other, in the unit of the measure, with its bootstrap
        interval over cases; NaN where a group has no case, the interval where one has fewer than
        two.
    g, g_interval
        Hedges' g; NaN where a group has fewer than two cases, or where nothing varies within them.
        Its interval is that of large groups.
    delta, delta_interval
        Cliff's delta, from -1 to 1, with its bootstrap interval over cases; NaN as `difference`.
    test
        Permutation test of the difference, with its p corrected for how many were done.
    smallest_p
        The smallest p that so many cases could show after the correction; NaN without a test.
    level
        Of the intervals.
    """

    measure: str
    group: str
    against: str
    n: int
    n_against: int
    difference: float
    difference_interval: Interval
    g: float
    g_interval: Interval
    delta: float
    delta_interval: Interval
    test: CaseTest
    smallest_p: float
    level: float

    @property
    def superiority(self) -> float:
        """Probability that a case of the group is above one of the other, ties counted half."""
        return (1 + self.delta) / 2

    def limits(self, alpha: float = 0.05) -> tuple[str, ...]:
        """Say what these cases cannot show; empty where there is nothing to say."""
        found = []
        least = min(self.n, self.n_against)
        if least == 0:
            return ("a group without a case: nothing to compare",)
        if self.smallest_p >= alpha:
            least_p = f"{self.smallest_p:.2g}"
            found.append(f"so few cases cannot show a p below {least_p}, however much they differ")
        if least < 2:
            found.append("one case does not tell how much cases differ: no interval, no g")
        elif least < FEW:
            found.append(f"intervals over fewer than {FEW} cases a group are rough")
        if least > 1 and math.isnan(self.g):
            found.append("nothing varies within the groups: no g")
        return tuple(found)

    def statement(self, alpha: float = 0.05) -> str:
        """Say in a sentence or two what was found, and what could not be."""
        text = f"{self.measure}, {self.group} (n = {self.n}) against {self.against} "
        text += f"(n = {self.n_against}): "
        if not math.isnan(self.difference):
            text += f"difference {self.difference:.3g}{_told(self.difference_interval, self.level)}"
            if not math.isnan(self.g):
                text += f", Hedges' g {self.g:.2f}{_told(self.g_interval, self.level)}"
            text += f", probability of superiority {self.superiority:.2f}"
            # What was corrected says so; the limits below say the smallest p once for all.
            text += f"; {attrs.evolve(self.test, smallest_p=0.0).statement(alpha)}"
        limits = "; ".join(self.limits(alpha))
        return f"{text}. {limits[0].upper()}{limits[1:]}." if limits else f"{text}."


def contrasted(
    names: tuple[str, str, str],
    first: Floats,
    second: Floats,
    *,
    level: float,
    replicates: int,
    seed: int,
) -> GroupContrast:
    """Contrast the numbers of two groups, none of them NaN; the test is not corrected yet."""
    test = difference_test(first, second, seed=seed, replicates=replicates)
    random = generator(seed)
    spread, order = _NONE, _NONE
    if min(len(first), len(second)) > 1:
        drawn = [drawn_counts(random, len(part), replicates) for part in (first, second)]
        means = [
            count @ part / len(part) for count, part in zip(drawn, (first, second), strict=True)
        ]
        held = expanded_level(level, min(len(first), len(second)))
        spread = _ends(means[0] - means[1], held)
        order = _ends(drawn_dominance(first, second, *drawn), held)
    g, interval = _hedges(first, second, level)
    return GroupContrast(
        measure=names[0],
        group=names[1],
        against=names[2],
        n=len(first),
        n_against=len(second),
        difference=test.statistic,
        difference_interval=spread,
        g=g,
        g_interval=interval,
        delta=dominance(first, second),
        delta_interval=order,
        test=test,
        smallest_p=test.smallest_p,
        level=level,
    )


def _ends(drawn: Floats, level: float) -> Interval:
    low, high = replicate_interval(drawn, level)
    return float(low), float(high)


def _hedges(first: Floats, second: Floats, level: float) -> tuple[float, Interval]:
    n, m = len(first), len(second)
    if min(n, m) < 2:
        return math.nan, _NONE
    df = n + m - 2
    spread = math.sqrt(((n - 1) * first.var(ddof=1) + (m - 1) * second.var(ddof=1)) / df)
    # Spread as small as rounding is none.
    if not spread > 1e-12 * max(1.0, float(np.abs(first).max()), float(np.abs(second).max())):
        return math.nan, _NONE
    d = float(first.mean() - second.mean()) / spread
    factor = hedges_factor(df)
    half = float(normal_quantile(level)) * factor * float(se_of_d(d, n, m))
    return factor * d, (factor * d - half, factor * d + half)


def _told(interval: Interval, level: float) -> str:
    if math.isnan(interval[0]):
        return ""
    return f" ({100 * level:g} % interval {interval[0]:.3g} to {interval[1]:.3g})"
