"""One log of many people as many cases: every pair that was in contact."""

from __future__ import annotations

import os
from typing import Any

from attrs import frozen

from mediaeco.errors import InvalidCaseError, shown
from mediaeco.io.mapping import CaseMapping, ColumnMapping
from mediaeco.io.table import resolved_source
from mediaeco.model import Cohort, Finding

__all__ = ["PairLog", "read_pairs"]


@frozen(repr=False)
class PairLog:
    """Every pair of a log as a case.

    Parameters
    ----------
    cohort
        The cases, those with the most contacts first.
    people
        Whom the log calls the therapist and the patient of each case. These are the log's own
        names: publish them only where it does.
    findings
        What was left out, and how much of it.
    """

    cohort: Cohort
    people: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...] = ()

    def __repr__(self) -> str:
        contacts = len(self.cohort.table)
        return f"<PairLog: {len(self.cohort)} pairs, {contacts} interactions>"


def read_pairs(
    source: Any,
    mapping: CaseMapping | ColumnMapping | str | os.PathLike[str] | None = None,
    *,
    at_least: int = 1,
    first: str = "patient",
) -> PairLog:
    """Read a log of many people as a cohort: one case for every pair that was in contact.

    Nothing in such a log says who treats whom. For the purpose of a run, the one who made the
    first contact of a pair stands in the role ``first``, the other in the other one.

    Parameters
    ----------
    source, mapping
        As in `read_table`. A row has one receiver; ``roles`` and ``keep`` do not matter. Of an
        interaction, time, sender, receiver, channel, content and duration are read.
    at_least
        Contacts of a pair that is kept.
    first
        ``"patient"`` or ``"therapist"``.

    Returns
    -------
    PairLog
        The cohort, whom the log calls the two of each case, and what was left out.

    Raises
    ------
    FaultGroup
        With every fault of the tables.

    Examples
    --------
    >>> log = read_pairs(
    ...     {"time": [0, 5, 9], "sender": ["a", "b", "c"], "receivers": ["b", "a", "a"]},
    ...     ColumnMapping(constants={"channel": "sms"}),
    ... )
    >>> log
    <PairLog: 2 pairs, 3 interactions>
    >>> log.people
    (('b', 'a'), ('a', 'c'))
    """
    if first not in ("patient", "therapist"):
        raise InvalidCaseError("first", "one of patient, therapist", shown(first))
    from mediaeco.io.pairing import log_from  # the reading itself takes cattrs, which loads slowly

    how, sources, name = resolved_source(source, mapping)
    return log_from(how, sources, name, at_least=at_least, first=first)
