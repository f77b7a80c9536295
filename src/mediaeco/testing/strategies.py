"""Hypothesis strategies for cases, ecosystems and cohorts.

Every strategy shrinks toward the empty or the simplest case and gives ids that people can read.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

import attrs
import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from mediaeco.ecosystem import Ecosystem
from mediaeco.model import (
    Actor,
    Case,
    Channel,
    Cohort,
    FrameElement,
    Interaction,
    Origin,
    PriorUse,
    Purpose,
    Role,
    Setting,
)
from mediaeco.model.clock import DAY, micros_of, time_of
from mediaeco.testing.bound import Keywords
from mediaeco.testing.contact import STARTS, Start, Vocabulary, plans, rows_of
from mediaeco.testing.rating import rating_plans, ratings_of
from mediaeco.testing.vocabulary import (
    CHANNEL_POOL,
    CODE_POOL,
    ELEMENT_POOL,
    HOURS,
    PSEUDONYMS,
    PURPOSE_POOL,
)

__all__ = ["cases", "cohorts", "ecosystems", "rated_cases"]

_Item = TypeVar("_Item")
_STORIES = ("door", "bridge", "harbour", "letterbox", "garden", "lighthouse", "ferry")
_UNTIL = (None, 0, 10, 43, 400)
_MOST = 4  # of channels, of elements and of purposes
_VIEWS = st.binary(min_size=3, max_size=3)


class _Head(NamedTuple):
    """What a case is told in, apart from its contacts, as bytes; 0 the simplest of each."""

    start: int
    company: int  # who else is there, what is coded, and where people sit
    naming: int
    until: int
    term: int  # what the first element agrees
    second_term: int
    known: int  # how much they know already, and ...
    first_known: int  # ... what
    second_known: int
    third_known: int
    purposes: int  # how many, and ...
    first_purpose: int  # ... which
    second_purpose: int
    third_purpose: int
    fourth_purpose: int


_HEAD = st.binary(min_size=len(_Head._fields), max_size=len(_Head._fields))


class _Plan(NamedTuple):
    """The bounds of drawn cases."""

    pools: tuple[Sequence[Channel], Sequence[FrameElement], Sequence[Purpose]]
    contacts: tuple[int, int] = (0, 12)
    min_elements: int = 0
    ratings: tuple[int, int] = (0, 4)
    legal: bool = False
    start: Start | None = None


@lru_cache(maxsize=16)
def _places(least: int) -> SearchStrategy[bytes]:
    return st.binary(min_size=least, max_size=_MOST)


@st.composite
def _cases(draw: DrawFn, plan: _Plan) -> Case:
    channels, elements, purposes = plan.pools
    head = _Head(*draw(_HEAD))
    spoken = _picked(channels, draw(_places(1)))
    agreed = _with_terms(
        _picked(elements, draw(_places(plan.min_elements))), spoken, (head.term, head.second_term)
    )
    wanted = _picked(purposes, head[-_MOST:][: head.purposes % (_MOST + 1)])
    begin = plan.start or STARTS[head.start % len(STARTS)]
    people = _company(head.company, spoken, head[-_MOST - 4 : -_MOST - 1][: head.known % 4])
    vocabulary = Vocabulary(people, spoken, agreed, wanted, CODE_POOL[: head.company >> 3 & 3])
    rows = rows_of(
        draw(plans(*plan.contacts)) if spoken else [],
        vocabulary,
        begin,
        max(head.naming % 5 - 2, 0),
        legal=plan.legal,
    )
    moments = [micros_of(row.time) for row in rows]
    until = _UNTIL[head.until % len(_UNTIL)]
    return Case(
        id=_STORIES[0],
        actors=people,
        channels=spoken,
        elements=agreed,
        purposes=wanted,
        codes=vocabulary.codes,
        interactions=rows,
        measures=ratings_of(
            draw(rating_plans(*plan.ratings)),
            [people[k].id for k in (1, 0, *range(2, len(people)))],
            ("", "", spoken[0].id) if spoken else ("",),
            begin,
            moments,
        ),
        settings=_settings(begin, rows) if head.company & 32 else (),
        observed_until=None
        if until is None
        else time_of((moments or [begin.micros])[-1] + until * DAY, begin.zones[0], begin.clock),
        origin=Origin.SIMULATED,
        clock=begin.clock,
    )


def _planned(
    strategy: str,
    pools: tuple[Sequence[Channel], Sequence[FrameElement], Sequence[Purpose]],
    contacts: tuple[int, int],
    min_elements: int,
    ratings: tuple[int, int],
    legal: bool,
    start: Start | None,
) -> SearchStrategy[Case]:
    """Draw cases by these bounds, or tell what is impossible about them."""
    keywords = Keywords(strategy)
    keywords.span("min_contacts", contacts[0], "max_contacts", contacts[1])
    keywords.pair("ratings", ratings)
    if keywords.each("pools", pools, (Channel, FrameElement, Purpose)):
        if contacts[0] and not pools[0]:
            keywords.fault("pools", "a channel, where there are contacts", "none")
        keywords.count("min_elements", min_elements, 0, min(_MOST, len(pools[1])))
    if start is not None:
        keywords.kind("start", start, Start, "Take one of mediaeco.testing.STARTS.")
    keywords.settle()
    return _cases(_Plan(pools, contacts, min_elements, ratings, legal, start))


_POOLS = (CHANNEL_POOL, ELEMENT_POOL, PURPOSE_POOL)


def cases(
    *,
    pools: tuple[Sequence[Channel], Sequence[FrameElement], Sequence[Purpose]] = _POOLS,
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
    return _planned("cases", pools, contacts, min_elements, ratings, legal, start)


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
    return _planned(
        "rated_cases", _POOLS, (0, max_contacts), 0, (min_ratings, max_ratings), False, None
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
    drawn = _planned("ecosystems", _POOLS, contacts, min_elements, ratings, legal, start)
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
    one = _planned("cohorts", _POOLS, (min_contacts, max_contacts), 0, ratings, legal, None)
    return st.lists(one, min_size=min_cases, max_size=max_cases).map(
        lambda some: Cohort(attrs.evolve(case, id=_story(k)) for k, case in enumerate(some))
    )


def _story(place: int) -> str:
    """Name of a case in a cohort: a word, numbered from the second round of words on."""
    turn, word = divmod(place, len(_STORIES))
    return f"{_STORIES[word]}-{turn + 1}" if turn else _STORIES[word]


def _picked(pool: Sequence[_Item], places: Sequence[int]) -> tuple[_Item, ...]:
    """Take as many different items as there are places, or all; the next one where one is taken."""
    found: dict[int, _Item] = {}
    for drawn in places[: len(pool)]:
        place = drawn % len(pool)
        while place in found:
            place = (place + 1) % len(pool)
        found[place] = pool[place]
    return tuple(found.values())


def _with_terms(
    elements: tuple[FrameElement, ...], channels: Sequence[Channel], drawn: Sequence[int]
) -> tuple[FrameElement, ...]:
    """Let the first two elements agree hours, channels or ways of falling back, where drawn."""
    listed = list(elements)
    for k, term in enumerate(number % 12 for number in drawn[: len(listed)]):
        if 1 <= term <= len(HOURS):
            listed[k] = attrs.evolve(listed[k], hours=HOURS[term - 1])
        elif 6 <= term <= 8:
            listed[k] = attrs.evolve(listed[k], fallback=tuple(c.id for c in channels[: term - 5]))
        elif term > 8:
            listed[k] = attrs.evolve(listed[k], channels=tuple(c.id for c in channels[: term - 8]))
    return tuple(listed)


def _company(drawn: int, channels: Sequence[Channel], known: Sequence[int]) -> tuple[Actor, ...]:
    """Therapist and patient, with what they know already; others where drawn."""
    repertoire: tuple[list[str], list[str]] = ([], [])
    prior: tuple[dict[str, float], dict[str, float]] = ({}, {})
    for number in known if channels else ():
        rest, side = divmod(number, 2)
        count, place = divmod(rest, 4)
        name = channels[place % len(channels)].id
        if count:
            prior[side][name] = count / 2
        elif name not in repertoire[side]:
            repertoire[side].append(name)
    roles = [Role.THERAPIST, Role.PATIENT]
    roles += [Role.OTHER] if drawn & 1 else []
    roles += [Role.OBSERVER] if drawn & 4 else []
    return tuple(
        Actor(
            id=PSEUDONYMS[role],
            role=role,
            repertoire=tuple(repertoire[s]) if s < 2 else (),
            prior=tuple(PriorUse(*use) for use in prior[s].items()) if s < 2 else (),
        )
        for s, role in enumerate(roles)
    )


def _settings(begin: Start, rows: Sequence[Interaction]) -> tuple[Setting, ...]:
    """The therapist in the practice; the patient at home, and from some contact on in the car."""
    middle = (
        rows[len(rows) // 2].time if rows else time_of(begin.micros, begin.zones[0], begin.clock)
    )
    return (
        Setting(actor=PSEUDONYMS[Role.THERAPIST], place="practice", device="laptop", private=True),
        Setting(actor=PSEUDONYMS[Role.PATIENT], place="home", device="laptop"),
        Setting(
            actor=PSEUDONYMS[Role.PATIENT],
            place="car",
            device="smartphone",
            private=False,
            since=middle,
        ),
    )
