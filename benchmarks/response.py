"""Hawkes processes: ours and hawkes-engine in one run, how they compare, and that they agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from benchmarks.measure import Measured
from benchmarks.response_jobs import KINDS, RESPONSE_JOBS

__all__ = ["EVENTS", "HEADER", "described", "rows"]

EVENTS = 10_000
_CLOSE = 1e-9


class Duo(NamedTuple):
    """Ours beside hawkes-engine; how many times as quick we mean to be, if we say so."""

    title: str
    ours: str
    rival: str
    same: bool
    bound: float | None = None


DUOS = (
    Duo("log likelihood and gradient", "our_likelihood", "engine_likelihood", True),
    Duo("fit, latency known, with errors", "our_fit_known", "engine_fit_known", True, 10),
    Duo("fit, one latency for all, with errors", "our_fit", "engine_fit", False, 10),
    Duo("the same beside its fit without errors", "our_fit", "engine_fit_bare", False),
    Duo("fit, a latency for each kind, with errors", "our_fit_each", "engine_fit", False),
)
HEADER = (
    "what", "ours", "peak", "hawkes-engine", "its peak", "ours / its", "log likelihood",
    "its log likelihood", "bound",
)  # fmt: skip


def described() -> str:
    return (
        f"{EVENTS:,} events of {KINDS} kinds, drawn with one latency. hawkes-engine fits a latency "
        "for each kind that excites, ours one for all or one for each kind that is excited: where "
        "latencies are fitted the models differ, and likelihoods are told, not compared."
    )


def rows(
    measured: Callable[[str, int], Measured],
    seconds: Callable[[float], str],
    megabytes: Callable[[float], str],
) -> Iterator[tuple[str, ...]]:
    """One row a job, cells as text."""
    for duo in DUOS:
        rival, ours = measured(duo.rival, EVENTS), measured(duo.ours, EVENTS)
        quick = rival.seconds / ours.seconds
        value, other = (RESPONSE_JOBS[job](EVENTS)() for job in (duo.ours, duo.rival))
        if duo.same and abs(value - other) > _CLOSE * abs(other):
            raise AssertionError(f"{duo.title}: {value!r} and {other!r} should be the same")
        held = ""
        if duo.bound is not None:
            held = f"1/{duo.bound:g}: {'held' if quick >= duo.bound else 'MISSED'}"
        yield (
            duo.title,
            seconds(ours.seconds),
            megabytes(ours.megabytes),
            seconds(rival.seconds),
            megabytes(rival.megabytes),
            f"1/{quick:.1f}" if quick >= 1 else f"{1 / quick:.2f}",
            f"{value:,.4f}",
            f"{other:,.4f}",
            held,
        )
