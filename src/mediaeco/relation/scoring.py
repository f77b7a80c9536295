"""Scores: from the items that somebody rated to the scales of an instrument."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
from attrs import field, frozen

from mediaeco.errors import FaultGroup, InvalidCaseError, MediaEcoError, UnknownTermError, shown
from mediaeco.io.cell import number_of, read_time
from mediaeco.io.grid import Grid, read_grid
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.model import Measure, Result, TidyTable, Time
from mediaeco.relation.instrument import SRS, WAI_SR, ScoringKey

__all__ = [
    "Scores",
    "difference",
    "rescale",
    "score",
    "score_items",
    "score_srs",
    "score_wai_sr",
]

Items = Sequence[float | None] | Sequence[Sequence[float | None]] | Array
"""Ratings of one form in its order, or of several forms row by row."""


@frozen(kw_only=True, eq=False, repr=False)
class Scores(Result):
    """Scores by scale, the total last.

    Parameters
    ----------
    key
        The key by which they were scored.
    values
        Sum scores, between ``low`` and ``high``; NaN where too many items are missing; shape
        (ratings, subscales + 1).
    answered
        Items answered of each subscale; shape (ratings, subscales).
    low, high
        Ends of each scale; shape (subscales + 1,).
    rater
        Actor id of each rating, where told; shape (ratings,) or empty.
    time
        When each was given, where told; shape (ratings,) or empty.
    rescaled
        True where `rescale` was asked to bring them onto another scale.
    """

    key: ScoringKey
    values: Floats
    answered: Ints
    low: Floats
    high: Floats
    rater: tuple[str, ...] = ()
    time: tuple[Time, ...] = ()
    rescaled: bool = field(default=False)

    def __len__(self) -> int:
        return len(self.values)

    @property
    def scales(self) -> tuple[str, ...]:
        """Names of the scales, ``"total"`` last."""
        return (*self.key.scales, "total")

    def of(self, scale: str) -> Floats:
        """Scores on one scale; shape (ratings,).

        Raises
        ------
        UnknownTermError
            Where the instrument has no such scale.
        """
        if scale not in self.scales:
            raise UnknownTermError(scale, self.scales, "scale")
        found: Floats = self.values[:, self.scales.index(scale)]
        return found

    def concern(self, scale: str = "total") -> Floats:
        """1 where the published cut-off calls a score a concern, 0 where not; shape (ratings,).

        NaN where the score is not defined.

        Raises
        ------
        InvalidCaseError
            Where the key has no cut-off for the scale, or the scores were rescaled: a cut-off is
            a number of its own scale.
        """
        values = self.of(scale)
        cuts = [cut for cut in self.key.cutoffs if cut.scale == scale]
        if not cuts or self.rescaled:
            got = "scores on another scale" if self.rescaled else "a key with none"
            raise InvalidCaseError("Scores.concern", "a cut-off for this scale", got)
        reached = values <= cuts[0].value if cuts[0].inclusive else values < cuts[0].value
        return np.where(np.isnan(values), np.nan, reached)

    def measures(self, *, rater: str = "", time: Time | None = None) -> tuple[Measure, ...]:
        """Give the scores as ratings that a case can hold; those not defined are left out.

        Parameters
        ----------
        rater
            Actor id of who rated, where the table does not tell.
        time
            When, where the table does not tell.

        Raises
        ------
        InvalidCaseError
            Where nobody says who rated, or when.
        """
        raters = self.rater or (rater,) * len(self)
        times = self.time or (time,) * len(self)
        if len(self) and (not all(raters) or any(moment is None for moment in times)):
            raise InvalidCaseError(
                "Scores.measures",
                "who rated, and when",
                "scores that do not tell",
                "Give both: scores.measures(rater=..., time=...).",
            )
        name = f"{self.key.instrument} (rescaled)" if self.rescaled else self.key.instrument
        return tuple(
            Measure(
                instrument=name,
                scale=scale,
                construct=self.key.construct,
                rater=raters[row],
                time=times[row],  # type: ignore[arg-type]  # None was refused above
                value=float(self.values[row, column]),
                low=float(self.low[column]),
                high=float(self.high[column]),
            )
            for row in range(len(self))
            for column, scale in enumerate(self.scales)
            if not np.isnan(self.values[row, column])
        )

    def to_frame(self) -> TidyTable:
        """One row a rating and scale."""
        count, scales = len(self), len(self.scales)
        items = np.array([*(scale.size for scale in self.key.subscales), self.key.items])
        items[-1] = items[:-1].sum()
        answered = np.column_stack([self.answered, self.answered.sum(axis=1)])
        return TidyTable(
            {
                "rating": np.repeat(np.arange(count), scales),
                "instrument": np.full(count * scales, self.key.instrument),
                "scale": np.tile(np.array(self.scales, dtype=np.str_), count),
                "value": self.values.ravel(),
                "low": np.tile(self.low, count),
                "high": np.tile(self.high, count),
                "missing_items": (items - answered).ravel(),
            }
        )


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


def rescale(scores: Scores, *, onto: tuple[float, float] = (0.0, 1.0)) -> Scores:
    """Bring scores onto a scale with other ends, because somebody asks for it.

    ``onto_low + (value - low) / (high - low) * (onto_high - onto_low)``, for every scale.

    Parameters
    ----------
    scores
        Scores as they were rated.
    onto
        New low and high end.

    Returns
    -------
    Scores
        The same ratings on ``onto``, marked as rescaled. That 4 of 5 and 5.5 of 7 come to the
        same number does not make them the same rating.

    Raises
    ------
    InvalidCaseError
        Where the new ends are not two finite numbers, the low one first.

    Notes
    -----
    *Laws*: keeps the order of ratings; there and back gives the same scores; onto (0, 1) all lie
    between 0 and 1.

    Examples
    --------
    >>> rescale(score_srs([5, 5, 5, 5])).of("total")
    array([0.5])
    """
    low, high = (float(end) for end in onto)
    if not (np.isfinite([low, high]).all() and low < high):
        raise InvalidCaseError("rescale.onto", "a low end, and a high one above it", "others")
    share = (scores.values - scores.low) / (scores.high - scores.low)
    return attrs.evolve(
        scores,
        values=low + share * (high - low),
        low=np.full(len(scores.low), low),
        high=np.full(len(scores.high), high),
        rescaled=True,
    )


def difference(first: Scores, second: Scores, *, scale: str = "total") -> Floats:
    """How far do ratings lie apart, rating by rating?

    Parameters
    ----------
    first, second
        As many ratings, by one key; or of two instruments that were both brought onto one scale
        by `rescale`.
    scale
        Which of their scales.

    Returns
    -------
    array
        ``first - second`` in points of the scale; NaN where either is not defined; shape
        (ratings,).

    Raises
    ------
    InvalidCaseError
        Where they are ratings on different scales: none is converted into the other in silence.

    Notes
    -----
    *Laws*: swapping the two turns the sign.
    """
    values = first.of(scale), second.of(scale)
    ends = [_ends(scores, scale) for scores in (first, second)]
    told = [(scores.key.instrument, scores.key.version) for scores in (first, second)]
    if first.rescaled and second.rescaled:
        comparable = ends[0] == ends[1]
    else:
        comparable = first.rescaled == second.rescaled and ends[0] == ends[1] and told[0] == told[1]
    if not comparable:
        raise InvalidCaseError(
            "difference.second",
            f"ratings by the key and on the scale of the first ({_named(first)})",
            f"ratings of {_named(second)}",
            "Bring both onto one scale, if that is meant: rescale(scores, onto=(0, 1)).",
        )
    if len(first) != len(second):
        raise InvalidCaseError("difference.second", f"{len(first)} ratings", str(len(second)))
    apart: Floats = values[0] - values[1]
    return apart


def _ends(scores: Scores, scale: str) -> tuple[float, float]:
    place = scores.scales.index(scale)
    return float(scores.low[place]), float(scores.high[place])


def _named(scores: Scores) -> str:
    ends = f"{scores.low[-1]:g} to {scores.high[-1]:g}"
    return f"{scores.key.instrument} {scores.key.version}".strip() + f", total {ends}"


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
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = np.where(there, part, 0.0).sum(axis=1) / count
        filled = np.where(there, part, mean[:, None]).sum(axis=1)
        enough = (scale.size - count <= key.missing) & (count > 0)
        sums.append(np.where(enough, filled, np.nan))
        answered.append(count)
    values = np.column_stack(sums)
    ends = np.array([key.ends(scale) for scale in (*key.scales, "total")])
    return Scores(
        key=key,
        values=np.column_stack([values, values.sum(axis=1)]),
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
