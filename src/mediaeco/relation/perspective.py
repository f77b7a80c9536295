"""Perspectives: what one observer reports, and how far it lies from what another does."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from mediaeco.analysis import Ratings, ratings
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Array, Floats, Ints
from mediaeco.model import Result, TidyTable
from mediaeco.model.clock import DAY

__all__ = ["PerspectiveGap", "perspective_gap"]

Metric = Callable[[Ecosystem], ArrayLike]
"""From an ecosystem to one number a case."""


@frozen(kw_only=True, eq=False, repr=False)
class PerspectiveGap(Result):
    """How far two observers lie apart.

    Parameters
    ----------
    cases
        Ids.
    observers
        The two, by role or id.
    case
        Case of each pair; shape (pairs,), as all that follow.
    what
        What the pair tells: ``"WAI-SR bond"``, or the name of a measure.
    days
        When the first observer rated it, in days since first contact; NaN for a measure.
    first, second
        What either found, in points; NaN where a measure is not defined in a view.
    low, high
        Ends of the scale; NaN for a measure.
    unmatched
        Ratings of each observer that found no partner; shape (2,).
    """

    cases: tuple[str, ...]
    observers: tuple[str, str]
    case: Ints
    what: Array
    days: Floats
    first: Floats
    second: Floats
    low: Floats
    high: Floats
    unmatched: Ints

    def __len__(self) -> int:
        return len(self.case)

    @property
    def apart(self) -> Floats:
        """First less second: above 0 where the first observer found more; shape (pairs,)."""
        return self.first - self.second

    @property
    def gap(self) -> Floats:
        """The distance, at least 0; shape (pairs,)."""
        gap: Floats = np.abs(self.apart)
        return gap

    def to_frame(self) -> TidyTable:
        """One row a pair."""
        first, second = self.observers
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case],
                "what": self.what,
                "days": self.days,
                first: self.first,
                second: self.second,
                "gap": self.gap,
            }
        )

    def summary(self) -> TidyTable:
        """One row a case and what was seen: mean distance, and mean difference."""
        key = np.array([f"{c}\t{w}" for c, w in zip(self.case, self.what, strict=True)], np.str_)
        _, begin, of = np.unique(key, return_index=True, return_inverse=True)
        count = np.bincount(of, minlength=len(begin))
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case[begin]],
                "what": self.what[begin],
                "pairs": count,
                "mean_gap": np.bincount(of, self.gap, len(begin)) / np.maximum(count, 1),
                "mean_apart": np.bincount(of, self.apart, len(begin)) / np.maximum(count, 1),
            }
        )


def perspective_gap(
    eco: Ecosystem,
    *,
    measure: Metric | None = None,
    observers: tuple[str, str] = ("therapist", "patient"),
    construct: str = "alliance",
    within_hours: float = 48.0,
) -> PerspectiveGap:
    """How far do two observers of one relationship lie apart?

    ``gap = |m_1 - m_2|``, of what each of them rated at the same occasion; or of any measure,
    taken once in either's view of the record (`Ecosystem.seen_by`).

    Two ratings are of one occasion where both are by the same scale of the same instrument, each
    is the nearest in time to the other, and they lie at most ``within_hours`` apart. A rating
    without such a partner is left out, and counted.

    Parameters
    ----------
    eco
        One case or a cohort.
    measure
        From an ecosystem to one number a case; None: the ratings.
    observers
        Two roles, or ids of actors.
    construct
        Which ratings.
    within_hours
        How far the two ratings of one occasion may lie apart, in hours, at least 0 (library
        default).

    Returns
    -------
    PerspectiveGap
        One entry a pair of ratings; or one a case, for a measure.

    Raises
    ------
    InvalidCaseError
        Where no case has one of the observers, ``within_hours`` is below 0, or the measure does
        not give one number a case.

    Notes
    -----
    *Theory*: vonfoerster1981 (the observer belongs to what is observed); library's proposal.
    That two differ says nothing of who is right.

    *Laws*: at least 0; 0 between an observer and themselves; swapping the observers turns the sign
    of ``apart`` and keeps the gap; scaling a scale scales the gap; shifting all times changes
    nothing. That a view seen twice is seen once, and is contained in the record, are laws of
    `Ecosystem.seen_by`.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> eco = Ecosystem(read_example("first-contact"))
    >>> gap = perspective_gap(eco, measure=lambda view: [len(view)])
    >>> len(gap)
    1
    """
    if not within_hours >= 0:
        raise InvalidCaseError(
            "perspective_gap.within_hours", "hours of at least 0", str(within_hours)
        )
    views = (eco.seen_by(observers[0]), eco.seen_by(observers[1]))
    if measure is not None:
        return _of_measure(eco, measure, observers, views)
    first, second = (ratings(view, constructs=(construct,)) for view in views)
    pairs = _pairs(first, second, round(within_hours * DAY / 24))
    one = np.array([a for a, _ in pairs], dtype=np.int64)
    two = np.array([b for _, b in pairs], dtype=np.int64)
    names = zip(first.instrument[one], first.scale[one], first.about[one], strict=True)
    return PerspectiveGap(
        cases=eco.ids,
        observers=observers,
        case=first.case[one],
        what=np.array([f"{a} {b}" + (f" of {c}" if c else "") for a, b, c in names], dtype=np.str_),
        days=first.days[one],
        first=first.value[one],
        second=second.value[two],
        low=first.low[one],
        high=first.high[one],
        unmatched=np.array([len(first) - len(one), len(second) - len(two)]),
    )


def _of_measure(
    eco: Ecosystem, measure: Metric, observers: tuple[str, str], views: tuple[Ecosystem, Ecosystem]
) -> PerspectiveGap:
    count = len(eco.cases)
    found = []
    for view in views:
        values = np.asarray(measure(view), dtype=np.float64)
        if values.ndim == 0 and count == 1:
            values = values.reshape(1)
        if values.shape != (count,):
            raise InvalidCaseError(
                "perspective_gap.measure",
                f"one number a case, of shape ({count},)",
                f"an array of shape {values.shape}",
            )
        found.append(values)
    nowhere = np.full(count, np.nan)
    name = str(getattr(measure, "__name__", "measure"))
    return PerspectiveGap(
        cases=eco.ids,
        observers=observers,
        case=np.arange(count),
        what=np.full(count, name if name != "<lambda>" else "measure"),
        days=nowhere,
        first=found[0],
        second=found[1],
        low=nowhere,
        high=nowhere,
        unmatched=np.zeros(2, dtype=np.int64),
    )


def _pairs(first: Ratings, second: Ratings, most: int) -> list[tuple[int, int]]:
    """Places of ratings of one occasion."""
    here, there = _by_scale(first), _by_scale(second)
    pairs = []
    for scale in here.keys() & there.keys():
        one, two = np.array(here[scale]), np.array(there[scale])
        apart = np.abs(np.subtract.outer(first.micros[one], second.micros[two]))
        # Of several as near, the earliest: the rule is the same seen from either side.
        nearest = apart.argmin(axis=1)
        back = apart.argmin(axis=0)
        k = np.arange(len(one))
        mutual = (back[nearest] == k) & (apart[k, nearest] <= most)
        pairs += list(zip(one[mutual].tolist(), two[nearest[mutual]].tolist(), strict=True))
    return sorted(pairs)


def _by_scale(table: Ratings) -> dict[tuple[object, ...], list[int]]:
    names = zip(
        table.case.tolist(),
        table.instrument.tolist(),
        table.scale.tolist(),
        table.about.tolist(),
        table.low.tolist(),
        table.high.tolist(),
        strict=True,
    )
    found: dict[tuple[object, ...], list[int]] = {}
    for k, name in enumerate(names):
        found.setdefault(name, []).append(k)
    return found
