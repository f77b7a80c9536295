"""Which whole sequences occur most often."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Floats, Ints
from mediaeco.model import Result, TidyTable
from mediaeco.sequence.sequences import Sequences
from mediaeco.sequence.spell import spells

__all__ = ["FrequentSequences", "distinct_sequences", "frequent_sequences"]


@frozen(kw_only=True, eq=False, repr=False)
class FrequentSequences(Result):
    """Distinct sequences, the most frequent first.

    Parameters
    ----------
    distinct
        How many distinct sequences there are in all.
    text
        Each in words, ``"SC/24-HE/46"``; shape (listed,), as all that follow.
    example
        Place of the first sequence that is like it.
    count
        Sequences that are like it.
    weight
        Their weight.
    share
        Share of the weight of all sequences, 0 to 1; NaN where all weigh nothing.
    """

    distinct: int
    text: tuple[str, ...]
    example: Ints
    count: Ints
    weight: Floats
    share: Floats

    def to_frame(self) -> TidyTable:
        """One row a distinct sequence."""
        return TidyTable(
            {
                "sequence": np.array(self.text, dtype=np.str_),
                "count": self.count,
                "weight": self.weight,
                "share": self.share,
            }
        )


def frequent_sequences(sequences: Sequences, *, most: int | None = 10) -> FrequentSequences:
    """Which whole sequences occur most often?

    Parameters
    ----------
    sequences
        The sequences, with their weights.
    most
        How many to list, at least 0 (library default: 10); None: all.

    Returns
    -------
    FrequentSequences
        Those of the largest weight first; of one weight, in the order in which they first come.

    Raises
    ------
    InvalidCaseError
        Where ``most`` is below 0.

    Notes
    -----
    *Theory*: gabadinho2011 (sequence frequencies), published.

    *Laws*: counts and weights of all add up to those of the sequences; every listed one is at
    least as heavy as the next.

    Examples
    --------
    >>> frequent_sequences(Sequences.from_wide([list("aab"), list("bbb"), list("aab")]))
    sequence  count  weight   share
    a/2-b/1       2       2  0.6667
    b/3           1       1  0.3333
    """
    if most is not None and most < 0:
        raise InvalidCaseError("frequent_sequences.most", "a number of at least 0", str(most))
    example, kind = distinct_sequences(sequences)
    weight = np.bincount(kind, sequences.weight, len(example)).astype(np.float64)
    listed = np.argsort(-weight, kind="stable")[:most]
    with np.errstate(invalid="ignore"):
        share = weight / weight.sum()
    return FrequentSequences(
        distinct=len(example),
        text=spells(sequences.take(example[listed])).texts(short=True),
        example=example[listed],
        count=np.bincount(kind, minlength=len(example))[listed],
        weight=weight[listed],
        share=share[listed],
    )


def distinct_sequences(sequences: Sequences) -> tuple[Ints, Ints]:
    """Which sequences differ, and which of these is each one like?

    Parameters
    ----------
    sequences
        The sequences. A missing place is like a missing place.

    Returns
    -------
    example
        Place of the first sequence of each kind, rising; shape (kinds,).
    kind
        Kind of each sequence; shape (S,).

    Examples
    --------
    >>> distinct_sequences(Sequences.from_wide([list("aab"), list("bbb"), list("aab")]))
    (array([0, 1]), array([0, 1, 0]))
    """
    place: dict[bytes, int] = {}
    codes = np.ascontiguousarray(sequences.codes, dtype=np.int64)
    ends = sequences.offsets.tolist()
    kind = np.empty(len(sequences), dtype=np.int64)
    example: list[int] = []
    for i in range(len(sequences)):
        key = codes[ends[i] : ends[i + 1]].tobytes()
        found = place.setdefault(key, len(example))
        if found == len(example):
            example.append(i)
        kind[i] = found
    return np.array(example, dtype=np.int64), kind
