"""Choice of receivers: ours, everybody written out in NumPy, and xlogit in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from benchmarks.choice_jobs import CHOICE_JOBS, EVENTS, STATISTICS
from benchmarks.measure import Measured

__all__ = ["HEADER", "PEOPLE", "described", "rows"]

PEOPLE = (30, 100, 300)
HEADER = (
    "people", "ours", "peak", "NumPy and SciPy", "its peak", "ours / NumPy", "xlogit, fit alone",
    "its peak", "ours / xlogit", "estimates differ by",
)  # fmt: skip


def described() -> str:
    return f"{EVENTS:,} events, {len(STATISTICS)} statistics: {', '.join(STATISTICS)}"


def rows(
    measured: Callable[[str, int], Measured],
    seconds: Callable[[float], str],
    megabytes: Callable[[float], str],
    people: tuple[int, ...] = PEOPLE,
) -> Iterator[tuple[str, ...]]:
    """One row a number of people, cells as text."""
    for count in people:
        xlogit, dense, ours = (
            measured(job, count) for job in ("xlogit_choice", "dense_choice", "our_choice")
        )
        yield (
            str(count),
            seconds(ours.seconds),
            megabytes(ours.megabytes),
            seconds(dense.seconds),
            megabytes(dense.megabytes),
            f"1/{dense.seconds / ours.seconds:.0f}",
            seconds(xlogit.seconds),
            megabytes(xlogit.megabytes),
            f"1/{xlogit.seconds / ours.seconds:.0f}",
            f"{_apart(count):.0e}",
        )


def _apart(people: int) -> float:
    """Largest difference of an estimate between any two of the three."""
    found = np.array([CHOICE_JOBS[job](people)() for job in CHOICE_JOBS])
    return float(np.ptp(found, axis=0).max())
