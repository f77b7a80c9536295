"""Does attribution rank channels as their true effects do? Ours and the packages in one run."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from statistics import mean
from typing import Any

from benchmarks.attribution_data import CASE_CHANNELS, CASE_COUNT, CASES, CHANNELS, PROCESSES
from benchmarks.attribution_jobs import PACKAGES

__all__ = ["tables"]

JOURNEYS = 100_000
SEEDS = 4
COVERAGE_SEEDS = 20
BOUND = 0.95
INSIDE = (0.92, 0.98)
_PATIENCE = 300
_OURS = "mediaeco, effect of a contact"
_FITTED = "mediaeco, shifts of the fitted hazard"
Table = tuple[str, tuple[str, ...], Iterator[tuple[str, ...]]]
HEADER = ("reading", *(f"{name}: mean (least)" for name in PROCESSES), "seconds", "bound")
COVERAGE_HEADER = (
    "journeys", "intervals", "of 95 %, cover", "bound", "rank: mean (least)", "form chosen right",
)  # fmt: skip


def tables(*, quick: bool = False) -> Iterator[Table]:
    """What each table shows, its header and its rows; ``quick`` takes few and small records."""
    count, seeds, many = (5_000, 2, 4) if quick else (JOURNEYS, SEEDS, COVERAGE_SEEDS)
    yield (
        f"Rank correlation of each reading with the true effects of {CHANNELS} channels, over "
        f"{seeds} records of {count:,} journeys a process; use is unequal by Zipf's law, in half "
        "of the records unrelated to the effect, in half against it",
        HEADER,
        _readings(count, seeds),
    )
    yield (
        f"The same over {seeds} records of {CASE_COUNT:,} simulated cases whose "
        f"{len(CASE_CHANNELS)} channels shift the log odds of agreeing an element",
        ("reading", f"{CASES}: mean (least)", "seconds", "bound"),
        _readings(CASE_COUNT, seeds, (CASES,)),
    )
    yield (
        f"Intervals of ours over {many} more records of {count:,} journeys a process",
        COVERAGE_HEADER,
        _coverage(count, many),
    )


def _asked(package: str, process: str, seed: int, count: int) -> dict[str, Any]:
    """Ask in a process of its own, so that no package pays for another's memory."""
    command = [sys.executable, "-m", "benchmarks.attribution_jobs", package, process]
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter and a module of ours
            [*command, str(seed), str(count)],
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return {package: {"fault": f"not done in {_PATIENCE} s"}}
    if done.returncode:
        return {package: {"fault": done.stderr.strip().splitlines()[-1][:120]}}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _readings(
    count: int, seeds: int, processes: Sequence[str] = PROCESSES
) -> Iterator[tuple[str, ...]]:
    """One row a reading; cells as text."""
    for package in PACKAGES:
        answers = {
            process: [_asked(package, process, seed, count) for seed in range(seeds)]
            for process in processes
        }
        names = list(dict.fromkeys(n for told in answers.values() for one in told for n in one))
        for name in names:
            cells = [[one.get(name, {}) for one in answers[process]] for process in processes]
            yield _row(name, cells)


def _row(name: str, cells: Sequence[Sequence[dict[str, Any]]]) -> tuple[str, ...]:
    every = [cell for of_process in cells for cell in of_process]
    ranks = [[c["rank"] for c in of_process if "rank" in c] for of_process in cells]
    known = [c["seconds"] for c in every if "seconds" in c]
    held = ""
    if name == (_FITTED if len(cells) == 1 else _OURS):
        worst = min(mean(values) for values in ranks)
        held = f"{BOUND}: {'held' if worst >= BOUND else 'MISSED'}"
    faults = [c["fault"] for c in every if "fault" in c]
    return (
        name,
        *(_ranked(values) if values else "fails" for values in ranks),
        f"{mean(known):.2f}" if known else "",
        held or (faults[0] if faults else ""),
    )


def _ranked(values: Sequence[float]) -> str:
    return f"{mean(values):.2f} ({min(values):.2f})"


def _coverage(count: int, seeds: int) -> Iterator[tuple[str, ...]]:
    """How many intervals of ours hold the true effect, and whether the form was chosen right."""
    for process, name, channels in (
        *((process, _OURS, CHANNELS) for process in PROCESSES),
        (CASES, _FITTED, len(CASE_CHANNELS)),
    ):
        told = [_asked("effects", process, 100 + seed, count)[name] for seed in range(seeds)]
        right = [one for one in told if one["chosen"]]
        intervals = channels * len(right)
        share = sum(one["covered"] for one in right) / max(intervals, 1)
        held = "held" if INSIDE[0] <= share <= INSIDE[1] else "MISSED"
        yield (
            process,
            f"{intervals}",
            f"{100 * share:.1f} %",
            f"{100 * INSIDE[0]:.0f} to {100 * INSIDE[1]:.0f} %: {held}",
            _ranked([one["rank"] for one in told]),
            f"{len(right)} of {len(told)}",
        )
