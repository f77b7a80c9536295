"""Times as the columns keep them: whole microseconds, and the zone's offset beside them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from mediaeco.model.interaction import Time
from mediaeco.model.vocabulary import Clock

__all__ = ["DAY", "SECOND", "clock_of", "micros_of", "offset_of", "time_of"]

SECOND = 1_000_000
DAY = 86_400 * SECOND

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LOCAL_EPOCH = datetime(1970, 1, 1)
_MICRO = timedelta(microseconds=1)


def clock_of(time: Time) -> Clock:
    """Tell which clock a moment is told by."""
    if not isinstance(time, datetime):
        return Clock.SECONDS
    return Clock.LOCAL if time.utcoffset() is None else Clock.ZONED


def micros_of(time: Time) -> int:
    """Microseconds since 1970 (UTC with a zone, the wall's clock without), or since the origin."""
    if not isinstance(time, datetime):
        return round(time * SECOND)
    epoch = _LOCAL_EPOCH if time.utcoffset() is None else _EPOCH
    return (time - epoch) // _MICRO


def offset_of(time: Time) -> int:
    """Seconds east of UTC, 0 where the moment has no zone."""
    offset = time.utcoffset() if isinstance(time, datetime) else None
    return 0 if offset is None else int(offset.total_seconds())


def time_of(micros: int, offset: int, clock: Clock) -> Time:
    """Give the moment back that `micros_of` and `offset_of` took apart."""
    if clock is Clock.SECONDS:
        return micros / SECOND
    if clock is Clock.LOCAL:
        return _LOCAL_EPOCH + micros * _MICRO
    zone = UTC if offset == 0 else timezone(timedelta(seconds=offset))
    return (_EPOCH + micros * _MICRO).astimezone(zone)
