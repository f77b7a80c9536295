"""The likeliest initiative and responsiveness for each latency, and the likeliest latency."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import attrs
import numpy as np
from attrs import frozen

from mediaeco.dynamics.hawkes_record import HawkesRecord
from mediaeco.kernels.additive import additive_rates
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.hawkes_likelihood import Past, excitation, past_at

__all__ = ["Point", "Profile", "Summit", "bounds_of", "climb"]

_ROUGH, _ROUGHEST = 1e-3, 1e-2
_EDGE = 1e-4
_FINE = 1e-8
_STRIDE = 6.0
_NEAR = 1e-6
_PASSES = 60
_THIN = 500  # contacts of a target that a thinned look counts at least
_CLEAR, _SLACK = 4.0, 10.0  # standard errors, and what else a rough look may miss
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
    terms
        What each contact adds to the value, expectations left out; shape (contacts,).
    """

    beta: float
    value: float
    slope: float
    shares: Floats
    converged: bool
    terms: Floats


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
    every
        Of how many contacts of a target one is counted, in place of all.
    """

    record: HawkesRecord
    targets: Sequence[int]
    weight: Floats | None = None
    every: int = 1

    def thinned(self) -> Profile:
        """Count every so many contacts of each target in place of all, each as often.

        All contacts still excite, and expectations are those of all: the sum is unbiased, at any
        latency.
        """
        most = max(map(len, self.rows), default=0)
        return attrs.evolve(self, every=max(most // _THIN, 1))

    @property
    def exposure(self) -> float:
        """Integral of the baseline over all cases."""
        each = self.record.exposure
        return float(each.sum() if self.weight is None else self.weight @ each)

    @cached_property
    def rows(self) -> tuple[Ints, ...]:
        """Contacts of each target that are counted."""
        past, found = self.record.past, []
        for target in self.targets:
            rows = past.order[past.begins[target] : past.begins[target + 1]]
            found.append(rows[self._times(rows) > 0][:: self.every])
        return tuple(found)

    @cached_property
    def seen(self) -> tuple[tuple[slice, Floats], ...]:
        """Where the contacts of each target stand in ``past``, and how often each counts."""
        ends = np.cumsum([0, *map(len, self.rows)]).tolist()
        return tuple(
            (slice(begin, end), self.every * self._times(rows))
            for begin, end, rows in zip(ends[:-1], ends[1:], self.rows, strict=True)
        )

    @cached_property
    def past(self) -> Past:
        """What stands before the contacts that are counted, target after target."""
        return past_at(self.record.past, np.concatenate(self.rows))

    @cached_property
    def level(self) -> Floats:
        """Baseline at them."""
        level, rows = self.record.baseline, np.concatenate(self.rows)
        return np.ones(len(rows)) if level is None else np.asarray(level)[rows]

    def _times(self, rows: Ints) -> Floats:
        times = self.record.counted[rows]
        return times if self.weight is None else times * self.weight[self.record.case[rows]]

    def parts(self, place: slice, rate: Floats) -> Floats:
        """Baseline and excitation at contacts of a target; shape (rows, 1 + kinds)."""
        # One part after another in memory, as they are summed.
        return np.vstack((self.level[place], rate.T[:, place])).T

    def at(self, beta: float, *, near: Point | None = None, close: float = _FINE) -> Point:
        """Work out the best for one beta, from the best for one near it.

        Slopes are left out, as NaN, where ``close`` is rough.
        """
        sloped = close <= _FINE
        rate, change, spent, spent_change = excitation(self.past, beta, self.weight, slope=sloped)
        cost = np.append(self.exposure, spent)
        value, slope, converged, shares, terms = 0.0, 0.0, True, [], []
        for k, (place, times) in enumerate(self.seen):
            parts = self.parts(place, rate)
            start = None if near is None else near.shares[k]
            found = additive_rates(parts, cost, times, start=start, close=close)
            shares.append(found.share)
            value += found.value
            converged &= found.converged
            share = np.nan_to_num(found.share)
            level = parts @ share
            with np.errstate(divide="ignore"):
                terms.append(times * np.log(level))
            if sloped and np.isfinite(found.value):
                gain = ((times / level) * (change[place] @ share[1:])).sum()
                slope += beta * float(gain - share[1:] @ spent_change)
        told = slope if sloped else math.nan
        return Point(beta, value, told, np.array(shares), converged, np.concatenate(terms))


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
    Where there are many contacts the look is a thinned one, and what it leaves in doubt is looked
    at again with all of them.
    """
    thin = profile.thinned()
    steps = max(math.ceil(math.log(high / low) / math.log(_STRIDE)), 4)
    rough: list[Point] = []
    close = _ROUGH if thin.every == 1 else _ROUGHEST
    for beta in np.geomspace(low, high, steps + 1).tolist():
        rough.append(thin.at(beta, near=rough[-1] if rough else None, close=close))
    looked = values = np.array([point.value for point in rough])
    if thin.every > 1:
        near = _in_doubt(rough, values)
        for k in np.flatnonzero(near).tolist():
            rough[k] = profile.at(rough[k].beta, near=rough[k], close=_ROUGH)
        values = np.array([point.value for point in rough])
        values[~near] = np.minimum(values[~near], values[near].max() - 2 * _PROFILE)
        rough = [p._replace(value=v) for p, v in zip(rough, values.tolist(), strict=True)]
    top = int(np.argmax(values))
    ends = (rough[max(top - 1, 0)].beta, rough[min(top + 1, steps)].beta)
    if not np.isfinite(values[top]):
        return Summit(rough[top], tuple(rough))
    if 0 < top < steps:
        beside, bend = _parabola(looked[top - 1 : top + 2], math.log(rough[1].beta / low))
        start = rough[top].beta * math.exp(beside)
        best = _risen(profile, rough[top], start, bend, ends)
        if best.value >= values[top]:
            return Summit(best, tuple(rough))
    # At an end, or where the secants went astray: from the rough point itself.
    best = profile.at(rough[top].beta, near=rough[top])
    if (top == 0 and best.slope > 0) or (top == steps and best.slope < 0) or 0 < top < steps:
        other = _risen(profile, best, best.beta, 0.0, ends)
        best = max(best, other, key=lambda point: point.value)
    return Summit(best, tuple(rough))


def _in_doubt(rough: list[Point], values: Floats) -> Bools:
    """Which points the best of a thinned look does not beat by four standard errors."""
    top = int(np.argmax(values))
    with np.errstate(invalid="ignore"):
        behind = [rough[top].terms - point.terms for point in rough]
        error = np.array([np.sqrt(len(each)) * each.std() for each in behind])
        return np.asarray(~(values[top] - values > _CLEAR * error + _SLACK))


def _parabola(values: Floats, stride: float) -> tuple[float, float]:
    """How far beside the middle one the parabola through three values has its summit, and its bend.

    Both in logarithms of beta; 0 where it has none.
    """
    left, middle, right = values.tolist()
    bend = 2 * middle - left - right
    return (0.5 * stride * (right - left) / bend, bend / stride**2) if bend > 0 else (0.0, 0.0)


def _risen(
    profile: Profile, near: Point, start: float, bend: float, ends: tuple[float, float]
) -> Point:
    """Follow the slope to where it vanishes, from a start between two ends.

    Secants in the logarithm of beta, the first by the bend where one is known; where one would
    leave what is known to hold the summit, half of that is taken instead.
    """
    low, high = (math.log(end) for end in ends)
    place = math.log(start)
    point, before = profile.at(math.exp(place), near=near), None
    for _ in range(_PASSES):
        low, high = (place, high) if point.slope > 0 else (low, place)
        step = math.copysign(min(0.2, abs(point.slope) / bend if bend else 0.2), point.slope)
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
