"""Look for the likeliest settings from several starts."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mediaeco.forming.objective import Objective, inside
from mediaeco.kernels.array import Floats
from mediaeco.kernels.newton import Maximum, maximise

__all__ = ["Search", "searched"]

_SCREENED = 20_000
_ROUNDING = 1e-12  # of a likelihood
_USUAL = {
    "rate": (-3.0, 3.0),
    "primacy": (0.05, 0.95),
    "primacy_contacts": (0.0, 4.0),
    "exposure": (0.05, 0.95),
    "content": (0.05, 0.95),
}
"""Between which values, on the scale of the search, random starts are drawn (library default)."""


class Search(NamedTuple):
    """Where a search from several starts ended.

    Parameters
    ----------
    best
        The highest of the ends.
    starts
        Number of starts.
    reached
        How many of them ended as high as the best.
    spread
        How much lower the lowest of them ended.
    """

    best: Maximum
    starts: int
    reached: int
    spread: float


def searched(made: Objective, random: np.random.Generator, starts: int) -> Search:
    """Look for the maximum from the model's own settings, and from random ones.

    Where there are many cells, the starts are tried on a part of the cases, and every end that
    differs from the others is followed up on all of them.

    Parameters
    ----------
    made
        What is made largest.
    random
        Generator of the starts.
    starts
        Number of starts, at least 1.

    Returns
    -------
    Search
        The best end, and how far the starts agree.

    Notes
    -----
    *Laws*: no start is higher than the end; one start is that of the model.
    """
    points = [made.start, *(_drawn(made, random) for _ in range(starts - 1))]
    if not made.names:
        value, gradient, information = made.evaluate(made.start)
        only = Maximum(made.start, value, gradient, information, True, 0)
        return Search(only, starts, starts, 0.0)
    tried = made
    if starts > 1 and len(made) > 2 * _SCREENED:
        tried = made.of_cases(np.arange(made.cases) % (len(made) // _SCREENED) == 0)
    ends = [maximise(tried.evaluate, point, made.bounds) for point in points]
    if tried is made:
        return _chosen(ends, [1] * len(ends), made.bounds)
    kept: list[Maximum] = []
    shares: list[int] = []
    for end in sorted(ends, key=lambda end: -end.value):
        same = [k for k, other in enumerate(kept) if _alike(end.value, other.value)]
        if same:
            shares[same[0]] += 1
        else:
            kept.append(end)
            shares.append(1)
    return _chosen(
        [maximise(made.evaluate, inside(end.point, made.bounds), made.bounds) for end in kept],
        shares,
        made.bounds,
    )


def _chosen(ends: list[Maximum], shares: list[int], bounds: Floats) -> Search:
    top = max(end.value for end in ends)
    # Along a flat line rounding alone tells which end is higher: one within its bounds shows that
    # the line is flat.
    level = [end for end in ends if end.value >= top - _ROUNDING * abs(top)]
    best = min(level, key=lambda end: int((end.point[:, None] == bounds).sum()))
    return Search(
        best=best,
        starts=sum(shares),
        reached=sum(n for e, n in zip(ends, shares, strict=True) if _alike(e.value, best.value)),
        spread=best.value - min(end.value for end in ends),
    )


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-3 + 1e-7 * abs(other)


def _drawn(made: Objective, random: np.random.Generator) -> Floats:
    return np.array(
        [random.uniform(*_USUAL[name]) if name in _USUAL else 0.0 for name in made.names]
    )
