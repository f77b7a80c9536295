"""Silence made explicit: it is data, and total time is conserved."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Floats, Ints
from mediaeco.model import Result, TidyTable
from mediaeco.model.clock import DAY, SECOND, micros_of

__all__ = ["Silences", "silences"]


@frozen(kw_only=True, eq=False, repr=False)
class Silences(Result):
    """Every silence between contacts, and the one at the end.

    Parameters
    ----------
    cases
        Ids.
    case
        Case of each silence; shape (silences,), as all that follow.
    after, before
        Contact index of the contacts around it; ``before`` is -1 for the silence up to the end of
        observation.
    begins, days
        Days since first contact at which it begins, and how long it lasts, in days.
    total, contact, silent
        By case, in days: from first contact to the end of observation, of which in contact, and
        silent (silences that are too short to be listed included); shape (cases,); 0 without
        contacts.
    """

    cases: tuple[str, ...]
    case: Ints
    after: Ints
    before: Ints
    begins: Floats
    days: Floats
    total: Floats
    contact: Floats
    silent: Floats

    def to_frame(self) -> TidyTable:
        """One row a silence."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case],
                "after": self.after,
                "before": np.where(self.before < 0, np.nan, self.before),
                "begins_days": self.begins,
                "days": self.days,
            }
        )


def silences(eco: Ecosystem, *, longer_than_hours: float = 0.0) -> Silences:
    """When was there silence, and for how long?

    A contact lasts as long as its duration says (a moment, where none is known); time that no
    contact covers is silence.

    Parameters
    ----------
    eco
        One case or a cohort.
    longer_than_hours
        Silences listed last longer than this, in hours, at least 0.

    Returns
    -------
    Silences
        One entry a silence, and how the time of each case parts.

    Raises
    ------
    InvalidCaseError
        Where ``longer_than_hours`` is below 0.

    Notes
    -----
    *Theory*: watzlawick1967 (one cannot not communicate); library's proposal.

    *Laws*: time in contact and silence make up the total; the listed silences make up all
    silence where ``longer_than_hours`` is 0; swapping the roles changes nothing.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> away = silences(Ecosystem(read_example("sent-away")), longer_than_hours=30 * 24)
    >>> away.before.tolist()
    [-1]
    """
    if not longer_than_hours >= 0:
        raise InvalidCaseError(
            "silences.longer_than_hours", "hours of at least 0", str(longer_than_hours)
        )
    table = eco.table
    ends = table.time + np.round(np.nan_to_num(table.duration) * SECOND).astype(np.int64)
    covered = _running_max(ends, table.offsets)
    filled = np.flatnonzero(np.diff(table.offsets) > 0)
    last = table.offsets[1:][filled] - 1
    until = covered[last].copy()
    for k, i in enumerate(filled.tolist()):
        observed = eco.cases[i].observed_until
        if observed is not None:
            until[k] = max(until[k], micros_of(observed))
    following = np.append(table.time[1:], 0)
    following[last] = until
    gap = np.maximum(following - covered, 0)
    listed = np.flatnonzero(gap > longer_than_hours * DAY / 24)
    total, silent = np.zeros(table.cases), np.zeros(table.cases)
    total[filled] = (until - table.time[table.offsets[:-1][filled]]) / DAY
    silent[filled] = np.bincount(table.case, gap / DAY, table.cases)[filled]
    final = np.zeros(len(table), dtype=bool)
    final[last] = True
    origin = table.origin[table.case]
    return Silences(
        cases=eco.ids,
        case=table.case[listed],
        after=table.n[listed],
        before=np.where(final, -1, np.append(table.n[1:], -1))[listed],
        begins=((covered - origin) / DAY)[listed],
        days=(gap / DAY)[listed],
        total=total,
        contact=total - silent,
        silent=silent,
    )


def _running_max(values: Ints, offsets: Ints) -> Ints:
    """Largest value so far within each segment."""
    largest = values.copy()
    for begin, end in pairwise(offsets.tolist()):
        # A loop over cases: one call each is quicker than setting the cases apart by numbers.
        np.maximum.accumulate(values[begin:end], out=largest[begin:end])
    return largest
