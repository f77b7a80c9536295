"""Any table of states, as columns of texts, numbers and what is missing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

import numpy as np

from mediaeco.errors import InvalidCaseError, UnknownTermError, shown
from mediaeco.kernels.array import Array, Ints

__all__ = ["cell_of", "columns_of", "encode", "rank_times", "refuse", "take_column"]


def refuse(what: str, expected: str, got: str) -> NoReturn:
    """Say what a set of sequences may not hold."""
    raise InvalidCaseError(f"Sequences.{what}", expected, got)


def columns_of(frame: Any) -> dict[str, list[Any]]:
    """Columns by name, of whatever table."""
    if isinstance(frame, Mapping):
        columns = {str(name): list(cells) for name, cells in frame.items()}
    elif isinstance(frame, np.ndarray | list | tuple):
        rows = [list(row) for row in frame]
        if len({len(row) for row in rows}) > 1:
            refuse("from_wide", "rows of one length", "several lengths")
        columns = {str(i): list(cells) for i, cells in enumerate(zip(*rows, strict=True))}
    else:
        import narwhals as nw  # takes its time to load

        try:
            table = nw.from_native(frame)
        except TypeError:
            raise InvalidCaseError(
                "Sequences", "a dataframe, columns by name, or rows", shown(frame)
            ) from None
        if isinstance(table, nw.LazyFrame):
            table = table.collect()
        columns = {str(name): table[name].to_list() for name in table.columns}
    if len({len(cells) for cells in columns.values()}) > 1:
        refuse("from_wide", "columns of one length", "several lengths")
    return columns


def take_column(columns: dict[str, list[Any]], name: str) -> list[Any]:
    """Take a column out by its name."""
    if name not in columns:
        raise UnknownTermError(name, columns, "column")
    return columns.pop(name)


def cell_of(value: Any) -> str | float:
    """A state as text, a number as number, and what is missing as an empty text."""
    if isinstance(value, str):
        return value.strip()
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return ""
    if hasattr(value, "item"):
        value = value.item()  # NumPy's own numbers and texts
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "" if math.isnan(value) else value
    return str(value)


def encode(cells: list[Any], states: Iterable[str] | None) -> tuple[Ints, tuple[str, ...]]:
    """Code of each cell, and the alphabet."""
    try:
        kinds = {cell: cell_of(cell) for cell in dict.fromkeys(cells)}
    except TypeError:
        raise InvalidCaseError("Sequences", "one state in a cell", "several") from None
    present = {kind for kind in kinds.values() if kind != ""}
    numbers = all(isinstance(kind, int | float) for kind in present)
    ordered = sorted(present, key=None if numbers else str)
    alphabet = tuple(dict.fromkeys(_text(kind) for kind in ordered))
    if states is not None:
        known = tuple(_text(cell_of(state)) for state in states)
        for name in alphabet:
            if name not in known:
                raise UnknownTermError(name, known, "state")
        alphabet = known
    place = {name: code for code, name in enumerate(alphabet)} | {"": -1}
    code = {cell: place[_text(kind)] for cell, kind in kinds.items()}
    return np.fromiter((code[cell] for cell in cells), dtype=np.int64, count=len(cells)), alphabet


def _text(kind: str | float) -> str:
    # A column of whole numbers with empty cells comes as floats.
    whole = isinstance(kind, float) and kind.is_integer()
    return str(int(kind) if whole else kind)


def rank_times(times: list[Any]) -> Array:
    """Times as something that sorts."""
    if any(cell_of(value) == "" for value in times):
        refuse("from_long", "a time in every row", "a row without")
    try:
        distinct = {value: rank for rank, value in enumerate(sorted(set(times)))}
    except TypeError:
        raise InvalidCaseError(
            "Sequences.from_long", "times of one kind, which sort", "several kinds"
        ) from None
    return np.array([distinct[value] for value in times], dtype=np.int64)
