"""The tables of one case put together, and taken apart again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from mediaeco.errors import InvalidCaseError, MediaEcoError, ReadError, shown
from mediaeco.io.cell import zone_of
from mediaeco.io.converter import CATALOGUES
from mediaeco.io.document import SCHEMA_VERSION, case_of
from mediaeco.io.grid import Grid, read_grid
from mediaeco.io.items import PARTS, Items, items_of, parts_onto
from mediaeco.io.mapping import CaseMapping
from mediaeco.io.people import UNDERSTOOD, actors_of, renamed, unsaid
from mediaeco.io.rows import Rows, cells_of, rows_of
from mediaeco.io.structure import plain
from mediaeco.model import (
    Actor,
    Case,
    Channel,
    Code,
    Finding,
    FindingKind,
    FrameElement,
    Measure,
    Purpose,
    Setting,
)

__all__ = ["case_from"]

_KINDS: Mapping[str, type] = {
    "actors": Actor,
    "channels": Channel,
    "elements": FrameElement,
    "purposes": Purpose,
    "codes": Code,
    "measures": Measure,
    "settings": Setting,
}


@frozen
class _Tables:
    """What has been read so far."""

    rows: list[dict[str, Any]] = field(factory=list)
    places: list[tuple[Rows, int]] = field(factory=list)
    runs: list[int] = field(factory=list)
    faults: list[MediaEcoError] = field(factory=list)
    notes: list[Finding] = field(factory=list)
    items: dict[str, Items] = field(factory=dict)
    parts: dict[tuple[str, int, int], tuple[Grid, int]] = field(factory=dict)


def case_from(how: CaseMapping, sources: Sequence[Any], name: str) -> Case:
    """Read the tables of one case.

    Parameters
    ----------
    how
        How they are to be read.
    sources
        Tables of interactions, one for each of ``how.tables``.
    name
        What to call the whole in messages.

    Raises
    ------
    FaultGroup
        With every fault of all tables.
    """
    read = _Tables()
    for source, table in zip(sources, how.tables, strict=True):
        try:
            grid = read_grid(source, table.encoding)
        except ReadError as error:
            read.faults.append(error)
            continue
        told = cells_of(grid, table, verbatim=how.verbatim)
        read.faults.extend((*grid.faults, *told.faults))
        rows = rows_of(told, table)
        kept = [i for i in range(len(rows)) if _between(rows[i], how)]
        read.notes.extend(_left_out(told, len(kept)))
        read.runs.append(len(read.rows))
        read.rows.extend(rows[i] for i in kept)
        read.places.extend((told, told.kept[i]) for i in kept)
    if read.notes and not read.rows and how.keep == "roles" and not how.roles:
        # Nobody was asked for, so that nobody was found: that is no record of silence.
        read.faults.append(unsaid(name, "none of them, and keep = 'roles'"))
    for table_name, kind in _KINDS.items():
        source = getattr(how, table_name)
        if source is not None:
            items = items_of(
                source,
                kind,
                how.folder,
                separator=how.tables[0].separator,
                zone=zone_of(how.tables[0].zone),
                verbatim=how.verbatim,
            )
            read.items[table_name] = items
            read.faults.extend(items.faults)
    for part in PARTS:
        if getattr(how, part) is not None:
            faults, places = parts_onto(read.rows, part, getattr(how, part), how.folder)
            read.faults.extend(faults)
            read.parts.update({(part, *place): at for place, at in places.items()})
    for row in read.rows:
        renamed(row, how.names())
    return case_of(
        _document(how, read, name),
        name,
        found=read.faults,
        runs=read.runs,
        place=lambda fault: _placed(fault, read, name),
    )


def _document(how: CaseMapping, read: _Tables, name: str) -> dict[str, Any]:
    given = read.items["actors"].plain if "actors" in read.items else None
    actors, faults = actors_of(read.rows, how, given, name)
    read.faults.extend(faults)
    channels = _used(read.rows, "channel") | _taken_up(read.rows)
    document: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "id": how.id,
        "title": how.title,
        "description": how.description,
        "origin": how.origin,
        "actors": actors,
        "channels": _spoken_of(read, "channels", channels),
        "elements": _spoken_of(read, "elements", _acted_on(read.rows)),
        "purposes": _spoken_of(read, "purposes", _used(read.rows, "purposes")),
        "codes": _coded(read),
        "interactions": read.rows,
        **{
            name: read.items[name].plain if name in read.items else []
            for name in ("measures", "settings")
        },
        "notes": [*plain(how.notes), *plain(read.notes)],
    }
    optional = {"observed_until": how.observed_until, "clock": how.clock}
    return document | {key: value for key, value in optional.items() if value is not None}


def _spoken_of(read: _Tables, name: str, used: set[str]) -> list[Any]:
    """Give the vocabulary of the case: as given, or what ships.

    Channels are those that are used. A table that speaks of purposes, or of acts on the frame,
    speaks the whole catalogue of them: what a case could have been for, and could have agreed,
    must not depend on how far its record has come.
    """
    if name in read.items:
        return read.items[name].plain
    known = CATALOGUES[_KINDS[name]]
    if name != "channels":
        return list(known) if used else []
    # A word that does not ship is a fault, and the message lists the whole catalogue.
    return [term for term in known if term in used or used - set(known)]


def _coded(read: _Tables) -> list[Any]:
    """Give the codebook of the case: as given, or the codes that its rows use."""
    if "codes" in read.items:
        return read.items["codes"].plain
    return [{"id": name} for name in sorted(_used(read.rows, "codes"))]


def _used(rows: Iterable[Mapping[str, Any]], name: str) -> set[str]:
    values = (row.get(name, ()) for row in rows)
    return {
        each
        for value in values
        for each in (value if isinstance(value, list) else (value,))
        if isinstance(each, str)
    }


def _acted_on(rows: Iterable[Mapping[str, Any]]) -> set[str]:
    lists = (row.get("acts", ()) for row in rows)
    return {str(act.get("element")) for acts in lists if isinstance(acts, list) for act in acts}


def _taken_up(rows: Iterable[Mapping[str, Any]]) -> set[str]:
    """Channels that appropriation moves speak of."""
    lists = [moves for row in rows if isinstance(moves := row.get("moves", ()), list)]
    named = (move.get(name) for moves in lists for move in moves for name in ("channel", "other"))
    return {name for name in named if isinstance(name, str) and name}


def _between(row: Mapping[str, Any], how: CaseMapping) -> bool:
    """Tell whether a row is between two different people of the roles, where only such count."""
    if how.keep == "all":
        return True
    names = how.names()
    people = (str(person) for person in (row.get("sender"), *row.get("receivers", ())))
    sides = [names.get(who) if names else UNDERSTOOD.get(who.casefold()) for who in people]
    if None in sides:
        return False
    # Where no column says who receives, the other of the two does.
    return "receivers" not in row or (len(sides) == 2 and sides[0] != sides[1])


def _left_out(told: Rows, kept: int) -> Iterable[Finding]:
    count = len(told.grid)
    ruled = count - len(told.kept)
    apart = len(told.kept) - kept
    if ruled:
        text = f"{ruled} of {count} rows of {told.grid.name} were left out by rules of the mapping."
        yield Finding(kind=FindingKind.SKIPPED, text=text)
    if apart:
        text = (
            f"{apart} of {count} rows of {told.grid.name} were left out: they are not between the "
            "two people with a role."
        )
        yield Finding(kind=FindingKind.SKIPPED, text=text)
    if told.unread:
        names = ", ".join(name for name in map(shown, told.unread) if name.startswith("'"))
        text = f"{len(told.unread)} columns of {told.grid.name} were not read"
        yield Finding(kind=FindingKind.SKIPPED, text=f"{text}: {names}." if names else f"{text}.")


_PATH = re.compile(r"(\w+)\[(\d+)\](?:\.(\w+))?(?:\[(\d+)\])?(.*)")


def _placed(fault: InvalidCaseError, read: _Tables, name: str) -> MediaEcoError:
    """Name the line and the column of a fault."""
    match = _PATH.fullmatch(fault.path)
    reason = f"expected {fault.expected}; got {_lines(fault.got, read)}. {fault.hint}".rstrip()
    if match is None:
        return ReadError(name, None, f"{fault.path}: {reason}")
    head, i, column, k, rest = match[1], int(match[2]), match[3] or "", match[4], match[5]
    if head == "interactions":
        if k is not None and (column, i, int(k)) in read.parts:
            grid, row = read.parts[column, i, int(k)]
            return grid.fault(row, rest.lstrip("."), reason)
        told, row = read.places[i]
        return told.grid.fault(row, told.columns.get(column, column), reason)
    items = read.items.get(head)
    if items is not None and items.grid is not None:
        return items.grid.fault(i, f"{column}{rest}", reason)
    return ReadError(name, None, f"{fault.path}: {reason}")


def _lines(text: str, read: _Tables) -> str:
    """Say "line 7" where a message speaks of the row by its index."""

    def line(match: re.Match[str]) -> str:
        told, row = read.places[int(match[1])]
        if told.grid.lines is None:
            return f"row {row} (from 0)"
        return f"line {told.grid.lines[row]} of {told.grid.name}"

    return re.sub(r"interactions\[(\d+)\]", line, text)
