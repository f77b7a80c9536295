"""Conveyance and convergence: what the processes of communication need, and what was done."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import numpy as np
from attrs import frozen

from mediaeco.analysis.thread import came_about
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.group import group_mean
from mediaeco.kernels.segment import segment_cumsum
from mediaeco.model import ContentKind, Result, TidyTable

__all__ = [
    "CONTENT_NEEDS",
    "PROCESSES",
    "Process",
    "ProcessNeed",
    "Reading",
    "contact_need",
    "mean_need",
    "process_need",
]


@frozen(kw_only=True)
class Process:
    """One of the two processes of communication, and what it needs of a medium.

    Parameters
    ----------
    id
        ``"conveyance"`` or ``"convergence"``.
    quantity, format, sources
        The information transmitted: how much, in how many formats, from how many sources.
    processing
        How it is processed.
    synchronicity
        Synchronicity that the process needs: ``"lower"`` or ``"higher"``.
    need
        The same as convergence share q: 0 or 1.
    source
        Citation key.
    """

    id: str
    quantity: str
    format: str
    sources: str
    processing: str
    synchronicity: str
    need: float
    source: str = "dennis2008"


PROCESSES: tuple[Process, ...] = (
    Process(
        id="conveyance",
        quantity="higher",
        format="various",
        sources="multiple",
        processing="retrospective, slower",
        synchronicity="lower",
        need=0.0,
    ),
    Process(
        id="convergence",
        quantity="lower",
        format="specific",
        sources="specific",
        processing="verification, adjustment, negotiation; faster",
        synchronicity="higher",
        need=1.0,
    ),
)
"""The two processes and their needs, after Table 1 of Dennis, Fuller and Valacich (2008), in short;
not compared with the paper. The numbers are the library's coding."""

CONTENT_NEEDS: Mapping[ContentKind, float] = MappingProxyType(
    {
        ContentKind.TEXT: 0.4,
        ContentKind.LIVE_TALK: 0.9,
        ContentKind.VOICE_NOTE: 0.4,
        ContentKind.IMAGE: 0.2,
        ContentKind.EMOJI: 0.5,
        ContentKind.LINK: 0.1,
        ContentKind.DOCUMENT: 0.0,
        ContentKind.VIDEO: 0.1,
        ContentKind.FORM: 0.0,
    }
)
"""Convergence share by kind of content, where nobody said what a contact was for: the library's
proposal, in no paper. Tried contact and other content have none."""

Reading = Literal["purposes", "content", "both"]


@frozen(kw_only=True, eq=False, repr=False)
class ProcessNeed(Result):
    """How far what was done was convergence.

    Parameters
    ----------
    cases, channels
        Ids.
    case, n
        Case and contact index of each contact; shape (rows,).
    familiarity
        Contacts between the two that had come about before; shape (rows,).
    need
        Convergence share q of each contact, 0 (pure conveyance) to 1 (pure convergence); NaN where
        the record does not say what was done; shape (rows,).
    by_case
        Mean q over the contacts of each case; NaN where none is known; shape (cases,).
    by_channel
        Mean q over the contacts of each channel, all cases together; NaN as above; shape
        (channels,).
    trend
        Correlation of q with familiarity in each case, from -1 to 1; NaN before three
        contacts, or where either does not vary; shape (cases,).
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    case: Ints
    n: Ints
    familiarity: Ints
    need: Floats
    by_case: Floats
    by_channel: Floats
    trend: Floats

    def to_frame(self) -> TidyTable:
        """One row a contact."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case],
                "n": self.n,
                "familiarity": self.familiarity,
                "need": self.need,
            }
        )

    def summary(self) -> TidyTable:
        """One row a case."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_),
                "need": self.by_case,
                "trend": self.trend,
            }
        )


def mean_need(shares: Mapping[str, float], needs: Mapping[str, float]) -> float:
    """How far is a mix of purposes convergence?

    ``q = sum of share_k q_k / sum of share_k``

    Parameters
    ----------
    shares
        Amount of each purpose in the mix, at least 0.
    needs
        Convergence share of each purpose, from 0 to 1.

    Returns
    -------
    float
        From 0 to 1; NaN for an empty mix.

    Raises
    ------
    InvalidCaseError
        Where a purpose of the mix has no need.

    Notes
    -----
    *Theory*: dennis2008 (most tasks need both processes); the mean is the library's proposal.

    *Laws*: between the least and the greatest need in the mix; scaling the mix changes nothing.

    Examples
    --------
    >>> round(mean_need({"repair": 1, "payment": 3}, {"repair": 1.0, "payment": 0.1}), 3)
    0.325
    """
    for purpose in shares:
        if purpose not in needs:
            raise InvalidCaseError("mean_need.needs", "a need for every purpose", shown(purpose))
    largest = max(shares.values(), default=0.0)
    if not largest > 0:
        return float("nan")
    # Beside the largest: amounts that are next to nothing still have shares.
    beside = {purpose: share / largest for purpose, share in shares.items()}
    summed = sum(share * needs[purpose] for purpose, share in beside.items())
    return summed / sum(beside.values())


def process_need(eco: Ecosystem, *, reading: Reading = "purposes") -> ProcessNeed:
    """How far was what the two did convergence, and did that change as they grew familiar?

    Parameters
    ----------
    eco
        One case or a cohort.
    reading
        What a contact's q is read from: the mean need of its ``"purposes"``, the kind of its
        ``"content"`` (`CONTENT_NEEDS`), or ``"both"``: their mean, and either where the other is
        not known. Purposes are the library's default.

    Returns
    -------
    ProcessNeed
        By contact, case and channel. It holds what the claim "need for synchronicity falls as
        familiarity grows" (Dennis & Valacich 1999) can be tested on, and does not test it.

    Raises
    ------
    InvalidCaseError
        Where ``reading`` is none of these.

    Notes
    -----
    *Theory*: dennis2008, dennis1999; adapted: q is read from what contacts were for, whose needs
    are the library's.

    *Laws*: from 0 to 1; familiarity never falls within a case; contacts to come change nothing
    that was; swapping the roles changes nothing.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> found = process_need(Ecosystem(read_example("first-contact")))
    >>> 0 < float(found.by_case[0]) < 1
    True
    """
    if reading not in ("purposes", "content", "both"):
        raise InvalidCaseError(
            "process_need.reading", "'purposes', 'content' or 'both'", shown(reading)
        )
    table = eco.table
    need = contact_need(eco, reading)
    about = came_about(table).astype(np.int64)
    familiarity = segment_cumsum(about, table.offsets) - about
    return ProcessNeed(
        cases=eco.ids,
        channels=tuple(channel.id for channel in eco.channels),
        case=table.case,
        n=table.n,
        familiarity=familiarity,
        need=need,
        by_case=group_mean(table.case, need, table.cases),
        by_channel=group_mean(table.channel, need, len(eco.channels)),
        trend=_correlation(table.case, familiarity.astype(np.float64), need, table.cases),
    )


def contact_need(eco: Ecosystem, reading: Reading = "purposes") -> Floats:
    """Convergence share of each contact, NaN where it is not known; shape (rows,)."""
    table = eco.table
    content = np.array([CONTENT_NEEDS.get(kind, np.nan) for kind in ContentKind])[table.content]
    if reading == "content":
        return content
    needs = np.array([purpose.need for purpose in eco.purposes], dtype=np.float64)
    counts = table.purposes.counts
    total = np.bincount(table.purposes.rows, needs[table.purposes.values], len(table))
    with np.errstate(invalid="ignore"):
        stated: Floats = total / counts
    if reading == "purposes":
        return stated
    mean = (stated + content) / 2
    return np.where(np.isnan(stated), content, np.where(np.isnan(content), stated, mean))


def _correlation(group: Ints, x: Floats, y: Floats, groups: int) -> Floats:
    """Pearson's correlation by group, over the rows where y is known."""
    known = ~np.isnan(y)
    group, x, y = group[known], x[known], y[known]
    count = np.bincount(group, minlength=groups)
    dx, dy = x - group_mean(group, x, groups)[group], y - group_mean(group, y, groups)[group]
    sxx, syy, sxy = (np.bincount(group, d, groups) for d in (dx * dx, dy * dy, dx * dy))
    # Deviations as small as rounding are none.
    varies = (count >= 3) & (sxx > 1e-12 * count) & (syy > 1e-12 * count)
    with np.errstate(invalid="ignore", divide="ignore"):
        r = np.clip(sxy / np.sqrt(sxx * syy), -1.0, 1.0)
    return np.where(varies, r, np.nan)
