"""What a cell means: moments, durations, numbers, lists.

A cell that means nothing becomes the fault that says so, in the place of its value; structuring
then tells it with its row.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from mediaeco.errors import InvalidCaseError, nearest_term, one_of, shown

__all__ = ["DURATIONS", "TIMES", "list_of", "number_of", "read_duration", "read_time", "zone_of"]

TIMES = ("iso", "unix", "unix_ms", "seconds")
"""Ways of telling time by name; everything else with a ``%`` in it is a strptime pattern."""

_CLOCKS = {"h:mm:ss": (3600.0, 60.0, 1.0), "h:mm": (3600.0, 60.0), "mm:ss": (60.0, 1.0)}
_UNITS = {"seconds": 1.0, "milliseconds": 0.001, "minutes": 60.0, "hours": 3600.0}

DURATIONS = (*_UNITS, *_CLOCKS)
"""Units of duration."""

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_DAY = re.compile(r"(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_LIST = re.compile(r"[|;,]")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Reader = Callable[[Any], Any]


def number_of(cell: Any, *, comma: bool = False) -> float | InvalidCaseError:
    """Read a number."""
    text = str(cell).strip()
    if comma and text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    if _NUMBER.fullmatch(text) and len(text) < 400:
        return float(text)
    return InvalidCaseError("", "a number", _got(cell))


def list_of(cell: Any, separator: str) -> list[str]:
    """Read several values: parted by the separator, or, without one, by any of ``| ; ,``."""
    if isinstance(cell, list):
        return cell
    parts = str(cell).split(separator) if separator else _LIST.split(str(cell))
    return (
        [part for part in parts if part] if separator else [p.strip() for p in parts if p.strip()]
    )


def zone_of(name: str) -> tzinfo | None:
    """Find a zone by its IANA name; an empty name is none.

    Raises
    ------
    InvalidCaseError
        Where there is no such zone.
    """
    if not name:
        return None
    from zoneinfo import ZoneInfo, available_timezones  # only where a zone is named

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        near = nearest_term(name, available_timezones())
        hint = f"Did you mean '{near}'?" if near else ""
        raise InvalidCaseError("zone", "a zone such as Europe/Madrid", shown(name), hint) from None


def read_time(told: str, zone: tzinfo | None, *, comma: bool = False) -> Reader:
    """Give the function that reads one column of times.

    Parameters
    ----------
    told
        One of `TIMES`, or a strptime pattern.
    zone
        Zone of times that name none; None: they have none.
    comma
        True where numbers may have a decimal comma.

    Returns
    -------
    callable
        Cell -> datetime, seconds, an `InvalidCaseError`, or None for an empty cell.
    """

    def zoned(time: datetime) -> datetime:
        return time.replace(tzinfo=zone) if zone is not None and time.tzinfo is None else time

    def since_1970(seconds: float) -> datetime | InvalidCaseError:
        try:
            return (_EPOCH + timedelta(microseconds=round(seconds * 1e6))).astimezone(zone or UTC)
        except (OverflowError, ValueError):
            return InvalidCaseError("", "a time of the years 2 to 9998", "one beyond them")

    def read(cell: Any) -> Any:
        if isinstance(cell, datetime):
            return zoned(cell)
        if cell == "":
            return None
        if told in ("unix", "unix_ms", "seconds"):
            number = number_of(cell, comma=comma)
            if isinstance(number, InvalidCaseError) or told == "seconds":
                return number
            return since_1970(number if told == "unix" else number / 1000)
        text = str(cell).strip()
        if told != "iso":
            try:
                return zoned(datetime.strptime(text, told))
            except ValueError:
                return InvalidCaseError("", f"a time written as {told}", "another text")
        return _iso(text, zoned)

    return read


def _iso(text: str, zoned: Callable[[datetime], datetime]) -> Any:
    if _DAY.fullmatch(text):
        hint = "Say which: time = '%Y%m%d', or time = 'seconds'."
        return InvalidCaseError("", "a time", "a number that could be a day or seconds", hint)
    if _NUMBER.fullmatch(text):
        return float(text)
    try:
        return zoned(datetime.fromisoformat(text))
    except ValueError:
        return InvalidCaseError(
            "",
            "a time as 2024-03-01 18:30 (or with a zone, 2024-03-01T18:30+01:00), or seconds",
            "another text",
            "Where times are written otherwise, say how: time = '%d/%m/%Y %H:%M'.",
        )


def read_duration(unit: str, *, comma: bool = False) -> Reader:
    """Give the function that reads one column of durations into seconds.

    Parameters
    ----------
    unit
        One of `DURATIONS`.
    comma
        True where numbers may have a decimal comma.

    Examples
    --------
    >>> read_duration("h:mm:ss")("1:02:03")
    3723.0
    """
    clock = _CLOCKS.get(unit)

    def read(cell: Any) -> Any:
        if isinstance(cell, timedelta):
            return cell.total_seconds()
        if cell == "":
            return None
        text = str(cell).strip()
        if clock is not None:
            parts = text.split(":")
            if len(parts) == len(clock) and all(re.fullmatch(r"\d+(\.\d+)?", p) for p in parts):
                return sum(float(p) * s for p, s in zip(parts, clock, strict=True))
            return InvalidCaseError("", f"a duration written as {unit}", _got(cell))
        if ":" in text:
            hint = f"Say how it is written: duration = {one_of(tuple(_CLOCKS))}."
            return InvalidCaseError("", f"a duration in {unit}", "one with a colon", hint)
        number = number_of(text, comma=comma)
        if isinstance(number, InvalidCaseError):
            return number
        if number < 0:
            hint = "If it marks a missed call, give the table a rule that says so."
            return InvalidCaseError("", "a duration of at least 0", shown(number), hint)
        return number * _UNITS[unit]

    return read


def _got(cell: Any) -> str:
    return "an empty text" if cell == "" else "a text that is none"
