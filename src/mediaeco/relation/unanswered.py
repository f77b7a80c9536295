"""Messages that found no answer: silence as an event, with a weight in the relationship."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.thread import came_about, dyadic
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.quantile import group_quantile
from mediaeco.model import Result, TidyTable
from mediaeco.model.clock import DAY, SECOND, micros_of

__all__ = ["ANSWERS", "Unanswered", "unanswered"]

ANSWERS = ("answered", "late", "open", "undecided")
"""What became of a turn: answered in time, answered later, never answered, or not to be told."""

_ANSWERED, _LATE, _OPEN, _UNDECIDED = range(4)
_SIDES = np.array(["therapist", "patient"])


@frozen(kw_only=True, eq=False, repr=False)
class Unanswered(Result):
    """Turns of either side, and what became of them.

    Parameters
    ----------
    cases
        Ids.
    case
        Case of each turn; shape (turns,), as all that follow.
    side
        Who spoke: 0 therapist, 1 patient.
    first, last
        Contact index of the turn's first and last contact.
    days
        From the turn's end to the answer; NaN where none came.
    waited
        From the turn's end to the answer or to the end of observation, in days.
    status
        Place in `ANSWERS`.
    limit
        Days within which each side must answer the other to be in time: that of the side which
        answers, (therapist, patient); NaN where it never answered; shape (cases, 2).
    share
        Late and open turns among those told, by the side that spoke; NaN without any; shape
        (cases, 2).
    """

    cases: tuple[str, ...]
    case: Ints
    side: Ints
    first: Ints
    last: Ints
    days: Floats
    waited: Floats
    status: Ints
    limit: Floats
    share: Floats

    def __len__(self) -> int:
        return len(self.case)

    @property
    def unanswered(self) -> Bools:
        """True where a turn was answered late or never; shape (turns,)."""
        return np.isin(self.status, (_LATE, _OPEN))

    def to_frame(self) -> TidyTable:
        """One row a turn."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case],
                "spoke": _SIDES[self.side],
                "first": self.first,
                "last": self.last,
                "days": self.days,
                "waited_days": self.waited,
                "status": np.array(ANSWERS)[self.status],
            }
        )

    def summary(self) -> TidyTable:
        """One row a case and side that spoke."""
        key = self.case * 2 + self.side
        cases = len(self.cases)
        return TidyTable(
            {
                "case": np.repeat(np.array(self.cases, dtype=np.str_), 2),
                "spoke": np.tile(_SIDES, cases),
                "turns": np.bincount(key, minlength=2 * cases),
                "unanswered": np.bincount(key, self.unanswered, 2 * cases).astype(np.int64),
                "share": self.share.ravel(),
                "limit_days": self.limit[:, ::-1].ravel(),
            }
        )


def unanswered(eco: Ecosystem, *, quantile: float = 0.9, times: float = 1.0) -> Unanswered:
    """Which messages of either side were left without an answer?

    A turn is a run of contacts by one side, with none by the other between them. It waits from its
    last contact to the next one by the other side, or until both talk live. It is unanswered where
    that takes longer than this side of this pair usually does: ``times`` the ``quantile`` of the
    latencies of all its answers. A turn without an answer at the end of observation is open where
    it has waited longer than that, and undecided where it has not.

    With ``times = 1``, a share of about ``1 - quantile`` of the answers is late by construction:
    late for this pair. What was seen and when is not in the record.

    Parameters
    ----------
    eco
        One case or a cohort.
    quantile
        From 0 to 1 (library default .9).
    times
        Above 0 (library default 1).

    Returns
    -------
    Unanswered
        One entry a turn.

    Raises
    ------
    InvalidCaseError
        Where ``quantile`` or ``times`` is out of its range.

    Notes
    -----
    *Theory*: watzlawick1967 (one cannot not communicate: silence is a message); rule and limit are
    the library's proposal. The silences themselves, and that all time is accounted for, are in
    `mediaeco.analysis.silences`.

    *Laws*: a larger ``times`` never leaves more unanswered; swapping the roles swaps the sides;
    shifting all times changes nothing; the turns of a case do not depend on others.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> left = unanswered(Ecosystem(read_example("sent-away")))
    >>> left.share.shape
    (1, 2)
    """
    if not 0 <= quantile <= 1:
        raise InvalidCaseError("unanswered.quantile", "a number from 0 to 1", str(quantile))
    if not (times > 0 and np.isfinite(times)):
        raise InvalidCaseError("unanswered.times", "a finite number above 0", str(times))
    table, cases = eco.table, len(eco.cases)
    rows = np.flatnonzero(dyadic(table))
    live = np.array([channel.live for channel in eco.channels], dtype=bool)
    together = (live[table.channel] & came_about(table))[rows]
    case, n = table.case[rows], table.n[rows]
    speaker = np.where(together, 2, table.sender[rows]).astype(np.int64)
    length = np.round(np.nan_to_num(table.duration[rows]) * SECOND).astype(np.int64)
    ends = table.time[rows] + length
    begins = np.flatnonzero((np.diff(case, prepend=-1) != 0) | (np.diff(speaker, prepend=-1) != 0))
    after = np.append(begins[1:], len(rows))
    alone = speaker[begins] < 2
    begins, after = begins[alone], after[alone]
    of, side = case[begins], speaker[begins]
    here = np.minimum(after, max(len(rows) - 1, 0))
    answered = (after < len(rows)) & (case[here] == of) if len(rows) else np.zeros(0, dtype=bool)
    until = _until(eco, ends, case)
    last = after - 1
    # A call may outlast the message that answers it: nobody waits less than no time.
    wait = np.maximum(np.where(answered, table.time[rows][here], until[of]) - ends[last], 0) / DAY
    key = of * 2 + (1 - side)
    usual = times * group_quantile(wait[answered], key[answered], 2 * cases, quantile)
    limit = usual[key]
    status = np.where(answered, _ANSWERED, _UNDECIDED)
    status[answered & (wait > limit)] = _LATE
    status[~answered & (wait > limit)] = _OPEN
    spoke = of * 2 + side
    told = np.bincount(spoke, status != _UNDECIDED, 2 * cases)
    left = np.bincount(spoke, np.isin(status, (_LATE, _OPEN)), 2 * cases)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = (left / told).reshape(cases, 2)
    return Unanswered(
        cases=eco.ids,
        case=of,
        side=side,
        first=n[begins],
        last=n[last],
        days=np.where(answered, wait, np.nan),
        waited=wait,
        status=status,
        limit=usual.reshape(cases, 2),
        share=share,
    )


def _until(eco: Ecosystem, ends: Ints, case: Ints) -> Ints:
    """End of observation of each case, microseconds: told, or the end of its last contact."""
    table = eco.table
    until = np.zeros(len(eco.cases), dtype=np.int64)
    filled = np.flatnonzero(np.diff(table.offsets) > 0)
    until[filled] = table.time[table.offsets[1:][filled] - 1]
    np.maximum.at(until, case, ends)
    for i, head in enumerate(eco.cases):
        if head.observed_until is not None:
            until[i] = max(int(until[i]), micros_of(head.observed_until))
    return until
