"""Settings of an account from a small TOML file."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import attrs

from mediaeco.catalog import RELEVANCE, RelevanceTable
from mediaeco.errors import FaultGroup, InvalidCaseError, MediaEcoError, ReadError
from mediaeco.io.source import decoded, opened
from mediaeco.io.structure import unknown_field
from mediaeco.model.vocabulary import Term
from mediaeco.reporting.parameter import AccountParameters

__all__ = ["read_parameters"]

_LIMIT = 1 << 20


def read_parameters(path: str | os.PathLike[str]) -> AccountParameters:
    r"""Read settings from a TOML file; those that it does not name keep their defaults.

    Parameters
    ----------
    path
        TOML, with tables named as the classes' fields are: ``[formation]``,
        ``[formation.appropriation]``, ``[formation.rates]``, ``[formation.channel_effects]``,
        ``[formation.synchronicity]``, ``[formation.relevance]``, ``[frame]``. A row of
        ``[formation.relevance.rows]`` takes the place of the shipped one; the others stay.

    Returns
    -------
    AccountParameters
        The settings.

    Raises
    ------
    FaultGroup
        With every fault of the file.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as place:
    ...     file = pathlib.Path(place) / "null.toml"
    ...     size = file.write_text("[formation]\nexposure = 1\nprimacy = 0\n")
    ...     read_parameters(file).formation.exposure
    1.0
    """
    name = Path(path).name
    try:
        told = tomllib.loads(decoded(opened(path, limit=_LIMIT), name).replace("\r\n", "\n"))
    except ReadError as error:
        raise _unread(name, [error]) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = f"expected TOML; got a fault of its syntax ({error})."
        raise _unread(name, [ReadError(name, None, reason)]) from None
    faults: list[MediaEcoError] = []
    read: AccountParameters = _made(AccountParameters, told, "", faults)
    if faults:
        raise _unread(name, faults)
    return read


def _unread(name: str, faults: list[MediaEcoError]) -> FaultGroup:
    return FaultGroup(f"{name} cannot be read", faults)


def _made(kind: Any, told: Any, path: str, faults: list[MediaEcoError]) -> Any:
    """Make an object of a class of settings, each field of which is asked by itself."""
    default = _default(kind)
    if not isinstance(told, dict):
        faults.append(InvalidCaseError(path, "a table of settings", _sort(told)))
        return default
    fields = {item.name: item for item in attrs.fields(kind)}
    settable = [name for name in fields if name != "provenance"]
    good: dict[str, Any] = {}
    for name, value in told.items():
        place = f"{path}.{name}" if path else name
        if name not in settable:
            faults.append(unknown_field(path, name, settable))
            continue
        usual = getattr(default, name)
        if attrs.has(type(usual)):
            good[name] = _made(type(usual), value, place, faults)
            continue
        found = _faults_of(usual, value, place)
        faults += found
        if not found:
            if isinstance(usual, dict):
                value = {**usual, **value}
            try:
                attrs.evolve(default, **{name: value})
                good[name] = value
            except InvalidCaseError as error:
                faults.append(_placed(error, kind, name, place))
    try:
        return attrs.evolve(default, **good)
    except InvalidCaseError as error:  # settings that are well each by itself, not together
        faults.append(_placed(error, kind, "", path))
        return default


def _default(kind: Any) -> Any:
    # A relevance table has no default of its own; the one that ships is what a file amends.
    return RELEVANCE if kind is RelevanceTable else kind()


def _faults_of(usual: Any, value: Any, path: str) -> list[MediaEcoError]:
    if isinstance(usual, dict):
        return _table_faults(value, path)
    if isinstance(usual, Term):
        return [] if isinstance(value, str) else [InvalidCaseError(path, "a text", _sort(value))]
    whole = isinstance(usual, int) and not isinstance(usual, bool)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return [InvalidCaseError(path, "a number", _sort(value))]
    if whole and not isinstance(value, int):
        return [InvalidCaseError(path, "a whole number", _sort(value))]
    return []


def _table_faults(value: Any, path: str) -> list[MediaEcoError]:
    """Demand numbers by name, or by name and name."""
    if not isinstance(value, dict):
        return [InvalidCaseError(path, "a table of numbers", _sort(value))]
    rows = path.endswith(".rows")
    faults: list[MediaEcoError] = []
    for name, item in value.items():
        place = f"{path}.{name}" if name.isidentifier() else path
        if rows:
            faults += _table_faults(item, place)
        elif isinstance(item, bool) or not isinstance(item, int | float):
            faults.append(InvalidCaseError(place, "a number", _sort(item)))
    return faults


def _placed(error: InvalidCaseError, kind: Any, name: str, place: str) -> InvalidCaseError:
    """Name the place in the file in place of that in the class."""
    named = f"{kind.__name__}.{name}" if name else kind.__name__
    path = place + error.path.removeprefix(named) if error.path.startswith(named) else place
    return InvalidCaseError(path or "the file", error.expected, error.got, error.hint)


def _sort(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    spoken = {str: "a text", dict: "a table", list: "a list", float: "a fraction"}
    return spoken.get(type(value), "something else")
