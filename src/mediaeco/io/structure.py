"""Typed objects from plain values and back; all that is wrong with a value is told, with its place.

cattrs does the structuring. Where it fails, the value is gone through a second time, slowly, field
by field, so that one fault never hides another; what could be read stands in for the whole
(`Structured.item`), so that the faults of the cross-references can be told in the same go.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Any, Generic, TypeVar, get_args, get_origin, get_type_hints

import attrs
from attrs import field, frozen

from mediaeco.errors import (
    InvalidCaseError,
    MediaEcoError,
    nearest_term,
    one_of,
    shown,
    shown_term,
)
from mediaeco.io.converter import CATALOGUES, CONVERTER, leaf, placed, sort_of
from mediaeco.model import (
    ActKind,
    Actor,
    AffordanceProfile,
    AppropriationMove,
    CapabilityProfile,
    ContactHours,
    FrameAct,
    FrameElement,
    Interaction,
    MoveKind,
    NaturalnessProfile,
    PriorUse,
    RichnessProfile,
    Role,
)

__all__ = ["Structured", "plain", "structured", "unknown_field"]

_T = TypeVar("_T")

_NEUTRAL: Mapping[str, Any] = {
    "id": "",
    "role": Role.OTHER,
    "sender": "",
    "channel": "",
    "receivers": (),
    "rater": "",
    "element": "",
    "actor": "",
    "actors": (),
}
_NEUTRAL_KIND: Mapping[type, Any] = {
    FrameAct: ActKind.PROPOSE,
    AppropriationMove: MoveKind.DIRECT,
}


@frozen
class Structured(Generic[_T]):
    """What became of a value.

    Parameters
    ----------
    item
        The object. With faults, one in which the fields at fault are neutral: good for finding
        further faults, and for nothing else.
    faults
        All that is wrong with the value by itself, each with its path.
    """

    item: _T
    faults: list[MediaEcoError] = field(factory=list)


def structured(value: Any, kind: type[_T], path: str = "") -> Structured[_T]:
    """Make an object of an attrs class from a plain value.

    Parameters
    ----------
    value
        Mappings, lists, texts, numbers.
    kind
        An attrs class of the model.
    path
        Where the value stands: ``interactions[12]``.
    """
    try:
        return Structured(CONVERTER.structure(value, kind))
    except Exception as error:  # of any kind: the second going-over tells it better
        result = _gone_over(value, kind, path)
        if not result.faults:
            reason = f"a value that {kind.__name__} refuses ({type(error).__name__})"
            result.faults.append(InvalidCaseError(path, _article(kind), reason))
        return result


def plain(item: Any) -> Any:
    """Turn an object into mappings, lists, texts and numbers, without fields at their default."""
    return CONVERTER.unstructure(item)


def _gone_over(value: Any, kind: type[_T], path: str) -> Structured[_T]:
    if isinstance(value, str) and kind in CATALOGUES:
        known = CATALOGUES[kind]
        if value in known:
            return Structured(known[value])
        return Structured(
            _stand_in(kind, {"id": value}),
            [_unknown(path, value, known, "Or write it in full, with its fields.")],
        )
    if not isinstance(value, Mapping):
        expected = f"{_article(kind)}, with its fields"
        return Structured(_stand_in(kind, {}), [InvalidCaseError(path, expected, sort_of(value))])
    faults: list[MediaEcoError] = _unknown_fields(value, kind, path)
    good: dict[str, Any] = {}
    partly: dict[str, Any] = {}
    hints = _hints(kind)  # type: ignore[arg-type]  # classes are hashable
    for attribute in attrs.fields(kind):  # type: ignore[arg-type]  # only attrs classes come here
        name = attribute.name
        place = f"{path}.{name}" if path else name
        if name not in value:
            if attribute.default is attrs.NOTHING and not _misspelt(name, value, kind):
                faults.append(InvalidCaseError(place, "a value", "none", "The field is required."))
            continue
        found = _field(value[name], hints[name], place)
        faults += found.faults
        if not found.faults:
            good[name] = found.item
        elif _holds_objects(hints[name]) and found.item is not None:
            partly[name] = found.item
    whole = _stand_in(kind, good | partly)
    faults += _refused(whole, kind, good, path)
    if not faults:
        try:
            return Structured(kind(**good))
        except InvalidCaseError as error:
            faults.append(placed(error, path))
    return Structured(whole, faults)


def _field(value: Any, kind: Any, path: str) -> Structured[Any]:
    if isinstance(value, InvalidCaseError):  # a cell that could not be read
        return Structured(None, [placed(value, path)])
    if get_origin(kind) is UnionType:
        parts = [part for part in get_args(kind) if attrs.has(part)]
        if value is not None and parts:
            return structured(value, parts[0], path)
    if isinstance(kind, type) and attrs.has(kind):
        return structured(value, kind, path)
    if get_origin(kind) is tuple and isinstance(value, list | tuple):
        found = [_field(each, get_args(kind)[0], f"{path}[{i}]") for i, each in enumerate(value)]
        faults = [fault for each in found for fault in each.faults]
        return Structured(tuple(each.item for each in found), faults)
    try:
        return Structured(leaf(value, kind, path))
    except InvalidCaseError as error:
        return Structured(None, [error])


def _holds_objects(kind: Any) -> bool:
    return get_origin(kind) is tuple and attrs.has(get_args(kind)[0])


def _stand_in(kind: type[_T], good: Mapping[str, Any]) -> _T:
    """Make an object without asking its class whether it may be."""
    item = kind.__new__(kind)
    for attribute in attrs.fields(kind):  # type: ignore[arg-type]  # only attrs classes come here
        value = good.get(attribute.name, _neutral(kind, attribute))
        object.__setattr__(item, attribute.name, value)
    return item


def _neutral(kind: type, attribute: attrs.Attribute[Any]) -> Any:
    if attribute.default is attrs.NOTHING:
        if attribute.name == "kind":
            return _NEUTRAL_KIND.get(kind)
        return _NEUTRAL.get(attribute.name)
    return attribute.default


def _refused(item: Any, kind: type, good: Mapping[str, Any], path: str) -> list[MediaEcoError]:
    """Ask each field's own converter and validator, for attrs stops at the first that refuses."""
    faults: list[MediaEcoError] = []
    for attribute in attrs.fields(kind):
        if attribute.name not in good:
            continue
        try:
            value = good[attribute.name]
            if attribute.converter is not None:
                value = attribute.converter(value)
            object.__setattr__(item, attribute.name, value)
            if attribute.validator is not None:
                attribute.validator(item, attribute, value)
        except InvalidCaseError as error:
            faults.append(placed(error, f"{path}.{attribute.name}" if path else attribute.name))
            object.__setattr__(item, attribute.name, _neutral(kind, attribute))
    return faults


def _unknown_fields(value: Mapping[Any, Any], kind: type, path: str) -> list[MediaEcoError]:
    known = [attribute.name for attribute in attrs.fields(kind)]
    return [unknown_field(path, key, known) for key in value if key not in known]


def unknown_field(path: str, key: object, known: list[str]) -> InvalidCaseError:
    """Tell of a field that means nothing here."""
    near = nearest_term(str(key), known)
    hint = f"Did you mean '{near}'?" if near else "Take it out, or mend its name."
    name = shown(str(key))
    place = name[1:-1] if name.startswith("'") else "(a field)"
    return InvalidCaseError(
        f"{path}.{place}" if path else place, f"a field that is {one_of(known)}", name, hint
    )


def _misspelt(name: str, value: Mapping[Any, Any], kind: type) -> bool:
    """Tell whether a field is there under a name that has been told as a fault already."""
    known = [attribute.name for attribute in attrs.fields(kind)]
    return any(nearest_term(str(key), known) == name for key in value if key not in known)


def _unknown(path: str, value: str, known: Mapping[str, Any], hint: str) -> InvalidCaseError:
    near = nearest_term(value, known)
    if near:
        hint = f"Did you mean '{near}'? {hint}"
    return InvalidCaseError(path, one_of(tuple(known)), shown_term(value, known), hint)


def _article(kind: type) -> str:
    spoken = {
        Actor: "an actor",
        FrameElement: "a frame element",
        Interaction: "an interaction",
        ContactHours: "contact hours",
        CapabilityProfile: "a capability profile",
        FrameAct: "a frame act",
        PriorUse: "a prior use",
        AppropriationMove: "an appropriation move",
        RichnessProfile: "a richness profile",
        NaturalnessProfile: "a naturalness profile",
        AffordanceProfile: "an affordance profile",
    }
    return spoken.get(kind, f"a {kind.__name__.lower()}")


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
