"""The likeliest initiative and responsiveness for each latency, and the likeliest latency."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from attrs import frozen

from mediaeco.dynamics.hawkes_record import HawkesRecord
from mediaeco.kernels.additive import additive_rates
from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.hawkes_likelihood import excitation

__all__ = ["Point", "Profile", "Summit", "bounds_of", "climb"]

_ROUGH = 1e-3
_EDGE = 1e-4
_FINE = 1e-8
_STRIDE = 6.0
_NEAR = 1e-7
_PASSES = 60
_EARLY = 0.05
_PROFILE = 1.92  # half the 95 % point of chi-squared with 1 degree of freedom


class Point(NamedTuple):
    """The best for one beta.

    Attributes
    ----------
    beta
        Where.
    value
        Log likelihood.
    slope
        Its derivative by the logarithm of beta.
    shares
        mu, and alpha by source; NaN where nothing tells; shape (targets, 1 + kinds).
    converged
        False where a search was cut off.
    """

    beta: float
    value: float
    slope: float
    shares: Floats
    converged: bool


@frozen(kw_only=True, eq=False)
class Profile:
    """Log likelihood of some kinds as a function of beta alone, the rest at its best.

    Parameters
    ----------
    record
        What was observed.
    targets
        Kinds whose contacts are told.
    weight
        How often each case counts; None: once; shape (cases,).
    """

    record: HawkesRecord
    targets: Sequence[int]
    weight: Floats | None = None

    @property
    def exposure(self) -> float:
        """Integral of the baseline over all cases."""
        each = self.record.exposure
        return float(each.sum() if self.weight is None else self.weight @ each)

    @cached_property
    def seen(self) -> tuple[tuple[Ints, Floats], ...]:
        """Contacts of each target that are counted, as rows, and how often each counts."""
        past, found = self.record.past, []
        for target in self.targets:
            rows = past.order[past.begins[target] : past.begins[target + 1]]
            times = self.record.counted[rows]
            if self.weight is not None:
                times = times * self.weight[self.record.case[rows]]
            found.append((rows[times > 0], times[times > 0]))
        return tuple(found)

    def parts(self, rows: Ints, rate: Floats) -> Floats:
        """Baseline and excitation at contacts; shape (rows, 1 + kinds)."""
        level = self.record.baseline
        out = np.empty((len(rows), 1 + self.record.width))
        out[:, 0] = 1.0 if level is None else level[rows]
        out[:, 1:] = rate[rows]
        return out

    def at(self, beta: float, *, near: Point | None = None, close: float = _FINE) -> Point:
        """Work out the best for one beta, from the best for one near it.

        Slopes are left out, as NaN, where ``close`` is rough.
        """
        sloped = close <= _FINE
        rate, change, spent, spent_change = excitation(
            self.record.past, beta, self.weight, slope=sloped
        )
        cost = np.append(self.exposure, spent)
        value, slope, converged, shares = 0.0, 0.0, True, []
        for place, (rows, times) in enumerate(self.seen):
            parts = self.parts(rows, rate)
            start = None if near is None else near.shares[place]
            found = additive_rates(parts, cost, times, start=start, close=close)
            shares.append(found.share)
            value += found.value
            converged &= found.converged
            if sloped and np.isfinite(found.value):
                share = np.nan_to_num(found.share)
                gain = (times / (parts @ share)) @ (change[rows] @ share[1:]) if len(rows) else 0.0
                slope += beta * float(gain - share[1:] @ spent_change)
        told = slope if sloped else math.nan
        return Point(beta, value, told, np.array(shares), converged)


class Summit(NamedTuple):
    """The likeliest beta.

    Attributes
    ----------
    best
        There.
    grid
        Rough points over all of the bounds, in order.
    """

    best: Point
    grid: tuple[Point, ...]

    @property
    def ends(self) -> tuple[float, float]:
        """Between which values beta was looked for."""
        return self.grid[0].beta, self.grid[-1].beta

    @property
    def inside(self) -> bool:
        """True where neither end of the bounds is best; False where beta was given."""
        if not self.grid:
            return False
        low, high = self.ends
        return low * (1 + _EDGE) < self.best.beta < high * (1 - _EDGE)

    @property
    def identified(self) -> bool:
        """True where both ends are less likely than chance would have it, 5 times in 100."""
        ends = [self.grid[place].value for place in (0, -1) if self.grid]
        return self.inside and all(self.best.value - value > _PROFILE for value in ends)


def bounds_of(record: HawkesRecord) -> tuple[float, float] | None:
    """Between which values beta is looked for; None where no two contacts are apart in time.

    From one over the longest observation to ten over the gap that one gap in twenty falls short of
    (library default). Slower excitation cannot be told from a baseline; quicker excitation would be
    told by the gaps of a few contacts alone, which a likelihood without bounds runs after.
    """
    gaps = record.gaps
    if len(gaps) == 0:
        return None
    low = 1.0 / float(record.until.max())
    return low, max(10.0 / float(np.quantile(gaps, _EARLY)), 10 * low)


def climb(profile: Profile, low: float, high: float) -> Summit:
    """Find the likeliest beta: a rough look everywhere, then secants of the slope near the best.

    For each beta the likelihood is concave in all else, so only beta can have several summits.
    """
    steps = max(math.ceil(math.log(high / low) / math.log(_STRIDE)), 4)
    rough: list[Point] = []
    for beta in np.geomspace(low, high, steps + 1).tolist():
        rough.append(profile.at(beta, near=rough[-1] if rough else None, close=_ROUGH))
    values = np.array([point.value for point in rough])
    top = int(np.argmax(values))
    ends = (rough[max(top - 1, 0)].beta, rough[min(top + 1, steps)].beta)
    if not np.isfinite(values[top]):
        return Summit(rough[top], tuple(rough))
    if 0 < top < steps:
        best = _risen(profile, rough[top], _vertex(values[top - 1 : top + 2]), ends)
        if best.value >= values[top]:
            return Summit(best, tuple(rough))
    # At an end, or where the secants went astray: from the rough point itself.
    best = profile.at(rough[top].beta, near=rough[top])
    if (top == 0 and best.slope > 0) or (top == steps and best.slope < 0) or 0 < top < steps:
        other = _risen(profile, best, 0.0, ends)
        best = max(best, other, key=lambda point: point.value)
    return Summit(best, tuple(rough))


def _vertex(values: Floats) -> float:
    """Where the parabola through three points has its summit, in strides from the middle one."""
    left, middle, right = values.tolist()
    bend = left - 2 * middle + right
    return 0.5 * (left - right) / bend if bend < 0 else 0.0


def _risen(profile: Profile, start: Point, strides: float, ends: tuple[float, float]) -> Point:
    """Follow the slope to where it vanishes, from some strides beside the start, between two ends.

    Secants in the logarithm of beta; where one would leave what is known to hold the summit, half
    of that is taken instead.
    """
    low, high = (math.log(end) for end in ends)
    place = math.log(start.beta) + strides * 0.5 * (high - low)
    point, before = profile.at(math.exp(place), near=start), None
    for _ in range(_PASSES):
        low, high = (place, high) if point.slope > 0 else (low, place)
        step = 0.2 * math.copysign(1.0, point.slope)
        if before is not None and point.slope != before[1]:
            step = -point.slope * (place - before[0]) / (point.slope - before[1])
        after = place + step
        if not (low < after < high and step * point.slope >= 0):
            after = 0.5 * (low + high)
        if abs(after - place) < _NEAR or high - low < _NEAR:
            break
        before, place = (place, point.slope), after
        point = profile.at(math.exp(place), near=point)
    return point
