"""Paths over channels, however they were handed over, as columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from attrs import frozen

from mediaeco.analysis import Journeys, journeys
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.resample import drawn_counts
from mediaeco.model.seed import generator

__all__ = ["Paths", "paths_of"]


@frozen(kw_only=True, eq=False)
class Paths:
    """Paths end to end, each with how often it converted and how often it did not.

    Parameters
    ----------
    channels
        Ids.
    channel
        Channel codes of all paths end to end; shape (N,).
    offsets
        Place at which each path begins, and N at the end; shape (paths + 1,).
    conversions, nulls
        Shape (paths,).
    unit
        Case of each path, where paths are single journeys of several cases; None: each journey
        stands for itself.
    units
        What is drawn anew in a bootstrap: ``"cases"`` or ``"journeys"``.
    """

    channels: tuple[str, ...]
    channel: Ints
    offsets: Ints
    conversions: Floats
    nulls: Floats
    unit: Ints | None
    units: str

    def drawn(self, seed: int, replicates: int) -> Iterator[tuple[Floats, Floats]]:
        """Conversions and nulls of each path as drawn anew with replacement, so many times."""
        random = generator(seed)
        both = np.concatenate((self.conversions, self.nulls))
        for _ in range(replicates):
            if self.unit is not None:
                times = drawn_counts(random, int(self.unit.max()) + 1, 1)[0, self.unit]
                yield self.conversions * times, self.nulls * times
            else:
                again = random.multinomial(int(both.sum()), both / both.sum()).astype(np.float64)
                yield again[: len(self.nulls)], again[len(self.nulls) :]


def paths_of(of: Ecosystem | Journeys | Mapping[str, Any], where: str) -> Paths:
    """Read paths from a record, from its journeys, or from a table of paths.

    Parameters
    ----------
    of
        A record, journeys, or a table with the columns of `mediaeco.sequence.to_paths`.
    where
        Name for errors.

    Returns
    -------
    Paths
        Paths that nobody walked are left out. Channels of a table stand in the order in which
        they first come.

    Raises
    ------
    InvalidCaseError
        Where a table lacks a column, or a cell is no count or no path.
    """
    if isinstance(of, Ecosystem):
        of = journeys(of)
    return _walked(of) if isinstance(of, Journeys) else _read(of, where)


def _walked(ways: Journeys) -> Paths:
    known, unit = np.unique(ways.case, return_inverse=True)
    several = len(known) > 1
    done = ways.reached.astype(np.float64)
    return Paths(
        channels=ways.channels,
        channel=ways.channel,
        offsets=ways.offsets,
        conversions=done,
        nulls=1 - done,
        unit=unit if several else None,
        units="cases" if several else "journeys",
    )


def _read(table: Mapping[str, Any], where: str) -> Paths:
    columns = []
    for name in ("path", "total_conversions", "total_null"):
        try:
            columns.append(np.asarray(table[name]))
        except (KeyError, TypeError, IndexError, ValueError):
            raise InvalidCaseError(
                f"{where}.{name}",
                "a column of that name, beside the others of to_paths",
                "none",
                "Journeys that did not convert are needed: without them nothing tells what a "
                "channel did from how often it was used.",
            ) from None
    texts, conversions, nulls = columns
    if not len(texts) == len(conversions) == len(nulls):
        raise InvalidCaseError(where, "columns of one length", "several lengths")
    counts = [_counts(f"{where}.total_conversions", conversions)]
    counts.append(_counts(f"{where}.total_null", nulls))
    parts = [str(text).split(">") for text in texts.tolist()]
    place: dict[str, int] = {}
    codes = [place.setdefault(name, len(place)) for part in parts for name in part]
    # Names are trimmed once each, not once a contact.
    trimmed: dict[str, int] = {}
    to = np.array([trimmed.setdefault(name.strip(), len(trimmed)) for name in place], dtype=int)
    if "" in trimmed:
        bad = next(i for i, part in enumerate(parts) if any(not name.strip() for name in part))
        raise InvalidCaseError(
            f"{where}.path[{bad}]", "channels with '>' between them", "a place without a channel"
        )
    # What nobody walked says nothing, but its channels are there.
    lengths = np.array([len(part) for part in parts], dtype=int)
    some = counts[0] + counts[1] > 0
    return Paths(
        channels=tuple(trimmed),
        channel=to[np.array(codes, dtype=int)[np.repeat(some, lengths)]],
        offsets=np.concatenate(([0], np.cumsum(lengths[some]))),
        conversions=counts[0][some],
        nulls=counts[1][some],
        unit=None,
        units="journeys",
    )


def _counts(where: str, column: Any) -> Floats:
    try:
        found = np.asarray(column, dtype=np.float64)
    except (TypeError, ValueError):
        raise InvalidCaseError(where, "whole numbers of at least 0", "something else") from None
    wrong = np.flatnonzero(~((found >= 0) & (found % 1 == 0) & np.isfinite(found)))
    if len(wrong):
        raise InvalidCaseError(
            f"{where}[{wrong[0]}]", "a whole number of at least 0", str(found[wrong[0]])
        )
    return found
