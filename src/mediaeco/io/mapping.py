"""How a spreadsheet or a phone log is to be read: in Python, or in a small TOML file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
from attrs import field, frozen

from mediaeco.errors import FaultGroup, InvalidCaseError, ReadError, nearest_term, one_of, shown
from mediaeco.io.cell import DURATIONS, TIMES, zone_of
from mediaeco.io.source import decoded, opened
from mediaeco.model import Clock, Finding, Interaction, Origin, Time

__all__ = ["FIELDS", "FURTHER_TABLES", "CaseMapping", "ColumnMapping", "Rule", "read_mapping"]

FIELDS = tuple(each.name for each in attrs.fields(Interaction))
"""Fields of an interaction, which columns are mapped to."""

FURTHER_TABLES = (
    "actors",
    "channels",
    "elements",
    "purposes",
    "codes",
    "acts",
    "moves",
    "measures",
    "settings",
)
"""Tables of a case beside those of its interactions."""

_LIMIT = 4 << 20


def _texts(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else value


def _several(value: Any) -> Any:
    return tuple(value) if isinstance(value, list | tuple) else value


def _called(names: Any) -> tuple[Any, ...]:
    return tuple(names) if isinstance(names, list | tuple) else (names,)


def _by_field(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    """Demand a mapping whose keys are fields of an interaction."""
    path = f"{type(instance).__name__}.{attribute.name}"
    if not isinstance(value, dict):
        raise InvalidCaseError(path, "a table of fields", shown(value))
    for key in value:
        if key not in FIELDS:
            near = nearest_term(str(key), FIELDS)
            hint = f"Did you mean '{near}'?" if near else ""
            raise InvalidCaseError(path, one_of(FIELDS), shown(str(key)), hint)


@frozen
class Rule:
    """What to do with the rows in which certain columns say certain things.

    Parameters
    ----------
    when
        Text by column, as the table writes it; all must agree.
    set
        Text by field of the interaction, as the library writes it; an empty text means nothing.
    skip
        True: leave the row out (it is counted, and said).

    Examples
    --------
    A call log that marks missed calls by a duration of -1:

    >>> Rule(when={"duration": "-1"}, set={"content": "attempt", "duration": ""}).skip
    False
    """

    when: Any = field(converter=_texts)
    set: Any = field(factory=dict, converter=_texts, validator=_by_field)
    skip: bool = False

    @when.validator
    def _check_when(self, _: object, value: Any) -> None:
        if not isinstance(value, dict) or not value:
            raise InvalidCaseError("Rule.when", "a text by column", shown(value))


@frozen(kw_only=True)
class ColumnMapping:
    """How one table of interactions is read.

    Parameters
    ----------
    file
        Name of the table's file, from the folder of the mapping file. Empty: it is given
        otherwise.
    columns
        Column by field of the interaction, where the two have different names: ``{"time":
        "timestamp"}``. Several columns (a date and a time of day) are put together with a space.
        An empty name: the column of the field's own name means something else, do not read it.
    constants
        Value by field, for rows that say nothing there: ``{"channel": "phone"}``.
    values
        By field, what the table's words mean: ``{"sender": {"0": "therapist"}}``.
    rules
        What to do with rows that say certain things; see `Rule`.
    time
        How times are told: ``"iso"`` (ISO 8601, or numbers of seconds), ``"unix"`` and
        ``"unix_ms"`` (seconds and milliseconds since 1970), ``"seconds"`` (since an origin), or a
        strptime pattern: ``"%d.%m.%Y %H:%M"``.
    zone
        IANA name of the zone of times that name none: ``"America/Bogota"``. Empty: they have none
        (with ``"unix"``: UTC).
    duration
        Unit of durations: ``"seconds"``, ``"milliseconds"``, ``"minutes"``, ``"hours"``,
        ``"h:mm:ss"``, ``"h:mm"`` or ``"mm:ss"``.
    separator
        What parts several values in one cell. Empty: ``|``, ``;`` or ``,``.
    encoding
        Encoding of a CSV file.
    """

    file: str = ""
    columns: Any = field(factory=dict, converter=_texts, validator=_by_field)
    constants: Any = field(factory=dict, converter=_texts, validator=_by_field)
    values: Any = field(factory=dict, converter=_texts, validator=_by_field)
    rules: tuple[Rule, ...] = field(default=(), converter=_several)
    time: str = field(default="iso")
    zone: str = field(default="")
    duration: str = field(default="seconds")
    separator: str = ""
    encoding: str = "utf-8"

    @values.validator
    def _check_values(self, _: object, value: Any) -> None:
        for name, words in value.items():
            if not isinstance(words, Mapping):
                raise InvalidCaseError("ColumnMapping.values", f"a table for {name}", shown(words))

    @time.validator
    def _check_time(self, _: object, value: str) -> None:
        if value not in TIMES and "%" not in value:
            raise InvalidCaseError(
                "ColumnMapping.time",
                f"{one_of(TIMES)}, or a pattern such as %d.%m.%Y %H:%M",
                shown(value),
            )

    @zone.validator
    def _check_zone(self, _: object, value: str) -> None:
        try:
            zone_of(value)
        except InvalidCaseError as error:
            raise InvalidCaseError(
                "ColumnMapping.zone", error.expected, error.got, error.hint
            ) from None

    @duration.validator
    def _check_duration(self, _: object, value: str) -> None:
        if value not in DURATIONS:
            raise InvalidCaseError("ColumnMapping.duration", one_of(DURATIONS), shown(value))


@frozen(kw_only=True)
class CaseMapping:
    """How the tables of one case are read.

    The further tables (`FURTHER_TABLES`) are each given as the name of a file, as a dataframe, or
    as a list of what the JSON case file would hold; their columns have the names of the model's
    fields.

    Parameters
    ----------
    tables
        The tables of interactions, one or several (calls here, messages there).
    id, title, description, origin, clock, observed_until
        As in `mediaeco.Case`.
    roles
        Whom the tables call the therapist and whom the patient: ``{"therapist": "300", "patient":
        "301"}``, or a list of names for one. They become ``"T"`` and ``"P"``.
    keep
        ``"all"``: every row; somebody who is no actor is a fault. ``"roles"``: only rows between
        two different people of ``roles``; the others are left out, counted, and said.
    actors
        Who takes part. None: those of ``roles``, or people whom the tables call ``therapist`` and
        ``patient`` (``T`` and ``P``).
    channels, elements, purposes
        What the case may speak of. None: those that ship and that its rows use.
    codes
        What people may have coded. None: the codes that its rows use.
    acts
        Acts on the frame, one a row: interaction (its id, or its index from 0), element, kind,
        actor.
    moves
        Appropriation moves, one a row: interaction, kind, channel, other, faithful.
    measures
        Ratings, one a row.
    settings
        Where the actors take part from, one a row.
    notes
        Findings of an earlier reading.
    verbatim
        True: space around texts is theirs. False: it is taken off.
    folder
        Folder of the files, from that of the mapping file.
    """

    tables: tuple[ColumnMapping, ...] = field(
        factory=lambda: (ColumnMapping(),), converter=_several
    )
    id: str = "case"
    title: str = ""
    description: str = ""
    origin: Origin = field(default=Origin.RECORDED, converter=Origin)
    clock: Clock | None = field(default=None, converter=attrs.converters.optional(Clock))
    observed_until: Time | None = None
    roles: Any = field(factory=dict, converter=_texts)
    keep: str = field(default="all")
    actors: Any = None
    channels: Any = None
    elements: Any = None
    purposes: Any = None
    codes: Any = None
    acts: Any = None
    moves: Any = None
    measures: Any = None
    settings: Any = None
    notes: tuple[Finding, ...] = field(default=(), converter=_several)
    verbatim: bool = False
    folder: str = ""

    @tables.validator
    def _check_tables(self, _: object, value: Any) -> None:
        if not value or not all(isinstance(table, ColumnMapping) for table in value):
            raise InvalidCaseError("CaseMapping.tables", "a table of interactions", "none")

    @keep.validator
    def _check_keep(self, _: object, value: str) -> None:
        if value not in ("all", "roles"):
            raise InvalidCaseError("CaseMapping.keep", "one of all, roles", shown(value))

    @roles.validator
    def _check_roles(self, _: object, value: Any) -> None:
        if not isinstance(value, dict):
            raise InvalidCaseError("CaseMapping.roles", "a name by role", "something else")
        for role in value:
            if role not in ("therapist", "patient"):
                near = nearest_term(str(role), ("therapist", "patient"))
                raise InvalidCaseError(
                    "CaseMapping.roles",
                    "one of therapist, patient",
                    shown(str(role)),
                    f"Did you mean '{near}'?" if near else "Give others in the actors table.",
                )

        if len(self.names()) < sum(len(_called(value[role])) for role in value):
            raise InvalidCaseError("CaseMapping.roles", "different people", "one twice")

    def names(self) -> dict[str, str]:
        """Actor id by what the tables call the person."""
        return {
            str(name): role[0].upper()
            for role, called in self.roles.items()
            for name in _called(called)
        }


def read_mapping(path: str | os.PathLike[str]) -> CaseMapping:
    """Read a mapping file.

    Parameters
    ----------
    path
        TOML, with the names of `CaseMapping` and, under ``[[tables]]``, of `ColumnMapping`.

    Raises
    ------
    FaultGroup
        With every fault of the file.
    """
    import tomllib  # these take their time to load, and most sessions read no mapping

    from mediaeco.io.document import fault_group
    from mediaeco.io.structure import structured

    file = Path(path)
    try:
        told = tomllib.loads(decoded(opened(file, limit=_LIMIT), file.name).replace("\r\n", "\n"))
    except ReadError as error:
        raise fault_group(file.name, [error]) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = f"expected TOML; got a fault of its syntax ({error})."
        raise fault_group(file.name, [ReadError(file.name, None, reason)]) from None
    read = structured(told, CaseMapping)
    if read.faults:
        raise FaultGroup(f"{file.name} cannot be read", read.faults)
    return attrs.evolve(read.item, folder=str(file.parent / read.item.folder))
