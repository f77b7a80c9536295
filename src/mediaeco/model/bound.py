"""Validators that say where, what was expected, and what came."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

import attrs

from mediaeco.errors import InvalidCaseError, shown

__all__ = ["identifier", "ids", "number", "share"]

_Validator = Callable[[Any, "attrs.Attribute[Any]", Any], None]


def ids(value: Iterable[str]) -> tuple[str, ...]:
    """Take several ids; one text alone would fall apart into letters."""
    if isinstance(value, str):
        raise InvalidCaseError(
            "ids", "several ids", "one text", "Write it as a list of one: ['...']."
        )
    return tuple(value)


def number(
    low: float = -math.inf,
    high: float = math.inf,
    *,
    above: float | None = None,
    below: float | None = None,
) -> _Validator:
    """Demand a finite number with ``low <= x <= high``.

    And with ``above < x < below`` where these are given.
    """
    parts = []
    if low > -math.inf:
        parts.append(f"at least {low:g}")
    if above is not None:
        parts.append(f"above {above:g}")
    if high < math.inf:
        parts.append(f"at most {high:g}")
    if below is not None:
        parts.append(f"below {below:g}")
    expected = "a finite number" + (f" of {' and '.join(parts)}" if parts else "")

    def validate(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not (isinstance(value, int | float) and not isinstance(value, bool) and within(value)):
            raise InvalidCaseError(_place(instance, attribute), expected, shown(value))

    def within(value: float) -> bool:
        if not math.isfinite(value):
            return False
        too_low = value < low or (above is not None and value <= above)
        too_high = value > high or (below is not None and value >= below)
        return not too_low and not too_high

    return validate


def share() -> _Validator:
    """Demand a number from 0 to 1."""
    return number(0.0, 1.0)


def identifier() -> _Validator:
    """Demand a text that is not empty and has no space around it."""

    def validate(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, str) or not value or value != value.strip():
            got = "an empty text" if value == "" else "a text with space around it"
            raise InvalidCaseError(
                _place(instance, attribute),
                "a text that is not empty and has no space around it",
                got if isinstance(value, str) else shown(value),
            )

    return validate


def _place(instance: object, attribute: attrs.Attribute[Any]) -> str:
    return f"{type(instance).__name__}.{attribute.name}"
