"""Outcome: whether a person changed more than the instrument errs, and to where."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Literal

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.model import Result, TidyTable

__all__ = ["ChangeClass", "OutcomeWaves", "ReliableChange", "outcome_waves", "reliable_change"]

CRITICAL = 1.96
"""Reliable change index beyond which error alone explains a change in 5 of 100 people; published
(jacobson1991)."""

# Standard deviations from a population's mean at which cut-offs a and b lie (jacobson1991).
_FAR = 2.0


class ChangeClass(StrEnum):
    """What became of a person."""

    RECOVERED = "recovered"  # reliably better, and from the clinical side to the other
    IMPROVED = "improved"  # reliably better, without crossing
    UNCHANGED = "unchanged"  # no reliable change
    DETERIORATED = "deteriorated"  # reliably worse, without crossing
    HARMED = "harmed"  # reliably worse, and from the functional side to the clinical one


_CLASSES = tuple(ChangeClass)


@frozen(kw_only=True, eq=False, repr=False)
class ReliableChange(Result):
    """How many people changed beyond the error of the instrument.

    Parameters
    ----------
    index
        Reliable change index of each person, ``(after - before) / error``; NaN where either is
        missing or the error is not defined; shape (people,).
    code
        Place in `ChangeClass`, -1 where it is not defined; shape (people,).
    counts
        People in each class, in the order of `ChangeClass`; shape (5,).
    cutoff
        Score between the clinical and the functional population; NaN where none is defined.
    cutoff_type
        ``"a"``, ``"b"`` or ``"c"``; empty where none is.
    error
        Standard error of a difference between two scores, in points.
    clinical, functional
        Mean and standard deviation of either population; NaN where unknown.
    people, used
        People given, and those measured both times.
    missing_before, missing_after
        People who were not measured at either time.
    """

    index: Floats
    code: Ints
    counts: Ints
    cutoff: float
    cutoff_type: str
    error: float
    clinical: tuple[float, float]
    functional: tuple[float, float]
    people: int
    used: int
    missing_before: int
    missing_after: int

    def __len__(self) -> int:
        return self.people

    def to_frame(self) -> TidyTable:
        """One row a class of change."""
        with np.errstate(invalid="ignore"):
            share = self.counts / np.float64(self.counts.sum())
        return TidyTable(
            {
                "change": np.array([str(kind) for kind in ChangeClass]),
                "people": self.counts,
                "share": share,
            }
        )


def reliable_change(
    before: ArrayLike,
    after: ArrayLike,
    *,
    reliability: float,
    functional: tuple[float, float] | None = None,
    clinical: tuple[float, float] | None = None,
    cutoff: Literal["a", "b", "c"] | None = None,
    lower_is_better: bool = True,
) -> ReliableChange:
    """Who changed more than the instrument errs, and who came to the functional side?

    With clinical mean and standard deviation ``M1, s1``, ``RCI = (after - before) / (s1 sqrt(2)
    sqrt(1 - reliability))``, and a change is reliable beyond 1.96. With functional ones ``M0, s0``,
    and lower scores the better, a person crosses at

    - a: ``M1 - 2 s1``, out of the range of the clinical population,
    - b: ``M0 + 2 s0``, into the range of the functional one,
    - c: ``(s0 M1 + s1 M0) / (s0 + s1)``, nearer to the functional mean than to the clinical one.

    Parameters
    ----------
    before, after
        Scores of the same people; NaN where one is missing; shape (people,).
    reliability
        Of the instrument, from 0 to below 1.
    functional
        Mean and standard deviation of people who are well; needed for b and c.
    clinical
        Those of people who are not, so that even one person can be judged; None: of these people
        before, as far as they were measured both times (n - 1 in the denominator).
    cutoff
        Which; None (library default): c where ``functional`` is given, a where it is not.
    lower_is_better
        False where higher scores are the better ones.

    Returns
    -------
    ReliableChange
        Index and class of each person, and how many there are of each.

    Raises
    ------
    InvalidCaseError
        Where the two do not have one length, the reliability is none, a deviation is not above 0,
        or the cut-off needs a functional population that is not given.

    Notes
    -----
    *Theory*: jacobson1991; published. Deteriorated and harmed, which it does not tell apart, are
    adapted from claus2024, as is that a person recovers only from the clinical side. A score on
    the cut-off has not crossed.

    *Laws*: every person measured twice is in one class; turning scale and direction over changes
    nothing; scaling all scores alike changes no class; a higher reliability never makes fewer
    reliable changes.

    Examples
    --------
    >>> change = reliable_change(
    ...     [30, 31, 29, 30, 5], [9, 22, 30, 45, 30], reliability=0.9, functional=(8, 6),
    ...     clinical=(30, 7),
    ... )
    >>> [str(tuple(ChangeClass)[code]) for code in change.code]
    ['recovered', 'improved', 'unchanged', 'deteriorated', 'harmed']
    """
    first, second = (np.asarray(scores, dtype=np.float64) for scores in (before, after))
    if first.ndim != 1 or first.shape != second.shape:
        raise InvalidCaseError(
            "reliable_change.after", f"scores of the {len(first)} people of before", "others"
        )
    if not 0 <= reliability < 1:
        raise InvalidCaseError(
            "reliable_change.reliability", "a number from 0 to below 1", shown(reliability)
        )
    both: Bools = ~np.isnan(first) & ~np.isnan(second)
    well = _population(functional, "functional")
    ill = _described(first[both]) if clinical is None else _population(clinical, "clinical")
    kind = cutoff or ("a" if functional is None else "c")
    line = _line(kind, ill, well, -1.0 if lower_is_better else 1.0)
    error = float(ill[1] * np.sqrt(2) * np.sqrt(1 - reliability))
    with np.errstate(invalid="ignore", divide="ignore"):
        index = (second - first) / error if error > 0 else np.full(len(first), np.nan)
    code = _classes(index, first, second, line, lower_is_better=lower_is_better)
    return ReliableChange(
        index=index,
        code=code,
        counts=np.bincount(code[code >= 0], minlength=len(_CLASSES)),
        cutoff=line,
        cutoff_type=kind,
        error=error,
        clinical=ill,
        functional=well,
        people=len(first),
        used=int(both.sum()),
        missing_before=int(np.isnan(first).sum()),
        missing_after=int(np.isnan(second).sum()),
    )


@frozen(kw_only=True, eq=False, repr=False)
class OutcomeWaves(Result):
    """Who was measured when.

    Parameters
    ----------
    waves
        Names of the waves.
    people
        People in the study.
    observed
        People measured at each wave; shape (waves,).
    left
        People measured at no later wave either, who were measured before: those who are gone from
        this wave on; shape (waves,).
    mean, deviation
        Of those measured; NaN without people (for the deviation, without two); shape (waves,).
    """

    waves: tuple[str, ...]
    people: int
    observed: Ints
    left: Ints
    mean: Floats
    deviation: Floats

    def to_frame(self) -> TidyTable:
        """One row a wave."""
        return TidyTable(
            {
                "wave": np.array(self.waves, dtype=np.str_),
                "observed": self.observed,
                "missing": self.people - self.observed,
                "left": self.left,
                "mean": self.mean,
                "deviation": self.deviation,
            }
        )


def outcome_waves(values: ArrayLike, *, names: Sequence[str] | None = None) -> OutcomeWaves:
    """How many people were measured at each wave, and who is gone?

    A missing wave is told and never filled in.

    Parameters
    ----------
    values
        Scores, NaN where missing; shape (people, waves).
    names
        Names of the waves; None: their numbers from 0.

    Returns
    -------
    OutcomeWaves
        One entry a wave.

    Raises
    ------
    InvalidCaseError
        Where the values are no table, or the names not as many as the waves.

    Notes
    -----
    *Laws*: observed and missing make up the people; whoever has left never comes back.

    Examples
    --------
    >>> print(outcome_waves([[29, 2, np.nan], [32, np.nan, 24]], names=["before", "2m", "3m"]))
    wave    observed  missing  left  mean  deviation
    before         2        0     0  30.5      2.121
    2m             1        1     0     2
    3m             1        1     1    24
    """
    table = np.asarray(values, dtype=np.float64)
    if table.ndim != 2:
        raise InvalidCaseError(
            "outcome_waves.values", "a table of people by waves", f"{table.ndim} dimensions"
        )
    people, count = table.shape
    waves = tuple(str(k) for k in range(count)) if names is None else tuple(names)
    if len(waves) != count:
        raise InvalidCaseError("outcome_waves.names", f"{count} names", str(len(waves)))
    there: Bools = ~np.isnan(table)
    later = np.maximum.accumulate(there[:, ::-1], axis=1)[:, ::-1]
    earlier = np.maximum.accumulate(there, axis=1)
    described = [_described(table[there[:, k], k]) for k in range(count)]
    return OutcomeWaves(
        waves=waves,
        people=people,
        observed=there.sum(axis=0),
        left=(earlier & ~later).sum(axis=0),
        mean=np.array([mean for mean, _ in described]),
        deviation=np.array([deviation for _, deviation in described]),
    )


def _described(scores: Floats) -> tuple[float, float]:
    """Mean and standard deviation, NaN where there are too few."""
    return (
        float(scores.mean()) if len(scores) else np.nan,
        float(scores.std(ddof=1)) if len(scores) > 1 else np.nan,
    )


def _population(told: tuple[float, float] | None, name: str) -> tuple[float, float]:
    if told is None:
        return np.nan, np.nan
    mean, deviation = (float(number) for number in told)
    if not np.isfinite(mean) or not (np.isfinite(deviation) and deviation > 0):
        raise InvalidCaseError(
            f"reliable_change.{name}",
            "a mean, and a standard deviation above 0",
            f"{shown(mean)} and {shown(deviation)}",
        )
    return mean, deviation


def _line(kind: str, ill: tuple[float, float], well: tuple[float, float], better: float) -> float:
    """Where the functional side begins; ``better`` is the sign of a change for the better."""
    if kind not in ("a", "b", "c"):
        raise InvalidCaseError("reliable_change.cutoff", "one of a, b, c", shown(kind))
    if kind == "a":
        return ill[0] + better * _FAR * ill[1]
    if np.isnan(well[0]):
        raise InvalidCaseError(
            "reliable_change.functional",
            f"mean and standard deviation of people who are well, for cut-off {kind}",
            "none",
            "Give them, or take cut-off a.",
        )
    if kind == "b":
        return well[0] - better * _FAR * well[1]
    return (well[1] * ill[0] + ill[1] * well[0]) / (well[1] + ill[1])


def _classes(
    index: Floats, first: Floats, second: Floats, line: float, *, lower_is_better: bool
) -> Ints:
    turn = -1.0 if lower_is_better else 1.0
    gain, start, end, line = turn * index, turn * first, turn * second, turn * line
    better, worse = gain > CRITICAL, gain < -CRITICAL
    code = np.full(len(index), _CLASSES.index(ChangeClass.UNCHANGED))
    code[better] = _CLASSES.index(ChangeClass.IMPROVED)
    code[better & (start < line) & (end > line)] = _CLASSES.index(ChangeClass.RECOVERED)
    code[worse] = _CLASSES.index(ChangeClass.DETERIORATED)
    code[worse & (start > line) & (end < line)] = _CLASSES.index(ChangeClass.HARMED)
    # Without a line nobody can be told to have crossed it.
    code[np.isnan(index) | np.isnan(line)] = -1
    return code
