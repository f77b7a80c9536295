"""Series of states that a caller hands over: checked, and coded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.array import Array, Ints

__all__ = ["coded", "sequence_offsets"]


def sequence_offsets(begins: Sequence[int] | Ints | None, length: int, path: str) -> Ints:
    """Where each sequence begins, and their whole length at the end; None: there is one.

    Raises
    ------
    InvalidCaseError
        Where they do not run from 0 to the length, never falling.
    """
    offsets = np.array([0, length]) if begins is None else np.asarray(begins)
    right = (
        offsets.ndim == 1
        and len(offsets) > 0
        and offsets.dtype.kind in "iu"
        and offsets[0] == 0
        and offsets[-1] == length
        and bool((np.diff(offsets) >= 0).all())
    )
    if not right:
        raise InvalidCaseError(
            path, f"where each begins, from 0 to {length} at the end, never falling", "others"
        )
    return offsets.astype(np.int64)


def coded(
    values: Sequence[Any] | Array, states: Sequence[Any] | None, path: str
) -> tuple[tuple[str, ...], Ints]:
    """Names of the states, and the place of each value among them; -1 for None and NaN.

    Parameters
    ----------
    values
        What was observed.
    states
        All that may be, in order; None: those that occur, numbers by size, words by the alphabet.
    path
        Where it stands, for messages.

    Raises
    ------
    InvalidCaseError
        Where a state is listed twice.
    UnknownTermError
        Where a value is none of the states.

    Examples
    --------
    >>> coded(["warm", None, "cool"], None, "x")
    (('cool', 'warm'), array([ 1, -1,  0]))
    """
    listed = values.tolist() if isinstance(values, np.ndarray) else list(values)
    if states is None:
        known = {value for value in listed if not _missing(value)}
        try:
            states = sorted(known)
        except TypeError:
            states = sorted(known, key=str)
    place = {state: code for code, state in enumerate(states)}
    if len(place) != len(states):
        raise InvalidCaseError(path, "different states", "one twice")
    code = np.full(len(listed), -1, dtype=np.int64)
    for i, value in enumerate(listed):
        if _missing(value):
            continue
        if value not in place:
            raise UnknownTermError(str(value), [str(state) for state in states], "state")
        code[i] = place[value]
    return tuple(str(state) for state in states), code


def _missing(value: object) -> bool:
    return value is None or (isinstance(value, float) and np.isnan(value))
