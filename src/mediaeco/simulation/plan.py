"""Parts of a design: the routine of sessions, what contacts are for, when ratings are given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from attrs import field, frozen

from mediaeco.errors import InvalidCaseError, shown
from mediaeco.model.bound import identifier, ids, number, share
from mediaeco.model.vocabulary import Role

__all__ = ["PurposePhase", "RatingSchedule", "SessionRoutine", "check_mix", "is_whole", "mix_of"]


def mix_of(given: Mapping[str, float]) -> Mapping[str, float]:
    """Weights by name, as they were given."""
    return {str(name): float(weight) for name, weight in given.items()}


def is_whole(value: object, low: int) -> bool:
    """Tell whether this is a whole number of at least ``low``."""
    right = isinstance(value, int | np.integer) and not isinstance(value, bool)
    return right and bool(value >= low)  # type: ignore[operator]  # guarded by `right`


def check_mix(path: str, mix: Mapping[str, float]) -> None:
    """Demand weights of at least 0, one of them above 0."""
    right = all(0 <= weight < float("inf") for weight in mix.values())
    if not right or not 0 < sum(mix.values()) < float("inf"):
        raise InvalidCaseError(path, "finite weights of at least 0, one above it", "others")


def _numbers(value: Iterable[int]) -> tuple[int, ...]:
    return tuple(value)


@frozen(kw_only=True)
class SessionRoutine:
    """Sessions that were arranged, and take place unless they are called off.

    Every case has its own weekday and hour, drawn once from those that are offered. All defaults
    are the library's.

    Parameters
    ----------
    channel
        Id of the channel that sessions take place over.
    every_days
        Days from one session to the next, a whole number of at least 1.
    after_days
        Days after the beginning from which on the first one may be, at least 0.
    weekdays
        Days of the week on offer, Monday = 0.
    hours
        Full hours on offer, from 0 to 23.
    minutes
        Length of a session.
    jitter_minutes
        Standard deviation of the moment at which it begins.
    cancelled
        Share of sessions that are called off and leave no trace.
    closing
        Purpose of the last session that is on the plan; empty: it is as any other.
    """

    channel: str = field(default="video_call", validator=identifier())
    every_days: int = 7
    after_days: float = field(default=5, converter=float, validator=number(0))
    weekdays: tuple[int, ...] = field(default=(0, 1, 2, 3, 4), converter=_numbers)
    hours: tuple[int, ...] = field(default=(9, 10, 11, 14, 15, 16, 17, 18), converter=_numbers)
    minutes: float = field(default=50, converter=float, validator=number(above=0))
    jitter_minutes: float = field(default=3, converter=float, validator=number(0, 120))
    cancelled: float = field(default=0.08, converter=float, validator=share())
    closing: str = "closing"

    def __attrs_post_init__(self) -> None:
        if not is_whole(self.every_days, 1):
            raise InvalidCaseError(
                "SessionRoutine.every_days", "a whole number of at least 1", shown(self.every_days)
            )
        for name, top in (("weekdays", 6), ("hours", 23)):
            values = getattr(self, name)
            if not values or not all(is_whole(v, 0) and v <= top for v in values):
                raise InvalidCaseError(
                    f"SessionRoutine.{name}",
                    f"whole numbers from 0 to {top}, one at least",
                    "others",
                )


@frozen(kw_only=True)
class PurposePhase:
    """What contacts are for, up to a point of the therapy.

    Parameters
    ----------
    until
        Share of the therapy's length at which the phase ends, above 0 and at most 1.
    contacts
        Weight of each purpose, by id, among contacts that somebody makes of their own accord.
    sessions
        The same among sessions that were arranged; empty: as among the other contacts.

    Raises
    ------
    InvalidCaseError
        Where a weight is below 0, or none is above it.
    """

    until: float = field(converter=float, validator=number(above=0, high=1))
    contacts: Mapping[str, float] = field(converter=mix_of, hash=False)
    sessions: Mapping[str, float] = field(factory=dict, converter=mix_of, hash=False)

    def __attrs_post_init__(self) -> None:
        check_mix("PurposePhase.contacts", self.contacts)
        if self.sessions:
            check_mix("PurposePhase.sessions", self.sessions)


@frozen(kw_only=True)
class RatingSchedule:
    """Who rates what, and when. All defaults are the library's.

    Parameters
    ----------
    instrument, scale, construct, low, high
        As in `mediaeco.model.Measure`.
    raters
        ``"patient"``, ``"therapist"``, or both.
    first_day, every_days
        Day of the first rating, counted from the beginning, and days from one to the next; above 0.
    """

    instrument: str = field(default="alliance rating", validator=identifier())
    scale: str = field(default="total", validator=identifier())
    construct: str = field(default="alliance", validator=identifier())
    low: float = field(default=1, converter=float, validator=number())
    high: float = field(default=5, converter=float, validator=number())
    raters: tuple[str, ...] = field(default=("patient", "therapist"), converter=ids)
    first_day: float = field(default=21, converter=float, validator=number(above=0))
    every_days: float = field(default=28, converter=float, validator=number(above=0))

    def __attrs_post_init__(self) -> None:
        if not self.low < self.high:
            raise InvalidCaseError(
                "RatingSchedule.high", "a high end above the low one", shown(self.high)
            )
        sides = (str(Role.PATIENT), str(Role.THERAPIST))
        if not self.raters or any(rater not in sides for rater in self.raters):
            raise InvalidCaseError(
                "RatingSchedule.raters", "'patient', 'therapist' or both", "others or none"
            )
        if len(set(self.raters)) != len(self.raters):
            raise InvalidCaseError("RatingSchedule.raters", "each rater once", "one twice")
