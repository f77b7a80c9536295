"""Strategies for what people rate."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mediaeco.model import Case, Measure
from mediaeco.model.clock import SECOND, time_of
from mediaeco.testing.contact import STARTS, Start
from mediaeco.testing.strategies import cases

__all__ = ["measures", "rated_cases"]

_HOUR = 3_600 * SECOND
_STEPS = (0, 1, 20, 47, 24 * 7, 24 * 30)  # hours from one rating to the next
_CONSTRUCTS = ("alliance", "alliance", "alliance", "transference", "real_relationship", "outcome")
_SCALES = ("total", "bond", "task")
# Instrument, and the ends of its scale: two of them have one name and different ends.
_FORMS = (("WAI-SR", 1.0, 5.0), ("SRS", 0.0, 10.0), ("WAI-SR", 1.0, 7.0))


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

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(measures(max_size=3))
    ... def are_on_their_scales(drawn: tuple[Measure, ...]) -> None:
    ...     assert all(0 <= measure.share <= 1 for measure in drawn)
    >>> are_on_their_scales()
    """
    one = st.tuples(
        st.integers(0, len(_STEPS) - 1),
        st.integers(0, len(raters) - 1),
        st.integers(0, len(_FORMS) * len(_SCALES) - 1),
        st.integers(0, len(_CONSTRUCTS) * len(about) - 1),
        st.integers(0, 8),
    )

    def read(drawn: list[tuple[int, int, int, int, int]]) -> tuple[Measure, ...]:
        micros, found = start.micros, []
        for step, rater, scale, what, value in drawn:
            micros += _STEPS[step] * _HOUR
            form, scale = divmod(scale, len(_SCALES))
            instrument, low, high = _FORMS[form]
            kind, whom = divmod(what, len(about))
            found.append(
                Measure(
                    instrument=instrument,
                    scale=_SCALES[scale],
                    construct=_CONSTRUCTS[kind],
                    rater=raters[rater],
                    about=about[whom],
                    time=time_of(micros, start.zones[0], start.clock),
                    value=low + value * (high - low) / 8,
                    low=low,
                    high=high,
                )
            )
        return tuple(found)

    return st.lists(one, min_size=min_size, max_size=max_size).map(read)


@st.composite
def _rated(draw: st.DrawFn, min_ratings: int, max_ratings: int, max_contacts: int) -> Case:
    case = draw(cases(max_contacts=max_contacts))
    begin = next(start for start in STARTS if start.clock is case.clock)
    if len(case.table):
        first = int(case.table.time[0])
        begin = begin._replace(micros=first, zones=(int(case.table.utc_offset[0]), 0))
    drawn = draw(
        measures(
            raters=[actor.id for actor in case.actors],
            about=("", "", case.channels[0].id) if case.channels else ("",),
            min_size=min_ratings,
            max_size=max_ratings,
            start=begin,
        )
    )
    return attrs.evolve(case, interactions=case.table, measures=drawn, clock=case.clock)


def rated_cases(
    *, min_ratings: int = 0, max_ratings: int = 8, max_contacts: int = 8
) -> SearchStrategy[Case]:
    """Draw cases whose relationship was rated, by anybody in them.

    Parameters
    ----------
    min_ratings, max_ratings
        Number of ratings.
    max_contacts
        Number of contacts.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.model.Case`.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(rated_cases(min_ratings=1))
    ... def is_rated(case: Case) -> None:
    ...     assert len(case.measures) > 0
    >>> is_rated()
    """
    return _rated(min_ratings, max_ratings, max_contacts)
