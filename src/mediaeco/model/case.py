"""One therapy, as it was recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from attrs import field, frozen

from mediaeco.errors import FaultGroup, InvalidCaseError, MediaEcoError, one_of, shown, shown_term
from mediaeco.model.actor import Actor
from mediaeco.model.build import Terms, build_table, clock_fault
from mediaeco.model.channel import Channel
from mediaeco.model.clock import clock_of, micros_of
from mediaeco.model.code import Code
from mediaeco.model.finding import Finding
from mediaeco.model.frame import FrameElement, Purpose
from mediaeco.model.interaction import Interaction, Time, resolved
from mediaeco.model.measure import Measure
from mediaeco.model.rows import Interactions
from mediaeco.model.setting import Setting, since_of
from mediaeco.model.story import LIMIT, print_lines, story_lines, told
from mediaeco.model.table import InteractionTable
from mediaeco.model.vocabulary import (
    ActKind,
    BoundaryKind,
    Clock,
    ContentKind,
    ControlCode,
    MoveKind,
    Origin,
    Role,
    RuptureKind,
)

__all__ = ["Case"]

_T = TypeVar("_T")
_ROLES = tuple(Role)


@frozen(kw_only=True, init=False, repr=False)
class Case:
    """The record of one therapy: people, channels, interactions, ratings, settings.

    Every cross-reference is checked once, here; after that a case is valid and does not change.

    Parameters
    ----------
    id
        Pseudonym of the case.
    actors
        One therapist, one patient, others and observers where present. Kept in this order of
        roles.
    channels, elements, purposes, codes
        What the record may speak of: items, or a whole catalogue of `mediaeco.catalog`.
    interactions
        Rows in time order (or the columns themselves). A case without any is valid.
    measures
        Ratings, with their rater and time.
    settings
        Where the actors take part from, each from a time on.
    observed_until
        End of observation, on the clock of the case; None: the last contact or rating.
    origin
        Recorded, fictional or simulated.
    title, description
        For people. They appear in reports: write no names.
    notes
        What the reading of the record found and did (rows sorted, say).
    clock
        How times are told; None: as the first interaction does. It matters only to a case
        without any time in it.

    Raises
    ------
    FaultGroup
        With every fault of the record, each an `InvalidCaseError` that names its place.

    Examples
    --------
    >>> from mediaeco.catalog import CHANNELS
    >>> case = Case(
    ...     id="door",
    ...     actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
    ...     channels=[CHANNELS["email"]],
    ...     interactions=[Interaction(time=0, sender="P", receivers=["T"], channel="email")],
    ... )
    >>> case
    <Case 'door': 1 interaction, 1 channel, 0 frame elements>
    >>> case.interactions[0].sender
    'P'
    """

    id: str
    actors: tuple[Actor, ...]
    channels: tuple[Channel, ...]
    elements: tuple[FrameElement, ...]
    purposes: tuple[Purpose, ...]
    codes: tuple[Code, ...]
    interactions: Interactions
    measures: tuple[Measure, ...]
    settings: tuple[Setting, ...]
    observed_until: Time | None
    origin: Origin
    title: str
    description: str
    notes: tuple[Finding, ...]
    clock: Clock = field()

    def __init__(
        self,
        *,
        id: str,  # noqa: A002 - the word that every other class here uses
        actors: Iterable[Actor],
        channels: Iterable[Channel] | Mapping[str, Channel] = (),
        elements: Iterable[FrameElement] | Mapping[str, FrameElement] = (),
        purposes: Iterable[Purpose] | Mapping[str, Purpose] = (),
        codes: Iterable[Code] | Mapping[str, Code] = (),
        interactions: Iterable[Interaction] | Interactions | InteractionTable = (),
        measures: Iterable[Measure] = (),
        settings: Iterable[Setting] = (),
        observed_until: Time | None = None,
        origin: Origin | str = Origin.RECORDED,
        title: str = "",
        description: str = "",
        notes: Iterable[Finding] = (),
        clock: Clock | str | None = None,
    ) -> None:
        people = tuple(sorted(actors, key=lambda actor: _ROLES.index(actor.role)))
        observed_until = None if observed_until is None else resolved(observed_until)
        vocabularies = (_items(channels), _items(elements), _items(purposes), _items(codes))
        ratings = tuple(sorted(measures, key=lambda measure: micros_of(measure.time)))
        placed = tuple(sorted(settings, key=since_of))
        faults = [*_head_faults(id, people, *vocabularies)]
        told: Clock | None = None
        if isinstance(interactions, Interactions):
            clock = interactions.clock if clock is None else clock
            table = interactions.table
        elif isinstance(interactions, InteractionTable):
            table = interactions
            faults.extend(_table_faults(table, people, *vocabularies))
        else:
            table, told, found = build_table(tuple(interactions), Terms.of(people, *vocabularies))
            faults.extend(found)
        clock = Clock(clock) if clock is not None else None
        if told is not None and clock is not None and told is not clock:
            faults.append(clock_fault("interactions[0].time", clock, told))
        clock = clock or told or _first_clock(ratings, placed, observed_until)
        faults.extend(_time_faults(table, clock, ratings, placed, observed_until))
        faults.extend(_side_faults(people, vocabularies[0], ratings, placed))
        if faults:
            raise FaultGroup("A case with these faults cannot be used", faults)
        self.__attrs_init__(  # written by attrs
            id=id,
            actors=people,
            channels=vocabularies[0],
            elements=vocabularies[1],
            purposes=vocabularies[2],
            codes=vocabularies[3],
            interactions=Interactions(
                table,
                _ids(people),
                _ids(vocabularies[0]),
                _ids(vocabularies[1]),
                _ids(vocabularies[2]),
                _ids(vocabularies[3]),
                clock,
            ),
            measures=ratings,
            settings=placed,
            observed_until=observed_until,
            origin=Origin(origin),
            title=title,
            description=description,
            notes=tuple(notes),
            clock=clock,
        )

    @property
    def table(self) -> InteractionTable:
        """The columns of the interactions."""
        return self.interactions.table

    @property
    def therapist(self) -> Actor:
        """The therapist."""
        return self.actors[0]

    @property
    def patient(self) -> Actor:
        """The patient."""
        return self.actors[1]

    @property
    def end(self) -> int | None:
        """End of observation in microseconds; None where nothing was ever observed."""
        times = [micros_of(measure.time) for measure in self.measures]
        if len(self.table):
            times.append(int(self.table.time[-1]))
        if self.observed_until is not None:
            times.append(micros_of(self.observed_until))
        return max(times) if times else None

    def story(self, *, limit: int = LIMIT) -> str:
        """Tell the case line by line: what was agreed, who contacted whom how and why, the ratings.

        People are told by their roles. Nobody's id stands in it, nor any text that people wrote:
        no title, description, note or name of a row, and of a hand-given mark only that there is
        one. The words of the case's vocabularies do stand in it, and the case's pseudonym.

        Parameters
        ----------
        limit
            Contacts told before the story is cut, and ratings as well.

        Returns
        -------
        str
            One line a contact; days are counted from the first one.

        Examples
        --------
        >>> from mediaeco.catalog import CHANNELS
        >>> case = Case(
        ...     id="door",
        ...     actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
        ...     channels=[CHANNELS["email"]],
        ...     interactions=[
        ...         Interaction(time=0, sender="P", receivers=["T"], channel="email"),
        ...         Interaction(
        ...             time=1800, sender="T", receivers=["P"], channel="email", reply_to="0"
        ...         ),
        ...     ],
        ... )
        >>> print(case.story())
        <Case 'door': 2 interactions, 1 channel, 0 frame elements>
          n=0  day 0.0      patient -> therapist  email
          n=1  day 0.02083  therapist -> patient  email  answers n=0
        """
        return told(self, story_lines(self, limit))

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Print as a story in IPython, and where Hypothesis shows a failing example."""
        print_lines(printer, self, [] if cycle else story_lines(self))

    def __repr__(self) -> str:
        counted = ", ".join(
            f"{count} {noun}{'' if count == 1 else 's'}"
            for count, noun in (
                (len(self.interactions), "interaction"),
                (len(self.channels), "channel"),
                (len(self.elements), "frame element"),
            )
        )
        return f"<Case {self.id!r}: {counted}>"


def _items(given: Iterable[Any] | Mapping[str, Any]) -> tuple[Any, ...]:
    """Take items, or a whole catalogue of them."""
    return tuple(given.values() if isinstance(given, Mapping) else given)


def _ids(items: Sequence[Any]) -> tuple[str, ...]:
    return tuple(item.id for item in items)


def _first_clock(
    measures: Sequence[Measure], settings: Sequence[Setting], until: Time | None
) -> Clock:
    times = [measure.time for measure in measures]
    times += [setting.since for setting in settings if setting.since is not None]
    times += [] if until is None else [until]
    return clock_of(times[0]) if times else Clock.ZONED


def _stranger(path: str) -> InvalidCaseError:
    return InvalidCaseError(
        path, "one of the case's actors", "an id that is none of theirs", "Add the actor."
    )


def _head_faults(
    name: str,
    actors: Sequence[Actor],
    channels: Sequence[Channel],
    elements: Sequence[FrameElement],
    purposes: Sequence[Purpose],
    codes: Sequence[Code],
) -> list[MediaEcoError]:
    faults: list[MediaEcoError] = []
    if not name or name != name.strip():
        faults.append(InvalidCaseError("id", "a text without space around it", shown(name.strip())))
    for role in (Role.THERAPIST, Role.PATIENT):
        count = sum(actor.role is role for actor in actors)
        if count != 1:
            faults.append(
                InvalidCaseError(
                    "actors",
                    f"exactly one {role}",
                    str(count),
                    "Give further people the role 'other'.",
                )
            )
    for place, items in (
        ("actors", actors),
        ("channels", channels),
        ("elements", elements),
        ("purposes", purposes),
        ("codes", codes),
    ):
        for _, count in Counter(_ids(items)).items():
            if count > 1:
                faults.append(InvalidCaseError(place, "an id once", f"one {count} times"))
    known = _ids(channels)
    wanted = [
        (f"elements[{i}].{name}", channel)
        for i, element in enumerate(elements)
        for name in ("channels", "fallback")
        for channel in getattr(element, name)
    ]
    for i, actor in enumerate(actors):
        wanted += [(f"actors[{i}].repertoire", channel) for channel in actor.repertoire]
        wanted += [(f"actors[{i}].prior", use.channel) for use in actor.prior]
    faults += [
        InvalidCaseError(
            path, one_of(known), shown_term(channel, known), "Add the channel to the case."
        )
        for path, channel in wanted
        if channel not in known
    ]
    return faults


def _side_faults(
    actors: Sequence[Actor],
    channels: Sequence[Channel],
    measures: Sequence[Measure],
    settings: Sequence[Setting],
) -> list[MediaEcoError]:
    """Check whom and what ratings and settings speak of."""
    known, media = set(_ids(actors)), set(_ids(channels))
    faults: list[MediaEcoError] = []
    for i, measure in enumerate(measures):
        if measure.rater not in known:
            faults.append(_stranger(f"measures[{i}].rater"))
        if measure.about and measure.about not in known | media:
            faults.append(
                InvalidCaseError(
                    f"measures[{i}].about",
                    "the id of one of the case's channels or actors",
                    "an id that is none of theirs",
                    "Add it to the case, or leave the field empty.",
                )
            )
    faults += [
        _stranger(f"settings[{i}].actor")
        for i, setting in enumerate(settings)
        if setting.actor not in known
    ]
    return faults


def _table_faults(
    table: InteractionTable,
    actors: Sequence[Actor],
    channels: Sequence[Channel],
    elements: Sequence[FrameElement],
    purposes: Sequence[Purpose],
    codes: Sequence[Code],
) -> list[MediaEcoError]:
    """Check columns that did not come from rows, whole columns at a time."""
    faults: list[MediaEcoError] = []
    if table.cases != 1:
        faults.append(InvalidCaseError("interactions", "the columns of one case", str(table.cases)))
    active = sum(actor.role is not Role.OBSERVER for actor in actors)
    acts = table.acts.values
    moves = table.moves.values
    for path, column, low, high in (
        ("sender", table.sender, 0, active),
        ("receivers", table.receivers.values, 0, active),
        ("channel", table.channel, 0, len(channels)),
        ("purposes", table.purposes.values, 0, len(purposes)),
        ("acts.element", acts[:, 0], 0, len(elements)),
        ("acts.kind", acts[:, 1], 0, len(ActKind)),
        ("acts.actor", acts[:, 2], 0, active),
        ("content", table.content, 0, len(ContentKind)),
        ("reply_to", table.reply_to, -1, 2**31),
        ("rupture", table.rupture, -1, len(RuptureKind)),
        ("repair", table.repair, -1, len(RuptureKind)),
        ("control", table.control, -1, len(ControlCode)),
        ("boundary", table.boundary, -1, len(BoundaryKind)),
        ("codes", table.codes.values, 0, len(codes)),
        ("moves.kind", moves[:, 0], 0, len(MoveKind)),
        ("moves.channel", moves[:, 1], 0, len(channels)),
        ("moves.other", moves[:, 2], -1, len(channels)),
        ("moves.faithful", moves[:, 3], -1, 2),
        ("context", table.context, -1, len(table.labels)),
        ("reported_by", table.reported_by, -1, len(actors)),
    ):
        if len(column) and not (low <= column.min() and column.max() < high):
            faults.append(
                InvalidCaseError(
                    f"interactions.{path}", f"codes from {low} to below {high}", "one outside them"
                )
            )
    if len(table) and (table.time[1:] < table.time[:-1]).any():
        faults.append(
            InvalidCaseError("interactions.time", "times in order", "one before the last")
        )
    if (table.duration < 0).any():
        faults.append(InvalidCaseError("interactions.duration", "at least 0", "a negative one"))
    if (table.receivers.counts < 1).any():
        faults.append(
            InvalidCaseError("interactions.receivers", "at least one each", "a row without")
        )
    return faults


def _time_faults(
    table: InteractionTable,
    clock: Clock,
    measures: Sequence[Measure],
    settings: Sequence[Setting],
    until: Time | None,
) -> list[MediaEcoError]:
    faults: list[MediaEcoError] = []
    for i, setting in enumerate(settings):
        if setting.since is not None and clock_of(setting.since) is not clock:
            faults.append(clock_fault(f"settings[{i}].since", clock, clock_of(setting.since)))
    for i, measure in enumerate(measures):
        if clock_of(measure.time) is not clock:
            faults.append(clock_fault(f"measures[{i}].time", clock, clock_of(measure.time)))
    if until is None:
        return faults
    if clock_of(until) is not clock:
        faults.append(clock_fault("observed_until", clock, clock_of(until)))
    elif len(table) and micros_of(until) < int(table.time[-1]):
        faults.append(
            InvalidCaseError(
                "observed_until", "a time not before the last contact", "an earlier one"
            )
        )
    return faults
