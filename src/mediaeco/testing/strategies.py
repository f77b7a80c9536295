"""Hypothesis strategies for cases, ecosystems and cohorts, and for all that they are made of.

Every strategy shrinks toward the empty or the simplest case and gives ids that people can read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

import attrs
import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from mediaeco.ecosystem import Ecosystem
from mediaeco.model import (
    Actor,
    CapabilityProfile,
    Case,
    Channel,
    Clock,
    Coding,
    Cohort,
    FrameElement,
    Interaction,
    Measure,
    Origin,
    PriorUse,
    Purpose,
    Role,
    Setting,
    TheoryGraph,
)
from mediaeco.model.clock import DAY, micros_of, time_of
from mediaeco.testing.coding import codings, theory_graphs
from mediaeco.testing.contact import STARTS, Start, frame_acts, interactions, plans, rows_of
from mediaeco.testing.vocabulary import (
    CHANNEL_POOL,
    CODE_POOL,
    ELEMENT_POOL,
    HOURS,
    PSEUDONYMS,
    PURPOSE_POOL,
    actors,
    capability_profiles,
    channels,
    contact_hours,
    frame_elements,
    purposes,
)

__all__ = [
    "actors",
    "capability_profiles",
    "cases",
    "channels",
    "cohorts",
    "contact_hours",
    "ecosystems",
    "frame_acts",
    "frame_elements",
    "interactions",
    "purposes",
    "register",
]

_Item = TypeVar("_Item")
_STORIES = ("door", "bridge", "harbour", "letterbox", "garden", "lighthouse", "ferry")
_UNTIL = (None, 0, 10, 43, 400)
_PICKS = st.lists(st.integers(0, 11), max_size=4)
_SOME_PICKS = st.lists(st.integers(0, 11), min_size=1, max_size=4)
_TERMS = st.integers(0, 12 * 12 - 1)
_KNOWN = st.lists(st.integers(0, 2 * 4 * 21 - 1), max_size=3)
_RATINGS = st.lists(st.integers(0, 15 * 11 * 4 - 1), max_size=2)
_SMALL = st.integers(0, 4)
_COMPANY = st.integers(0, 63)
_START = st.sampled_from(STARTS)


@lru_cache(maxsize=8)
def _element_picks(least: int) -> SearchStrategy[list[int]]:
    return st.lists(st.integers(0, 11), min_size=least, max_size=4, unique=least > 0)


@st.composite
def _cases(
    draw: DrawFn,
    pools: tuple[Sequence[Channel], Sequence[FrameElement], Sequence[Purpose]],
    min_contacts: int,
    max_contacts: int,
    min_elements: int,
    legal: bool,
    start: Start | None,
    story: str,
) -> Case:
    spoken = _picked(pools[0], draw(_SOME_PICKS))
    wanted = _picked(pools[2], draw(_PICKS))
    elements = _with_terms(
        _picked(pools[1], draw(_element_picks(min_elements))), spoken, draw(_TERMS)
    )
    begin = draw(_START) if start is None else start
    company = draw(_COMPANY)
    people = _company(company, spoken, draw(_KNOWN))
    codes = CODE_POOL[: company >> 3 & 3]
    drawn = draw(plans(min_contacts, max_contacts)) if spoken else []
    rows = rows_of(
        drawn,
        people,
        spoken,
        elements,
        wanted,
        codes,
        begin,
        max(draw(_SMALL) - 2, 0),
        legal=legal,
    )
    last = micros_of(rows[-1].time) if rows else begin.micros
    until = _UNTIL[draw(_SMALL)]
    return Case(
        id=story,
        actors=people,
        channels=spoken,
        elements=elements,
        purposes=wanted,
        codes=codes,
        interactions=rows,
        measures=[_rating(number, begin, rows) for number in draw(_RATINGS)],
        settings=_settings(begin, rows) if company & 32 else (),
        observed_until=None
        if until is None
        else time_of(last + until * DAY, begin.zones[0], begin.clock),
        origin=Origin.SIMULATED,
        clock=begin.clock,
    )


def cases(
    *,
    pools: tuple[Sequence[Channel], Sequence[FrameElement], Sequence[Purpose]] = (
        CHANNEL_POOL,
        ELEMENT_POOL,
        PURPOSE_POOL,
    ),
    min_contacts: int = 0,
    max_contacts: int = 12,
    min_elements: int = 0,
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
    legal
        True: only acts that the frame's lifecycle allows, and answers to earlier contacts.
    start
        When the case begins and by which clock, one of
        `mediaeco.testing.STARTS`; None: any of them.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.model.Case`.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(cases(max_contacts=4))
    ... def contacts_stand_in_order(case: Case) -> None:
    ...     assert (case.table.time[1:] >= case.table.time[:-1]).all()
    >>> contacts_stand_in_order()
    """
    return _cases(pools, min_contacts, max_contacts, min_elements, legal, start, _STORIES[0])


def ecosystems(
    *,
    min_contacts: int = 0,
    max_contacts: int = 12,
    min_elements: int = 0,
    legal: bool = False,
    views: bool = False,
    start: Start | None = None,
) -> SearchStrategy[Ecosystem]:
    """Draw ecosystems of one case.

    Parameters
    ----------
    min_contacts, max_contacts, min_elements, legal, start
        As in `cases`.
    views
        True: views as well, with the contacts until one of them, without a channel, or some.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.ecosystem.Ecosystem`.
    """
    drawn = _cases(
        (CHANNEL_POOL, ELEMENT_POOL, PURPOSE_POOL),
        min_contacts,
        max_contacts,
        min_elements,
        legal,
        start,
        _STORIES[0],
    )
    if not views:
        return drawn.map(Ecosystem)
    return st.builds(_view, drawn, st.integers(0, 3), st.integers(0, 2**16 - 1))


def _view(case: Case, kind: int, number: int) -> Ecosystem:
    eco = Ecosystem(case)
    if kind == 1:
        return eco.until(number % (len(eco) + 1))
    if kind == 2:
        return eco.without(channel=case.channels[number % len(case.channels)].id)
    if kind == 3:
        return eco.select(np.array([number >> i % 16 & 1 for i in range(len(eco))], dtype=bool))
    return eco


def cohorts(
    *, min_cases: int = 0, max_cases: int = 4, max_contacts: int = 8, legal: bool = False
) -> SearchStrategy[Cohort]:
    """Draw cohorts whose cases differ in people, vocabularies, clocks and length.

    Parameters
    ----------
    min_cases, max_cases
        Number of cases, seven at most.
    max_contacts, legal
        Of each case, as in `cases`.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.model.Cohort`.
    """
    one = _cases(
        (CHANNEL_POOL, ELEMENT_POOL, PURPOSE_POOL), 0, max_contacts, 0, legal, None, _STORIES[0]
    )
    return st.lists(one, min_size=min_cases, max_size=min(max_cases, len(_STORIES))).map(
        lambda some: Cohort(
            attrs.evolve(case, id=name)
            for case, name in zip(some, _STORIES[: len(some)], strict=True)
        )
    )


def register() -> None:
    """Let ``hypothesis.strategies.from_type`` know these strategies.

    Call it once, in a ``conftest.py``; after that ``st.from_type(Case)``, and `hypothesis.given`
    with type hints alone, draw from them.

    Examples
    --------
    >>> register()
    >>> case = st.from_type(Case)
    """
    strategies: dict[type, Callable[[], SearchStrategy[object]]] = {
        CapabilityProfile: capability_profiles,
        Channel: channels,
        FrameElement: frame_elements,
        Purpose: purposes,
        Actor: actors,
        Case: cases,
        Cohort: cohorts,
        Ecosystem: ecosystems,
        Coding: codings,
        TheoryGraph: theory_graphs,
    }
    for kind, strategy in strategies.items():
        st.register_type_strategy(kind, strategy())
    rows = plans(1, 1).map(
        lambda drawn: rows_of(
            drawn,
            _company(0, (), ()),
            CHANNEL_POOL,
            ELEMENT_POOL[:3],
            PURPOSE_POOL,
            (),
            STARTS[0],
            0,
            legal=True,
        )[0]
    )
    st.register_type_strategy(Interaction, rows)


def _picked(pool: Sequence[_Item], places: Sequence[int]) -> tuple[_Item, ...]:
    if not pool:
        return ()
    return tuple(pool[place] for place in dict.fromkeys(k % len(pool) for k in places))


def _with_terms(
    elements: tuple[FrameElement, ...], channels: Sequence[Channel], drawn: int
) -> tuple[FrameElement, ...]:
    """Let the first two elements agree hours or channels of contact, where drawn."""
    listed = list(elements)
    for k, term in enumerate(divmod(drawn, 12)[: len(listed)]):
        if 1 <= term <= len(HOURS):
            listed[k] = attrs.evolve(listed[k], hours=HOURS[term - 1])
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
    middle = rows[len(rows) // 2].time if rows else time_of(*_moment(begin))
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


def _moment(begin: Start) -> tuple[int, int, Clock]:
    return begin.micros, begin.zones[0], begin.clock


def _rating(number: int, begin: Start, rows: Sequence[Interaction]) -> Measure:
    """Rate the alliance at or just beside a contact."""
    rest, value = divmod(number, 11)
    kind, place = divmod(rest, 15)
    time = micros_of(rows[place % len(rows)].time) if rows else begin.micros
    return Measure(
        instrument="SRS" if kind < 3 else "ORS",
        construct="alliance" if kind < 3 else "outcome",
        rater=PSEUDONYMS[Role.PATIENT if kind != 1 else Role.THERAPIST],
        time=time_of(time + (place > 11), begin.zones[0], begin.clock),
        value=value,
        low=0,
        high=10,
    )
