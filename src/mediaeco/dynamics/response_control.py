"""Records in which nobody answers anybody: one side moved, or moments scattered."""

from __future__ import annotations

import attrs
import numpy as np

from mediaeco.dynamics.hawkes_record import HawkesRecord
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Floats

__all__ = ["moved", "scattered"]

_DAY = 86_400.0
_STEPS = (7.0, 1.0)
_LEAST, _MOST = 0.25, 0.75


def moved(record: HawkesRecord, random: np.random.Generator) -> HawkesRecord:
    """Move each kind but the first round within its case, by a time of its own.

    Whole weeks among those that were observed, then whole days among what is left, keep the hour
    and where they can the day of the week; what is left of that moves by a quarter to three
    quarters of its length. In other units than days all of a case does.
    """
    cases, width = len(record.until), record.width
    case, kind, time = record.case, record.kind, np.array(record.time)
    free = (record.counted > 0) & (kind > 0)
    begin = np.zeros(cases)
    for step in (*(_STEPS if record.unit == "day" else ()), None):
        share = random.random((cases, width))
        rest = record.until - begin
        if step is None:
            span, shift = rest, (_LEAST + (_MOST - _LEAST) * share) * rest[:, None]
        else:
            whole = np.floor(rest / step)
            whole = np.where(whole >= 2, whole, 0.0)
            span, shift = step * whole, step * (1 + np.floor(share * (whole[:, None] - 1)))
        within = free & (record.time >= begin[case]) & (record.time < (begin + span)[case])
        first, long = begin[case[within]], span[case[within]]
        by = shift[case[within], kind[within]]
        time[within] = first + np.mod(record.time[within] - first + by, long)
        begin = begin + span
    return _at(record, time)


def scattered(record: HawkesRecord, random: np.random.Generator) -> HawkesRecord:
    """Draw each moment anew within its case, along the rhythm where there is one."""
    case, free = record.case, record.counted > 0
    share, time = random.random(len(record)), np.array(record.time)
    if record.rhythm is None or record.began is None:
        time[free] = (share * record.until[case])[free]
    else:
        start = record.began[case]
        amount = record.rhythm.integral(start, start + _DAY * record.until[case])
        moment = record.rhythm.moment(start, share * amount)
        time[free] = ((moment - start) / _DAY)[free]
    return _at(record, time)


def _at(record: HawkesRecord, time: Floats) -> HawkesRecord:
    """Contacts at other times, in order again, along the same rhythm."""
    rhythm, began = record.rhythm, record.began
    if record.baseline is not None and (rhythm is None or began is None):
        raise InvalidCaseError(
            "pseudo_response.fit",
            "a record without a baseline, or with the rhythm that it is from",
            "a baseline alone",
            "Give `HawkesRecord` its `rhythm` and `began`.",
        )
    case = record.case
    order = np.lexsort((time, case))
    time = np.clip(time[order], 0.0, record.until[case])
    baseline, elapsed = None, None
    if rhythm is not None and began is not None:
        start = began[case]
        baseline = rhythm.at(start + _DAY * time)
        elapsed = rhythm.integral(start, start + _DAY * time) / _DAY
    return attrs.evolve(
        record,
        time=time,
        kind=record.kind[order],
        drawn=None if record.drawn is None else np.asarray(record.drawn)[order],
        baseline=baseline,
        elapsed=elapsed,
    )
