"""From the cells of one table to rows as the case file would hold them."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from mediaeco.errors import InvalidCaseError, MediaEcoError, nearest_term, one_of, shown
from mediaeco.io.cell import list_of, read_duration, read_time, zone_of
from mediaeco.io.converter import ToldError
from mediaeco.io.grid import Grid
from mediaeco.io.mapping import FIELDS, ColumnMapping, Rule

__all__ = ["Rows", "cells_of", "rows_of"]

_REQUIRED = ("time", "sender", "channel")
_LISTS = ("receivers", "purposes", "codes")


@frozen
class Rows:
    """The rows of one table.

    Parameters
    ----------
    grid
        The table.
    cells
        Cells by field of the interaction, renamed, translated and set by rules.
    kept
        Row in the table that each belongs to; rules may have left rows out.
    columns
        Column by field.
    unread
        Columns that say nothing of any field.
    faults
        What is wrong with the table as a whole.
    """

    grid: Grid
    cells: dict[str, list[Any]]
    kept: list[int]
    columns: dict[str, str]
    unread: list[str] = field(factory=list)
    faults: list[MediaEcoError] = field(factory=list)


def cells_of(grid: Grid, how: ColumnMapping, *, verbatim: bool = False) -> Rows:
    """Sort the columns of a table by what they say of an interaction.

    Parameters
    ----------
    grid
        The table.
    how
        Which column is what.
    verbatim
        Leave the space around texts.
    """
    faults: list[MediaEcoError] = []
    columns, lost = _columns(grid, how, faults)
    count = len(grid)
    cells = {name: _cells(grid, names, verbatim) for name, names in columns.items()}
    for name, words in how.values.items():
        if name in cells:
            cells[name] = _translated(cells[name], words, how.separator)
    for name, constant in how.constants.items():
        own = cells.get(name, [""] * count)
        cells[name] = [str(constant) if cell == "" else cell for cell in own]
    kept = list(range(count))
    for rule in how.rules:
        hits = _hits(grid, rule, faults)
        for name, value in rule.set.items():
            own = cells.setdefault(name, [""] * count)
            for i in hits:
                own[i] = str(value)
        if rule.skip:
            gone = set(hits)
            kept = [i for i in kept if i not in gone]
    labels = {name: names[0] for name, names in columns.items()}
    used = {column for names in columns.values() for column in names}
    used |= {column for rule in how.rules for column in rule.when}
    unread = [column for column in grid.columns if column not in used]
    open_fields = [
        name for name in FIELDS if name not in (*cells, *lost) and how.columns.get(name) != ""
    ]
    misspelt = {column: near for column in unread for near in _near(column, open_fields)}
    faults += [_misspelt(grid, name, column) for column, name in misspelt.items()]
    faults += [
        _no_column(grid, name, bool(used))
        for name in _REQUIRED
        if name not in (*cells, *lost, *misspelt.values())
    ]
    if len(kept) < count:
        cells = {name: [column[i] for i in kept] for name, column in cells.items()}
    return Rows(grid, cells, kept, labels, unread, faults)


def rows_of(told: Rows, how: ColumnMapping) -> list[dict[str, Any]]:
    """Read the cells of a table, each by what its field means.

    Returns
    -------
    list of dict
        One interaction each, as the case file would hold it. A cell that cannot be read is the
        fault that says why.
    """
    comma = told.grid.comma
    readers: dict[str, Any] = {
        "time": read_time(how.time, zone_of(how.zone), comma=comma),
        "duration": read_duration(how.duration, comma=comma),
        "acts": lambda cell: _acts(cell, how.separator),
        "moves": lambda cell: _moves(cell, how.separator),
    }
    for name in _LISTS:
        readers[name] = lambda cell: list_of(cell, how.separator) or None
    read = {
        name: [
            None if isinstance(cell, str) and cell == "" else readers.get(name, str)(cell)
            for cell in column
        ]
        for name, column in told.cells.items()
    }
    for name in _REQUIRED:
        if name not in read:
            read[name] = [ToldError("", "a column", "none")] * len(told.kept)
    names = tuple(read)
    return [
        {name: value for name, value in zip(names, values, strict=True) if value is not None}
        for values in zip(*read.values(), strict=True)
    ]


def _columns(
    grid: Grid, how: ColumnMapping, faults: list[MediaEcoError]
) -> tuple[dict[str, tuple[str, ...]], set[str]]:
    """Find the columns of each field, and the fields whose columns are not there as said."""
    found: dict[str, tuple[str, ...]] = {}
    lost: set[str] = set()
    for name in FIELDS:
        said = how.columns.get(name, name)
        names = tuple(said) if isinstance(said, list | tuple) else (said,)
        absent = [str(column) for column in names if column and column not in grid.columns]
        if not absent and names != ("",):
            found[name] = names
        elif absent and name in how.columns:
            faults.append(_absent(grid, absent[0], f"for {name}"))
            lost.add(name)
    return found, lost


def _absent(grid: Grid, column: str, what: str) -> MediaEcoError:
    near = nearest_term(column, grid.columns)
    hint = f" Did you mean {shown(near)}?" if near else ""
    reason = f"expected a column {shown(column)} ({what}); got none of this name.{hint}"
    return grid.fault(None, "", reason)


def _cells(grid: Grid, names: tuple[str, ...], verbatim: bool) -> list[Any]:
    if len(names) == 1:
        column = grid.columns[names[0]]
        return (
            list(column) if verbatim else [c.strip() if isinstance(c, str) else c for c in column]
        )
    parts = zip(*(grid.columns[name] for name in names), strict=True)
    return [" ".join(str(part).strip() for part in row).strip() for row in parts]


def _translated(cells: list[Any], words: Mapping[str, Any], separator: str) -> list[Any]:
    def meant(cell: Any) -> Any:
        if isinstance(cell, list):
            return [str(words.get(each, each)) for each in cell]
        if cell in words:
            return str(words[cell])
        parts = list_of(cell, separator) if isinstance(cell, str) else []
        return [str(words.get(part, part)) for part in parts] if len(parts) > 1 else cell

    return [meant(cell) for cell in cells]


def _hits(grid: Grid, rule: Rule, faults: list[MediaEcoError]) -> list[int]:
    hits = list(range(len(grid)))
    for column, text in rule.when.items():
        if column not in grid.columns:
            faults.append(_absent(grid, str(column), "for a rule"))
            return []
        cells = grid.columns[column]
        hits = [i for i in hits if str(cells[i]).strip() == str(text)]
    return hits


def _near(column: str, names: list[str]) -> list[str]:
    """Field that a column is most likely named after, misspelt; none where none is near."""
    return difflib.get_close_matches(column.casefold().strip(), names, n=1, cutoff=0.8)


def _misspelt(grid: Grid, name: str, column: str) -> MediaEcoError:
    reason = (
        f"expected a field of an interaction; got a name that is none. Did you mean '{name}'? "
        f'If not, say in a mapping that it is not read: columns = {{ {name} = "" }}.'
    )
    return grid.fault(None, column, reason)


def _no_column(grid: Grid, name: str, known: bool) -> MediaEcoError:
    # Without any known column the first line may be no header, and what it says be of people.
    got = f"{len(grid.columns)} columns of other names"
    if known:
        got = one_of([shown(column) for column in grid.columns]).removeprefix("one of ")
    hint = "" if known else "Is the first line a header? "
    return grid.fault(
        None,
        "",
        f"expected a column {name}; got {got}. {hint}Rename one, or say in a mapping which it is: "
        f'columns = {{ {name} = "..." }}.',
    )


def _acts(cell: Any, separator: str) -> Any:
    """Read ``schedule:propose`` or ``schedule:accept:P``."""
    acts = []
    for said in list_of(cell, separator):
        parts = [part.strip() for part in said.split(":")]
        if len(parts) not in (2, 3):
            return InvalidCaseError("", "acts as schedule:propose or fee:accept:P", "another text")
        acts.append(dict(zip(("element", "kind", "actor"), parts, strict=False)))
    return acts or None


def _moves(cell: Any, separator: str) -> Any:
    """Read ``direct``, ``substitution:email:phone`` or ``direct:::ironic``."""
    judged = {"faithful": True, "ironic": False, "": None}
    moves = []
    for said in list_of(cell, separator):
        kind, *parts = [part.strip() for part in said.split(":")]
        channel, other, use = (*parts, "", "", "")[:3]
        if len(parts) > 3 or use not in judged:
            expected = "moves as substitution:email:phone, or direct:::ironic"
            return InvalidCaseError("", expected, "another text")
        move = {"kind": kind, "channel": channel, "other": other}
        moves.append(move if judged[use] is None else {**move, "faithful": judged[use]})
    return moves or None
