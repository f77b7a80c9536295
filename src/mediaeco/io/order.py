"""Rows in the order of time, whatever order they were written in."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from mediaeco.errors import InvalidCaseError
from mediaeco.model import Finding, FindingKind, Interaction
from mediaeco.model.clock import clock_of, micros_of

__all__ = ["Order", "as_written", "in_time_order"]


@frozen
class Order:
    """Rows in time order.

    Parameters
    ----------
    rows
        The rows.
    was
        Where each of them stood before.
    """

    rows: tuple[Interaction, ...]
    was: tuple[int, ...]


def as_written(fault: InvalidCaseError, was: Mapping[str, Sequence[int]]) -> InvalidCaseError:
    """Name the items of a fault by where they stood before they were put in order.

    Parameters
    ----------
    fault
        Speaks of ``interactions[3]``, ``measures[0]``.
    was
        Former places, by the name of the list.
    """

    def former(match: re.Match[str]) -> str:
        places = was.get(match[1])
        return match[0] if places is None else f"{match[1]}[{places[int(match[2])]}]"

    said = (fault.path, fault.expected, fault.got, fault.hint)
    return InvalidCaseError(*(re.sub(r"\b(\w+)\[(\d+)\]", former, text) for text in said))


def in_time_order(
    rows: Sequence[Interaction], runs: Sequence[int] = ()
) -> tuple[Order, tuple[Finding, ...]]:
    """Sort rows by time; those of the same time stay in the order given.

    A row without an id is called by its index, which sorting changes: replies to it follow.

    Parameters
    ----------
    rows
        As they were written.
    runs
        Rows at which a further table begins. That its times begin anew is no disorder.

    Returns
    -------
    order, notes
        The sorted rows, and a finding that names the contacts that stood too late, if any did.
    """
    if not rows:
        return Order((), ()), ()
    # Rows told by another clock than the first are a fault; until it is told, they stay put.
    clock = clock_of(rows[0].time)
    micros = [micros_of(row.time) for row in rows]
    movable = [i for i, row in enumerate(rows) if clock_of(row.time) is clock]
    was = list(range(len(rows)))
    for place, i in zip(movable, sorted(movable, key=lambda i: micros[i]), strict=True):
        was[place] = i
    late, latest, begins = set(), micros[0], set(runs)
    for i in movable:
        if i in begins or micros[i] >= latest:
            latest = micros[i]
        else:
            late.add(i)
    if was == list(range(len(rows))):
        return Order(tuple(rows), tuple(was)), ()
    now = {i: place for place, i in enumerate(was)}
    names = {str(i): str(now[i]) for i, row in enumerate(rows) if not row.id}
    names = {old: new for old, new in names.items() if old != new}
    ordered = tuple(_renamed(rows[i], names) for i in was)
    contacts = tuple(place for place, i in enumerate(was) if i in late)
    return Order(ordered, tuple(was)), _notes(contacts, len(rows))


def _renamed(row: Interaction, names: dict[str, str]) -> Interaction:
    if row.reply_to is None or row.reply_to not in names:
        return row
    renamed = copy.copy(row)  # a stand-in for a row at fault need not be valid: nobody asks it
    object.__setattr__(renamed, "reply_to", names[row.reply_to])
    return renamed


def _notes(contacts: tuple[int, ...], count: int) -> tuple[Finding, ...]:
    if not contacts:
        return ()
    text = (
        f"{len(contacts)} of {count} rows stood after a later one; all were sorted by time, "
        "rows of the same time in the order given."
    )
    return (Finding(kind=FindingKind.UNORDERED, text=text, contacts=contacts),)
