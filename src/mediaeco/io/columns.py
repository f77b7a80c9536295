"""A log as plain columns: many people, no case yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

import attrs
import numpy as np
from attrs import field, frozen

from mediaeco.errors import InvalidCaseError, MediaEcoError, ReadError, nearest_term, one_of
from mediaeco.io.cell import read_duration, read_time, zone_of
from mediaeco.io.grid import read_grid
from mediaeco.io.mapping import CaseMapping, ColumnMapping
from mediaeco.io.rows import cells_of
from mediaeco.kernels.array import Array, Bools, Ints
from mediaeco.model import Clock, ContentKind, Finding, FindingKind
from mediaeco.model.clock import SECOND, clock_of, micros_of, offset_of

__all__ = ["Columns", "coded", "columns_of"]

_QUARTER = 900 * SECOND
_CONTENT = {kind.value: code for code, kind in enumerate(ContentKind)}


@frozen
class Columns:
    """Columns of a log, rows in the order of its tables.

    Parameters
    ----------
    time
        Microseconds.
    offset
        Seconds east of UTC.
    clock
        How times are told; None where there are none.
    sender, receiver, channel
        Texts, as the log calls them.
    content
        Codes in `ContentKind`.
    duration
        Seconds, NaN where unknown.
    faults, findings
        What is wrong with the log, and what was left out of it.
    """

    time: Array
    offset: Array
    clock: Clock | None
    sender: Array
    receiver: Array
    channel: Array
    content: Array
    duration: Array
    faults: list[MediaEcoError] = field(factory=list)
    findings: list[Finding] = field(factory=list)

    def select(self, mask: Bools) -> Columns:
        """Keep the rows where ``mask`` is true."""
        return attrs.evolve(self, **{name: getattr(self, name)[mask] for name in _NAMES})

    @staticmethod
    def concatenate(parts: Sequence[Columns]) -> Columns:
        """Put tables one after another, with the first clock that any of them has."""
        columns: dict[str, Any] = {
            name: np.concatenate([getattr(part, name) for part in parts]) for name in _NAMES
        }
        clocks = [part.clock for part in parts if part.clock is not None]
        return Columns(
            clock=clocks[0] if clocks else None,
            faults=[fault for part in parts for fault in part.faults],
            findings=[finding for part in parts for finding in part.findings],
            **columns,
        )


_NAMES = ("time", "offset", "sender", "receiver", "channel", "content", "duration")


def columns_of(source: Any, how: ColumnMapping, case: CaseMapping) -> Columns:
    """Read one table, whole columns at a time.

    Returns
    -------
    Columns
        Without rows where ``faults`` holds any.
    """
    nobody: dict[str, Any] = dict.fromkeys(_NAMES, np.zeros(0))
    empty = Columns(clock=None, **nobody)
    try:
        grid = read_grid(source, how.encoding)
    except ReadError as error:
        return attrs.evolve(empty, faults=[error])
    told = cells_of(grid, how, verbatim=case.verbatim)
    faults = [*grid.faults, *told.faults]
    if "receivers" not in told.cells:
        faults.append(ReadError(grid.name, None, "expected a column receivers; got none."))
    if faults:
        return attrs.evolve(empty, faults=faults)
    count = len(told.kept)
    nothing = [""] * count

    def column(name: str) -> Array:
        return np.array([str(cell) for cell in told.cells.get(name, nothing)], dtype=np.str_)

    def fault(row: int, name: str, error: InvalidCaseError) -> None:
        reason = f"expected {error.expected}; got {error.got}. {error.hint}".rstrip()
        faults.append(grid.fault(told.kept[row], told.columns.get(name, name), reason))

    zone = zone_of(how.zone)
    time, offset, clock = _times(told.cells["time"], how, zone, grid.comma, fault)
    duration = _durations(told.cells.get("duration", nothing), how, grid.comma, fault)
    said = column("content")
    content = coded(np.where(said == "", ContentKind.TEXT.value, said), _CONTENT)
    for row in np.flatnonzero(content < 0).tolist():
        near = nearest_term(str(said[row]), _CONTENT)
        hint = f"Did you mean '{near}'?" if near else ""
        fault(row, "content", InvalidCaseError("", one_of(tuple(_CONTENT)), "another word", hint))
    for name in ("sender", "receivers"):
        for row in np.flatnonzero(column(name) == "").tolist():
            fault(row, name, InvalidCaseError("", "somebody", "nobody"))
    findings = []
    if count < len(grid):
        text = f"{len(grid) - count} of {len(grid)} rows of {grid.name} were left out by rules."
        findings.append(Finding(kind=FindingKind.SKIPPED, text=text))
    return Columns(
        time=time,
        offset=offset,
        clock=clock,
        sender=column("sender"),
        receiver=column("receivers"),
        channel=column("channel"),
        content=content,
        duration=duration,
        faults=faults,
        findings=findings,
    )


_Fault = Callable[[int, str, InvalidCaseError], None]


def _times(
    cells: list[Any], how: ColumnMapping, zone: tzinfo | None, comma: bool, fault: _Fault
) -> tuple[Ints, Ints, Clock | None]:
    """Microseconds, seconds east of UTC, and the clock, of one column."""
    if how.time in ("unix", "unix_ms", "seconds"):
        numbers = _plain_numbers(cells)
        if numbers is not None:
            micros = np.round(numbers * (1000 if how.time == "unix_ms" else SECOND))
            micros = micros.astype(np.int64)
            if how.time == "seconds":
                return micros, np.zeros_like(micros), Clock.SECONDS
            return micros, _offsets(micros, zone or UTC), Clock.ZONED
    read = read_time(how.time, zone, comma=comma)
    times = [read(cell) for cell in cells]
    clock: Clock | None = None
    for row, value in enumerate(times):
        if value is None or isinstance(value, InvalidCaseError):
            fault(row, "time", value or InvalidCaseError("", "a time", "nothing"))
            times[row] = 0.0
            continue
        clock = clock or clock_of(value)
        if clock_of(value) is not clock:
            fault(row, "time", InvalidCaseError("", "times told by one clock", "another clock"))
    return (
        np.array([micros_of(value) for value in times], dtype=np.int64),
        np.array([offset_of(value) for value in times], dtype=np.int64),
        clock,
    )


def _offsets(micros: Ints, zone: tzinfo) -> Ints:
    # Zones change their offset on the quarter of an hour: one question for each quarter will do.
    quarters, inverse = np.unique(micros // _QUARTER, return_inverse=True)
    begin = datetime(1970, 1, 1, tzinfo=UTC)
    said = [
        (begin + timedelta(microseconds=int(quarter) * _QUARTER)).astimezone(zone).utcoffset()
        for quarter in quarters
    ]
    seconds = [0 if offset is None else int(offset.total_seconds()) for offset in said]
    return np.array(seconds, dtype=np.int64)[inverse]


def _durations(cells: list[Any], how: ColumnMapping, comma: bool, fault: _Fault) -> Array:
    numbers = _plain_numbers(cells) if how.duration == "seconds" else None
    if numbers is not None and not (numbers < 0).any():
        return numbers
    read = read_duration(how.duration, comma=comma)
    seconds = [read(cell) for cell in cells]
    for row, value in enumerate(seconds):
        if isinstance(value, InvalidCaseError):
            fault(row, "duration", value)
            seconds[row] = None
    return np.array([np.nan if value is None else value for value in seconds], dtype=np.float64)


def _plain_numbers(cells: list[Any]) -> Array | None:
    """Read a column of plain numbers at once; None where it holds anything else."""
    try:
        texts = np.array(cells, dtype=np.str_)
        numbers = np.where(texts == "", "nan", texts).astype(np.float64)
    except ValueError:
        return None
    known = numbers[texts != ""]
    return numbers if np.isfinite(known).all() else None


def coded(values: Array, codes: Mapping[str, int]) -> Ints:
    """Look words up, -1 where there is no such word; each different word once."""
    words, inverse = np.unique(values, return_inverse=True)
    return np.array([codes.get(str(word), -1) for word in words], dtype=np.int64)[inverse]
