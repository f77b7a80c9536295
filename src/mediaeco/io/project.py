"""A coded material together with its texts, as programs for qualitative analysis exchange it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import field, frozen

from mediaeco.errors import FaultGroup, InvalidCaseError, MediaEcoError
from mediaeco.model import Coding, Finding
from mediaeco.model.bound import identifier
from mediaeco.model.vocabulary import Term

__all__ = ["Project", "Variable", "VariableKind", "VariableValue"]

_DATE = r"-?[0-9]{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?"
_ZONE = r"(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
_WRITTEN = {  # as the schema has them, and with no space around them
    "Text": re.compile(".*", re.DOTALL),
    "Boolean": re.compile("true|false|0|1"),
    "Integer": re.compile("[+-]?[0-9]+"),
    "Float": re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"),
    "Date": re.compile(_DATE + _ZONE),
    "DateTime": re.compile(f"{_DATE}T{_TIME}{_ZONE}"),
}
_COLOR = re.compile("#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")


class VariableKind(Term):
    """What the values of a variable are."""

    TEXT = "Text"
    BOOLEAN = "Boolean"
    INTEGER = "Integer"
    FLOAT = "Float"
    DATE = "Date"
    DATE_TIME = "DateTime"


@frozen(kw_only=True)
class Variable:
    """Something that is told of cases or sources.

    Parameters
    ----------
    id, label
        Name in the record, and for people.
    kind
        What its values are; they are written as XML has them: ``true``, ``-3``, ``0.5``,
        ``2024-03-04``, ``2024-03-04T09:00:00Z``.
    description
        What it means.
    """

    id: str = field(validator=identifier())
    label: str = ""
    kind: VariableKind = field(default=VariableKind.TEXT, converter=VariableKind)
    description: str = ""


@frozen(kw_only=True)
class VariableValue:
    """The value of a variable for one case or source, as it is written.

    Parameters
    ----------
    owner, variable
        Ids.
    value
        As text; None where it is left open.
    """

    owner: str
    variable: str
    value: str | None = field(default=None, repr=False)


def _parts(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(items)


def _by_id(items: Mapping[str, str]) -> dict[str, str]:
    return dict(items)


@frozen(kw_only=True, repr=False)
class Project:
    """A coding, its texts, and what only the exchange needs.

    Texts and names are what people said and are called: a project prints neither.

    Parameters
    ----------
    coding
        Codebook, passages and the rest.
    texts
        Text of each source, by its id.
    name
        Of the project.
    colors
        ``#RRGGBB`` by the id of a code or link.
    names
        Names for people, by the id of a coder or case.
    cases
        Ids of cases, those first that no source or passage belongs to.
    variables, values
        What is told of cases and sources.
    notes
        What reading left out.

    Raises
    ------
    FaultGroup
        Where a text is missing or not as long as its source, a colour is none, or something refers
        to nothing.
    """

    coding: Coding = field(factory=Coding)
    texts: Mapping[str, str] = field(factory=dict, converter=_by_id)
    name: str = "study"
    colors: Mapping[str, str] = field(factory=dict, converter=_by_id)
    names: Mapping[str, str] = field(factory=dict, converter=_by_id)
    cases: tuple[str, ...] = field(default=(), converter=_parts)
    variables: tuple[Variable, ...] = field(default=(), converter=_parts)
    values: tuple[VariableValue, ...] = field(default=(), converter=_parts)
    notes: tuple[Finding, ...] = field(default=(), converter=_parts, eq=False)

    def __attrs_post_init__(self) -> None:
        faults = list(_faults(self))
        if faults:
            raise FaultGroup("A project with these faults cannot be used", faults)

    @property
    def all_cases(self) -> tuple[str, ...]:
        """Ids of all cases, named or belonged to."""
        used = [item.case for item in self.coding.sources if item.case]
        used += [item.case for item in self.coding.segments if item.case]
        return tuple(dict.fromkeys([*self.cases, *used]))

    def __repr__(self) -> str:
        return f"<Project: {self.coding!r}>"


def _faults(project: Project) -> Iterator[MediaEcoError]:
    lengths = {source.id: source.length for source in project.coding.sources}
    for i, (name, length) in enumerate(lengths.items()):
        if name not in project.texts:
            yield InvalidCaseError(f"texts[{i}]", "a text for every source", "none")
        elif len(project.texts[name]) != length:
            yield InvalidCaseError(
                f"texts[{i}]",
                f"a text of {length} code points, as its source says",
                f"one of {len(project.texts[name])}",
            )
    strange = len(set(project.texts) - set(lengths))
    if strange:
        yield InvalidCaseError("texts", "texts of sources", f"{strange} that belong to none")
    drawn = {code.id for code in project.coding.codes}
    drawn |= {link.id for link in project.coding.links}
    people = {*project.coding.coders, *project.all_cases}
    variables = {variable.id: variable.kind for variable in project.variables}
    for i, (name, color) in enumerate(project.colors.items()):
        if name not in drawn or not _COLOR.fullmatch(color):
            yield InvalidCaseError(f"colors[{i}]", "#RRGGBB of a code or link", "another")
    if set(project.names) - people:
        yield InvalidCaseError("names", "ids of coders or cases", "others")
    if len(variables) != len(project.variables):
        yield InvalidCaseError("variables", "each id once", "one twice")
    owners = {*lengths, *project.all_cases}
    for i, value in enumerate(project.values):
        if value.owner not in owners or value.variable not in variables:
            yield InvalidCaseError(f"values[{i}]", "a variable of a case or source", "another")
        elif value.value is not None and not _fits(value.value, variables[value.variable]):
            kind = variables[value.variable]
            yield InvalidCaseError(f"values[{i}].value", f"a {kind} as XML writes it", "another")


def _fits(value: str, kind: VariableKind) -> bool:
    return _WRITTEN[kind.value].fullmatch(value) is not None
