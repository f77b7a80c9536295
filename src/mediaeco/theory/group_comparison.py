"""Groups of cases beside one another: measure by measure, pair by pair."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

import attrs
import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Array, Floats, Ints
from mediaeco.kernels.quantile import expanded_level, replicate_interval
from mediaeco.kernels.resample import drawn_counts
from mediaeco.model import Result, TidyTable
from mediaeco.model.seed import generator
from mediaeco.sequence.correction import Correction, corrected
from mediaeco.theory.contrast import GroupContrast, contrasted

__all__ = ["ByCase", "GroupComparison", "compare_groups"]

ByCase = ArrayLike | Callable[[Ecosystem], ArrayLike]
"""A number for each case, or what works one out."""


@frozen(kw_only=True, eq=False, repr=False)
class GroupComparison(Result):
    """How groups of cases differ in some measures.

    Parameters
    ----------
    measures, groups
        Names of the measures and, in the order in which they first come, of the groups.
    values
        Measures by case; NaN says nothing; shape (measures, cases).
    of
        Group of each case, -1 for none; shape (cases,).
    mean, mean_low, mean_high
        Mean of each measure in each group and its bootstrap interval over cases; NaN without a
        case, the interval with fewer than two; shape (measures, groups).
    contrasts
        Each two groups in each measure.
    correction
        What p values were corrected by, over all contrasts.
    level
        Of the intervals.
    replicates, seed
        Of permutations and bootstrap.
    """

    measures: tuple[str, ...]
    groups: tuple[str, ...]
    values: Floats
    of: Ints
    mean: Floats
    mean_low: Floats
    mean_high: Floats
    contrasts: tuple[GroupContrast, ...]
    correction: Correction
    level: float
    replicates: int
    seed: int

    def to_frame(self) -> TidyTable:
        """One row a contrast."""
        rows = self.contrasts
        columns: dict[str, Array] = {
            name: np.array([getattr(row, name) for row in rows], dtype=np.str_)
            for name in ("measure", "group", "against")
        }
        for name in ("n", "n_against"):
            columns[name] = np.array([getattr(row, name) for row in rows], dtype=np.int64)
        for name in ("difference", "g", "delta"):
            columns[name] = np.array([getattr(row, name) for row in rows], dtype=np.float64)
            for side, end in enumerate(("low", "high")):
                ends = [getattr(row, f"{name}_interval")[side] for row in rows]
                columns[f"{name}_{end}"] = np.array(ends, dtype=np.float64)
        columns["superiority"] = np.array([row.superiority for row in rows], dtype=np.float64)
        columns["p"] = np.array([row.test.p for row in rows], dtype=np.float64)
        columns["p_uncorrected"] = np.array([_raw(row) for row in rows], dtype=np.float64)
        columns["smallest_p"] = np.array([row.smallest_p for row in rows], dtype=np.float64)
        columns["exact"] = np.array([row.test.exact for row in rows], dtype=bool)
        limits = ["; ".join(row.limits()) for row in rows]
        return TidyTable(columns | {"limits": np.array(limits, dtype=np.str_)})

    def summary(self) -> TidyTable:
        """One row a contrast, without what is seldom read."""
        frame = self.to_frame()
        kept = "measure group against n n_against difference difference_low difference_high"
        kept += " g superiority p smallest_p"
        return TidyTable({name: frame[name] for name in kept.split()})

    def statement(self, *, alpha: float = 0.05) -> str:
        """Say contrast by contrast what was found, and what these cases cannot show."""
        return "\n".join(row.statement(alpha) for row in self.contrasts)


def compare_groups(
    measures: Mapping[str, ByCase] | ByCase,
    groups: Sequence[str | None],
    *,
    eco: Ecosystem | None = None,
    correction: Correction = "holm",
    level: float = 0.95,
    replicates: int = 9_999,
    seed: int = 0,
) -> GroupComparison:
    """Do groups of cases differ, by how much, and how sure is that?

    Under the null it does not matter which group a case is in: cases are exchanged between two
    groups, in all ways where there are no more than ``replicates``. Cases are drawn anew within
    their group for the intervals.

    Parameters
    ----------
    measures
        A number a case, by name of the measure: an array, or a function of ``eco`` that gives one.
        A measure alone needs no name. NaN says nothing of a case.
    groups
        Name of the group of each case; None: in no group.
    eco
        What functions are asked about.
    correction
        For all contrasts together: Holm, Benjamini and Hochberg (``"bh"``), or ``"none"``.
    level
        Of the intervals, above 0 and below 1 (library default: 0.95).
    replicates
        Random assignments where there are more in all, and draws of the bootstrap, at least 1
        (library default: 9999).
    seed
        Of both.

    Returns
    -------
    GroupComparison
        Every two groups in every measure; with few cases it says what they cannot show.

    Raises
    ------
    InvalidCaseError
        Where a measure has not one number a case, there are fewer than two groups, or a setting is
        out of its range.
    UnknownTermError
        Where the correction is not known.

    Notes
    -----
    *Theory*: fisher1935, phipson2010 (the test), hedges1981, borenstein2009 (g and its standard
    error), cliff1993, vargha2000 (delta and superiority), efron1993, hesterberg2015 (expanded
    percentile intervals over cases; of a difference by the smaller group), holm1979,
    benjamini1995; published.

    *Laws*: two groups the other way round give the other sign and the same p; a number added to all
    values changes neither g nor p, one they are multiplied by multiplies differences alone; the
    order of measures changes nothing.

    Examples
    --------
    >>> found = compare_groups([3.0, 4.0, 5.0, 0.0, 1.0, 2.0], ["a"] * 3 + ["b"] * 3)
    >>> found.contrasts[0].test.p, found.contrasts[0].limits()[0]
    (0.1, 'so few cases cannot show a p below 0.1, however much they differ')
    """
    if not 0 < level < 1:
        raise InvalidCaseError("compare_groups.level", "a share above 0 and below 1", shown(level))
    if not (replicates >= 1 and replicates % 1 == 0):
        raise InvalidCaseError(
            "compare_groups.replicates", "a whole number of at least 1", shown(replicates)
        )
    corrected(np.zeros(0), correction)
    names, of = _grouped(groups)
    values, told = _measured(measures, len(of), eco)
    pairs = list(combinations(range(len(names)), 2))
    found = [
        contrasted(
            (measure, names[a], names[b]),
            _told(values[k], of == a),
            _told(values[k], of == b),
            level=float(level),
            replicates=int(replicates),
            seed=seed,
        )
        for k, measure in enumerate(told)
        for a, b in pairs
    ]
    mean, low, high = _means(values, of, len(names), level, int(replicates), seed)
    return GroupComparison(
        measures=told,
        groups=names,
        values=values,
        of=of,
        mean=mean,
        mean_low=low,
        mean_high=high,
        contrasts=_corrected(found, correction),
        correction=correction,
        level=float(level),
        replicates=int(replicates),
        seed=seed,
    )


def _grouped(groups: Sequence[str | None]) -> tuple[tuple[str, ...], Ints]:
    """Names of the groups in the order in which they come, and the group of each case."""
    names = tuple(dict.fromkeys(str(name) for name in groups if name is not None))
    if len(names) < 2:
        raise InvalidCaseError("compare_groups.groups", "two groups at least", shown(len(names)))
    place = {name: k for k, name in enumerate(names)}
    return names, np.array([-1 if name is None else place[str(name)] for name in groups])


def _measured(
    measures: Mapping[str, ByCase] | ByCase, cases: int, eco: Ecosystem | None
) -> tuple[Floats, tuple[str, ...]]:
    """Values by measure and case, and the names of the measures."""
    if not isinstance(measures, Mapping):
        measures = {getattr(measures, "__name__", "measure"): measures}
    rows = []
    for name, measure in measures.items():
        where = f"compare_groups.measures[{shown(name)}]"
        if callable(measure) and eco is None:
            raise InvalidCaseError(where, "numbers, or an ecosystem to work them out of", "neither")
        try:
            given = measure(eco) if callable(measure) and eco is not None else measure
            row = np.asarray(given, dtype=np.float64)
        except (TypeError, ValueError):
            raise InvalidCaseError(where, "numbers", "something else") from None
        if row.shape != (cases,) or np.isinf(row).any():
            got = "infinite ones" if row.shape == (cases,) else f"the shape {row.shape}"
            raise InvalidCaseError(where, f"one finite number (or NaN) for {cases} cases", got)
        rows.append(row)
    if not rows:
        raise InvalidCaseError("compare_groups.measures", "one measure at least", "none")
    return np.stack(rows), tuple(measures)


def _told(values: Floats, chosen: Array) -> Floats:
    return values[chosen & ~np.isnan(values)]


def _means(
    values: Floats, of: Ints, groups: int, level: float, replicates: int, seed: int
) -> tuple[Floats, Floats, Floats]:
    """Mean of each measure in each group, with its interval; shape (measures, groups) each."""
    out = np.full((3, len(values), groups), np.nan)
    for k, row in enumerate(values):
        random = generator(seed)
        for g in range(groups):
            told = _told(row, of == g)
            if len(told):
                out[0, k, g] = told.mean()
            if len(told) > 1:
                drawn = drawn_counts(random, len(told), replicates) @ told / len(told)
                out[1, k, g], out[2, k, g] = replicate_interval(
                    drawn, expanded_level(level, len(told))
                )
    return out[0], out[1], out[2]


def _corrected(found: list[GroupContrast], correction: Correction) -> tuple[GroupContrast, ...]:
    """Correct the p values of all contrasts together."""
    p = np.array([row.test.p for row in found])
    tests = int((~np.isnan(p)).sum())
    if correction == "none" or tests < 2:
        return tuple(found)
    return tuple(
        attrs.evolve(
            row,
            test=row.test.corrected(float(one), tests),
            # Where all are as small as can be, Benjamini and Hochberg leave them so.
            smallest_p=min(1.0, row.smallest_p * (tests if correction == "holm" else 1)),
        )
        for row, one in zip(found, corrected(p, correction), strict=True)
    )


def _raw(row: GroupContrast) -> float:
    return row.test.p if row.test.tests == 1 else row.test.raw_p
