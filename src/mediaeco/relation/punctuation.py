"""Punctuation: which measures change when an observer parts the exchange otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import attrs
import numpy as np
from attrs import field, frozen
from numpy.typing import ArrayLike

from mediaeco.analysis import cocreation, contexts, silences
from mediaeco.analysis.thread import BOUT_GAP_HOURS, dyadic, thread_roots
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.model import Result, TidyTable
from mediaeco.model.bound import identifier, number
from mediaeco.relation.control import relational_control
from mediaeco.relation.metacommunication import meta_communication

__all__ = ["PUNCTUATED", "Punctuation", "Segmentation", "punctuation"]

Segmented = Callable[[Ecosystem, float], ArrayLike]
"""From an ecosystem, and the silence in hours that ends a context, to one number a case."""


@frozen
class Segmentation:
    """One way to part an exchange into contexts.

    Parameters
    ----------
    name
        What to call it.
    gap_hours
        Silence that ends a context, in hours, above 0 (library default 12).
    marks
        True where marks given by hand part contexts too.
    """

    name: str = field(validator=identifier())
    gap_hours: float = field(default=BOUT_GAP_HOURS, validator=number(above=0))
    marks: bool = field(default=True, kw_only=True)

    def of(self, eco: Ecosystem) -> Ecosystem:
        """The record as this observer parts it."""
        if self.marks or not eco.table.labels:
            return eco
        table = eco.table
        bare = attrs.evolve(table, context=np.full_like(table.context, -1), labels=())
        return attrs.evolve(eco, table=bare)


@frozen(kw_only=True, eq=False, repr=False)
class Punctuation(Result):
    """Measures under several segmentations.

    Parameters
    ----------
    cases
        Ids.
    measures
        Names.
    segmentations
        What was tried.
    values
        Shape (measures, segmentations, cases); NaN where a measure is not defined.
    """

    cases: tuple[str, ...]
    measures: tuple[str, ...]
    segmentations: tuple[Segmentation, ...]
    values: Floats

    @property
    def spread(self) -> Floats:
        """Largest less smallest value of each measure; shape (measures, cases).

        NaN where it is defined under no segmentation.
        """
        there = ~np.isnan(self.values)
        largest = np.where(there, self.values, -np.inf).max(axis=1)
        smallest = np.where(there, self.values, np.inf).min(axis=1)
        with np.errstate(invalid="ignore"):
            return np.where(there.any(axis=1), largest - smallest, np.nan)

    @property
    def changes(self) -> Bools:
        """True where a measure is another under another segmentation; shape (measures, cases).

        A measure changes too where it is defined under one and not under another.
        """
        there = ~np.isnan(self.values)
        some: Bools = there.max(axis=1) & ~there.min(axis=1)
        with np.errstate(invalid="ignore"):
            return some | (self.spread > 0)

    def to_frame(self) -> TidyTable:
        """One row a case, measure and segmentation."""
        measure, segmentation, case = (part.ravel() for part in np.indices(self.values.shape))
        names = np.array([each.name for each in self.segmentations], dtype=np.str_)
        gaps = np.array([each.gap_hours for each in self.segmentations])
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[case],
                "measure": np.array(self.measures, dtype=np.str_)[measure],
                "segmentation": names[segmentation],
                "gap_hours": gaps[segmentation],
                "value": self.values.ravel(),
            }
        )

    def summary(self) -> TidyTable:
        """One row a case and measure: does it change, and by how much?"""
        measure, case = (part.ravel() for part in np.indices(self.spread.shape))
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[case],
                "measure": np.array(self.measures, dtype=np.str_)[measure],
                "changes": self.changes.ravel(),
                "spread": self.spread.ravel(),
            }
        )


def punctuation(
    eco: Ecosystem,
    *,
    measures: Mapping[str, Segmented] | None = None,
    segmentations: Sequence[Segmentation] | None = None,
) -> Punctuation:
    """Which measures depend on how an observer punctuates the exchange?

    Each measure is taken under each segmentation. One that does not look at contexts or threads
    stays what it is; who began what does not.

    Parameters
    ----------
    eco
        One case or a cohort.
    measures
        By name, each from an ecosystem and a gap in hours to one number a case; None: `PUNCTUATED`.
    segmentations
        Ways to part the exchange, at least two; None: silences of 1, 12, 72 and 168 hours without
        marks given by hand, and of 12 hours with them where there are any (library default).

    Returns
    -------
    Punctuation
        All values, and which of them change.

    Raises
    ------
    InvalidCaseError
        Where there are fewer than two segmentations, or a measure does not give one number a case.

    Notes
    -----
    *Theory*: watzlawick1967 (the nature of a relationship depends on the punctuation of its
    sequences by those in it); the report is the library's proposal.

    *Laws*: a measure that uses no segmentation never changes; two equal segmentations change
    nothing; the number of contexts never rises with the gap.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> report = punctuation(Ecosystem(read_example("first-contact")))
    >>> [name for name, moves in zip(report.measures, report.changes[:, 0]) if not moves]
    ['contact_balance', 'silent_share', 'alternation', 'meta_communication', 'symmetry']
    """
    chosen = _usual(eco) if segmentations is None else tuple(segmentations)
    if len(chosen) < 2:
        raise InvalidCaseError(
            "punctuation.segmentations", "two at least, to compare", str(len(chosen))
        )
    taken = PUNCTUATED if measures is None else measures
    parted = [(each.of(eco), each.gap_hours) for each in chosen]
    values = np.array(
        [
            [_one_a_case(measure(view, gap), len(eco.cases)) for view, gap in parted]
            for measure in taken.values()
        ],
        dtype=np.float64,
    ).reshape(len(taken), len(chosen), len(eco.cases))
    return Punctuation(cases=eco.ids, measures=tuple(taken), segmentations=chosen, values=values)


def _usual(eco: Ecosystem) -> tuple[Segmentation, ...]:
    chosen = [Segmentation(f"{gap} h", gap, marks=False) for gap in (1, 12, 72, 168)]
    if eco.table.labels and (eco.table.context >= 0).any():
        chosen.append(Segmentation("12 h and marks", 12))
    return tuple(chosen)


def _one_a_case(values: ArrayLike, cases: int) -> Floats:
    found = np.asarray(values, dtype=np.float64)
    if found.ndim == 0 and cases == 1:
        found = found.reshape(1)
    if found.shape != (cases,):
        raise InvalidCaseError(
            "punctuation.measures",
            f"one number a case, of shape ({cases},)",
            f"an array of shape {found.shape}",
        )
    return found


def _mean_of_contexts(of: Array, case: Ints, cases: int) -> Floats:
    there = ~np.isnan(of)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean: Floats = np.bincount(case, np.where(there, of, 0.0), cases) / np.bincount(
            case, there, cases
        )
    return mean


def _contexts(eco: Ecosystem, gap: float) -> Ints:
    return np.bincount(contexts(eco, gap_hours=gap).case, minlength=len(eco.cases))


def _context_balance(eco: Ecosystem, gap: float) -> Floats:
    found = contexts(eco, gap_hours=gap)
    return _mean_of_contexts(found.balance, found.case, len(eco.cases))


def _uptake(eco: Ecosystem, gap: float) -> Floats:
    found = contexts(eco, gap_hours=gap)
    return _mean_of_contexts(found.uptake, found.case, len(eco.cases))


def _initiative(eco: Ecosystem, gap: float) -> Floats:
    """Threads that the therapist began, among those that either of the two did."""
    table = eco.table
    begun = np.flatnonzero(thread_roots(table, gap) == np.arange(len(table)))
    begun = begun[table.sender[begun] < 2]
    counts = np.bincount(table.case[begun], minlength=table.cases)
    own = np.bincount(table.case[begun], table.sender[begun] == 0, table.cases)
    with np.errstate(invalid="ignore", divide="ignore"):
        share: Floats = own / counts
    return share


def _alternation(eco: Ecosystem, _: float) -> Floats:
    """Contacts between the two that another of theirs by the other side comes before."""
    table = eco.table
    rows = np.flatnonzero(dyadic(table))
    case, sender = table.case[rows], table.sender[rows]
    same = np.diff(case) == 0
    turns = np.bincount(case[1:], same & (np.diff(sender) != 0), table.cases)
    with np.errstate(invalid="ignore", divide="ignore"):
        share: Floats = turns / np.bincount(case[1:], same, table.cases)
    return share


def _contact_balance(eco: Ecosystem, _: float) -> Floats:
    return cocreation(eco).contact_balance


def _silent_share(eco: Ecosystem, _: float) -> Floats:
    found = silences(eco)
    with np.errstate(invalid="ignore", divide="ignore"):
        share: Floats = found.silent / found.total
    return share


def _meta(eco: Ecosystem, _: float) -> Floats:
    return meta_communication(eco).share


def _symmetry(eco: Ecosystem, gap: float) -> Floats:
    return relational_control(eco, gap_hours=gap).shares[:, 0]


PUNCTUATED: Mapping[str, Segmented] = {
    "contexts": _contexts,
    "context_balance": _context_balance,
    "uptake": _uptake,
    "initiative": _initiative,
    "contact_balance": _contact_balance,
    "silent_share": _silent_share,
    "alternation": _alternation,
    "meta_communication": _meta,
    "symmetry": _symmetry,
}
"""Measures that `punctuation` looks at by default: the first four and the last use contexts or
threads, the others do not."""
