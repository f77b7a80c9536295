"""The JSON Schema of the case file, drawn from the classes that it describes.

The drawn schema ships as ``schema/case-1.json``, where editors and other programs find it.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping
from enum import StrEnum
from importlib.resources import files
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import attrs

from mediaeco.io.converter import CATALOGUES
from mediaeco.io.document import SCHEMA_VERSION, CaseDocument
from mediaeco.model import (
    AffordanceProfile,
    CapabilityProfile,
    Channel,
    ContactHours,
    FrameAct,
    FrameElement,
    Interaction,
    Measure,
    NaturalnessProfile,
    PriorUse,
    Purpose,
    RichnessProfile,
    Setting,
    Time,
)

__all__ = ["case_schema", "drawn_schema"]

_SHARE = {"minimum": 0, "maximum": 1}
_HOUR = {"minimum": 0, "maximum": 24}

_BOUNDS: Mapping[type, Mapping[str, dict[str, Any]]] = {
    **{
        profile: {each.name: _SHARE for each in attrs.fields(profile)}
        for profile in (
            CapabilityProfile,
            RichnessProfile,
            NaturalnessProfile,
            AffordanceProfile,
        )
    },
    Channel: {"definition": _SHARE},
    ContactHours: {
        "start": _HOUR,
        "end": _HOUR,
        "days": {"minItems": 1, "uniqueItems": True, "items": {"enum": [0, 1, 2, 3, 4, 5, 6]}},
    },
    FrameElement: {"weight": {"exclusiveMinimum": 0, "exclusiveMaximum": 1e9}, "need": _SHARE},
    Interaction: {
        "duration": {"minimum": 0},
        "receivers": {"minItems": 1, "uniqueItems": True},
        "purposes": {"uniqueItems": True},
        "codes": {"uniqueItems": True},
    },
    PriorUse: {"count": {"minimum": 0}},
    Purpose: {"need": _SHARE},
}
"""What validators demand beyond the type, in the words of JSON Schema."""

_IDS: Mapping[type, tuple[str, ...]] = {
    PriorUse: ("channel",),
    Interaction: ("sender", "channel"),
    FrameAct: ("element",),
    Measure: ("instrument", "rater", "scale", "construct"),
    Setting: ("actor",),
}
"""Texts beside ``id`` that are never empty."""


def case_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the case file, as it ships.

    Returns
    -------
    dict
        The schema. It demands what a single value can be asked for; cross-references are checked
        by reading.

    Examples
    --------
    >>> case_schema()["required"]
    ['schema_version', 'id', 'actors']
    """
    source = files("mediaeco.io") / "schema" / f"case-{SCHEMA_VERSION}.json"
    schema: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return schema


def drawn_schema() -> dict[str, Any]:
    """Draw the schema from the classes; a test holds it equal to the one that ships."""
    kinds: dict[str, type] = {}
    root = _object(CaseDocument, kinds)
    root["properties"]["schema_version"] = {
        "const": SCHEMA_VERSION,
        "description": root["properties"]["schema_version"]["description"],
    }
    drawn: dict[str, Any] = {}
    while len(drawn) < len(kinds):
        for name, kind in list(kinds.items()):
            drawn.setdefault(name, _object(kind, kinds))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:mediaeco:case:{SCHEMA_VERSION}",
        "title": "mediaeco case file",
        **root,
        "$defs": dict(sorted(drawn.items())),
    }


def _object(kind: type, kinds: dict[str, type]) -> dict[str, Any]:
    hints, told = get_type_hints(kind), _told(kind)
    properties, required = {}, []
    for each in attrs.fields(kind):
        schema = _value(hints[each.name], kinds) | _BOUNDS.get(kind, {}).get(each.name, {})
        required_id = each.name == "id" and each.default is attrs.NOTHING
        if required_id or each.name in _IDS.get(kind, ()):
            schema["minLength"] = 1
        if each.name in told:
            schema["description"] = told[each.name]
        if each.default is attrs.NOTHING:
            required.append(each.name)
        elif each.default not in (None, (), ""):
            schema["default"] = json.loads(json.dumps(each.default))
        properties[each.name] = schema
    return {
        "description": (kind.__doc__ or "").split("\n", 1)[0],
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _value(hint: Any, kinds: dict[str, type]) -> dict[str, Any]:
    if hint == Time:
        return {"type": ["string", "number"]}
    if get_origin(hint) is UnionType:
        parts = [part for part in get_args(hint) if part is not NoneType]
        schema = _value(parts[0] if len(parts) == 1 else Time, kinds)
        if "type" in schema:
            types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
            return schema | {"type": [*types, "null"]}
        return {"anyOf": [schema, {"type": "null"}]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _value(get_args(hint)[0], kinds)}
    if attrs.has(hint):
        kinds[hint.__name__] = hint
        reference = {"$ref": f"#/$defs/{hint.__name__}"}
        if hint in CATALOGUES:
            return {"anyOf": [{"enum": list(CATALOGUES[hint])}, reference]}
        return reference
    if issubclass(hint, StrEnum):
        return {"enum": [member.value for member in hint]}
    return {"type": {str: "string", float: "number", int: "integer", bool: "boolean"}[hint]}


def _told(kind: type) -> dict[str, str]:
    """Descriptions of the fields, from the docstring."""
    doc = textwrap.dedent("    " + (kind.__doc__ or ""))
    _, _, section = doc.partition("Parameters\n----------\n")
    section = re.split(r"\n\n\S", section)[0]
    told: dict[str, str] = {}
    for block in re.split(r"\n(?=\S)", section):
        names, _, text = block.partition("\n")
        words = " ".join(text.split()).replace('``"', '"').replace('"``', '"').replace("`", "")
        told |= {name.strip(): words for name in names.split(",")}
    return told
