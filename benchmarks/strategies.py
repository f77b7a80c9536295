"""Drawn cases in a second: ours, and a strategy for the same record as one writes it by hand."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

__all__ = ["EXAMPLES", "HEADER", "described", "rows"]

EXAMPLES = 1_000
RUNS = 3
BOUND = 300
HEADER = ("what", "drawn in a second", "contacts of each", "beside by hand", "bound")


class Drawn(NamedTuple):
    """Examples in a second of one core's time, and the mean number of contacts in each."""

    rate: float
    contacts: float


def described() -> str:
    return (
        f"{EXAMPLES:,} examples at Hypothesis's default sizes, in seconds of a core's own time; "
        f"the quickest of {RUNS} runs"
    )


def rows() -> Iterator[tuple[str, ...]]:
    """One row a strategy, cells as text; the bound holds for cases."""
    by_hand = _measured("cases_by_hand")
    for title, job in (
        ("cases()", "our_cases"),
        ("ecosystems()", "our_ecosystems"),
        ("cohorts(), up to four cases each", "our_cohorts"),
        ("cases by hand", "cases_by_hand"),
    ):
        drawn = by_hand if job == "cases_by_hand" else _measured(job)
        held = f"{BOUND}: {'held' if drawn.rate >= BOUND else 'MISSED'}"
        yield (
            title,
            f"{drawn.rate:,.0f}",
            f"{drawn.contacts:.1f}",
            f"{drawn.rate / by_hand.rate:.2f}",
            held if job == "our_cases" else "",
        )


def _measured(job: str) -> Drawn:
    """Measure a strategy in processes of its own; the quickest counts."""
    runs = []
    for _ in range(RUNS):
        done = subprocess.run(  # noqa: S603 - this interpreter and this module
            [sys.executable, "-m", "benchmarks.strategies", job],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{job} failed:\n{done.stderr}")
        runs.append(Drawn(*json.loads(done.stdout.splitlines()[-1])))
    return max(runs)


def our_cases() -> Any:
    from mediaeco.testing import cases

    return cases()


def our_ecosystems() -> Any:
    from mediaeco.testing import ecosystems

    return ecosystems()


def our_cohorts() -> Any:
    from mediaeco.testing import cohorts

    return cohorts()


def cases_by_hand() -> Any:
    """The same record field by field: one strategy a field, put together by `builds`."""
    from hypothesis import strategies as st

    from mediaeco import model
    from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES

    def some(items: Any, most: int = 4, least: int = 0) -> Any:
        return st.lists(st.sampled_from(list(items)), min_size=least, max_size=most, unique=True)

    def perhaps(items: Any) -> Any:
        return st.none() | st.sampled_from(list(items))

    people = st.sampled_from([("T", ("P",)), ("P", ("T",))])
    times = st.floats(0, 1e7)

    def contact(by: tuple[str, tuple[str, ...]], **told: Any) -> model.Interaction:
        return model.Interaction(sender=by[0], receivers=by[1], **told)

    def case(**told: Any) -> model.Case:
        told["interactions"].sort(key=lambda row: row.time)
        return model.Case(
            id="by hand", channels=CHANNELS, elements=ELEMENTS, purposes=PURPOSES, **told
        )

    row = st.builds(
        contact,
        people,
        time=times,
        channel=st.sampled_from(list(CHANNELS)),
        duration=st.none() | st.floats(0, 7200),
        purposes=some(PURPOSES, 3),
        content=st.sampled_from(list(model.ContentKind)),
        acts=st.lists(
            st.builds(
                model.FrameAct,
                st.sampled_from(list(ELEMENTS)),
                st.sampled_from(list(model.ActKind)),
            ),
            max_size=2,
        ),
        rupture=perhaps(model.RuptureKind),
        repair=perhaps(model.RuptureKind),
        control=perhaps(model.ControlCode),
        boundary=perhaps(model.BoundaryKind),
    )
    rating = st.builds(
        model.Measure,
        instrument=st.just("WAI-SR"),
        scale=st.sampled_from(["total", "bond", "task", "goal"]),
        rater=st.sampled_from(["T", "P"]),
        time=times,
        value=st.floats(1, 5),
        low=st.just(1),
        high=st.just(5),
    )
    return st.builds(
        case,
        actors=st.tuples(
            st.builds(
                model.Actor, id=st.just("T"), role=st.just("therapist"), repertoire=some(CHANNELS)
            ),
            st.builds(
                model.Actor, id=st.just("P"), role=st.just("patient"), repertoire=some(CHANNELS)
            ),
        ),
        interactions=st.lists(row, max_size=12),
        measures=st.lists(rating, max_size=4),
    )


JOBS: dict[str, Callable[[], Any]] = {
    job.__name__: job for job in (our_cases, our_ecosystems, our_cohorts, cases_by_hand)
}


def here(job: str) -> Drawn:
    """Measure a strategy in this process."""
    from hypothesis import given, settings

    sizes = []

    @settings(max_examples=EXAMPLES, database=None, deadline=None)
    @given(JOBS[job]())
    def draw(example: Any) -> None:
        sizes.append(len(example.table))

    start = time.process_time()
    draw()
    spent = time.process_time() - start
    return Drawn(len(sizes) / spent, sum(sizes) / len(sizes))


if __name__ == "__main__":
    print(json.dumps(here(sys.argv[1])))
