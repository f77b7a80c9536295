"""The first digital contact: where the relationship begins."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.session import is_session
from mediaeco.analysis.thread import dyadic
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.segment import segment_first
from mediaeco.model import Result, TidyTable
from mediaeco.model.clock import DAY

__all__ = ["FirstContact", "first_contact"]


@frozen(kw_only=True, eq=False, repr=False)
class FirstContact(Result):
    """How contact between therapist and patient began, by case.

    Parameters
    ----------
    cases
        Ids.
    n
        Contact index of the first contact between the two, -1 where there was none.
    channel
        Id of its channel, empty where there was none.
    by
        ``"therapist"`` or ``"patient"``, empty where there was none.
    answered_after
        Hours until the other side first contacted the one who began; NaN where it never did.
    answered_over
        Id of the channel of that answer, empty where there was none.
    session_after
        Days until the first session; NaN where there was none.
    """

    cases: tuple[str, ...]
    n: Ints
    channel: tuple[str, ...]
    by: tuple[str, ...]
    answered_after: Floats
    answered_over: tuple[str, ...]
    session_after: Floats

    def to_frame(self) -> TidyTable:
        """One row a case."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_),
                "n": self.n,
                "channel": np.array(self.channel, dtype=np.str_),
                "by": np.array(self.by, dtype=np.str_),
                "answered_after_hours": self.answered_after,
                "answered_over": np.array(self.answered_over, dtype=np.str_),
                "session_after_days": self.session_after,
            }
        )


def first_contact(eco: Ecosystem) -> FirstContact:
    """How did contact between therapist and patient begin?

    Parameters
    ----------
    eco
        One case or a cohort.

    Returns
    -------
    FirstContact
        One entry a case.

    Notes
    -----
    *Theory*: valenciarey (the relationship begins with the first digital contact).

    *Laws*: later contacts never change who began, when and where.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> first_contact(Ecosystem(read_example("first-contact"))).channel
    ('website',)
    """
    table = eco.table
    between = dyadic(table)
    first = segment_first(between, table.offsets)
    begun = first >= 0
    if len(table):
        sender = np.where(begun, table.sender[first], -1)
        answer = segment_first(between & (table.sender != sender[table.case]), table.offsets)
        since = np.where(begun, table.time[first], 0)
        answered = np.where(answer >= 0, (table.time[answer] - since) / DAY * 24, np.nan)
        session = segment_first(is_session(eco), table.offsets)
        met = np.where(session >= 0, (table.time[session] - since) / DAY, np.nan)
    else:
        sender, answer = first, first
        answered = met = np.full(len(first), np.nan)
    names = [channel.id for channel in eco.channels]
    return FirstContact(
        cases=eco.ids,
        n=np.array([table.n[row] if row >= 0 else -1 for row in first], dtype=np.int64),
        channel=tuple(names[table.channel[row]] if row >= 0 else "" for row in first),
        by=tuple(("therapist", "patient")[code] if code >= 0 else "" for code in sender),
        answered_after=answered,
        answered_over=tuple(names[table.channel[row]] if row >= 0 else "" for row in answer),
        session_after=met,
    )
