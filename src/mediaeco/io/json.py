"""The native case file: JSON, one case a file, everything it speaks of in it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mediaeco.errors import InvalidCaseError, MediaEcoError, ReadError, shown
from mediaeco.io.output import check_text, write_whole
from mediaeco.io.source import decoded, opened
from mediaeco.model import Case

__all__ = ["JSON_LIMIT", "from_json", "read_json", "to_json", "write_json"]

JSON_LIMIT = 64 << 20
"""Bytes of the largest JSON file that is read unless told otherwise: some 400,000 interactions."""


def read_json(path: str | os.PathLike[str], *, limit: int = JSON_LIMIT) -> Case:
    """Read one case from its JSON file.

    Parameters
    ----------
    path
        The file, UTF-8. Channels, elements and purposes stand in it in full, or as the id of one
        that ships (`mediaeco.catalog`).
    limit
        Bytes; a larger file is refused unread.

    Returns
    -------
    Case
        With rows in time order; where the file has them in another, ``case.notes`` says so.

    Raises
    ------
    FaultGroup
        With every fault of the file, each with its place: a `ReadError` where the file is no JSON,
        an `InvalidCaseError` where it is no case.

    Notes
    -----
    *Laws*: ``read_json(write_json(case, path)) == case``; the same case gives the same bytes.
    """
    from mediaeco.io.document import fault_group

    name = Path(path).name
    try:
        text = decoded(opened(path, limit=limit), name)
    except ReadError as error:
        raise fault_group(name, [error]) from None
    return from_json(text, name=name)


def from_json(text: str, *, name: str = "the text") -> Case:
    """Make a case from the text of its JSON file.

    Parameters
    ----------
    text
        The JSON.
    name
        What to call it in messages.

    Raises
    ------
    FaultGroup
        With every fault.

    Examples
    --------
    >>> case = from_json('''{
    ...     "schema_version": 1, "id": "door", "channels": ["email"],
    ...     "actors": [{"id": "T", "role": "therapist"}, {"id": "P", "role": "patient"}],
    ...     "interactions": [{"time": 0, "sender": "P", "receivers": ["T"], "channel": "emial"}]
    ... }''')
    Traceback (most recent call last):
        ...
    mediaeco.errors.FaultGroup: the text cannot be read (1 in all)
      - interactions[0].channel: expected one of email; got 'emial'. Did you mean 'email'?
    """
    # cattrs takes its time to load, and a session that reads nothing need not wait for it.
    from mediaeco.io.document import case_of, fault_group

    try:
        document, twice = _parsed(text, name)
    except ReadError as error:
        raise fault_group(name, [error]) from None
    return case_of(document, name, found=list(_doubled(document, "")) if twice else ())


def write_json(
    case: Case,
    path: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    inputs: Iterable[str | os.PathLike[str]] = (),
) -> Path:
    """Write one case to a JSON file, whole or not at all.

    Parameters
    ----------
    case
        The case.
    path
        The file to make.
    overwrite
        Replace a file of that name.
    inputs
        Files that are never replaced.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    WriteError
        Where the file may not or cannot be written.
    InvalidCaseError
        Where the case is a view, which no file can hold.
    """
    return write_whole(path, to_json(case), overwrite=overwrite, inputs=inputs)


def to_json(case: Case) -> str:
    """Write one case as the text of its JSON file: one item a line, fields in a fixed order.

    Raises
    ------
    InvalidCaseError
        Where the case is a view, which no file can hold.
    """
    from mediaeco.io.document import document_of  # cattrs, again

    lines = []
    for name, value in document_of(case).items():
        if isinstance(value, list | tuple):
            items = ",\n".join(f"    {_compact(item)}" for item in value)
            lines.append(f"  {_compact(name)}: [\n{items}\n  ]")
        else:
            lines.append(f"  {_compact(name)}: {_compact(value)}")
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    check_text(text)
    return text


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


class _Object(dict[str, Any]):
    """An object that remembers which of its keys stood in it more than once."""

    twice: tuple[str, ...] = ()


def _parsed(text: str, name: str) -> tuple[Any, bool]:
    """Parse JSON, and tell whether any object has a key twice."""
    twice = False

    def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal twice
        made = dict(pairs)
        if len(made) == len(pairs):
            return made
        twice = True
        doubled = _Object(made)
        keys = [key for key, _ in pairs]
        doubled.twice = tuple(key for key in made if keys.count(key) > 1)
        return doubled

    if not text.strip():
        raise ReadError(name, None, "expected a case; got an empty file.")
    try:
        return json.loads(text, object_pairs_hook=object_of, parse_int=_whole), twice
    except json.JSONDecodeError as error:
        raise ReadError(name, error.lineno, _syntax(error, text)) from None
    except RecursionError:
        raise ReadError(name, None, "expected a case; got JSON nested hundreds deep.") from None


def _whole(digits: str) -> int | float:
    # Python refuses to read integers of thousands of digits; as a float they are merely infinite.
    return int(digits) if len(digits) < 40 else float(digits)


def _syntax(error: json.JSONDecodeError, text: str) -> str:
    where = f"column {error.colno}: "
    if not text[error.pos :].strip() or error.msg.startswith("Unterminated string"):
        return f"{where}expected more; got the end of the file. It seems to be cut off."
    return f"{where}expected JSON; got a fault of its syntax ({error.msg})."


def _doubled(value: Any, path: str) -> Iterator[MediaEcoError]:
    if isinstance(value, _Object):
        for key in value.twice:
            yield InvalidCaseError(
                path or "the file",
                "each field once",
                f"{shown(key)} twice",
                "Take one of them out.",
            )
    if isinstance(value, dict):
        for key, item in value.items():
            place = key if key.isidentifier() else "(a field)"
            yield from _doubled(item, f"{path}.{place}" if path else place)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _doubled(item, f"{path}[{i}]")
