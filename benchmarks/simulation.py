"""Simulated cohorts: all cases at once, and the same cases one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks.measure import Measured
from benchmarks.simulation_jobs import CONTACTS, ELEMENTS

__all__ = ["HEADER", "SIZES", "described", "rows"]

SIZES = (100, 1_000, 10_000)
BOUND = 5.0
_ONE_BY_ONE = 100
HEADER = ("cases", "all at once", "peak", "of a case", "one at a time", "bound")


def described() -> str:
    return (
        f"Therapies of about {CONTACTS} contacts and {ELEMENTS} frame elements, with ratings, by "
        f"the library's default design; one at a time over the first {_ONE_BY_ONE}."
    )


def rows(
    measured: Callable[[str, int], Measured],
    seconds: Callable[[float], str],
    megabytes: Callable[[float], str],
    sizes: tuple[int, ...] = SIZES,
) -> Iterator[tuple[str, ...]]:
    single = measured("our_cases", _ONE_BY_ONE).seconds / _ONE_BY_ONE
    for count in sizes:
        whole = measured("our_cohort", count)
        held = f"{BOUND:g} s: {'held' if whole.seconds <= BOUND else 'MISSED'}"
        yield (
            f"{count:,}",
            seconds(whole.seconds),
            megabytes(whole.megabytes),
            seconds(whole.seconds / count),
            f"{seconds(single)} a case",
            held if count == SIZES[-1] else "",
        )
