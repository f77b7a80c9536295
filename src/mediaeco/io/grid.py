"""A table as it came: named columns of cells, and the line that each row stands in."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from attrs import field, frozen

from mediaeco.errors import MediaEcoError, ReadError, shown
from mediaeco.io.csv import read_lines
from mediaeco.io.source import check_source

__all__ = ["Grid", "read_grid"]


@frozen
class Grid:
    """Columns of cells.

    Parameters
    ----------
    name
        What to call the table in messages.
    columns
        Cells by column: texts, datetimes, time spans or lists of texts; an empty text is nothing.
    lines
        Line of each row, counted from 1, header included; None where lines mean nothing.
    comma
        True where numbers may have a decimal comma.
    faults
        What is wrong with the table itself.
    """

    name: str
    columns: dict[str, list[Any]]
    lines: list[int] | None = None
    comma: bool = False
    faults: list[MediaEcoError] = field(factory=list)

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()))) if self.columns else 0

    def fault(self, row: int | None, column: str, reason: str) -> ReadError:
        """Tell of a fault at one cell."""
        label = self.label(column)
        if row is None:
            return ReadError(self.name, None, f"{label}{reason}")
        if self.lines is None:
            return ReadError(self.name, None, f"row {row} (from 0), {label}{reason}")
        return ReadError(self.name, self.lines[row], f"{label}{reason}")

    def label(self, column: str) -> str:
        """Call a column by its name where that may be shown, else by its number."""
        if not column:
            return ""
        name = shown(column)
        if not name.startswith("'") and column in self.columns:
            name = str(list(self.columns).index(column) + 1)
        return f"column {name}: "


def read_grid(source: Any, encoding: str = "utf-8") -> Grid:
    """Read a table from CSV, from Parquet, or from any dataframe.

    Parameters
    ----------
    source
        A path; a dataframe (pandas, polars, PyArrow, ... through narwhals); or columns by name.
    encoding
        Encoding of a CSV file.

    Raises
    ------
    ReadError
        Where it is none of these, or cannot be read at all.
    """
    if isinstance(source, str | os.PathLike):
        path = check_source(source)
        if path.suffix.lower() == ".parquet":
            return _from_frame(_parquet(path), path.name)
        lines = read_lines(path, encoding)
        columns = {name: list(cells) for name, cells in lines.columns.items()}
        return Grid(path.name, columns, lines.numbers, lines.delimiter == ";", lines.faults)
    if isinstance(source, Mapping):
        columns = {str(name): [_cell(v) for v in cells] for name, cells in source.items()}
        if len({len(cells) for cells in columns.values()}) > 1:
            raise ReadError("the table", None, "expected columns of one length; got several.")
        return Grid("the table", columns)
    return _from_frame(source, "the table")


def _parquet(path: Path) -> Any:
    try:
        import pyarrow.parquet as parquet  # optional: the extra 'parquet'
    except ModuleNotFoundError:
        raise ReadError(
            path.name,
            None,
            "Parquet needs pyarrow. Install it with 'pip install mediaeco[parquet]', or save the "
            "table as CSV.",
        ) from None
    try:
        return parquet.read_table(path)
    except Exception:  # pyarrow has many kinds, and each message may hold contents
        raise ReadError(
            path.name, None, "expected a Parquet file; got something else or a damaged one."
        ) from None


def _from_frame(frame: Any, name: str) -> Grid:
    import narwhals as nw  # takes its time to load

    try:
        table = nw.from_native(frame)
    except TypeError:
        raise ReadError(
            name, None, "expected a path or a dataframe (pandas, polars, PyArrow, ...)."
        ) from None
    if isinstance(table, nw.LazyFrame):
        table = table.collect()
    columns = {
        str(column): [_cell(value) for value in table[column].to_list()] for column in table.columns
    }
    return Grid(name, columns)


def _cell(value: Any) -> Any:
    """Bring whatever a dataframe holds to a text, a datetime, a time span or a list."""
    if isinstance(value, str):
        return value
    if hasattr(value, "item") and not hasattr(value, "__len__"):
        value = value.item()  # NumPy's own numbers
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        whole = math.isfinite(value) and value == int(value) and abs(value) < 1e15
        return "" if math.isnan(value) else str(int(value)) if whole else repr(value)
    if isinstance(value, datetime):
        day, clock = value.date(), time(value.hour, value.minute, value.second, value.microsecond)
        return datetime.combine(date(day.year, day.month, day.day), clock, value.tzinfo)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, timedelta):
        return timedelta(value.days, value.seconds, value.microseconds)
    if isinstance(value, Sequence) or hasattr(value, "tolist"):
        return [str(_cell(each)) for each in value]
    return str(value)
