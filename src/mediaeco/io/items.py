"""The further tables of a case: actors, channels, codes, acts, measures and the like."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import attrs
from attrs import field, frozen

from mediaeco.errors import InvalidCaseError, MediaEcoError, ReadError, shown
from mediaeco.io.cell import list_of, number_of, read_time
from mediaeco.io.converter import CATALOGUES
from mediaeco.io.grid import Grid, read_grid
from mediaeco.io.structure import unknown_field
from mediaeco.model import PriorUse, Time

__all__ = ["PARTS", "Items", "items_of", "parts_onto"]

PARTS: Mapping[str, tuple[str, ...]] = {
    "acts": ("element", "kind", "actor"),
    "moves": ("kind", "channel", "other", "faithful"),
}
"""Columns, beside that of the interaction, of the tables whose rows are parts of one."""

_NEEDED = {"acts": ("element", "kind"), "moves": ("kind",)}


@frozen
class Items:
    """What a further table holds, as the case file would hold it.

    Parameters
    ----------
    plain
        One mapping (or one id) an item.
    grid
        The table; None where the items were given as they are.
    faults
        What is wrong with the table as a whole.
    """

    plain: list[Any]
    grid: Grid | None = None
    faults: list[MediaEcoError] = field(factory=list)


def items_of(
    source: Any,
    kind: type,
    folder: str,
    *,
    separator: str = "",
    zone: tzinfo | None = None,
    verbatim: bool = False,
) -> Items:
    """Read a further table.

    Parameters
    ----------
    source
        A file's name, a dataframe, or the items themselves (objects of the model, mappings, ids).
    kind
        Class of the items. Its fields name the columns; those of a class within are joined by a
        dot: ``capability.velocity``.
    folder
        Where files stand.
    separator
        What parts several values in one cell.
    zone
        Zone of times that name none.
    verbatim
        Leave the space around texts.
    """
    if isinstance(source, Sequence) and not isinstance(source, str):
        from mediaeco.io.structure import plain

        return Items([plain(item) if attrs.has(type(item)) else item for item in source])
    if isinstance(source, str | os.PathLike):
        source = Path(folder) / source
    try:
        grid = read_grid(source)
    except ReadError as error:
        return Items([], None, [error])
    readers, faults = _readers(grid, kind, separator, zone), list(grid.faults)
    for column in grid.columns:
        if column not in readers:
            told = unknown_field("", column, list(_leaves(kind)))
            faults.append(grid.fault(None, "", f"expected {told.expected}; got {told.got}."))
    items = []
    for i in range(len(grid)):
        item: dict[str, Any] = {}
        for column, read in readers.items():
            cell = grid.columns[column][i]
            cell = cell.strip() if isinstance(cell, str) and not verbatim else cell
            if cell != "":
                outer, _, inner = column.partition(".")
                into = item.setdefault(outer, {}) if inner else item
                into[inner or outer] = read(cell)
        known = CATALOGUES.get(kind, {})
        items.append(item["id"] if set(item) == {"id"} and item["id"] in known else item)
    return Items(items, grid, faults)


def parts_onto(
    rows: Sequence[dict[str, Any]], name: str, source: Any, folder: str
) -> tuple[list[MediaEcoError], dict[tuple[int, int], tuple[Grid, int]]]:
    """Give each interaction its acts, or its moves, from a table of their own.

    Returns
    -------
    faults, places
        Faults of the table, and where the k-th part of the i-th interaction stands in it.
    """
    places: dict[tuple[int, int], tuple[Grid, int]] = {}
    if isinstance(source, str | os.PathLike):
        source = Path(folder) / source
    try:
        grid = read_grid(source)
    except ReadError as error:
        return [error], places
    faults = list(grid.faults)
    known = ("interaction", *PARTS[name])
    faults += [
        grid.fault(None, "", f"expected a column {column}; got none of this name.")
        for column in ("interaction", *_NEEDED[name])
        if column not in grid.columns
    ]
    if len(faults) > len(grid.faults):
        return faults, places
    named = {str(row.get("id", i)): i for i, row in enumerate(rows)}
    for k in range(len(grid)):
        part = {column: grid.columns[column][k] for column in known if column in grid.columns}
        i = named.get(str(part.pop("interaction")))
        if i is None:
            reason = "expected the id of an interaction (or its index from 0); got another."
            faults.append(grid.fault(k, "interaction", reason))
            continue
        parts = rows[i].setdefault(name, [])
        if isinstance(parts, list):
            places[i, len(parts)] = (grid, k)
            parts.append(
                {
                    column: _truth(cell) if column == "faithful" else cell
                    for column, cell in part.items()
                    if cell != ""
                }
            )
    return faults, places


def _leaves(kind: type) -> dict[str, Any]:
    """Types by column, for a class and the classes within."""
    leaves: dict[str, Any] = {}
    for name, hint in get_type_hints(kind).items():
        parts = [part for part in (*get_args(hint), hint) if attrs.has(part)]
        if parts and get_origin(hint) is not tuple:
            leaves |= {f"{name}.{inner}": each for inner, each in _leaves(parts[0]).items()}
        else:
            leaves[name] = hint
    return leaves


def _readers(
    grid: Grid, kind: type, separator: str, zone: tzinfo | None
) -> dict[str, Callable[[Any], Any]]:
    def several(inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
        return lambda cell: [inner(each) for each in list_of(cell, separator)]

    def number(cell: Any) -> Any:
        return number_of(cell, comma=grid.comma)

    def whole(cell: Any) -> Any:
        value = number(cell)
        return int(value) if isinstance(value, float) and value.is_integer() else value

    def reader(hint: Any) -> Callable[[Any], Any]:
        if get_origin(hint) is tuple:
            inner = get_args(hint)[0]
            return several(_prior if inner is PriorUse else whole if inner is int else str)
        if hint in (Time, Time | None):
            return read_time("iso", zone, comma=grid.comma)
        if hint is bool or _optional(hint, bool):
            return _truth
        return number if hint is float or _optional(hint, float) else str

    return {name: reader(hint) for name, hint in _leaves(kind).items() if name in grid.columns}


def _optional(hint: Any, kind: type) -> bool:
    return get_origin(hint) is UnionType and kind in get_args(hint)


def _truth(cell: Any) -> Any:
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    value = words.get(str(cell).strip().casefold())
    return InvalidCaseError("", "true or false", shown(str(cell))) if value is None else value


def _prior(cell: Any) -> Any:
    """Read ``phone:12``."""
    channel, _, count = str(cell).rpartition(":")
    return {"channel": channel, "count": number_of(count)}
