"""Threads, content and purposes that cross from one medium to another."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.thread import BOUT_GAP_HOURS, thread_roots
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.code import distinct_codes
from mediaeco.model import ContentKind, Result, TidyTable

__all__ = ["CrossMedia", "cross_media"]


@frozen(kw_only=True, eq=False, repr=False)
class CrossMedia(Result):
    """What crosses media, by case.

    Parameters
    ----------
    cases, purposes
        Ids.
    contents
        Content kinds.
    threads
        Threads; shape (cases,).
    spanning
        Threads over two channels or more; shape (cases,).
    share
        Share of threads that span channels, from 0 to 1; NaN without threads; shape (cases,).
    share_of_longer
        The same among the threads of two contacts or more, which alone can span; NaN without such;
        shape (cases,).
    content_channels
        Channels that each kind of content went over; shape (cases, contents).
    purpose_channels
        Channels that served each purpose; shape (cases, purposes).
    """

    cases: tuple[str, ...]
    contents: tuple[str, ...]
    purposes: tuple[str, ...]
    threads: Ints
    spanning: Ints
    share: Floats
    share_of_longer: Floats
    content_channels: Ints
    purpose_channels: Ints

    def to_frame(self) -> TidyTable:
        """One row a case."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_),
                "threads": self.threads,
                "spanning": self.spanning,
                "share": self.share,
                "share_of_longer": self.share_of_longer,
                "contents": (self.content_channels > 0).sum(axis=1),
                "contents_crossing": (self.content_channels > 1).sum(axis=1),
                "purposes": (self.purpose_channels > 0).sum(axis=1),
                "purposes_crossing": (self.purpose_channels > 1).sum(axis=1),
            }
        )


def cross_media(eco: Ecosystem, *, gap_hours: float = BOUT_GAP_HOURS) -> CrossMedia:
    """Which threads, kinds of content and purposes cross from one medium to another?

    A thread is a bout of exchange, whatever the channel, joined with what a contact in it answers.

    Parameters
    ----------
    eco
        One case or a cohort.
    gap_hours
        Silence that ends a bout, in hours, above 0 (library default 12).

    Returns
    -------
    CrossMedia
        By case.

    Raises
    ------
    InvalidCaseError
        Where ``gap_hours`` is not above 0.

    Notes
    -----
    *Theory*: jenkins2006 (content flows across media); the counts are the library's proposal.
    Participation, the other half of convergence culture, is read off who contributes
    (`mediaeco.analysis.cocreation`).

    *Laws*: no more threads span than there are; with one channel nothing crosses; swapping the
    roles changes nothing; the order of channels changes nothing.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> found = cross_media(Ecosystem(read_example("first-contact")))
    >>> int(found.spanning[0]) <= int(found.threads[0])
    True
    """
    if not gap_hours > 0:
        raise InvalidCaseError("cross_media.gap_hours", "hours above 0", str(gap_hours))
    table, width = eco.table, max(len(eco.channels), 1)
    root = thread_roots(table, gap_hours)
    pair, _ = distinct_codes(root * width + table.channel, len(table) * width)
    channels = np.bincount(pair // width, minlength=len(table))
    size = np.bincount(root, minlength=len(table))
    threads = _by_case(eco, size > 0)
    spanning = _by_case(eco, channels > 1)
    contents = tuple(str(kind) for kind in ContentKind)
    rows = table.purposes.rows
    everything = np.arange(len(table))
    with np.errstate(invalid="ignore", divide="ignore"):
        return CrossMedia(
            cases=eco.ids,
            contents=contents,
            purposes=tuple(purpose.id for purpose in eco.purposes),
            threads=threads,
            spanning=spanning,
            share=spanning / threads,
            share_of_longer=spanning / _by_case(eco, size > 1),
            content_channels=_channels(eco, everything, table.content, len(contents)),
            purpose_channels=_channels(eco, rows, table.purposes.values, len(eco.purposes)),
        )


def _by_case(eco: Ecosystem, roots: Bools) -> Ints:
    return np.bincount(eco.table.case[roots], minlength=eco.table.cases)


def _channels(eco: Ecosystem, rows: Ints, codes: Ints, kinds: int) -> Ints:
    """Channels that each code went over, by case; shape (cases, kinds)."""
    table = eco.table
    met = np.zeros((table.cases, kinds, len(eco.channels)), dtype=bool)
    met[table.case[rows], codes, table.channel[rows]] = True
    count: Ints = met.sum(axis=2)
    return count
