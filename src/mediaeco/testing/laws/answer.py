"""Answers of any kind, brought to a plain form and held against one another.

A plain answer is made of mappings, lists, arrays and single values, whatever class gave it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from numbers import Real
from typing import Any

import attrs
import networkx as nx
import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array
from mediaeco.model import Case, Cohort, Result, TidyTable

__all__ = ["TOLERANCE", "Difference", "difference", "framed", "plain", "renamed"]

TOLERANCE = 1e-9
"""How far two numbers may lie apart, relative to the larger (and absolute, below 1)."""

_WHOLE = (Case, Cohort, Ecosystem, type)


class _Bag(list[Any]):
    """Items in no order but that of how they are written."""


@frozen
class Difference:
    """Where two answers part.

    Parameters
    ----------
    where
        Part of the answer: a field, a column, a row, a key.
    before, after
        What stands there, as text.
    """

    where: str
    before: str
    after: str


def plain(answer: Any) -> Any:
    """Bring an answer to mappings, lists, arrays and single values.

    Parameters
    ----------
    answer
        Anything. Classes of attrs become mappings from field to value, tables mappings from
        column to array, graphs a mapping of nodes and a mapping of edges; cases are left whole.

    Returns
    -------
    object
        The same in plain form.
    """
    if isinstance(answer, _WHOLE):
        return answer
    if isinstance(answer, nx.Graph):
        return _graph(answer)
    if isinstance(answer, Mapping):
        return {_key(key): plain(value) for key, value in answer.items()}
    if attrs.has(type(answer)):
        return {item.name: plain(getattr(answer, item.name)) for item in attrs.fields(type(answer))}
    if isinstance(answer, list | tuple):
        return [plain(value) for value in answer]
    return answer


def framed(answer: Any) -> Any:
    """Bring an answer to rows in an order of their own, where it has rows.

    Parameters
    ----------
    answer
        Results and tables have rows; any other answer is only made `plain`.

    Returns
    -------
    object
        A mapping from column to list, rows sorted by what is no fraction, then by fractions.
    """
    if isinstance(answer, list | tuple) and any(isinstance(a, Result | TidyTable) for a in answer):
        return [framed(value) for value in answer]
    if isinstance(answer, Result):
        answer = answer.to_frame()
    if not isinstance(answer, TidyTable):
        return plain(answer)
    names = sorted(answer)
    columns = [np.asarray(answer[name]).tolist() for name in names]
    rows = sorted(zip(*columns, strict=True), key=_row_key)
    return {name: [row[k] for row in rows] for k, name in enumerate(names)}


def renamed(answer: Any, names: Mapping[str, str]) -> Any:
    """Write other names in a plain answer, wherever they stand as a word.

    Parameters
    ----------
    answer
        A plain answer.
    names
        New name by old name, all put in at once, so that two of them may change places.
        ``channel:phone`` and ``phone_contacts`` have the word ``phone`` in them; ``phones`` not.

    Returns
    -------
    object
        The answer in other words.
    """
    if not names:
        return answer
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    words = re.compile(rf"(?<![A-Za-z0-9])(?:{listed})(?![A-Za-z0-9])")

    def told(text: str) -> str:
        return words.sub(lambda found: names[found.group()], text)

    def written(value: Any) -> Any:
        if isinstance(value, str):
            return told(value)
        if isinstance(value, dict):
            return {_told_key(key, told): written(item) for key, item in value.items()}
        if isinstance(value, _Bag):
            return _Bag(sorted((written(item) for item in value), key=str))
        if isinstance(value, list):
            return [written(item) for item in value]
        if isinstance(value, set | frozenset):
            return {written(item) for item in value}
        if isinstance(value, np.ndarray) and value.dtype.kind in "UO":
            flat = [written(item) for item in value.ravel().tolist()]
            out = np.empty(len(flat), dtype=object)
            out[:] = flat
            return out.reshape(value.shape)
        return value

    return written(answer)


def difference(
    before: Any, after: Any, *, tolerance: float = TOLERANCE, where: str = "the answer"
) -> Difference | None:
    """Find the first place in which two plain answers part.

    Parameters
    ----------
    before, after
        Plain answers.
    tolerance
        How far two numbers may lie apart. An undefined number (NaN) equals an undefined one.
    where
        What the answers are called.

    Returns
    -------
    Difference or None
        None where they say the same.
    """
    if isinstance(before, dict) and isinstance(after, dict):
        return _keys_part(before, after, tolerance, where)
    if isinstance(before, list) and isinstance(after, list):
        if len(before) != len(after):
            return Difference(f"{where}, length", str(len(before)), str(len(after)))
        pairs = zip(before, after, strict=True)
        parted = (
            difference(one, other, tolerance=tolerance, where=f"{where}[{i}]")
            for i, (one, other) in enumerate(pairs)
        )
        return next((found for found in parted if found is not None), None)
    if isinstance(before, np.ndarray) and isinstance(after, np.ndarray):
        return _arrays_part(before, after, tolerance, where)
    if _equal(before, after, tolerance):
        return None
    return Difference(where, _shown(before), _shown(after))


def _keys_part(
    before: dict[Any, Any], after: dict[Any, Any], tolerance: float, where: str
) -> Difference | None:
    for key in [*before, *(key for key in after if key not in before)]:
        place = str(key) if where == "the answer" else f"{where}.{key}"
        if key not in before or key not in after:
            told = ("nothing" if key not in record else "present" for record in (before, after))
            return Difference(place, *told)
        found = difference(before[key], after[key], tolerance=tolerance, where=place)
        if found is not None:
            return found
    return None


def _arrays_part(before: Array, after: Array, tolerance: float, where: str) -> Difference | None:
    if before.shape != after.shape:
        return Difference(f"{where}, shape", str(before.shape), str(after.shape))
    if before.dtype.kind in "biufc" and after.dtype.kind in "biufc":
        apart = ~np.isclose(before, after, rtol=tolerance, atol=tolerance, equal_nan=True)
    else:
        flat = zip(before.ravel().tolist(), after.ravel().tolist(), strict=True)
        apart = np.array([not _equal(*pair, tolerance) for pair in flat], dtype=bool)
        apart = apart.reshape(before.shape)
    places = np.argwhere(apart)
    if not len(places):
        return None
    place = tuple(places[0].tolist())
    inside = f"[{', '.join(map(str, place))}]" if place else ""
    return Difference(f"{where}{inside}", _shown(before[place]), _shown(after[place]))


def _equal(one: Any, other: Any, tolerance: float) -> bool:
    if isinstance(one, Real) and isinstance(other, Real):
        first, second = float(one), float(other)
        if math.isnan(first) or math.isnan(second):
            return math.isnan(first) and math.isnan(second)
        return math.isclose(first, second, rel_tol=tolerance, abs_tol=tolerance)
    if isinstance(one, list | tuple | dict):
        return type(one) is type(other) and difference(one, other, tolerance=tolerance) is None
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return False  # an array beside something else; two arrays have been compared already
    return bool(one == other)


def _shown(value: Any) -> str:
    if isinstance(value, np.generic):
        value = value.item()
    return f"{value:.9g}" if isinstance(value, float) else str(value)


def _graph(graph: nx.Graph[Any]) -> dict[str, Any]:
    edges: dict[str, list[Any]] = {}
    for source, target, data in graph.edges(data=True):
        ends = (str(source), str(target))
        if not graph.is_directed():
            ends = (min(ends), max(ends))
        edges.setdefault(" - ".join(ends), []).append(plain(data))
    return {
        "nodes": {str(node): plain(data) for node, data in graph.nodes(data=True)},
        "edges": {ends: _Bag(sorted(many, key=str)) for ends, many in edges.items()},
    }


def _key(key: Any) -> Any:
    return str(key) if isinstance(key, str) else key


def _told_key(key: Any, told: Any) -> Any:
    if isinstance(key, tuple):
        return tuple(_told_key(part, told) for part in key)
    return told(key) if isinstance(key, str) else key


def _row_key(row: tuple[Any, ...]) -> tuple[list[str], list[float]]:
    return [_text(v) for v in row if not isinstance(v, float)], list(_fractions(row))


def _text(value: Any) -> str:
    return f"{value:020d}" if isinstance(value, int) else str(value)


def _fractions(row: tuple[Any, ...]) -> Iterator[float]:
    for value in row:
        if isinstance(value, float):
            yield -math.inf if math.isnan(value) else round(value, 7)
