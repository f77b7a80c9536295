"""Reliability data in any of their shapes: what each coder gave to each unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Array, Floats, Ints

__all__ = ["reliability_data"]

_MISSING = ("NAType", "NaTType")  # what dataframe libraries write for nothing


def reliability_data(data: Any, scale: str, order: Sequence[Any] = ()) -> tuple[Ints, Floats]:
    """Put reliability data in order: place of the value that each coder gave to each unit.

    Parameters
    ----------
    data
        As `mediaeco.grounded.krippendorff_alpha` takes them.
    scale
        Scale of measurement, which says what values may be.
    order
        The values from the lowest to the highest.

    Returns
    -------
    codes
        Shape (coders, units); -1 where a coder gave nothing.
    values
        The numbers behind the codes, in order; the places themselves where values are no numbers;
        shape (values,).

    Raises
    ------
    InvalidCaseError
        Where coders have different numbers of units, or values do not fit the scale.
    """
    rows = _rows(data)
    if isinstance(rows, np.ndarray) and rows.dtype.kind in "iufb" and not order:
        numbers = rows.astype(np.float64)
        return _numeric(numbers, ~np.isnan(numbers), scale)
    given = [[None if _missing(value) else value for value in row] for row in rows]
    there = np.array([[value is not None for value in row] for row in given], dtype=bool)
    there = there.reshape(len(given), len(given[0]) if given else 0)
    listed = [value for row in given for value in row if value is not None]
    if order:
        return _ordered(given, there, order)
    if all(isinstance(value, int | float | np.number) for value in listed):
        numbers = np.full(there.shape, np.nan)
        numbers[there] = np.array(listed, dtype=np.float64)
        return _numeric(numbers, there, scale)
    if scale == "ordinal":
        raise InvalidCaseError(
            "data", "numbers on an ordinal scale", "others", "Give the order of the values."
        )
    if scale != "nominal":
        raise InvalidCaseError("data", f"numbers on the scale {scale}", "others")
    return _ordered(given, there, list(dict.fromkeys(listed)))


def _rows(data: Any) -> Any:
    """The values of each coder, of one length."""
    if isinstance(data, Mapping):
        rows: Any = list(data.values())
    elif isinstance(data, np.ma.MaskedArray):
        rows = np.array(data.tolist(), dtype=object)  # what is masked becomes None
    elif isinstance(data, np.ndarray | list | tuple):
        rows = data
    else:
        import narwhals as nw  # takes its time to load

        try:
            frame = nw.from_native(data, eager_only=True)
        except TypeError:
            raise InvalidCaseError(
                "data", "an array, lists, a mapping or a dataframe", type(data).__name__
            ) from None
        rows = [frame[name].to_list() for name in frame.columns]
    if isinstance(rows, np.ndarray):
        if rows.ndim != 2:
            raise InvalidCaseError("data", "coders by units", f"{rows.ndim} dimensions")
        return rows
    rows = [list(row) for row in rows]
    other = sum(len(row) != len(rows[0]) for row in rows)
    if other:
        raise InvalidCaseError(
            "data",
            f"every coder to have coded the same {len(rows[0])} units",
            f"{other} of {len(rows)} coders with another number of units",
            "Write None for a unit that a coder left out.",
        )
    return rows


def _missing(value: Any) -> bool:
    if value is None or (isinstance(value, str) and not value):
        return True
    if isinstance(value, float | np.floating):
        return bool(np.isnan(value))
    return type(value).__name__ in _MISSING


def _numeric(numbers: Floats, there: Array, scale: str) -> tuple[Ints, Floats]:
    values = np.unique(numbers[there])
    if not np.isfinite(values).all():
        raise InvalidCaseError("data", "finite numbers", "infinity")
    if scale == "ratio" and len(values) and values[0] < 0:
        raise InvalidCaseError("data", "numbers from 0 on a ratio scale", "one below 0")
    codes = np.full(numbers.shape, -1, dtype=np.int64)
    codes[there] = np.searchsorted(values, numbers[there])
    return codes, values


def _ordered(
    given: Sequence[Sequence[Any]], there: Array, order: Sequence[Any]
) -> tuple[Ints, Floats]:
    place = {value: i for i, value in enumerate(order)}
    if len(place) != len(order):
        raise InvalidCaseError("order", "each value once", "one twice")
    strange = sum(value is not None and value not in place for row in given for value in row)
    if strange:
        raise InvalidCaseError("data", "values of the order", f"{strange} that are none of them")
    codes = np.full(there.shape, -1, dtype=np.int64)
    codes[there] = [place[value] for row in given for value in row if value is not None]
    return codes, np.arange(len(order), dtype=np.float64)
