"""What formation is attributed to: the group of every contact, or of every part of one."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis import contexts, stages
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming.formation import Formation
from mediaeco.forming.hazard import Hazard
from mediaeco.kernels.array import Floats, Ints
from mediaeco.model import ContentKind
from mediaeco.model.vocabulary import Term

__all__ = ["By", "Grouped", "grouped", "summed"]


class By(Term):
    """What formation is attributed to."""

    CHANNEL = "channel"
    PURPOSE = "purpose"
    CONTENT = "content"
    ACTOR = "actor"
    STAGE = "stage"
    CONTEXT = "context"
    SOURCE = "source"  # content against medium, the two parts of a contact's fit


_ACTORS = ("therapist", "patient", "other")
_UNSTATED = "(not recorded)"
_SOURCES = ("content", "medium")


@frozen(kw_only=True, eq=False)
class Grouped:
    """What each entry added to H, and the group it is owed to.

    Parameters
    ----------
    groups
        Names.
    of
        Group of each entry; shape (entries,).
    row
        Row of each entry; None: one a row.
    gain
        What each entry added to H of each element; shape (entries, elements).
    """

    groups: tuple[str, ...]
    of: Ints
    row: Ints | None
    gain: Floats


def grouped(eco: Ecosystem, by: By, formed: Formation) -> Grouped:
    """Part what contacts added among the groups that it is owed to.

    A contact with several purposes is an entry for each, parted by their relevance for the element
    (evenly, where none has any); by source each is one of content and one of the medium.
    """
    groups, of, row, part = _grouping(eco, by, formed)
    gain = formed.gain if row is None or part is None else formed.gain[row] * part
    return Grouped(groups=groups, of=of, row=row, gain=gain)


def summed(values: Floats, of: Ints, count: int) -> Floats:
    """Sums of rows by group; shape (count, columns)."""
    columns = [np.bincount(of, values[:, e], count) for e in range(values.shape[1])]
    # Of no rows at all, NumPy counts whole numbers in spite of the weights.
    return np.column_stack(columns).astype(np.float64) if columns else np.zeros((count, 0))


def _grouping(
    eco: Ecosystem, by: By, formed: Formation
) -> tuple[tuple[str, ...], Ints, Ints | None, Floats | None]:
    """Groups, group of each entry, row of each entry (None: one a row), part of each entry."""
    table, at, parameters = eco.table, formed.hazard, formed.parameters
    if by is By.CHANNEL:
        return tuple(c.id for c in eco.channels), table.channel.astype(np.int64), None, None
    if by is By.CONTENT:
        return tuple(str(kind) for kind in ContentKind), table.content.astype(np.int64), None, None
    if by is By.ACTOR:
        return _ACTORS, np.minimum(table.sender, 2).astype(np.int64), None, None
    if by is By.STAGE:
        trajectory = stages(eco)
        return trajectory.stages, trajectory.stage, None, None
    if by is By.CONTEXT:
        found = contexts(eco)
        return tuple(str(i) for i in range(len(found))), found.of, None, None
    rows = np.arange(len(table))
    if by is By.SOURCE:
        fitting = at.content + at.medium
        with np.errstate(invalid="ignore"):
            own = np.where(fitting > 0, at.content / fitting, parameters.content)[at.combination]
        return (
            _SOURCES,
            np.repeat([0, 1], len(rows)),
            np.concatenate((rows, rows)),
            np.concatenate((own, 1 - own)),
        )
    return _by_purpose(eco, at)


def _by_purpose(eco: Ecosystem, at: Hazard) -> tuple[tuple[str, ...], Ints, Ints, Floats]:
    purposes = eco.table.purposes
    names = (*(purpose.id for purpose in eco.purposes), _UNSTATED)
    bare = np.flatnonzero(purposes.counts == 0)
    row = np.concatenate((purposes.rows, bare))
    of = np.concatenate((purposes.values.astype(np.int64), np.full(len(bare), len(names) - 1)))
    k = at.relevance[of]
    sums = summed(k, row, len(eco.table))[row]
    counts = np.maximum(purposes.counts, 1)[row][:, None]
    with np.errstate(invalid="ignore"):
        return names, of, row, np.where(sums > 0, k / sums, 1 / counts)
