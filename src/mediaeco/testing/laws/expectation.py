"""What the answer is expected to do when the record changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from attrs import field, frozen

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Array, Ints
from mediaeco.model import Result, TidyTable
from mediaeco.testing.laws.answer import Difference, difference, framed, plain, renamed

__all__ = [
    "JOINED",
    "KEPT",
    "RENAMED",
    "REORDERED",
    "UNCHANGED",
    "Change",
    "Custom",
    "Expectation",
    "custom",
    "scaled",
]


@frozen(kw_only=True, eq=False)
class Change:
    """A record before and after, and what has changed.

    Parameters
    ----------
    before
        The record, or its parts, each to be asked by itself.
    after
        The record changed, or its parts put together.
    told
        What was done, in words.
    names
        Name before by name after, of what was given other names.
    factor
        How many times as long everything takes after.
    kept
        Rows of the longer of the two records that the shorter one has; None where both have the
        same contacts.
    """

    before: Ecosystem | tuple[Ecosystem, ...]
    after: Ecosystem
    told: str
    names: dict[str, str] = field(factory=dict)
    factor: float = 1.0
    kept: Ints | None = None


Comparison = Callable[[Any, Any, Change, float], Difference | None]
"""Holds the answer before against the answer after; the last is how far numbers may lie apart."""
Custom = Callable[[Any, Any], bool | None]
"""Of the user's own: False, or an AssertionError, where the answer did not do as expected."""


@frozen(eq=False)
class Expectation:
    """What the answer is expected to do.

    Parameters
    ----------
    statement
        In words, after "the answer".
    compare
        Finds where it did something else.
    """

    statement: str
    compare: Comparison


def _unchanged(before: Any, after: Any, _: Change, tolerance: float) -> Difference | None:
    return difference(plain(before), plain(after), tolerance=tolerance)


def _renamed(before: Any, after: Any, change: Change, tolerance: float) -> Difference | None:
    # Rows put in order by their names go into order anew under the names from before.
    told = renamed(plain(_table(after)), change.names)
    if isinstance(_table(after), TidyTable):
        told = framed(TidyTable(told))
    return difference(framed(before), told, tolerance=tolerance)


def _reordered(before: Any, after: Any, _: Change, tolerance: float) -> Difference | None:
    return difference(framed(before), framed(after), tolerance=tolerance)


def _kept(before: Any, after: Any, change: Change, tolerance: float) -> Difference | None:
    if change.kept is None:
        return _unchanged(before, after, change, tolerance)
    shorter, longer = _rows(change.before), _rows(change.after)
    turned = shorter > longer
    pairs = list(_along(plain(before), plain(after), (shorter, longer)))
    if not pairs:
        raise InvalidCaseError(
            "expect",
            "an answer with a value for each contact",
            "one without",
            "Ask for a column of it that runs over contacts, or say what to expect.",
        )
    for place, one, other, axis in pairs:
        if turned:
            one = one.take(change.kept, axis=axis)
        else:
            other = other.take(change.kept, axis=axis)
        found = difference(one, other, tolerance=tolerance, where=place)
        if found is not None:
            return found
    return None


def _joined(before: Any, after: Any, _: Change, tolerance: float) -> Difference | None:
    whole = _table(after)
    if isinstance(whole, TidyTable):
        parts = [_table(part) for part in before]
        columns = {
            name: np.concatenate([np.asarray(part[name], dtype=object) for part in parts])
            for name in whole
        }
        return difference(framed(TidyTable(columns)), framed(whole), tolerance=tolerance)
    if isinstance(whole, np.ndarray) and whole.ndim:
        return difference(np.concatenate(list(before)), whole, tolerance=tolerance)
    if isinstance(whole, list | tuple):
        items = [item for part in before for item in part]
        return difference(plain(items), plain(list(whole)), tolerance=tolerance)
    raise InvalidCaseError(
        "expect",
        "an answer with rows by case, or an array over cases or contacts",
        f"a {type(after).__name__}",
        "Say what to expect of the answers case by case and of that of the cohort.",
    )


UNCHANGED = Expectation("stays as it is", _unchanged)
"""Every field, column and value is the same."""
RENAMED = Expectation("changes its names and nothing else", _renamed)
"""With the names from before written back the answer is the same; rows may stand in another
order."""
REORDERED = Expectation("has the same rows, in any order", _reordered)
"""The rows of a table are the same; any other answer stays as it is."""
KEPT = Expectation("says the same of every contact that both records have", _kept)
"""Every part of the answer that runs over contacts says the same of a contact before and after."""
JOINED = Expectation("is the answers of the cases one after another", _joined)
"""The rows of the cases' tables make up those of the cohort; their arrays stand end to end."""


def scaled(*names: str, power: float = 1.0) -> Expectation:
    """Expect times to be scaled along.

    Parameters
    ----------
    names
        Fields or columns that are times; all others are expected to stay. None: all numbers.
    power
        1 for times, -1 for what is told per day.

    Returns
    -------
    Expectation
        The answer before, times ``factor ** power``, is the answer after.
    """

    def times(value: Any, by: float, *, inside: bool) -> Any:
        if isinstance(value, dict):
            return {k: times(v, by, inside=inside or k in names) for k, v in value.items()}
        if isinstance(value, list):
            return [times(v, by, inside=inside) for v in value]
        if inside and isinstance(value, float):
            return value * by
        if inside and isinstance(value, np.ndarray) and value.dtype.kind == "f":
            return value * by
        return value

    def compare(before: Any, after: Any, change: Change, tolerance: float) -> Difference | None:
        expected = times(plain(before), change.factor**power, inside=not names)
        return difference(expected, plain(after), tolerance=tolerance)

    what = ", ".join(names) if names else "all its numbers"
    return Expectation(f"has {what} times the factor to the power of {power:g}", compare)


def custom(expect: Custom) -> Expectation:
    """Make an expectation of a function of the answers before and after.

    Parameters
    ----------
    expect
        Returns False, or raises an AssertionError, where the answer did not do as expected.

    Returns
    -------
    Expectation
        Named as the function is.
    """

    def compare(before: Any, after: Any, _: Change, __: float) -> Difference | None:
        try:
            held = expect(before, after)
        except AssertionError as error:
            told = str(error).splitlines()
            return Difference(told[0] if told else "the answer", str(before), str(after))
        return Difference("the answer", str(before), str(after)) if held is False else None

    name = getattr(expect, "__name__", "expect")
    return Expectation("does as it is told to" if name == "<lambda>" else f"does {name}", compare)


def _table(answer: Any) -> Any:
    return answer.to_frame() if isinstance(answer, Result) else answer


def _rows(record: Ecosystem | tuple[Ecosystem, ...]) -> int:
    return len(record) if isinstance(record, Ecosystem) else sum(map(len, record))


def _along(
    before: Any, after: Any, rows: tuple[int, int], where: str = "the answer"
) -> list[tuple[str, Array, Array, int]]:
    """Arrays of both answers that run over contacts, with their place and the axis."""
    found: list[tuple[str, Array, Array, int]] = []
    if isinstance(before, dict) and isinstance(after, dict):
        for key in before:
            place = str(key) if where == "the answer" else f"{where}.{key}"
            found += _along(before[key], after.get(key), rows, place)
    elif isinstance(before, list) and isinstance(after, list):
        if (len(before), len(after)) == rows:
            found.append((where, _column(before), _column(after), 0))
    elif isinstance(before, np.ndarray) and isinstance(after, np.ndarray):
        axes = [
            k
            for k, lengths in enumerate(zip(before.shape, after.shape, strict=False))
            if lengths == rows
        ]
        if axes and before.ndim == after.ndim:
            found.append((where, before, after, axes[0]))
    return found


def _column(values: list[Any]) -> Array:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column
