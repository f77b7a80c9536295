"""Transition networks: ours, plain NumPy and tnapy in one run, and how they compare."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from benchmarks.measure import Measured
from benchmarks.transition_jobs import FEW, LENGTH, REPLICATES, STATES

__all__ = ["HEADER", "SEQUENCES", "described", "rows"]

SEQUENCES = 2_000


class Trio(NamedTuple):
    """Ours beside plain NumPy and tnapy; the bound holds against plain NumPy."""

    title: str
    ours: str
    plain: str | None
    rival: str
    bound: float | None = None


TRIOS = (
    Trio("network", "our_network", "numpy_network", "tnapy_network"),
    Trio("network, read from names", "our_network_read", None, "tnapy_network"),
    Trio(
        f"bootstrap of edges, {REPLICATES:,} times",
        "our_bootstrap",
        "numpy_bootstrap",
        "tnapy_bootstrap",
        3,
    ),
    Trio(
        "the same beside a NumPy loop",
        "our_bootstrap",
        "numpy_bootstrap_loop",
        "tnapy_bootstrap",
    ),
    Trio(
        f"permutation of edges, {REPLICATES:,} times",
        "our_permutation",
        "numpy_permutation",
        "tnapy_permutation",
    ),
    Trio(f"case-dropping stability, {FEW} times", "our_stability", None, "tnapy_stability"),
)
HEADER = (
    "what", "ours", "peak", "plain NumPy", "ours / NumPy", "tnapy", "ours / tnapy", "bound",
)  # fmt: skip


def described() -> str:
    return f"{SEQUENCES:,} sequences of up to {LENGTH} places over {STATES} states"


def rows(
    measured: Callable[[str, int], Measured],
    seconds: Callable[[float], str],
    megabytes: Callable[[float], str],
) -> Iterator[tuple[str, ...]]:
    """One row a job, cells as text."""
    for trio in TRIOS:
        rival, ours = measured(trio.rival, SEQUENCES), measured(trio.ours, SEQUENCES)
        plain = measured(trio.plain, SEQUENCES) if trio.plain is not None else None
        against = ours.seconds / plain.seconds if plain is not None else None
        held = ""
        if trio.bound is not None and against is not None:
            held = f"{trio.bound:g}: {'held' if against <= trio.bound else 'MISSED'}"
        yield (
            trio.title,
            seconds(ours.seconds),
            megabytes(ours.megabytes),
            "" if plain is None else seconds(plain.seconds),
            "" if against is None else f"{against:.2f}",
            seconds(rival.seconds),
            f"1/{rival.seconds / ours.seconds:.0f}",
            held,
        )
