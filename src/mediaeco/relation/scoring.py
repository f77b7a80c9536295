"""Scoring: from the items that somebody rated to the scales of an instrument."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np

from mediaeco.errors import FaultGroup, InvalidCaseError, MediaEcoError, UnknownTermError, shown
from mediaeco.io.cell import number_of, read_time
from mediaeco.io.grid import Grid, read_grid
from mediaeco.kernels.array import Array, Bools
from mediaeco.model import Time
from mediaeco.relation.instrument import SRS, WAI_SR, ScoringKey
from mediaeco.relation.scores import Scores

__all__ = ["score", "score_items", "score_srs", "score_wai_sr"]

Items = Sequence[float | None] | Sequence[Sequence[float | None]] | Array
"""Ratings of one form in its order, or of several forms row by row."""


def score(items: Items, *, key: ScoringKey) -> Scores:
    """What does one rating come to, scale by scale?

    A subscale is the sum of its items, those reversed counted as ``low + high - rating``; the
    total is the sum of the subscales. Missing items follow the key's rule: up to ``key.missing``
    of a subscale are given the mean of its other items, and beyond that it is not defined.

    Parameters
    ----------
    items
        Ratings in the order of the form, as many as the key has items; None or NaN where one is
        missing. Several ratings: shape (ratings, items).
    key
        The key to score by.

    Returns
    -------
    Scores
        One row a rating.

    Raises
    ------
    InvalidCaseError
        Where the key is open, or does not fit the number of items.
    FaultGroup
        With every item that is no number or lies outside the scale, told by row and item.

    Notes
    -----
    *Theory*: bordin1979 (goals, tasks, bond), hatcher2006, duncan2003; published. The rule for
    missing items is the library's proposal.

    *Laws*: items of one subscale may be given in any order; the total is the sum of the
    subscales; a reversed item that is rated the other way round gives the same score; every
    score lies between its ends.

    Examples
    --------
    >>> print(score([9, 8.5, 10, 8], key=SRS).of("total"))
    [35.5]
    """
    key.check()
    rows = [list(items)] if _single(items) else [list(row) for row in items]  # type: ignore[arg-type]  # rows of ratings
    for row, cells in enumerate(rows):
        if len(cells) != key.items:
            raise _unfit(f"items[{row}]" if len(rows) > 1 else "items", key, len(cells))
    return _scored([[_read(cell) for cell in cells] for cells in rows], key)


def score_items(
    frame: Any,
    *,
    key: ScoringKey,
    items: Sequence[str] | None = None,
    rater: str | None = None,
    time: str | None = None,
) -> Scores:
    """What do the ratings of a table come to, scale by scale?

    Parameters
    ----------
    frame
        A path, a dataframe of any library, or columns by name: one row a rating.
    key
        The key to score by.
    items
        Columns of the items in the order of the form; None: all columns but those of rater and
        time, in their order.
    rater, time
        Columns that hold actor ids, and times (ISO, datetimes, or seconds), if any.

    Returns
    -------
    Scores
        One row a rating, as in the table.

    Raises
    ------
    ReadError
        Where the table cannot be read.
    UnknownTermError
        Where it has no column of a name that was given.
    InvalidCaseError
        Where the key is open, or does not fit the number of items.
    FaultGroup
        With every cell that is no number, lies outside the scale, or is no time.

    Notes
    -----
    *Laws*: a table of many gives what each of its rows gives by itself.

    Examples
    --------
    >>> table = {"who": ["P"], "when": ["2024-03-01T18:30"], "a": [9], "b": [8], "c": [9], "d": [8]}
    >>> scores = score_items(table, key=SRS, rater="who", time="when")
    >>> [(m.scale, m.value) for m in scores.measures()][-1]
    ('total', 34.0)
    """
    key.check()
    grid = read_grid(frame)
    if grid.faults:
        raise FaultGroup("These ratings cannot be scored", grid.faults)
    about = [name for name in (rater, time) if name is not None]
    names = [n for n in grid.columns if n not in about] if items is None else list(items)
    for name in (*about, *names):
        if name not in grid.columns:
            raise UnknownTermError(name, grid.columns, "column")
    if len(names) != key.items:
        raise _unfit("items", key, len(names))
    rows = [[grid.columns[name][row] for name in names] for row in range(len(grid))]
    faults: list[MediaEcoError] = []
    raters = _raters(grid, rater, faults)
    times = _times(grid, time, faults)
    read = [[_read(cell, comma=grid.comma) for cell in row] for row in rows]
    return attrs.evolve(_scored(read, key, faults), rater=raters, time=times)


def score_wai_sr(items: Items) -> Scores:
    """What does a WAI-SR come to: goal, task, bond and total?

    Parameters
    ----------
    items
        The 12 ratings from 1 to 5 in the order of the form.

    Returns
    -------
    Scores
        Subscales from 4 to 20, total from 12 to 60.

    Notes
    -----
    *Theory*: hatcher2006; published. See `WAI_SR` for how far the key was checked.

    Examples
    --------
    >>> rating = score_wai_sr([5, 5, 1, 3, 1, 3, 1, 3, 1, 5, 3, 5])
    >>> {scale: float(rating.of(scale)[0]) for scale in rating.scales}
    {'goal': 12.0, 'task': 20.0, 'bond': 4.0, 'total': 36.0}
    """
    return score(items, key=WAI_SR)


def score_srs(items: Items) -> Scores:
    """What does a Session Rating Scale come to, and is it a concern?

    Parameters
    ----------
    items
        The four marks, in centimetres from 0 to 10.

    Returns
    -------
    Scores
        Total from 0 to 40; ``.concern()`` is 1 at or below 36.

    Notes
    -----
    *Theory*: duncan2003; published.

    Examples
    --------
    >>> score_srs([9, 9, 9, 9]).concern(), score_srs([9, 9, 9, 9.5]).concern()
    (array([1.]), array([0.]))
    """
    return score(items, key=SRS)


def _single(items: Any) -> bool:
    """Tell whether these are the items of one rating."""
    return not len(items) or np.ndim(items[0]) == 0


def _unfit(place: str, key: ScoringKey, got: int) -> InvalidCaseError:
    return InvalidCaseError(
        place,
        f"{key.items} items, as the key of {key.instrument} has",
        str(got),
        "Take the key of the form that was filled in.",
    )


def _read(cell: Any, *, comma: bool = False) -> float | InvalidCaseError:
    """One rating: NaN where it is missing, and a fault where it is no number."""
    if cell is None or (isinstance(cell, str) and cell.strip() == ""):
        return np.nan
    if isinstance(cell, bool | np.bool_):
        return InvalidCaseError("", "a number", "a truth value")
    if isinstance(cell, int | float | np.integer | np.floating):
        return float(cell)
    return number_of(cell, comma=comma)


def _scored(
    rows: list[list[float | InvalidCaseError]],
    key: ScoringKey,
    found: Sequence[MediaEcoError] = (),
) -> Scores:
    """Check every cell, and add up."""
    faults = [*found, *_cell_faults(rows, key)]
    if faults:
        raise FaultGroup(f"These ratings by {key.instrument} cannot be scored", faults)
    table = np.array(rows, dtype=np.float64).reshape(len(rows), key.items)
    turned = [item - 1 for item in key.reversed]
    table[:, turned] = key.low + key.high - table[:, turned]
    sums, answered = [], []
    for scale in key.subscales:
        part = table[:, [item - 1 for item in scale.items]]
        there: Bools = ~np.isnan(part)
        count = there.sum(axis=1)
        # Item by item, so that a rating alone and one among many come out the same to the last bit.
        told = np.cumsum(np.where(there, part, 0.0), axis=1)[:, -1]
        with np.errstate(invalid="ignore", divide="ignore"):
            filled = told * scale.size / count
        enough = (scale.size - count <= key.missing) & (count > 0)
        sums.append(np.where(enough, filled, np.nan))
        answered.append(count)
    values = np.column_stack(sums)
    ends = np.array([key.ends(scale) for scale in (*key.scales, "total")])
    return Scores(
        key=key,
        values=np.column_stack([values, np.cumsum(values, axis=1)[:, -1]]),
        answered=np.column_stack(answered),
        low=ends[:, 0],
        high=ends[:, 1],
    )


def _cell_faults(
    rows: list[list[float | InvalidCaseError]], key: ScoringKey
) -> list[MediaEcoError]:
    kind = "a whole number" if key.whole else "a number"
    expected = f"{kind} from {key.low:g} to {key.high:g}, or nothing"
    faults: list[MediaEcoError] = []
    for row, cells in enumerate(rows):
        for item, cell in enumerate(cells, start=1):
            place = f"ratings[{row}], item {item}"
            if isinstance(cell, InvalidCaseError):
                faults.append(InvalidCaseError(place, expected, "something that is no number"))
            elif not np.isnan(cell) and (
                not key.low <= cell <= key.high or (key.whole and cell != np.floor(cell))
            ):
                faults.append(InvalidCaseError(place, expected, shown(cell)))
    return faults


def _raters(grid: Grid, column: str | None, faults: list[MediaEcoError]) -> tuple[str, ...]:
    if column is None:
        return ()
    cells = tuple(str(cell) for cell in grid.columns[column])
    for row, cell in enumerate(cells):
        if not cell or cell != cell.strip():
            faults.append(InvalidCaseError(f"ratings[{row}].rater", "an actor id", "none"))
    return cells


def _times(grid: Grid, column: str | None, faults: list[MediaEcoError]) -> tuple[Time, ...]:
    if column is None:
        return ()
    read = read_time("iso", None, comma=grid.comma)
    cells = [read(cell) for cell in grid.columns[column]]
    for row, cell in enumerate(cells):
        if cell is None or isinstance(cell, InvalidCaseError):
            got = "nothing" if cell is None else cell.got
            faults.append(InvalidCaseError(f"ratings[{row}].time", "a time", got))
    return tuple(cells)
