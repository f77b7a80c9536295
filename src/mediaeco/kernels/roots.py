"""Every root of a function of one number, where it is known within what it stays on a cell."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mediaeco.kernels.array import Bools, Floats

__all__ = ["Function", "Range", "every_root"]

_CELLS = 1024
_HALVINGS = 40
_MOST = 1 << 16  # cells that may hold a root at once: then they are fine enough
_STRETCH = 1e-4  # of the way between the ends: where a function is 0 so far, it has no roots there
_NEAR = 1e-10  # of the way between the ends: roots that lie closer are one
_BISECTIONS = 80

Function = Callable[[Floats], Floats]
Range = Callable[[Floats, Floats], tuple[Floats, Floats]]


def every_root(
    function: Function, slope: Function, within: Range, ends: tuple[float, float], rounding: float
) -> Floats | None:
    """Find all places between two ends at which a function is 0.

    A cell on which the function stays off 0 holds no root, and is left; the others are halved. In
    what remains the places at which the slope turns are put in between, so that the function only
    rises or falls from one place to the next: then a change of sign is one root, and no change is
    none.

    Parameters
    ----------
    function, slope
        Of arrays.
    within
        From the left and right ends of cells to numbers that the function neither falls below nor
        rises above on them. The closer, the faster.
    ends
        Between which roots are looked for.
    rounding
        Values no further from 0 than this are 0: a place where the function only touches it.

    Returns
    -------
    Floats or None
        Rising; None where the function is 0 over a whole stretch.

    Notes
    -----
    Roots within a ten-thousand-millionth of the way between the ends are one.

    *Laws*: a product of differences has the roots that it was made of.

    Examples
    --------
    >>> def ends(left, right):
    ...     return left**3 - 2, right**3 - 2
    >>> every_root(lambda x: x**3 - 2, lambda x: 3 * x**2, ends, (-3, 3), 1e-12).round(3)
    array([1.26])
    """
    edges = np.linspace(*ends, _CELLS + 1)
    left, half = edges[:-1], (ends[1] - ends[0]) / _CELLS / 2
    for _ in range(_HALVINGS):
        low, high = within(left, left + 2 * half)
        left = left[(low <= rounding) & (high >= -rounding)]
        if len(left) > _MOST:
            break
        left = np.concatenate((left, left + half))
        half /= 2
    if not len(left):
        return np.zeros(0)
    left.sort()
    grid = np.union1d(left, left + 2 * half)
    rise = np.sign(slope(grid))
    turn = np.flatnonzero(rise[:-1] * rise[1:] < 0)
    grid = np.union1d(grid, _bisected(slope, grid[turn], grid[turn + 1]))
    value = function(grid)
    sign = np.where(np.abs(value) <= rounding, 0.0, np.sign(value))
    change = np.flatnonzero(sign[:-1] * sign[1:] < 0)
    roots = _bisected(function, grid[change], grid[change + 1])
    touching, widest = _touching(grid, np.abs(value), sign == 0)
    if widest > _STRETCH * (ends[1] - ends[0]):
        return None
    roots = np.sort(np.concatenate((roots, touching)))
    return roots[np.diff(roots, prepend=-np.inf) > _NEAR * (ends[1] - ends[0])]


def _bisected(function: Function, low: Floats, high: Floats) -> Floats:
    """Halve brackets until they are as narrow as floats."""
    side = np.sign(function(low))
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        same = np.sign(function(middle)) == side
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    return (low + high) / 2


def _touching(grid: Floats, off: Floats, zero: Bools) -> tuple[Floats, float]:
    """Of neighbours at which the function is 0, the one nearest to it, and how far they reach."""
    at = np.flatnonzero(zero)
    if not len(at):
        return np.zeros(0), 0.0
    run = np.cumsum(np.diff(at, prepend=at[0]) > 1)
    best = np.lexsort((off[at], run))
    _, first = np.unique(run[best], return_index=True)
    begin = np.flatnonzero(np.diff(run, prepend=-1))
    last = np.append(begin[1:], len(at)) - 1
    return grid[at[best[first]]], float((grid[at[last]] - grid[at[begin]]).max())
