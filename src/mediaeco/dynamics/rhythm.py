"""The rhythm of day and week that initiative follows."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from attrs import field, frozen

from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Array, Floats

__all__ = ["Rhythm"]

_HOUR = 3600.0
_WEEK = 168
_THURSDAY = 3  # day of the week on which 1970 began, Monday = 0


def _weights(value: Iterable[float]) -> tuple[float, ...]:
    return tuple(float(weight) for weight in value)


@frozen(kw_only=True)
class Rhythm:
    """How lively each hour of the week is, 1 on average.

    ``w(t) = hours[hour of t] * days[day of t]``, with both brought to a mean of 1.

    Parameters
    ----------
    hours
        Weight of each hour of the day, from midnight; 24 numbers of at least 0, not all 0. They
        are divided by their mean.
    days
        Weight of each day of the week, Monday first; 7 numbers, likewise.

    Raises
    ------
    InvalidCaseError
        Where there are not 24 and 7 of them, or they are no weights.

    Notes
    -----
    *Theory*: the rhythm that messages need besides excitation; a product of hour and day, constant
    within the hour: library's proposal. The default is no rhythm: 1 at every hour.

    *Laws*: the mean over a week is 1; ``integral`` adds up over adjoining spans and never falls;
    ``moment`` undoes it.

    Examples
    --------
    >>> office = Rhythm(hours=[0] * 8 + [1] * 10 + [0] * 6, days=[1, 1, 1, 1, 1, 0, 0])
    >>> office.at([4 * 86400.0 + 9 * 3600, 5 * 86400.0 + 3 * 3600]).round(2)  # Monday, Tuesday
    array([3.36, 0.  ])
    >>> float(office.integral(0.0, 7 * 86400.0)) == 7 * 86400.0
    True
    """

    hours: tuple[float, ...] = field(default=(1.0,) * 24, converter=_weights)
    days: tuple[float, ...] = field(default=(1.0,) * 7, converter=_weights)
    _week: Floats = field(init=False, eq=False, repr=False)
    _elapsed: Floats = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        for name, count in (("hours", 24), ("days", 7)):
            values = getattr(self, name)
            right = len(values) == count and all(0 <= w < float("inf") for w in values)
            if not right or not 0 < sum(values) < float("inf"):
                raise InvalidCaseError(
                    f"Rhythm.{name}",
                    f"{count} finite weights of at least 0, one above it",
                    f"{len(values)} numbers" if len(values) != count else "other numbers",
                )
            mean = sum(values) / count
            object.__setattr__(self, name, tuple(weight / mean for weight in values))
        week = np.outer(self.days, self.hours).ravel()
        elapsed = np.concatenate(([0.0], np.cumsum(week) * _HOUR))
        elapsed *= _WEEK * _HOUR / elapsed[-1]  # a week is a week, whatever rounding does
        object.__setattr__(self, "_week", week)
        object.__setattr__(self, "_elapsed", elapsed)

    @classmethod
    def observed(cls, seconds: Array | Iterable[float]) -> Rhythm:
        """Hours and days as lively as they were.

        Parameters
        ----------
        seconds
            Moments of contacts, as in `at`; shape (contacts,). They should be those of whole weeks,
            or days that were observed more often look livelier.

        Returns
        -------
        Rhythm
            Weights in proportion to contacts. They are those of all contacts, answers among them,
            and from the same record as what is fitted with them: an approximation to the rhythm of
            initiative.

        Raises
        ------
        InvalidCaseError
            Where there is no moment, or one is not finite.

        Examples
        --------
        >>> Rhythm.observed([9 * 3600.0, 9.5 * 3600.0]).hours[9]
        24.0
        """
        moments = np.asarray(seconds, dtype=np.float64)
        if not (moments.size and np.isfinite(moments).all()):
            raise InvalidCaseError(
                "Rhythm.observed",
                "finite moments, one at least",
                "others" if moments.size else "none",
            )
        _, hour, _ = _place(moments)
        week = np.bincount(hour.ravel(), minlength=_WEEK).reshape(7, 24)
        return cls(hours=week.sum(axis=0), days=week.sum(axis=1))

    def at(self, seconds: Array | Iterable[float] | float) -> Floats:
        """Weight at given moments.

        Parameters
        ----------
        seconds
            Seconds on the wall's clock since the year 1970 began, as a record tells them
            (``table.time / 1e6 + table.utc_offset``); any shape.

        Returns
        -------
        Floats
            At least 0; the shape of ``seconds``.
        """
        _, hour, _ = _place(seconds)
        return self._week[hour]

    def integral(
        self, start: Array | Iterable[float] | float, end: Array | Iterable[float] | float
    ) -> Floats:
        """Weight added up from one moment to another, in seconds.

        Parameters
        ----------
        start, end
            Seconds on the wall's clock since 1970; shapes that broadcast.

        Returns
        -------
        Floats
            The seconds that lie between them where nothing is rhythmic; negative where ``end`` is
            before ``start``.
        """
        return np.asarray(self._since(end) - self._since(start), dtype=np.float64)

    def moment(
        self, start: Array | Iterable[float] | float, amount: Array | Iterable[float] | float
    ) -> Floats:
        """First moment by which the weight since ``start`` adds up to ``amount``.

        Parameters
        ----------
        start
            Seconds on the wall's clock since 1970.
        amount
            Seconds of mean weight, at least 0; a shape that broadcasts.

        Returns
        -------
        Floats
            Seconds on the wall's clock since 1970, not before ``start``.
        """
        begun = np.asarray(start, dtype=np.float64)
        weeks, rest = np.divmod(
            self._since(begun) + np.asarray(amount, dtype=np.float64), _WEEK * _HOUR
        )
        hour = np.clip(np.searchsorted(self._elapsed, rest, side="left") - 1, 0, _WEEK - 1)
        # Where an hour of no weight ends the wait, the hour before it is the first that is enough.
        within = (rest - self._elapsed[hour]) / np.where(self._week[hour] > 0, self._week[hour], 1)
        found = (weeks * _WEEK + hour) * _HOUR + within - _THURSDAY * 24 * _HOUR
        return np.maximum(found, begun)

    def _since(self, seconds: Array | Iterable[float] | float) -> Floats:
        """Weight added up since the Monday before 1970 began."""
        weeks, hour, within = _place(seconds)
        return np.asarray(
            weeks * (_WEEK * _HOUR) + self._elapsed[hour] + self._week[hour] * within,
            dtype=np.float64,
        )


def _place(seconds: Array | Iterable[float] | float) -> tuple[Floats, Array, Floats]:
    """Week, hour of the week, and seconds within it."""
    moment = np.asarray(seconds, dtype=np.float64) + _THURSDAY * 24 * _HOUR
    hours, within = np.divmod(moment, _HOUR)
    weeks, hour = np.divmod(hours, _WEEK)
    return weeks, hour.astype(np.int64), within
