"""Strategies for what people rate."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mediaeco.model import Measure
from mediaeco.model.clock import SECOND, time_of
from mediaeco.testing.bound import Keywords
from mediaeco.testing.contact import STARTS, Start

__all__ = ["measures", "rating_plans", "ratings_of"]

_HOUR = 3_600 * SECOND
_STEPS = (0, 1, 20, 47, 24 * 7, 24 * 30)  # hours from one rating to the next
_CONSTRUCTS = ("alliance", "alliance", "alliance", "transference", "real_relationship", "outcome")
_SCALES = ("total", "bond", "task", "goal")
# Instrument, and the ends of its scale: two of them have one name and different ends.
_FORMS = (("WAI-SR", 1.0, 5.0), ("SRS", 0.0, 10.0), ("WAI-SR", 1.0, 7.0))
_STEPS_OF_SCALE = 8
# Below: at a contact, from `_BESIDE` on a microsecond after it; above: some time after the last.
_AFTER, _BESIDE = 160, 120
_RATING = st.binary(min_size=5, max_size=5)


@lru_cache(maxsize=64)
def rating_plans(min_size: int, max_size: int) -> SearchStrategy[list[bytes]]:
    """Draw ratings as bytes: when, by whom, on what, about what, and how high."""
    return st.lists(_RATING, min_size=min_size, max_size=max_size)


def ratings_of(
    drawn: Sequence[bytes],
    raters: Sequence[str],
    about: Sequence[str],
    start: Start,
    moments: Sequence[int] = (),
) -> tuple[Measure, ...]:
    """Read ratings from bytes: at one of the moments, or some time after the rating before."""
    micros, found = start.micros, []
    for step, rater, scale, what, value in drawn:
        if moments and step < _AFTER:
            micros = moments[step % len(moments)] + (step >= _BESIDE)
        else:
            micros += _STEPS[step % len(_STEPS)] * _HOUR
        kind, form = divmod(scale, len(_FORMS))
        instrument, low, high = _FORMS[form]
        construct, whom = divmod(what, len(about))
        found.append(
            Measure(
                instrument=instrument,
                scale=_SCALES[kind % len(_SCALES)],
                construct=_CONSTRUCTS[construct % len(_CONSTRUCTS)],
                rater=raters[rater % len(raters)],
                about=about[whom],
                time=time_of(micros, start.zones[0], start.clock),
                value=low + value % (_STEPS_OF_SCALE + 1) * (high - low) / _STEPS_OF_SCALE,
                low=low,
                high=high,
            )
        )
    return tuple(found)


def measures(
    *,
    raters: Sequence[str] = ("T", "P"),
    about: Sequence[str] = ("",),
    min_size: int = 0,
    max_size: int = 8,
    start: Start = STARTS[0],
) -> SearchStrategy[tuple[Measure, ...]]:
    """Draw ratings in order of time, on a few scales of a few instruments.

    Parameters
    ----------
    raters
        Ids of those who rate.
    about
        What ratings may be about: ids, or the empty text for the other side.
    min_size, max_size
        Number of ratings.
    start
        When they begin, one of ``STARTS``.

    Returns
    -------
    SearchStrategy
        Of tuples of `mediaeco.model.Measure`.

    Raises
    ------
    InvalidCaseError, FaultGroup
        Where nothing can be drawn by these keywords.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(measures(max_size=3))
    ... def are_on_their_scales(drawn: tuple[Measure, ...]) -> None:
    ...     assert all(0 <= measure.share <= 1 for measure in drawn)
    >>> are_on_their_scales()
    """
    keywords = Keywords("measures")
    keywords.span("min_size", min_size, "max_size", max_size)
    keywords.several("raters", raters, str, 1)
    keywords.several("about", about, str, 1)
    keywords.kind("start", start, Start, "Take one of mediaeco.testing.STARTS.")
    keywords.settle()
    return rating_plans(min_size, max_size).map(
        lambda drawn: ratings_of(drawn, raters, about, start)
    )
