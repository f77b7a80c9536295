"""Jobs of the benchmark of simulation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["CONTACTS", "ELEMENTS", "SIMULATION_JOBS"]

CONTACTS, ELEMENTS = 37, 8

Run = Callable[[], Any]


def our_cohort(count: int) -> Run:
    from mediaeco.simulation import simulate_cohort

    return lambda: simulate_cohort(count, seed=1)


def our_cases(count: int) -> Run:
    from mediaeco.simulation import simulate_case

    return lambda: [simulate_case(seed=seed) for seed in range(count)]


SIMULATION_JOBS: dict[str, Callable[[int], Run]] = {
    job.__name__: job for job in (our_cohort, our_cases)
}
