"""Hypothesis strategies for cases, ecosystems and cohorts.

Every strategy shrinks toward the empty or the simplest case and gives ids that people can read.
"""

from __future__ import annotations

import attrs
import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mediaeco.ecosystem import Ecosystem
from mediaeco.model import Case, Cohort
from mediaeco.testing.bound import Keywords
from mediaeco.testing.case import POOLS, STORY, Pools, drawn_cases
from mediaeco.testing.contact import Start

__all__ = ["cases", "cohorts", "ecosystems", "rated_cases"]

_STORIES = (STORY, "bridge", "harbour", "letterbox", "garden", "lighthouse", "ferry")
_VIEWS = st.binary(min_size=3, max_size=3)


def cases(
    *,
    pools: Pools = POOLS,
    min_contacts: int = 0,
    max_contacts: int = 12,
    min_elements: int = 0,
    ratings: tuple[int, int] = (0, 4),
    legal: bool = False,
    start: Start | None = None,
) -> SearchStrategy[Case]:
    """Draw cases, from the empty one on.

    Parameters
    ----------
    pools
        Channels, frame elements and purposes of which a case takes some, up to four each.
    min_contacts, max_contacts
        Number of contacts. Where the least is 0, most cases are short; raise it for longer ones.
    min_elements
        Frame elements that a case has at least, up to four; raise it for a livelier frame.
    ratings
        Number of ratings, from and to: of the alliance above all, in total and by subscale, by
        the patient, the therapist and whoever else is there, at contacts and between them.
    legal
        True: only acts that the frame's lifecycle allows, and answers to earlier contacts.
    start
        When the case begins and by which clock, one of
        `mediaeco.testing.STARTS`; None: any of them.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.model.Case`.

    Raises
    ------
    InvalidCaseError, FaultGroup
        Where nothing can be drawn by these keywords.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(cases(max_contacts=4))
    ... def contacts_stand_in_order(case: Case) -> None:
    ...     assert (case.table.time[1:] >= case.table.time[:-1]).all()
    >>> contacts_stand_in_order()
    """
    contacts = min_contacts, max_contacts
    return drawn_cases("cases", pools, contacts, min_elements, ratings, legal, start)


def rated_cases(
    *, min_ratings: int = 0, max_ratings: int = 8, max_contacts: int = 8
) -> SearchStrategy[Case]:
    """Draw cases whose relationship was rated, by anybody in them.

    Parameters
    ----------
    min_ratings, max_ratings
        Number of ratings, the ``ratings`` of `cases`.
    max_contacts
        Number of contacts.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.model.Case`.

    Raises
    ------
    InvalidCaseError, FaultGroup
        Where nothing can be drawn by these keywords.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(rated_cases(min_ratings=1))
    ... def is_rated(case: Case) -> None:
    ...     assert len(case.measures) > 0
    >>> is_rated()
    """
    keywords = Keywords("rated_cases")
    keywords.span("min_ratings", min_ratings, "max_ratings", max_ratings)
    keywords.settle()
    return drawn_cases(
        "rated_cases", POOLS, (0, max_contacts), 0, (min_ratings, max_ratings), False, None
    )


def ecosystems(
    *,
    min_contacts: int = 0,
    max_contacts: int = 12,
    min_elements: int = 0,
    ratings: tuple[int, int] = (0, 4),
    legal: bool = False,
    views: bool = False,
    start: Start | None = None,
) -> SearchStrategy[Ecosystem]:
    """Draw ecosystems of one case.

    Parameters
    ----------
    min_contacts, max_contacts, min_elements, ratings, legal, start
        As in `cases`.
    views
        True: views as well, with the contacts until one of them, without a channel, or some.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.ecosystem.Ecosystem`.

    Raises
    ------
    InvalidCaseError, FaultGroup
        Where nothing can be drawn by these keywords.
    """
    contacts = min_contacts, max_contacts
    drawn = drawn_cases("ecosystems", POOLS, contacts, min_elements, ratings, legal, start)
    return st.builds(_view, drawn, _VIEWS) if views else drawn.map(Ecosystem)


def _view(case: Case, drawn: bytes) -> Ecosystem:
    eco, kind, number = Ecosystem(case), drawn[0] % 4, drawn[1] << 8 | drawn[2]
    if kind == 1:
        return eco.until(number % (len(eco) + 1))
    if kind == 2:
        return eco.without(channel=case.channels[number % len(case.channels)].id)
    if kind == 3:
        return eco.select(np.array([number >> i % 16 & 1 for i in range(len(eco))], dtype=bool))
    return eco


def cohorts(
    *,
    min_cases: int = 0,
    max_cases: int = 4,
    min_contacts: int = 0,
    max_contacts: int = 8,
    ratings: tuple[int, int] = (0, 4),
    legal: bool = False,
) -> SearchStrategy[Cohort]:
    """Draw cohorts whose cases differ in people, vocabularies, clocks and length.

    Parameters
    ----------
    min_cases, max_cases
        Number of cases.
    min_contacts, max_contacts, ratings, legal
        Of each case, as in `cases`.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.model.Cohort`.

    Raises
    ------
    InvalidCaseError, FaultGroup
        Where nothing can be drawn by these keywords.
    """
    keywords = Keywords("cohorts")
    keywords.span("min_cases", min_cases, "max_cases", max_cases)
    keywords.settle()
    one = drawn_cases("cohorts", POOLS, (min_contacts, max_contacts), 0, ratings, legal, None)
    return st.lists(one, min_size=min_cases, max_size=max_cases).map(
        lambda some: Cohort(attrs.evolve(case, id=_story(k)) for k, case in enumerate(some))
    )


def _story(place: int) -> str:
    """Name of a case in a cohort: a word, numbered from the second round of words on."""
    turn, word = divmod(place, len(_STORIES))
    return f"{_STORIES[word]}-{turn + 1}" if turn else _STORIES[word]
