"""Fits of formation: ours beside a plain prototype with SciPy, and that they agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from benchmarks.formation_jobs import FORMATION_JOBS, REPLICATES
from benchmarks.measure import Measured

__all__ = ["CASES", "HEADER", "QUICK", "described", "rows"]

CASES, QUICK = 800, 100
_NEAR = 0.1  # standard errors that two searches may end apart
_LOWER = 0.01  # log likelihood that ours may fall short of the rival's


class Duo(NamedTuple):
    """Ours, and the prototype where there is one; the bound is in seconds."""

    title: str
    ours: str
    rival: str | None = None
    bound: float | None = None


DUOS = (
    Duo("fit, four settings", "our_four", "plain_four"),
    Duo("fit, five settings", "our_five", "plain_five", 0.5),
    Duo("profile interval of one of five", "our_profile"),
    Duo(f"bootstrap over cases, {REPLICATES} times", "our_refits"),
)
HEADER = (
    "what", "ours", "peak", "NumPy and SciPy", "its peak", "ours / its", "estimates differ by",
    "bound",
)  # fmt: skip


def described() -> str:
    return (
        "Therapies of about 37 contacts and 8 frame elements. Ours goes from the record to "
        "estimates and errors by four starts; the prototype is given the cells at risk, has one "
        "start and no errors: L-BFGS-B with slopes by differences. Estimates differ by so many of "
        "their standard errors at most."
    )


def rows(
    measured: Callable[[str, int], Measured],
    seconds: Callable[[float], str],
    megabytes: Callable[[float], str],
    cases: int = CASES,
) -> Iterator[tuple[str, ...]]:
    """One row a job, cells as text."""
    for duo in DUOS:
        rival = None if duo.rival is None else measured(duo.rival, cases)
        ours = measured(duo.ours, cases)
        held = ""
        if duo.bound is not None and cases == CASES:
            held = f"{duo.bound:g} s: {'held' if ours.seconds <= duo.bound else 'MISSED'}"
        yield (
            duo.title,
            seconds(ours.seconds),
            megabytes(ours.megabytes),
            "" if rival is None else seconds(rival.seconds),
            "" if rival is None else megabytes(rival.megabytes),
            "" if rival is None else f"{ours.seconds / rival.seconds:.2f}",
            "" if duo.rival is None else f"{_apart(duo.ours, duo.rival, cases):.0e}",
            held,
        )


def _apart(ours: str, rival: str, cases: int) -> float:
    """Largest difference of an estimate, in its standard errors."""
    estimate, value, error = FORMATION_JOBS[ours](cases)()
    theirs, other = FORMATION_JOBS[rival](cases)()
    apart = float(np.nanmax(np.abs(estimate - theirs) / error))
    if value < other - _LOWER or apart > _NEAR:
        raise AssertionError(f"{ours}: {value!r} and {other!r}, {apart:.2g} errors apart")
    return apart
