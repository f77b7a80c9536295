"""A case as flat tables, and the mapping file by which they become the case again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mediaeco.errors import InvalidCaseError
from mediaeco.io.csv import csv_text
from mediaeco.io.document import document_of
from mediaeco.io.items import PARTS
from mediaeco.io.output import check_text
from mediaeco.io.table import MAPPING_FILE
from mediaeco.model import Case

__all__ = ["files_of"]

_TABLES = ("actors", "channels", "elements", "purposes", "codes", "measures", "settings")
_HEAD = ("id", "title", "description", "origin", "clock", "observed_until")
_REQUIRED = ("time", "sender", "receivers", "channel")
_CELL_LIMIT = 100_000


def files_of(case: Case) -> dict[str, str]:
    """Write a case as the texts of a mapping file and of one CSV file a table.

    Returns
    -------
    dict
        Text by file name; the same case gives the same texts.

    Raises
    ------
    InvalidCaseError
        Where the case is a view, or holds what no table can.
    """
    document = document_of(case)
    separator = _separator(document)
    rows = list(document.get("interactions", ()))
    parts = {
        name: [
            {"interaction": row.get("id", str(i)), **part}
            for i, row in enumerate(rows)
            for part in row.pop(name, ())
        ]
        for name in PARTS
    }
    files = {
        "interactions.csv": _table(rows, separator, ("time", "sender", "receivers", "channel"))
    }
    for name, items in parts.items():
        if items:
            files[f"{name}.csv"] = _table(items, separator)
    for name in _TABLES:
        if document.get(name):
            files[f"{name}.csv"] = _table(document[name], separator)
    lines = [f'# How these tables are read as one case: mediaeco.read("{MAPPING_FILE}")']
    lines += [f"{name} = {_toml(document[name])}" for name in _HEAD if name in document]
    lines += ["verbatim = true"]
    lines += [f'{name} = "{name}.csv"' for name in (*_TABLES, *PARTS) if f"{name}.csv" in files]
    for note in document.get("notes", ()):
        lines += ["", "[[notes]]", *(f"{key} = {_toml(value)}" for key, value in note.items())]
    lines += ["", "[[tables]]", 'file = "interactions.csv"', f"separator = {_toml(separator)}"]
    files[MAPPING_FILE] = "\n".join(lines) + "\n"
    for text in files.values():
        check_text(text)
    return files


def _table(
    items: Iterable[Mapping[str, Any]], separator: str, columns: tuple[str, ...] = ()
) -> str:
    flat = [dict(_flat(item, separator)) for item in items]
    header = dict.fromkeys((*columns, *(name for item in flat for name in item)))
    return csv_text(header, ([item.get(name, "") for name in header] for item in flat))


def _flat(item: Mapping[str, Any], separator: str, before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in item.items():
        if isinstance(value, Mapping):
            yield from _flat(value, separator, f"{before}{name}.")
        elif isinstance(value, list | tuple):
            yield before + name, separator.join(_cell(each) for each in value)
        else:
            yield before + name, _cell(value)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):  # a prior use
        return f"{value['channel']}:{value['count']!r}"
    text: str = value if isinstance(value, str) else repr(value)
    if "\x00" in text or len(text) > _CELL_LIMIT:
        raise InvalidCaseError(
            "the case",
            f"texts without NUL characters, of at most {_CELL_LIMIT} characters",
            "another",
            "Write it as JSON, which holds every text.",
        )
    return text


def _separator(document: Mapping[str, Any]) -> str:
    """Find a character that stands in no text of the tables."""
    used = set("".join(_texts([document.get(name) for name in (*_TABLES, "interactions")])))
    # None that a number may hold; after them, those that Unicode leaves to private use.
    marks: list[str] = [*"|;/~^!$%&*?@#<>", *map(chr, range(0xE000, 0xF8FF))]
    return next(mark for mark in marks if mark not in used)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def _toml(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, str):
        # TOML escapes as JSON does, and the DEL character besides.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    return repr(value)
