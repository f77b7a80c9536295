"""Scores on the scales of an instrument, and how they may be compared."""

from __future__ import annotations

import attrs
import numpy as np
from attrs import frozen

from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.array import Floats, Ints
from mediaeco.model import Measure, Result, TidyTable, Time
from mediaeco.relation.instrument import ScoringKey

__all__ = ["Scores", "difference", "rescale"]


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
    rescaled: bool = False

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
    >>> from mediaeco.relation import score_srs
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
