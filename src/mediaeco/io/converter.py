"""The converter that every format shares: strict where cattrs, left alone, would cast."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, get_args, get_origin

import cattrs
from cattrs.gen import make_dict_structure_fn

from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES
from mediaeco.errors import InvalidCaseError
from mediaeco.model import (
    Actor,
    Channel,
    Finding,
    FrameElement,
    Interaction,
    Measure,
    Purpose,
    Setting,
)
from mediaeco.model.vocabulary import Term

__all__ = ["CATALOGUES", "CONVERTER", "ToldError", "leaf", "placed", "sort_of"]

CATALOGUES: Mapping[type, Mapping[str, Any]] = {
    Channel: CHANNELS,
    FrameElement: ELEMENTS,
    Purpose: PURPOSES,
}
"""What may be written as an id alone, and where that id then stands."""


def leaf(value: Any, kind: Any, path: str) -> Any:
    """Read one value that has no fields of its own.

    Raises
    ------
    InvalidCaseError
        With ``path``, where the value is not of this kind.
    """
    try:
        return CONVERTER.structure(value, kind)
    except InvalidCaseError as error:
        raise placed(error, path) from None
    except Exception:  # cattrs's own, for sorts of values that have no hook here
        raise InvalidCaseError(path, "another sort of value", sort_of(value)) from None


class ToldError(InvalidCaseError):
    """A fault that has been told already, in place of a value that cannot be had."""


def placed(error: InvalidCaseError, path: str) -> InvalidCaseError:
    """Put the path of the file in place of the class's own ("Interaction.duration")."""
    owner, _, name = error.path.partition(".")
    if owner and name and path.rpartition(".")[2] != name:
        path = f"{path}.{name}" if path else name
    kind = ToldError if isinstance(error, ToldError) else InvalidCaseError
    return kind(path, error.expected, error.got, error.hint)


def sort_of(value: Any) -> str:
    """Say what sort of value came, and nothing of what it says: it may be somebody's name."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    for kind, spoken in (
        (str, "a text"),
        (int | float, "a number"),
        (Mapping, "an object"),
        (list | tuple, "a list"),
    ):
        if isinstance(value, kind):
            return spoken
    return f"a value of type {type(value).__name__}"


def _text(value: Any, _: Any) -> str:
    if not isinstance(value, str):
        raise InvalidCaseError("", "a text", sort_of(value))
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise InvalidCaseError("", "a text of whole characters", "half of one") from None
    return value


def _number(value: Any, _: Any) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if math.isfinite(number):
            return number
        raise InvalidCaseError("", "a finite number", "one that is not")
    hint = "Write numbers without quotes." if isinstance(value, str) else ""
    raise InvalidCaseError("", "a number", sort_of(value), hint)


def _integer(value: Any, _: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise InvalidCaseError("", "a whole number", sort_of(value))


def _truth(value: Any, _: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise InvalidCaseError("", "true or false", sort_of(value))


def _moment(value: Any, _: Any) -> datetime | float:
    if isinstance(value, datetime):
        return value
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            raise InvalidCaseError(
                "",
                "a datetime as 2024-03-01T18:30, with or without a zone (+01:00), or seconds",
                "a text that is neither" if value else "an empty text",
            ) from None
    return _number(value, float)


def _optional_moment(value: Any, kind: Any) -> datetime | float | None:
    return None if value is None else _moment(value, kind)


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _list_hook(kind: Any, converter: cattrs.Converter) -> Callable[[Any, Any], tuple[Any, ...]]:
    inner = get_args(kind)[0]
    hook = converter.get_structure_hook(inner)

    def read(value: Any, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise InvalidCaseError("", "a list", sort_of(value))
        return tuple([hook(each, inner) for each in value])

    return read


def _by_id(kind: type, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    in_full: Callable[..., Any] = make_dict_structure_fn(
        kind, converter, _cattrs_forbid_extra_keys=True
    )
    known = CATALOGUES[kind]

    def read(value: Any, _: Any) -> Any:
        return known[value] if isinstance(value, str) else in_full(value, kind)

    return read


def _made() -> cattrs.Converter:
    converter = cattrs.Converter(
        detailed_validation=False, forbid_extra_keys=True, omit_if_default=True
    )
    converter.register_structure_hook(str, _text)
    # The words of closed vocabularies are texts too, and must not pass as just any.
    for term in Term.__subclasses__():
        converter.register_structure_hook(term, lambda value, kind: kind(value))
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook(int, _integer)
    converter.register_structure_hook(bool, _truth)
    converter.register_structure_hook(datetime | float, _moment)
    converter.register_structure_hook(datetime | float | None, _optional_moment)
    converter.register_unstructure_hook(datetime, datetime.isoformat)
    converter.register_structure_hook_factory(_is_list, _list_hook)
    for kind in CATALOGUES:
        converter.register_structure_hook(kind, _by_id(kind, converter))
    for kind in (
        Actor,
        Interaction,
        Measure,
        Setting,
        Finding,
    ):  # made now, so that reading finds them
        converter.get_structure_hook(kind)
    return converter


CONVERTER = _made()
