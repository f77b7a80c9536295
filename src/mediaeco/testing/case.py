"""One case as a strategy: how its people, its vocabularies and its record are drawn together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from mediaeco.model import (
    Actor,
    Case,
    Channel,
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

__all__ = ["POOLS", "STORY", "Pools", "drawn_cases"]

_Item = TypeVar("_Item")
Pools = tuple[Sequence[Channel], Sequence[FrameElement], Sequence[Purpose]]
"""What cases may speak of: channels, frame elements and purposes."""

POOLS: Pools = (CHANNEL_POOL, ELEMENT_POOL, PURPOSE_POOL)
"""What ships of them."""

STORY = "door"
"""What a drawn case is called."""

_UNTIL = (None, 0, 10, 43, 400)
_MOST = 4  # of channels, of elements and of purposes


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

    pools: Pools
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
        id=STORY,
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


def drawn_cases(
    strategy: str,
    pools: Pools,
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
