"""What a record shows that its rules forbid: listed with its rows, never dropped."""

from __future__ import annotations

import numpy as np

from mediaeco.analysis.lifecycle import FrameLifecycle, frame_lifecycle
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import ActKind, Finding, FindingKind

__all__ = ["findings"]

_KINDS = tuple(ActKind)
_WHY = {
    ActKind.RENEGOTIATE: "nothing was agreed that could be renegotiated",
    ActKind.REJECT: "no proposal was waiting",
    ActKind.BREACH: "the element was not agreed",
    ActKind.REPAIR: "the element was not in breach",
}


def findings(eco: Ecosystem) -> tuple[Finding, ...]:
    """What does the record of one case show that its rules forbid?

    Parameters
    ----------
    eco
        One case.

    Returns
    -------
    tuple of Finding
        What the reading noted, then illegal frame acts, then replies that stand before their
        message. Each names its contacts; none of them stops an analysis.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> findings(Ecosystem(read_example("first-contact")))
    ()
    """
    case, table = eco.case, eco.table
    life = frame_lifecycle(eco)
    found = [*case.notes]
    found += [
        Finding(
            kind=FindingKind.ILLEGAL_ACT,
            text=f"{_KINDS[life.kind[k]]} of {life.elements[life.element[k]]}: {_why(life, k)}",
            contacts=(int(life.n[k]),),
        )
        for k in np.flatnonzero(~life.legal).tolist()
    ]
    reply = table.reply_row
    found += [
        Finding(
            kind=FindingKind.EARLY_REPLY,
            text=f"contact {int(table.n[row])} answers contact {int(table.n[reply[row]])}, "
            "which comes after it",
            contacts=(int(table.n[row]), int(table.n[reply[row]])),
        )
        for row in np.flatnonzero(reply > np.arange(len(table)))
    ]
    return tuple(found)


def _why(life: FrameLifecycle, k: int) -> str:
    kind = _KINDS[life.kind[k]]
    if kind is not ActKind.ACCEPT:
        return _WHY[kind]
    same = (life.case == life.case[k]) & (life.element == life.element[k])
    same &= np.arange(len(same)) < k
    proposals = (ActKind.PROPOSE, ActKind.RENEGOTIATE)
    answers = (ActKind.ACCEPT, ActKind.REJECT)
    waiting = None
    for earlier in np.flatnonzero(same & life.legal):
        if _KINDS[life.kind[earlier]] in proposals:
            waiting = earlier
        elif _KINDS[life.kind[earlier]] in answers:
            waiting = None
    if waiting is None:
        return "no proposal was waiting"
    return "accepted by the one who proposed it"
