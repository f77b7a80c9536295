"""Cases as odd as the model allows: what a file must hold without loss."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import attrs
import pytest
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from mediaeco.model import (
    ActKind,
    Actor,
    AffordanceProfile,
    AppropriationMove,
    BoundaryKind,
    CapabilityProfile,
    Case,
    Channel,
    Clock,
    Code,
    CodeLevel,
    ContactHours,
    ContentKind,
    ControlCode,
    Finding,
    FindingKind,
    FrameAct,
    FrameElement,
    Interaction,
    Measure,
    MoveKind,
    NaturalnessProfile,
    Origin,
    PriorUse,
    Provenance,
    Purpose,
    RichnessProfile,
    Role,
    RuptureKind,
    Setting,
)
from mediaeco.model.clock import micros_of

# NUL has no place in a CSV file; it is tried by itself in test_json.py and test_flat.py.
ALPHABET = st.characters(codec="utf-8", exclude_characters="\x00")
TEXTS = st.text(ALPHABET, max_size=6)
IDS = st.text(ALPHABET, min_size=1, max_size=4).filter(lambda text: text == text.strip())
SHARES = st.floats(0, 1)
COUNTS = st.floats(0, 1e12)
FINITE = st.floats(allow_nan=False, allow_infinity=False)


def names(least: int, most: int) -> SearchStrategy[list[str]]:
    return st.lists(IDS, min_size=least, max_size=most, unique=True)


def some(ids: list[str], least: int = 0) -> SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(ids), unique=True, min_size=least) if ids else st.just([])


def moments(clock: Clock) -> SearchStrategy[Any]:
    if clock is Clock.SECONDS:
        return st.floats(-8e12, 8e12)
    zones = st.integers(-86_399, 86_399).map(lambda s: timezone(timedelta(seconds=s)))
    return st.datetimes(
        datetime(3, 1, 1),
        datetime(9997, 1, 1),
        timezones=zones if clock is Clock.ZONED else st.none(),
    )


@st.composite
def wild(draw: DrawFn) -> Case:
    clock = draw(st.sampled_from(Clock))
    channels = draw(names(0, 3))
    elements, purposes = draw(names(0, 2)), draw(names(0, 2))
    people = draw(names(2, 4))
    codes = draw(names(0, 2))
    roles = [Role.THERAPIST, Role.PATIENT, Role.OTHER, Role.OBSERVER][: len(people)]
    taking_part = [p for p, role in zip(people, roles, strict=True) if role is not Role.OBSERVER]
    rows: list[Interaction] = []
    times = sorted(draw(st.lists(moments(clock), max_size=5 if channels else 0)), key=micros_of)
    # Letters for some rows: an id that is a number could be the index of another row.
    row_ids = draw(st.lists(st.one_of(st.just(""), IDS.map("x{}".format)), min_size=5, max_size=5))
    called = [name if name and name not in row_ids[:i] else "" for i, name in enumerate(row_ids)]
    for i, time in enumerate(times):
        sender = draw(st.sampled_from(taking_part))
        others = [person for person in taking_part if person != sender]
        receivers = draw(some(others, 1))
        acts = st.builds(
            FrameAct,
            st.sampled_from(elements or [""]),
            st.sampled_from(ActKind),
            st.sampled_from([None, sender, *receivers]),
        )
        moves = st.builds(
            AppropriationMove,
            st.sampled_from(MoveKind),
            st.sampled_from(["", *channels]),
            st.sampled_from(["", *channels]),
            st.sampled_from([None, True, False]),
        )
        others_rows = [called[k] or str(k) for k in range(len(times)) if k != i]
        rows.append(
            Interaction(
                id=called[i],
                time=time,
                sender=sender,
                receivers=receivers,
                channel=draw(st.sampled_from(channels)),
                duration=draw(st.none() | COUNTS),
                purposes=draw(some(purposes)),
                content=draw(st.sampled_from(ContentKind)),
                reply_to=draw(st.sampled_from([None, *others_rows])),
                acts=draw(st.lists(acts, max_size=2)) if elements else [],
                rupture=draw(st.none() | st.sampled_from(RuptureKind)),
                repair=draw(st.none() | st.sampled_from(RuptureKind)),
                control=draw(st.none() | st.sampled_from(ControlCode)),
                boundary=draw(st.none() | st.sampled_from(BoundaryKind)),
                codes=draw(some(codes)),
                moves=draw(st.lists(moves, max_size=2)),
                context=draw(st.none() | TEXTS),
                reported_by=draw(st.sampled_from([None, *people])),
            )
        )
    hours = st.builds(ContactHours, st.floats(0, 24), st.floats(0, 24), st.just((6, 0)))
    ratings = st.builds(
        Measure,
        instrument=IDS,
        rater=st.sampled_from(people),
        time=moments(clock),
        value=st.floats(-1, 7),
        low=st.just(-1.5),
        high=st.floats(7, 1e9),
        scale=IDS,
        construct=IDS,
        about=st.sampled_from(["", *channels, *people]),
    )
    settings = st.builds(
        Setting,
        actor=st.sampled_from(people),
        place=TEXTS,
        device=TEXTS,
        private=st.none() | st.booleans(),
        since=st.none() | moments(clock),
    )

    def rated(kind: Any) -> SearchStrategy[Any]:
        fields = [each.name for each in attrs.fields(kind)]
        return st.none() | st.builds(kind, **dict.fromkeys(fields, SHARES))

    profiles = st.builds(CapabilityProfile, **dict.fromkeys(_CAPABILITIES, SHARES))
    return Case(
        id=draw(IDS),
        actors=[
            Actor(
                id=person,
                role=role,
                repertoire=draw(some(channels)),
                prior=[PriorUse(c, draw(COUNTS)) for c in draw(some(channels))],
            )
            for person, role in zip(people, roles, strict=True)
        ],
        channels=[
            Channel(
                id=channel,
                label=draw(TEXTS),
                capability=draw(profiles),
                purposes=draw(names(0, 2)),
                live=draw(st.booleans()),
                family=draw(TEXTS),
                richness=draw(rated(RichnessProfile)),
                naturalness=draw(rated(NaturalnessProfile)),
                affordances=draw(rated(AffordanceProfile)),
                definition=draw(st.none() | SHARES),
                provenance=draw(st.sampled_from(Provenance)),
                source=draw(TEXTS),
            )
            for channel in channels
        ],
        elements=[
            FrameElement(
                id=element,
                label=draw(TEXTS),
                weight=draw(st.floats(1e-9, 1e8)),
                need=draw(SHARES),
                hours=draw(st.none() | hours),
                channels=draw(some(channels)),
                fallback=draw(some(channels)),
                provenance=draw(st.sampled_from(Provenance)),
                source=draw(TEXTS),
            )
            for element in elements
        ],
        purposes=[
            Purpose(id=purpose, label=draw(TEXTS), need=draw(SHARES)) for purpose in purposes
        ],
        codes=[
            Code(
                id=code,
                label=draw(TEXTS),
                level=draw(st.none() | st.sampled_from(CodeLevel)),
                parent=draw(st.sampled_from(["", *codes])),
                description=draw(TEXTS),
            )
            for code in codes
        ],
        interactions=rows,
        measures=draw(st.lists(ratings, max_size=2)),
        settings=draw(st.lists(settings, max_size=2)),
        observed_until=draw(st.none() | st.sampled_from([times[-1]])) if times else None,
        origin=draw(st.sampled_from(Origin)),
        title=draw(TEXTS),
        description=draw(TEXTS),
        notes=draw(
            st.lists(
                st.builds(
                    Finding,
                    kind=st.sampled_from(FindingKind),
                    text=TEXTS,
                    contacts=st.lists(st.integers(0, 99), max_size=2),
                ),
                max_size=2,
            )
        ),
        clock=clock,
    )


_CAPABILITIES = ("velocity", "parallelism", "symbols", "rehearsability", "reprocessability")


@pytest.fixture(scope="session")
def wild_cases() -> SearchStrategy[Case]:
    """Cases with any text, zone, number and combination of fields that the model allows."""
    return wild()


@pytest.fixture
def door() -> Case:
    """A patient writes, the therapist answers and proposes a fee: the smallest whole story."""
    from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES

    return Case(
        id="door",
        actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
        channels=CHANNELS.pick("email", "phone"),
        elements=ELEMENTS.pick("fee"),
        purposes=PURPOSES.pick("inquiry"),
        interactions=[
            Interaction(time=0, sender="P", receivers=["T"], channel="email", purposes=["inquiry"]),
            Interaction(
                time=60,
                sender="T",
                receivers=["P"],
                channel="email",
                reply_to="0",
                acts=[FrameAct("fee", "propose")],
            ),
        ],
    )
