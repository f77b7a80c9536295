"""What REFI-QDA files share: namespaces, identifiers, and a last line of descriptions."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from typing import Any

from mediaeco.errors import InvalidCaseError
from mediaeco.model import Category, Interval, OrderedValues, Property

__all__ = [
    "CODEBOOK",
    "ORIGIN",
    "PROJECT",
    "category_marks",
    "guid_key",
    "guid_of",
    "is_guid",
    "marked",
    "properties_of",
    "unmarked",
]

PROJECT = "urn:QDA-XML:project:1.0"
"""Namespace of projects."""

CODEBOOK = "urn:QDA-XML:codebook:1.0"
"""Namespace of codebooks."""

ORIGIN = "mediaeco"
"""Who wrote a file."""

_HEX = "[0-9a-fA-F]"
_PLAIN = f"{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}"
_GUID = re.compile(rf"{_PLAIN}|\{{{_PLAIN}\}}")
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:mediaeco:refi-qda")
_MARK = "mediaeco:"


def is_guid(text: str) -> bool:
    """Tell whether a text is a GUID as the schema has it."""
    return _GUID.fullmatch(text) is not None


def guid_key(guid: str) -> str:
    """Give the form in which GUIDs that mean the same are the same."""
    return guid.strip("{}").lower()


def guid_of(kind: str, name: str, study: str = "") -> str:
    """GUID of a thing: its id where that is one, else always the same one for the same id.

    Examples
    --------
    >>> guid_of("code", "privacy") == guid_of("code", "privacy")
    True
    >>> guid_of("code", "725F0645-9CD3-598A-8D2B-EC3D39AB3C3F")
    '725F0645-9CD3-598A-8D2B-EC3D39AB3C3F'
    """
    return name if is_guid(name) else str(uuid.uuid5(_SPACE, "\n".join((kind, study, name))))


def marked(text: str, marks: Mapping[str, Any]) -> str:
    r"""Write what the format has no place for into a last line of a description.

    Examples
    --------
    >>> marked("How often.", {"level": "dyad"})
    'How often.\nmediaeco:{"level":"dyad"}'
    """
    told = {key: value for key, value in marks.items() if value not in (None, "", [])}
    if not told and not text.rpartition("\n")[2].startswith(_MARK):
        return text
    line = _MARK + json.dumps(told, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return f"{text}\n{line}" if text else line


def unmarked(text: str) -> tuple[str, dict[str, Any]]:
    r"""Take the last line off again.

    Examples
    --------
    >>> unmarked('How often.\nmediaeco:{"level":"dyad"}')
    ('How often.', {'level': 'dyad'})
    """
    head, _, line = text.rpartition("\n")
    if not line.startswith(_MARK):
        return text, {}
    try:
        marks = json.loads(line.removeprefix(_MARK))
    except (ValueError, RecursionError):
        return text, {}
    return (head, marks) if isinstance(marks, dict) else (text, {})


def category_marks(category: Category) -> dict[str, Any]:
    """What a set of codes has no place for: kind, level, citations and dimensions."""
    dimensions: list[list[Any]] = []
    for item in category.properties:
        along = item.dimension
        if isinstance(along, Interval):
            dimensions.append([item.id, [along.low, along.high, along.unit]])
        else:
            dimensions.append([item.id, {"values": list(along.values)}])
    return {
        "kind": category.kind and str(category.kind),
        "level": category.level and str(category.level),
        "citations": list(category.citations),
        "properties": dimensions,
    }


def properties_of(told: Any) -> tuple[Property, ...]:
    """Properties as `category_marks` wrote them.

    Raises
    ------
    InvalidCaseError
        Where they are written otherwise.
    """
    try:
        return tuple(
            Property(
                name,
                OrderedValues(along["values"]) if isinstance(along, dict) else Interval(*along),
            )
            for name, along in told
        )
    except (TypeError, ValueError, KeyError):
        raise InvalidCaseError("properties", "names with dimensions", "another") from None
