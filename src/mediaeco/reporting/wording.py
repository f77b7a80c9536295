"""Numbers and lists as a report says them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import datetime

from mediaeco.model import Time

__all__ = [
    "UNDEFINED",
    "counted",
    "day",
    "days",
    "decimal",
    "hours",
    "listed",
    "percent",
    "tops",
    "upper_first",
]

UNDEFINED = "not defined"
"""What stands in the place of a number that there is none of."""

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def decimal(value: float, places: int = 2) -> str:
    """Write a number with so many decimals; what is not quite 0 or 1 never reads as either.

    Examples
    --------
    >>> decimal(0.8251), decimal(0.0004), decimal(0.998), decimal(float("nan"))
    ('0.83', '<0.01', '>0.99', 'not defined')
    """
    if math.isnan(value):
        return UNDEFINED
    least = 10.0**-places
    if value != 0 and abs(value) < least / 2:
        return f"<{least:.{places}f}" if value > 0 else f">-{least:.{places}f}"
    if 1 - least / 2 <= value < 1 - 1e-9:
        return f">{1 - least:.{places}f}"
    return f"{value + 0.0:.{places}f}"


def percent(share: float) -> str:
    """Write a share in whole percent; what is not quite nothing or all never reads as either.

    Examples
    --------
    >>> percent(0.527), percent(0.0004), percent(0.9996), percent(float("nan"))
    ('53 %', 'below 1 %', 'above 99 %', 'not defined')
    """
    if math.isnan(share):
        return UNDEFINED
    if 0 < share < 0.005:
        return "below 1 %"
    if -0.005 < share < 0:
        return "above -1 %"
    if 0.995 <= share < 1 - 1e-9:
        return "above 99 %"
    return f"{share * 100:.0f} %"


def counted(count: int, noun: str, plural: str = "") -> str:
    """Write a count with its noun.

    Examples
    --------
    >>> counted(1, "contact"), counted(0, "contact"), counted(2, "breach", "breaches")
    ('1 contact', 'no contacts', '2 breaches')
    """
    noun = noun if count == 1 else plural or f"{noun}s"
    return f"{count or 'no'} {noun}"


def listed(names: Iterable[str], last: str = "and") -> str:
    """Write names one after the other.

    Examples
    --------
    >>> listed(["phone", "SMS", "e-mail"]), listed([])
    ('phone, SMS and e-mail', 'none')
    """
    items = list(names)
    if len(items) < 2:
        return items[0] if items else "none"
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def hours(value: float) -> str:
    """Write a span of so many hours in the unit that suits it.

    Examples
    --------
    >>> hours(0.35), hours(20.3), hours(280.3), hours(float("nan"))
    ('21 minutes', '20.3 hours', '11.7 days', 'not defined')
    """
    if math.isnan(value):
        return UNDEFINED
    if value >= 48:
        return days(value / 24)
    if value >= 1.5:
        return f"{value:.1f} hours"
    minutes = round(value * 60)
    if not minutes and value:
        return "less than a minute"
    return f"{minutes} {'minute' if minutes == 1 else 'minutes'}"


def days(value: float) -> str:
    """Write a span of so many days in the unit that suits it.

    Examples
    --------
    >>> days(164.8), days(3.847), days(0.5)
    ('165 days', '3.8 days', '12.0 hours')
    """
    if math.isnan(value):
        return UNDEFINED
    if 0 < value < 2:
        return hours(value * 24)
    return f"{value:.0f} days" if value >= 20 or value == 0 else f"{value:.1f} days"


def day(time: Time) -> str:
    """Write the day of a moment, or its seconds where the clock names no dates.

    Examples
    --------
    >>> day(datetime(2023, 2, 12, 21, 43)), day(90.0)
    ('12 February 2023', 'second 90')
    """
    if isinstance(time, datetime):
        return f"{time.day} {_MONTHS[time.month - 1]} {time.year}"
    return f"second {time:.0f}"


def upper_first(text: str) -> str:
    """Begin a sentence."""
    return text[:1].upper() + text[1:]


def tops(names: Sequence[str], values: Sequence[float]) -> list[str]:
    """Names with the largest value, several where they tie; none where nothing is defined."""
    known = [value for value in values if not math.isnan(value)]
    if not known:
        return []
    most = max(known)
    near = 1e-9 * max(abs(most), 1.0)
    return [name for name, value in zip(names, values, strict=True) if most - value <= near]
