"""Does attribution rank channels as their true effects do? Ours and the packages in one run."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from statistics import mean
from typing import Any

from benchmarks.attribution_data import CASE_CHANNELS, CASE_COUNT, CASES, CHANNELS, PROCESSES
from benchmarks.attribution_jobs import PACKAGES

__all__ = ["tables"]

JOURNEYS = 100_000
SEEDS = 4
COVERED = 20_000
COVERAGE_SEEDS = 40
COVERAGE_FIRST = 100
BOUND = 0.95
INSIDE = (0.92, 0.98)
PATIENCE = 120  # seconds for one package at the records of one process
BUDGET = 600  # seconds after which packages that were not asked yet are left out
_OURS = "mediaeco, effect of a contact"
_FITTED = "mediaeco, shifts of the fitted hazard"
Answer = dict[str, dict[str, Any]]
Table = tuple[str, tuple[str, ...], Iterator[tuple[str, ...]]]
HEADER = ("reading", *(f"{name}: mean (least)" for name in PROCESSES), "seconds", "bound")
COVERAGE_HEADER = (
    "journeys", "intervals", "of 95 %, cover", "of the rarest quarter", "bound",
    "rank: mean (least)", "form chosen right",
)  # fmt: skip


def tables(*, quick: bool = False) -> Iterator[Table]:
    """What each table shows, its header and its rows; ``quick`` takes few and small records.

    A package that is not installed, fails or is not done in time is left out, and its row says so.
    Of the packages, marketing_attribution_models is read only where somebody installed it: its
    licence keeps it out of the extra ``bench``.
    """
    count, seeds = (5_000, 2) if quick else (JOURNEYS, SEEDS)
    covered, many = (5_000, 4) if quick else (COVERED, COVERAGE_SEEDS)
    until = time.monotonic() + BUDGET
    yield (
        f"Rank correlation of each reading with the true effects of {CHANNELS} channels, over "
        f"{seeds} records (seeds 0 to {seeds - 1}) of {count:,} journeys a process. The channel "
        "used most has about thirty times the contacts of the one used least; in even seeds use "
        "is unrelated to the effect, in odd ones it runs against it. Asked for: a mean of at "
        f"least {BOUND} in each column",
        HEADER,
        _readings(count, seeds, PROCESSES, until),
    )
    yield (
        f"The same over {seeds} records (seeds 0 to {seeds - 1}) of {CASE_COUNT:,} simulated cases "
        f"whose {len(CASE_CHANNELS)} channels shift the log odds of agreeing an element; the "
        "channel used most has about ten times the contacts of the one used least",
        ("reading", f"{CASES}: mean (least)", "seconds", "bound"),
        _readings(CASE_COUNT, seeds, (CASES,), until),
    )
    yield (
        f"Intervals of ours over {many} more records (seeds {COVERAGE_FIRST} to "
        f"{COVERAGE_FIRST + many - 1}) of {covered:,} journeys a process, or {CASE_COUNT:,} cases; "
        "the rarest quarter are the channels with the fewest contacts of each record",
        COVERAGE_HEADER,
        _coverage(covered, many),
    )


def _asked(
    package: str, process: str, first: int, records: int, count: int, patience: float = PATIENCE
) -> list[Answer]:
    """Ask in a process of its own, so that no package pays for another's memory."""
    if patience <= 0:
        return [{package: {"fault": f"left out: {BUDGET} s were over"}}]
    command = [sys.executable, "-m", "benchmarks.attribution_jobs", package, process]
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter and a module of ours
            [*command, str(first), str(records), str(count)],
            capture_output=True,
            text=True,
            check=False,
            timeout=patience,
        )
    except subprocess.TimeoutExpired:
        return [{package: {"fault": f"left out: not done in {patience:.0f} s"}}]
    if done.returncode:
        told = done.stderr.strip().splitlines() or [f"ended with {done.returncode}"]
        return [{package: {"fault": told[-1][:120]}}]
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def _readings(
    count: int, seeds: int, processes: Sequence[str], until: float
) -> Iterator[tuple[str, ...]]:
    """One row a reading; cells as text."""
    for package in PACKAGES:
        answers = {}
        for process in processes:
            left = until - time.monotonic()
            patience = PATIENCE if package == "mediaeco" else min(PATIENCE, left)
            answers[process] = _asked(package, process, 0, seeds, count, patience)
        names = list(dict.fromkeys(n for told in answers.values() for one in told for n in one))
        for name in names:
            cells = [[one[name] for one in answers[p] if name in one] for p in processes]
            yield _row(name, cells)


def _row(name: str, cells: Sequence[Sequence[dict[str, Any]]]) -> tuple[str, ...]:
    every = [cell for of_process in cells for cell in of_process]
    ranks = [[c["rank"] for c in of_process if "rank" in c] for of_process in cells]
    known = [c["seconds"] for c in every if "seconds" in c]
    held = ""
    if name == (_FITTED if len(cells) == 1 else _OURS) and all(ranks):
        worst = min(mean(values) for values in ranks)
        held = f"{BOUND}: {'held' if worst >= BOUND else 'MISSED'}"
    faults = [c["fault"] for c in every if "fault" in c]
    return (
        name,
        *(_ranked(values) if values else "" for values in ranks),
        f"{mean(known):.2f}" if known else "",
        held or (faults[0] if faults else ""),
    )


def _ranked(values: Sequence[float]) -> str:
    return f"{mean(values):.2f} ({min(values):.2f})"


def _coverage(count: int, records: int) -> Iterator[tuple[str, ...]]:
    """How many intervals of ours hold the true effect, and whether the form was chosen right."""
    for process, name in (*((process, _OURS) for process in PROCESSES), (CASES, _FITTED)):
        answers = _asked("effects", process, COVERAGE_FIRST, records, count, 2 * PATIENCE)
        told = [one[name] for one in answers if name in one]
        if not told:
            yield (process, "0", "", "", next(iter(answers[0].values())).get("fault", ""), "", "")
            continue
        holds = [one["covered"] for one in told]
        rare = [hold for one in holds for hold in one[-(len(one) // 4) :]]
        share = mean(hold for one in holds for hold in one)
        held = "held" if INSIDE[0] <= share <= INSIDE[1] else "MISSED"
        right = [one["chosen"] for one in told if "chosen" in one]
        yield (
            process,
            f"{sum(map(len, holds))}",
            f"{100 * share:.1f} %",
            f"{100 * mean(rare):.1f} % of {len(rare)}",
            f"{100 * INSIDE[0]:.0f} to {100 * INSIDE[1]:.0f} %: {held}",
            _ranked([one["rank"] for one in told]),
            f"{sum(right)} of {len(right)}" if right else "",
        )
