"""Published numbers that cannot be right, or hardly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from attrs import evolve, frozen

from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.array import Floats
from mediaeco.kernels.effect import d_from_r, d_from_t, normal_quantile, se_from_interval
from mediaeco.model import Comparison, Contrast, Metric, Result, TidyTable
from mediaeco.relation.effect import effect_sizes

__all__ = ["SANITY_RULES", "Sanity", "sanity"]

SANITY_RULES = ("range", "interval", "persons", "freedom", "effects", "p", "size")
"""Names of the rules that `sanity` looks at."""


_Found = Iterator[tuple[str, float, str]]


@frozen(kw_only=True, eq=False, repr=False)
class Sanity(Result):
    """What a second look at published numbers turned up.

    Parameters
    ----------
    ids
        Comparison of each finding; one comparison may have several.
    rule
        Rule that it breaks; see `sanity`.
    number
        Number at fault; shape (findings,).
    message
        What is wrong, in words.
    checked
        How many comparisons were looked at.
    """

    ids: tuple[str, ...]
    rule: tuple[str, ...]
    number: Floats
    message: tuple[str, ...]
    checked: int

    def to_frame(self) -> TidyTable:
        """One row a finding."""
        return TidyTable(
            {
                "comparison": np.array(self.ids, dtype=np.str_),
                "rule": np.array(self.rule, dtype=np.str_),
                "number": self.number,
                "message": np.array(self.message, dtype=np.str_),
            }
        )

    def breaking(self, rule: str) -> tuple[str, ...]:
        """Ids of the comparisons that break a rule; an unknown rule is an UnknownTermError."""
        if rule not in SANITY_RULES:
            raise UnknownTermError(rule, SANITY_RULES, "rule")
        return tuple(
            name for name, broken in zip(self.ids, self.rule, strict=True) if broken == rule
        )


def sanity(found: Sequence[Comparison], *, largest_d: float = 2.0) -> Sanity:
    """Which published numbers cannot be right, or hardly?

    ``range``: a correlation not from -1 to 1, a share (of persons, of variance) not from 0 to 1, a
    p not from 0 to 1, a mean outside its instrument, or a deviation larger than half its width.
    ``interval``: the value lies outside its confidence interval. ``size``: a difference of more
    than ``largest_d`` standard deviations, whether told as d, r or t. ``freedom``: more degrees of
    freedom than the persons allow (``n - 2`` of two groups, ``n - 1`` of one). ``persons``: arms
    that together are more than all. ``effects``: t and d, or r and d, that do not go together,
    whatever was rounded. ``p``: a p that says otherwise than the interval.

    Parameters
    ----------
    found
        Comparisons, of whatever kind.
    largest_d
        Standard deviations beyond which a difference is not believed, above 0 (library default 2).

    Returns
    -------
    Sanity
        One entry a rule broken, in the order of ``found``. A finding is a question to the source,
        not a correction: nothing is changed or left out.

    Raises
    ------
    InvalidCaseError
        Where ``largest_d`` is not above 0.

    Notes
    -----
    *Theory*: borenstein2009 (how the numbers hang together); library's proposal. That d of 2 is
    huge is sawilowsky2009's rule of thumb; that more is not believed is the library's.

    *Laws*: a number that was worked out from d by the formulas of `mediaeco.kernels.effect` breaks
    no rule below the limit; turning the sign of a comparison changes no finding.

    Examples
    --------
    >>> from mediaeco.catalog import COMPARISONS
    >>> sanity(COMPARISONS.pick("mercadal2022-alliance"))
    comparison             rule  number  message
    mercadal2022-alliance  size  -4.946  4.95 standard deviations, more than 2
    """
    if not largest_d > 0:
        raise InvalidCaseError("sanity.largest_d", "a number above 0", str(largest_d))
    # Whichever side a number favours, it may be too large.
    sizes = effect_sizes([evolve(item, sign=1) for item in found]).d
    listed = [
        (item.id, *finding)
        for item, d in zip(found, sizes.tolist(), strict=True)
        for finding in _findings(item, d, largest_d)
    ]
    return Sanity(
        ids=tuple(entry[0] for entry in listed),
        rule=tuple(entry[1] for entry in listed),
        number=np.array([entry[2] for entry in listed], dtype=np.float64),
        message=tuple(entry[3] for entry in listed),
        checked=len(found),
    )


def _findings(item: Comparison, d: float, largest_d: float) -> _Found:
    for rule in _RULES:
        yield from rule(item)
    if abs(d) > largest_d:
        yield "size", d, f"{abs(d):.2f} standard deviations, more than {largest_d:g}"


def _range(item: Comparison) -> _Found:
    if item.value is not None:
        low, high = _limits(item)
        if not low <= item.value <= high:
            yield "range", item.value, f"{item.metric} from {low:g} to {high:g} expected"
    if item.p is not None and not 0 <= item.p <= 1:
        yield "range", item.p, "p from 0 to 1 expected"
    if item.spread is not None and item.bounds is not None:
        widest = (item.bounds[1] - item.bounds[0]) / 2
        if not 0 <= item.spread <= widest:
            yield "range", item.spread, f"a deviation from 0 to {widest:g} expected"


def _limits(item: Comparison) -> tuple[float, float]:
    if item.metric is Metric.R:
        return -1.0, 1.0
    if item.metric in (Metric.PROPORTION, Metric.R_SQUARED):
        return 0.0, 1.0
    if item.metric is Metric.COUNT:
        return 0.0, np.inf if item.reference is None else item.reference
    if item.metric is Metric.WEEKS:
        return 0.0, np.inf
    if item.metric is Metric.MEAN and item.bounds is not None:
        return item.bounds
    return -np.inf, np.inf


def _interval(item: Comparison) -> _Found:
    if item.value is not None and item.low is not None and item.high is not None:
        half = _half_unit(item.value)
        if not item.low - half <= item.value <= item.high + half:
            yield "interval", item.value, "outside its own confidence interval"


def _persons(item: Comparison) -> _Found:
    if item.n is not None and (item.n_arm or 0) + (item.n_against or 0) > item.n:
        yield "persons", float(item.n), "fewer in all than in the arms"
    if item.df is not None and item.total is not None:
        spent = 1 if item.contrast is Contrast.CHANGE else 2
        if item.df > item.total - spent:
            yield "freedom", item.df, f"at most {item.total - spent} from {item.total} persons"


def _effects(item: Comparison) -> _Found:
    d = item.value if item.metric in (Metric.D, Metric.SMD, Metric.G) else item.d
    if d is None:
        return
    t = item.value if item.metric is Metric.T else item.t
    if t is not None and item.df is not None:
        arms = (item.n_arm or np.nan, item.n_against or np.nan)
        ends = d_from_t([t - _half_unit(t), t + _half_unit(t)], item.df, *arms)
        # Groups of very unlike size make d of the same t larger; a tenth is left for that.
        if not _meet(d, ends, 0.1 * abs(d)):
            yield "effects", d, f"t tells a d of {float(ends.mean()):.2f}"
    if item.metric is Metric.R and item.value is not None:
        half = _half_unit(item.value)
        ends = d_from_r([item.value - half, item.value + half])
        if not np.isnan(ends).any() and not _meet(d, ends, 0.0):
            yield "effects", d, f"r tells a d of {float(d_from_r(item.value)):.2f}"


def _p(item: Comparison) -> _Found:
    none = 0.0
    if item.p is None or item.low is None or item.high is None or item.value is None:
        return
    if item.metric in (Metric.PROPORTION, Metric.MEAN, Metric.WEEKS, Metric.COUNT):
        return
    apart = not item.low <= none <= item.high
    limit = 1 - item.confidence
    # Rounded ends decide nothing where they come as near to 0 as rounding reaches.
    near = min(abs(item.low), abs(item.high)) <= max(_half_unit(item.low), _half_unit(item.high))
    if near:
        return
    if apart and item.p > limit and not item.p_below:
        yield "p", item.p, "the interval leaves 0 out, p does not"
    if not apart and item.p < limit:
        z = abs(item.value) / float(se_from_interval(item.low, item.high, item.confidence))
        if z < float(normal_quantile(item.confidence)):
            yield "p", item.p, "the interval holds 0, p leaves it out"


_RULES: tuple[Callable[[Comparison], _Found], ...] = (_range, _interval, _persons, _effects, _p)


def _half_unit(value: float) -> float:
    """Half of the last digit that was printed: how far rounding may have moved a number."""
    text = f"{value!r}"
    if "e" in text:
        return 0.0
    decimals = len(text.partition(".")[2].rstrip("0"))
    # Effects are printed with two decimals at least; a float has lost the zeros at their end.
    return 0.5 * 10.0 ** -max(decimals, 2)


def _meet(d: float, ends: Floats, slack: float) -> bool:
    half = _half_unit(d) + slack + 1e-12
    low, high = float(ends.min()), float(ends.max())
    return low <= d + half and d - half <= high
