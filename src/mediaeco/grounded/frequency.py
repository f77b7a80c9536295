"""How often codes occur, and which occur together."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.grounded.unit import passages
from mediaeco.kernels.array import Ints
from mediaeco.kernels.overlap import overlaps
from mediaeco.model import Coding, Result, TidyTable

__all__ = ["CodeCooccurrence", "CodeFrequencies", "code_cooccurrence", "code_frequencies"]


@frozen(kw_only=True, eq=False, repr=False)
class CodeFrequencies(Result):
    """How often each code occurs.

    Parameters
    ----------
    codes
        Ids, in the order of the codebook.
    segments
        Times that a coder gave the code to a passage; shape (codes,).
    passages, sources, coders
        Different passages and sources that have it, and coders who gave it; shape (codes,).
    """

    codes: tuple[str, ...]
    segments: Ints
    passages: Ints
    sources: Ints
    coders: Ints

    def to_frame(self) -> TidyTable:
        """One row a code."""
        return TidyTable(
            {
                "code": np.array(self.codes, dtype=np.str_),
                "segments": self.segments,
                "passages": self.passages,
                "sources": self.sources,
                "coders": self.coders,
            }
        )


def code_frequencies(coding: Coding) -> CodeFrequencies:
    """How often does each code occur, in how many sources, and by how many coders?

    Parameters
    ----------
    coding
        A coded material.

    Returns
    -------
    CodeFrequencies
        Counts by code.

    Notes
    -----
    *Theory*: counting codes is no finding in grounded theory (strauss1998); the library's proposal,
    for checking a record.

    *Laws*: segments sum to the codes given; passages are never more than segments, sources never
    more than passages.
    """
    place = {code.id: i for i, code in enumerate(coding.codes)}
    pairs = [
        (place[code], segment.source, segment.coder)
        for segment in coding.segments
        for code in segment.codes
    ]
    return CodeFrequencies(
        codes=tuple(place),
        segments=_counted([code for code, _, _ in pairs], len(place)),
        passages=passages(coding).has.sum(axis=0),
        sources=_counted([code for code, _ in {(c, source) for c, source, _ in pairs}], len(place)),
        coders=_counted([code for code, _ in {(c, who) for c, _, who in pairs if who}], len(place)),
    )


def _counted(codes: list[int], count: int) -> Ints:
    return np.bincount(np.array(codes, dtype=np.int64), minlength=count)


@frozen(kw_only=True, eq=False, repr=False)
class CodeCooccurrence(Result):
    """How often two codes lie upon each other.

    Parameters
    ----------
    codes
        Ids, in the order of the codebook.
    counts
        Pairs of overlapping passages (or one passage with both), one with each code; symmetric. On
        the diagonal passages that have the code; shape (codes, codes).
    """

    codes: tuple[str, ...]
    counts: Ints

    def to_frame(self) -> TidyTable:
        """One row a pair of codes that occur together."""
        first, second = np.nonzero(np.triu(self.counts, 1))
        names = np.array(self.codes, dtype=np.str_)
        return TidyTable(
            {
                "code": names[first],
                "other": names[second],
                "count": self.counts[first, second],
            }
        )


def code_cooccurrence(coding: Coding) -> CodeCooccurrence:
    """Which codes lie upon each other, and how often?

    ``count_cd = passages with both c and d + pairs of different passages of one source that share a
    part, one with c and the other with d``.

    Parameters
    ----------
    coding
        A coded material.

    Returns
    -------
    CodeCooccurrence
        Counts by pair of codes.

    Notes
    -----
    *Theory*: the library's proposal; co-occurrence is a place to look for relations when coding
    axially (strauss1998), and no relation by itself.

    *Laws*: symmetric; indifferent to the order of segments; a passage moved off all others keeps
    only the pairs within it.
    """
    found = passages(coding)
    has = found.has.astype(np.int64)
    first, second = overlaps(found.begin, found.end, found.source)
    crossed = has[first].T @ has[second]
    counts = has.T @ has + crossed + crossed.T
    np.fill_diagonal(counts, has.sum(axis=0))
    return CodeCooccurrence(codes=tuple(code.id for code in coding.codes), counts=counts)
