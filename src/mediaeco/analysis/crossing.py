"""Crossings of the frame's boundary: what the terms say, beside what people judged."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.boundary import boundary_load
from mediaeco.analysis.history import SIDES
from mediaeco.analysis.lifecycle import frame_lifecycle
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.segment import segment_rank
from mediaeco.model import ActKind, BoundaryKind, Result, TidyTable

__all__ = ["JUDGEMENTS", "BoundaryCrossings", "boundary_crossings"]

JUDGEMENTS = ("", *(str(kind) for kind in BoundaryKind))
"""Judgements in the order of their axis; the first one: nobody judged."""

_BREACH = tuple(ActKind).index(ActKind.BREACH)


@frozen(kw_only=True, eq=False, repr=False)
class BoundaryCrossings(Result):
    """Contacts that lay outside the frame, or that somebody judged to have crossed it.

    Parameters
    ----------
    cases, channels, elements
        Ids, in the order of the axes.
    case, row, n
        Case, row and contact index of each such contact; shape (found,), as all to ``element``.
    outside
        True where the contact lay outside the terms of the frame, as in `boundary_load`.
    judged
        Place in `JUDGEMENTS` of what people judged; 0 where nobody did.
    sender
        Code of who made the contact: 0 the therapist, 1 the patient, others above.
    channel
        Code of its channel.
    element
        Code of the first element that the contact breached; -1 where it breached none.
    counts
        Contacts by case, side, channel, outside or not, and judgement; all contacts of both sides;
        shape (cases, 2, channels, 2, 3).
    breaches
        Breaches by case, element and judgement of the contact; shape (cases, elements, 3).
    judged_share
        Contacts outside the frame that somebody judged, over those outside, by case; NaN where none
        lay outside; shape (cases,). Low: the judgements tell of few of them.
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    elements: tuple[str, ...]
    case: Ints
    row: Ints
    n: Ints
    outside: Bools
    judged: Ints
    sender: Ints
    channel: Ints
    element: Ints
    counts: Ints
    breaches: Ints
    judged_share: Floats

    def __len__(self) -> int:
        return len(self.row)

    def to_frame(self) -> TidyTable:
        """One row a contact outside the frame or judged."""
        elements = np.array([*self.elements, ""], dtype=np.str_)
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case],
                "n": self.n,
                "side": np.array([*SIDES, "other"])[np.minimum(self.sender, 2)],
                "channel": np.array(self.channels, dtype=np.str_)[self.channel],
                "outside": self.outside,
                "judged": np.array(JUDGEMENTS)[self.judged],
                "breached": elements[self.element],
            }
        )


def boundary_crossings(eco: Ecosystem) -> BoundaryCrossings:
    """Which contacts crossed the boundary of the frame, by its terms and as people judged them?

    The terms (agreed hours, agreed channels, breaches) say which contacts lay *outside*. Whether
    one of these was a *crossing*, which may do good, or a *violation*, which harms or uses the
    patient, people judge, and the record has it or has it not: neither is ever inferred.

    Parameters
    ----------
    eco
        One case or a cohort.

    Returns
    -------
    BoundaryCrossings
        Each contact, and the two readings against one another.

    Notes
    -----
    *Theory*: gutheil1993 (crossings and violations of the boundary), langs1979 (deviations from
    the ground rules), adapted: the distinction is the source's, and stays a code given by people.

    *Laws*: a violation is found only where one was coded; contacts outside are those of
    `boundary_load`; leaving judgements out changes nothing but the judgements; swapping the roles
    swaps the sides.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> crossed = boundary_crossings(Ecosystem(read_example("broken-frame")))
    >>> len(crossed) >= int(crossed.outside.sum()) > 0
    True
    """
    table = eco.table
    outside = boundary_load(eco).outside
    judged = table.boundary.astype(np.int64) + 1
    row = np.flatnonzero(outside | (judged > 0))
    life = frame_lifecycle(eco)
    breach = (life.kind == _BREACH) & life.legal
    at, broken = life.row[breach], life.element[breach]
    first = segment_rank(at) == 0
    element = np.full(len(table), -1)
    element[at[first]] = broken[first]

    width, kinds = len(eco.channels), len(JUDGEMENTS)
    sided = table.sender < 2
    key = (table.case * 2 + table.sender) * width + table.channel
    key = (key * 2 + outside) * kinds + judged
    counts = np.bincount(key[sided], minlength=table.cases * 2 * width * 2 * kinds)
    by_element = np.bincount(
        (table.case[at] * len(eco.elements) + broken) * kinds + judged[at],
        minlength=table.cases * len(eco.elements) * kinds,
    )
    out, told = (
        np.bincount(table.case, mask, table.cases) for mask in (outside, outside & (judged > 0))
    )
    with np.errstate(invalid="ignore"):
        judged_share = told / out
    return BoundaryCrossings(
        cases=eco.ids,
        channels=tuple(channel.id for channel in eco.channels),
        elements=tuple(item.id for item in eco.elements),
        case=table.case[row],
        row=row,
        n=table.n[row],
        outside=outside[row],
        judged=judged[row],
        sender=table.sender[row].astype(np.int64),
        channel=table.channel[row].astype(np.int64),
        element=element[row],
        counts=counts.reshape(table.cases, 2, width, 2, kinds),
        breaches=by_element.reshape(table.cases, len(eco.elements), kinds),
        judged_share=judged_share,
    )
