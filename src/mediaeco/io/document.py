"""From what a file says to a case: the one place that every reader goes through."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs
from attrs import field, frozen

from mediaeco.errors import FaultGroup, InvalidCaseError, MediaEcoError, ReadError, shown
from mediaeco.io.converter import ToldError, sort_of
from mediaeco.io.order import as_written, in_time_order
from mediaeco.io.structure import plain, structured
from mediaeco.model import (
    Actor,
    Case,
    Channel,
    Clock,
    Code,
    Finding,
    FrameElement,
    Interaction,
    Measure,
    Origin,
    Purpose,
    Role,
    Setting,
    Time,
)
from mediaeco.model.clock import micros_of
from mediaeco.model.setting import since_of

__all__ = ["SCHEMA_VERSION", "CaseDocument", "case_of", "document_of", "fault_group"]

SCHEMA_VERSION = 1
"""Version of the case file that this library writes."""

_TOLD = 100  # faults in one group; a wrong column mapping can make one a row


@frozen(kw_only=True)
class CaseDocument:
    """One case as a file holds it.

    Parameters
    ----------
    schema_version
        Version of the format, now 1.
    id
        Pseudonym of the case.
    title, description
        For people. They appear in reports: write no names.
    origin
        Recorded, fictional or simulated.
    clock
        How times are told, where the case has no interaction that shows it.
    observed_until
        End of observation, on the clock of the case.
    actors
        One therapist, one patient, others and observers where present.
    channels, elements, purposes
        What the record may speak of: each in full, or as the id of one that ships.
    codes
        What people may have coded in it.
    interactions
        The rows; those out of time order are sorted when read.
    measures
        Ratings, with their rater and time.
    settings
        Where the actors take part from.
    notes
        What the reading of the record found and did.
    """

    schema_version: int
    id: str
    title: str = ""
    description: str = ""
    origin: Origin = Origin.RECORDED
    clock: Clock | None = None
    observed_until: Time | None = None
    actors: tuple[Actor, ...] = field()
    channels: tuple[Channel, ...] = ()
    elements: tuple[FrameElement, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    codes: tuple[Code, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    measures: tuple[Measure, ...] = ()
    settings: tuple[Setting, ...] = ()
    notes: tuple[Finding, ...] = ()


def case_of(
    document: Any,
    name: str,
    *,
    found: Sequence[MediaEcoError] = (),
    runs: Sequence[int] = (),
    place: Callable[[InvalidCaseError], MediaEcoError] = lambda fault: fault,
) -> Case:
    """Make the case that a document tells of.

    Parameters
    ----------
    document
        What `CaseDocument` describes, as mappings, lists, texts and numbers.
    name
        Name of the source, for the message.
    found
        Faults that the reading of the source found already.
    runs
        Rows at which a further table begins; rows are in order, or not, within a table.
    place
        Turns a fault with a path in the document into one with a place in the source.

    Raises
    ------
    FaultGroup
        With every fault, in the order of their places.
    """
    if not isinstance(document, Mapping):
        fault = InvalidCaseError(
            "the file", "an object with the fields of a case", sort_of(document)
        )
        raise fault_group(name, [*found, fault])
    _check_version(document, name)
    read = structured(document, CaseDocument)
    faults = list(read.faults)
    told = _with_times(read.item)
    order, notes = in_time_order(told.interactions, runs)
    try:
        case = Case(
            **{
                each.name: getattr(told, each.name)
                for each in attrs.fields(CaseDocument)
                if each.name not in ("schema_version", "interactions", "notes")
            },
            interactions=order.rows,
            notes=(*told.notes, *notes),
        )
    except FaultGroup as group:
        was = {
            "interactions": order.was,
            "actors": _sorted(told.actors, lambda actor: _ROLES.index(actor.role)),
            "measures": _sorted(told.measures, lambda measure: micros_of(measure.time)),
            "settings": _sorted(told.settings, since_of),
        }
        further = [as_written(fault, was) for fault in _faults(group)]
        faults += _not_yet_told(further, faults, told)
    if faults or found:
        ordered = sorted((f for f in faults if not isinstance(f, ToldError)), key=_place_of)
        placed = [place(fault) for fault in ordered if isinstance(fault, InvalidCaseError)]
        raise fault_group(name, _by_line([*found, *placed]))
    return case


def fault_group(name: str, faults: Sequence[MediaEcoError]) -> FaultGroup:
    """Gather the faults of one source; very many are cut, and their number is told."""
    kept = list(faults[:_TOLD])
    if len(faults) > _TOLD:
        kept.append(
            InvalidCaseError(
                name,
                "no faults",
                f"{len(faults) - _TOLD} more than are listed",
                "Mend these first.",
            )
        )
    return FaultGroup(f"{name} cannot be read", kept)


def document_of(case: Case) -> dict[str, Any]:
    """Tell a case as mappings, lists, texts and numbers; what is at its default is left out.

    Raises
    ------
    InvalidCaseError
        Where the case is a view, whose contacts keep the index of the record it was taken from:
        no file can hold that.
    """
    table = case.table
    count = len(table)
    whole = (table.n == range(count)).all() and table.origin[0] == (table.time[0] if count else 0)
    if not whole or ((table.reply_to >= 0) != (table.reply_row >= 0)).any():
        raise InvalidCaseError(
            "interactions", "a whole record", "a view of one", "Write the case it was taken from."
        )
    document = CaseDocument(
        schema_version=SCHEMA_VERSION,
        clock=None if count else case.clock,
        **{
            each.name: getattr(case, each.name)
            for each in attrs.fields(CaseDocument)
            if each.name not in ("schema_version", "interactions", "clock")
        },
        interactions=tuple(case.interactions),
    )
    return plain(document)  # type: ignore[no-any-return]  # a mapping, for an attrs class


def _faults(group: FaultGroup) -> list[InvalidCaseError]:
    return [fault for fault in group.exceptions if isinstance(fault, InvalidCaseError)]


def _sorted(items: Sequence[Any], key: Callable[[Any], float]) -> list[int]:
    """Say where the items stand after the stable sorting that a case does by itself."""
    return sorted(range(len(items)), key=lambda i: key(items[i]))


def _check_version(document: Mapping[str, Any], name: str) -> None:
    version = document.get("schema_version", SCHEMA_VERSION)
    if version == SCHEMA_VERSION and not isinstance(version, bool | float):
        return
    got, hint = shown(version) if isinstance(version, int) else sort_of(version), ""
    if isinstance(version, int) and version > SCHEMA_VERSION:
        hint = "A newer mediaeco wrote this file: upgrade with 'pip install --upgrade mediaeco'."
    raise fault_group(
        name, [InvalidCaseError("schema_version", f"the number {SCHEMA_VERSION}", got, hint)]
    )


def _with_times(told: CaseDocument) -> CaseDocument:
    """Give stand-ins without a time that of a neighbour, so that they make no further fault."""
    items: tuple[Any, ...] = (*told.interactions, *told.measures)
    known = [item.time for item in items if item.time is not None]
    last = known[0] if known else told.observed_until or 0.0
    for item in items:
        if item.time is None:
            object.__setattr__(item, "time", last)
        last = item.time
    return told


_ROLES = tuple(Role)

_LOOKUPS = {
    "actors": re.compile(
        r"(sender|receivers\[\d+\]|acts\[\d+\]\.actor|reported_by|rater|about|settings\[\d+\]\.actor)$"
    ),
    "channels": re.compile(r"(channel|repertoire|prior|channels|fallback|other|about)$"),
    "elements": re.compile(r"\.element$"),
    "purposes": re.compile(r"\.purposes\[\d+\]$"),
    "codes": re.compile(r"\.codes\[\d+\]$"),
}


def _not_yet_told(
    further: Sequence[InvalidCaseError], told: Sequence[MediaEcoError], document: CaseDocument
) -> list[InvalidCaseError]:
    """Keep the faults of cross-references that are not only echoes of faults told already."""
    paths = [fault.path for fault in told if isinstance(fault, InvalidCaseError)]
    lost = [
        pattern
        for name, pattern in _LOOKUPS.items()
        if name in paths or any(item.id == "" for item in getattr(document, name))
    ]

    def echo(fault: InvalidCaseError) -> bool:
        path = fault.path
        related = any(_within(path, other) or _within(other, path) for other in paths)
        return related or any(pattern.search(path) for pattern in lost) or neutral(path)

    def neutral(path: str) -> bool:
        match = re.fullmatch(r"(interactions|measures)\[(\d+)\]\.(sender|channel|rater)", path)
        return match is not None and not getattr(
            getattr(document, match[1])[int(match[2])], match[3]
        )

    return [_hinted(fault) for fault in further if not echo(fault)]


def _hinted(fault: InvalidCaseError) -> InvalidCaseError:
    """Say where a term must be listed that looks right and is not listed."""
    if fault.hint or not fault.path.startswith("interactions["):
        return fault
    for name, pattern in _LOOKUPS.items():
        if pattern.search(fault.path):
            hint = f"List it among the {name}, or mend the id."
            return InvalidCaseError(fault.path, fault.expected, fault.got, hint)
    return fault


def _within(path: str, outer: str) -> bool:
    return path == outer or path.startswith((f"{outer}.", f"{outer}["))


def _by_line(faults: Sequence[MediaEcoError]) -> list[MediaEcoError]:
    """Order faults by file and line; those that have none come first, as they are."""
    sources = [fault.source for fault in faults if isinstance(fault, ReadError)]

    def place(fault: MediaEcoError) -> tuple[int, int]:
        if isinstance(fault, ReadError):
            return (sources.index(fault.source), fault.line or 0)
        return (-1, 0)

    return sorted(faults, key=place)


_HEADS = [each.name for each in attrs.fields(CaseDocument)]


def _place_of(fault: MediaEcoError) -> tuple[int, int]:
    match = re.match(r"(\w+)(?:\[(\d+)\])?", getattr(fault, "path", ""))
    if match is None or match[1] not in _HEADS:
        return (-1, 0)
    return (_HEADS.index(match[1]), int(match[2] or -1))
