"""Planted faults: how many cases until a law finds each, drawn by Hypothesis and by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

import hypothesis
import numpy as np
from hypothesis import Phase

from benchmarks.mutant_case import CONTACTS, random_case
from benchmarks.mutant_law import Law
from benchmarks.mutant_planted import MUTANTS, Mutant
from mediaeco.testing import laws

__all__ = ["HEADER", "LIMIT", "described", "drawn", "rows", "written_by_hand"]

LIMIT = 1_000
SEEDS = (0, 1, 2, 3, 4)
HEADER = ("planted fault", "relation", "our strategies", "by hand", "bound")


def described(seeds: Sequence[int] = SEEDS) -> str:
    return (
        f"cases until the law is broken, median of {len(seeds)} seeds, at most {LIMIT:,}; by hand: "
        f"{CONTACTS} contacts, uniform choices"
    )


def rows(seeds: Sequence[int] = SEEDS) -> Iterator[tuple[str, ...]]:
    """One row a fault, cells as text."""
    for mutant in MUTANTS:
        ours = median(_found(mutant, drawn, seed) for seed in seeds)
        rival = median(_found(mutant, written_by_hand, seed) for seed in seeds)
        yield (
            mutant.title,
            mutant.law.relation.name,
            _count(ours),
            _count(rival),
            f"{LIMIT:,}: {'held' if ours <= LIMIT else 'MISSED'}",
        )


def _found(mutant: Mutant, search: Any, seed: int) -> float:
    with mutant.planted():
        found: int | None = search(mutant.law, seed, LIMIT)
    return float("inf") if found is None else found


def _count(cases: float) -> str:
    return f">{LIMIT:,}" if cases > LIMIT else f"{cases:,.0f}"


def drawn(law: Law, seed: int, limit: int) -> int | None:
    """Cases that the library's strategies draw until the law is broken; None: it is not."""
    tried = 0

    @hypothesis.seed(seed)
    @hypothesis.settings(max_examples=limit, phases=(Phase.generate,), database=None, deadline=None)
    @hypothesis.given(laws.any_cases(), laws.NUMBERS)
    def search(case: Any, number: int) -> None:
        nonlocal tried
        tried += 1
        laws.assert_holds(law.measure, law.relation, case, number=number, expect=law.expect)

    try:
        search()
    except laws.LawBroken:
        return tried
    return None


def written_by_hand(law: Law, seed: int, limit: int) -> int | None:
    """The same of cases that are written by hand."""
    rng = np.random.default_rng(seed)
    for tried in range(1, limit + 1):
        case, number = random_case(rng), int(rng.integers(2**16))
        try:
            laws.assert_holds(law.measure, law.relation, case, number=number, expect=law.expect)
        except laws.LawBroken:
            return tried
    return None
