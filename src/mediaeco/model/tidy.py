"""Tidy tables: named columns of equal length, without a dataframe library."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from attrs import field, frozen

from mediaeco.kernels.array import Array, read_only

__all__ = ["TidyTable"]

_SHOWN = 12


def _columns(columns: Mapping[str, Any]) -> dict[str, Array]:
    return {name: read_only(np.asarray(values)) for name, values in columns.items()}


@frozen(eq=False, repr=False)
class TidyTable(Mapping[str, Array]):
    r"""One observation a row, one variable a column.

    Every dataframe library takes it as it is: ``pandas.DataFrame(table.columns)``,
    ``polars.DataFrame(table.columns)``.

    Parameters
    ----------
    columns
        Arrays of one length, by name.

    Examples
    --------
    >>> table = TidyTable({"channel": ["phone", "email"], "contacts": [3, 1]})
    >>> print(table)
    channel  contacts
    phone           3
    email           1
    >>> table.to_csv()
    'channel,contacts\r\nphone,3\r\nemail,1\r\n'
    """

    columns: dict[str, Array] = field(converter=_columns)

    @columns.validator
    def _check(self, _: object, value: dict[str, Array]) -> None:
        lengths = {name: len(column) for name, column in value.items()}
        if len(set(lengths.values())) > 1:
            raise ValueError(f"columns of one length expected; got {lengths}")

    def __getitem__(self, name: str) -> Array:
        return self.columns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(next(iter(self.columns.values()))) if self.columns else 0

    def to_csv(self) -> str:
        """Write the table as CSV; an undefined number is an empty field."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(self.columns)
        cells = [column.tolist() for column in self.columns.values()]
        writer.writerows([_cell(value) for value in row] for row in zip(*cells, strict=True))
        return out.getvalue()

    def __str__(self) -> str:
        shown = [[_text(v) for v in c[:_SHOWN].tolist()] for c in self.columns.values()]
        numeric = [c.dtype.kind in "iuf" for c in self.columns.values()]
        widths = [
            max(len(name), *map(len, cells)) if cells else len(name)
            for name, cells in zip(self.columns, shown, strict=True)
        ]
        lines = []
        for cells in [list(self.columns), *zip(*shown, strict=True)]:
            padded = [
                cell.rjust(width) if right else cell.ljust(width)
                for cell, width, right in zip(cells, widths, numeric, strict=True)
            ]
            lines.append("  ".join(padded).rstrip())
        if self.rows > _SHOWN:
            lines.append(f"... {self.rows - _SHOWN} more rows")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        cells = [column[:_SHOWN].tolist() for column in self.columns.values()]
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(_text(v))}</td>" for v in row) + "</tr>"
            for row in zip(*cells, strict=True)
        )
        more = f"<p>... {self.rows - _SHOWN} more rows</p>" if self.rows > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: object) -> object:
    return "" if isinstance(value, float) and np.isnan(value) else value


def _text(value: object) -> str:
    if isinstance(value, float):
        return "" if np.isnan(value) else f"{value:.4g}"
    return str(value)
