"""One study: simulated again and again, summed up as a table, a picture and a verdict."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

import numpy as np
from attrs import frozen
from benchmarks.table import written
from matplotlib.figure import Figure
from tqdm import tqdm

from mediaeco.model import TidyTable

__all__ = ["Study", "Work", "seeds_of"]

_Task = TypeVar("_Task")
_Found = TypeVar("_Found")


@frozen(kw_only=True, eq=False)
class Study:
    """What a study came to.

    Parameters
    ----------
    name
        Of its files.
    question
        What was asked.
    table
        What came out, one row a number that was checked; its column ``right`` says whether it is
        where it should be.
    figure
        The same at a glance.
    note
        How it was done, in a sentence.
    """

    name: str
    question: str
    table: TidyTable
    figure: Figure
    note: str

    @property
    def right(self) -> bool:
        """True where every number is where it should be."""
        return bool(np.all(self.table["right"]))

    def listed(self) -> str:
        """The whole table in Markdown."""
        rows = [[_cell(value) for value in row] for row in _rows(self.table)]
        return written(list(self.table), rows)


def _rows(table: TidyTable) -> Iterable[tuple[object, ...]]:
    return zip(*(column.tolist() for column in table.columns.values()), strict=True)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "NO"
    return f"{value:.3g}" if isinstance(value, float) else str(value)


@frozen(kw_only=True)
class Work:
    """How much is simulated, and on how many cores."""

    replicates: int = 200
    jobs: int = 1
    seed: int = 0

    def spread(
        self, work: Callable[[_Task], _Found], tasks: Sequence[_Task], title: str
    ) -> list[_Found]:
        """Do all tasks, in their order, with a bar."""
        if self.jobs == 1:
            return list(_bar(map(work, tasks), title, len(tasks)))
        with ProcessPoolExecutor(self.jobs) as pool:
            done = pool.map(work, tasks, chunksize=max(1, len(tasks) // (self.jobs * 16)))
            return list(_bar(done, title, len(tasks)))


def _bar(items: Iterable[Any], title: str, total: int) -> Iterable[Any]:
    return tqdm(items, desc=title, total=total, file=sys.stderr, leave=False, disable=None)


def seeds_of(seed: int, count: int) -> list[int]:
    """One seed a replicate, none of them another's neighbour."""
    return [int(s) for s in np.random.SeedSequence(seed).generate_state(count)]
