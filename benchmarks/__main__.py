"""Print the table: ours and the rival in the same run, the ratio, and the bound where there is one.

Every measurement has a process of its own; of three runs the quickest counts. Seconds depend on
the machine, ratios much less.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks import (
    attribution,
    choice,
    formation,
    mutants,
    response,
    simulation,
    strategies,
    transition,
)
from benchmarks.measure import RUNS, Measured, import_seconds, measure
from benchmarks.table import written

SIZES = (10_000, 100_000, 1_000_000)
QUICK = (1_000, 10_000)
JSON = 10_000
IMPORT_BOUND = 0.150


class Pair(NamedTuple):
    """Ours beside a rival; the bound, if any, is held at the largest size."""

    title: str
    ours: str
    rival: str
    against: str
    bound: float | None = None


PAIRS = (
    Pair("columns and graph", "our_graph", "networkx_edges", "networkx, edge by edge"),
    Pair("columns and graph", "our_graph", "numpy_aggregate", "NumPy sort and aggregate", 5),
    Pair("columns and graph", "our_graph", "numpy_narrow", "NumPy, keys of 16 bits"),
    Pair("columns and graph", "our_graph", "pandas_graph", "pandas groupby, networkx"),
    Pair("columns alone", "our_columns", "numpy_aggregate", "NumPy sort and aggregate"),
    Pair("names to graph", "our_names_graph", "pandas_text_graph", "pandas groupby, networkx"),
    Pair("checked log to graph", "our_text_graph", "pandas_text_graph", "pandas groupby, networkx"),
    Pair("chain", "chain", "sorting_pass", "sorting pass", 10),
    Pair("chain, counterfactual", "chain_counterfactual", "sorting_pass", "sorting pass"),
)
HEADER = (
    "what", "interactions", "ours", "peak", "rival", "rival's", "rival's peak",
    "ours / rival", "bound",
)  # fmt: skip


class Machine:
    """Measures each job once a size and remembers it."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, int], Measured] = {}

    def of(self, job: str, count: int) -> Measured:
        if (job, count) not in self.known:
            self.known[job, count] = measure(job, count)
        return self.known[job, count]


def rows(machine: Machine, sizes: Sequence[int]) -> Iterator[tuple[str, ...]]:
    for pair in PAIRS:
        for count in sizes:
            # The rival first and ours after it, so that a job kept from another pair has aged no
            # more than the other.
            rival, ours = machine.of(pair.rival, count), machine.of(pair.ours, count)
            bound = pair.bound if count == SIZES[-1] else None
            yield _row(pair.title, count, ours, pair.against, rival, bound)
    rival, ours = machine.of("plain_json", JSON), machine.of("our_json", JSON)
    yield _row("JSON to case", JSON, ours, "json.load, unchecked", rival, None)


def _row(
    title: str, count: int, ours: Measured, against: str, rival: Measured, bound: float | None
) -> tuple[str, ...]:
    ratio = ours.seconds / rival.seconds
    held = "" if bound is None else f"{bound:g}: {'held' if ratio <= bound else 'MISSED'}"
    return (
        title,
        f"{count:,}",
        _seconds(ours.seconds),
        _megabytes(ours.megabytes),
        against,
        _seconds(rival.seconds),
        _megabytes(rival.megabytes),
        f"{ratio:.2f}" if ratio >= 0.1 else f"1/{1 / ratio:.0f}",
        held,
    )


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1e3:.1f} ms"


def _megabytes(megabytes: float) -> str:
    return f"{megabytes:.0f} MB" if megabytes >= 9.5 else f"{megabytes:.1f} MB"


def growth(machine: Machine, sizes: Sequence[int]) -> str:
    """Cost of one interaction at each size."""
    table = [
        (title, *(f"{machine.of(job, count).seconds / count * 1e6:.2f} µs" for count in sizes))
        for title, job in (
            ("columns and graph", "our_graph"),
            ("chain", "chain"),
            ("sorting pass", "sorting_pass"),
        )
    ]
    return written(("cost of one interaction", *(f"{count:,}" for count in sizes)), table)


def imported(runs: int) -> str:
    base, added, memory = import_seconds("numpy, networkx", "mediaeco", runs)
    held = "held" if added <= IMPORT_BOUND else "MISSED"
    return written(
        ("import", "median", "memory added", "bound"),
        [
            ("numpy, networkx", _seconds(base), "", ""),
            (
                "mediaeco after them",
                _seconds(added),
                _megabytes(memory),
                f"{IMPORT_BOUND * 1e3:.0f} ms: {held}",
            ),
        ],
    )


def machine_described() -> str:
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return (
        f"{os.cpu_count()} cores, {round(pages / (1 << 30))} GB "
        f"of memory, Python {platform.python_version()}; the quickest of {RUNS} runs; load "
        f"{os.getloadavg()[0]:.1f} at the beginning, BLAS on {_threads()}"
    )


def _threads() -> str:
    """Threads of BLAS spin where other work has the cores, and so change a ratio."""
    told = os.environ.get("OPENBLAS_NUM_THREADS")
    return f"{told} thread(s)" if told else "as many threads as it likes"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes only, a few seconds")
    parser.add_argument(
        "what",
        nargs="?",
        choices=(
            "record",
            "transition",
            "response",
            "choice",
            "formation",
            "attribution",
            "simulation",
            "strategies",
            "mutants",
        ),
        default="record",
        help="columns, graph and chain of a record (the default), transition networks, Hawkes "
        "processes, choice of receivers, fits of formation, attribution beside the true effects of "
        "channels, simulated cohorts, how many cases the strategies for tests draw, or planted "
        "faults that the laws find",
    )
    asked = parser.parse_args(arguments)
    quick = asked.quick
    if asked.what == "mutants":  # counts cases, which are the same on every machine
        seeds = mutants.SEEDS[:1] if quick else mutants.SEEDS
        print(mutants.described(seeds), end="\n\n")
        print(written(mutants.HEADER, list(mutants.rows(seeds))))
        return
    sizes, machine = QUICK if quick else SIZES, Machine()
    print(machine_described(), end="\n\n")
    if asked.what == "transition":
        print(transition.described(), end="\n\n")
        print(written(transition.HEADER, list(transition.rows(machine.of, _seconds, _megabytes))))
        return
    if asked.what == "response":
        print(response.described(), end="\n\n")
        print(written(response.HEADER, list(response.rows(machine.of, _seconds, _megabytes))))
        return
    if asked.what == "choice":
        people = choice.PEOPLE[:1] if quick else choice.PEOPLE
        print(choice.described(), end="\n\n")
        told = choice.rows(machine.of, _seconds, _megabytes, people)
        print(written(choice.HEADER, list(told)))
        return
    if asked.what == "formation":
        count = formation.QUICK if quick else formation.CASES
        print(formation.described(), end="\n\n")
        told = formation.rows(machine.of, _seconds, _megabytes, count)
        print(written(formation.HEADER, list(told)))
        return
    if asked.what == "attribution":
        for title, header, found in attribution.tables(quick=quick):
            print(title, end="\n\n")
            print(written(header, list(found)), end="\n\n", flush=True)
        return
    if asked.what == "simulation":
        cases = simulation.SIZES[:1] if quick else simulation.SIZES
        print(simulation.described(), end="\n\n")
        told = simulation.rows(machine.of, _seconds, _megabytes, cases)
        print(written(simulation.HEADER, list(told)))
        return
    if asked.what == "strategies":
        print(strategies.described(), end="\n\n")
        print(written(strategies.HEADER, list(strategies.rows())))
        return
    table = list(rows(machine, sizes))
    print(written(HEADER, table), end="\n\n")
    print(growth(machine, sizes), end="\n\n")
    print(imported(3 if quick else 9))


if __name__ == "__main__":
    main()
