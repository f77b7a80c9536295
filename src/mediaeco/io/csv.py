"""CSV as it is found: any delimiter, with or without a mark, and bounded however long it is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from attrs import field, frozen

from mediaeco.errors import MediaEcoError, ReadError, shown
from mediaeco.io.source import check_beginning, guessed, wrong_encoding

__all__ = ["LINE_LIMIT", "Lines", "csv_text", "read_lines"]

LINE_LIMIT = 1 << 20
"""Characters of the longest line that is read."""

_DELIMITERS = ",;\t"


@frozen
class Lines:
    """The cells of a CSV file.

    Parameters
    ----------
    columns
        Cells by the name in the header.
    numbers
        Line at which each row begins, counted from 1, header included.
    delimiter
        What stood between cells.
    faults
        Rows that are none.
    """

    columns: dict[str, tuple[str, ...]]
    numbers: list[int]
    delimiter: str
    faults: list[MediaEcoError] = field(factory=list)


def read_lines(path: Path, encoding: str = "utf-8") -> Lines:
    """Read a CSV file with a header; a row that cannot be read hides no other.

    Parameters
    ----------
    path
        The file. Comma, semicolon or tab are told by the header.
    encoding
        Its encoding; UTF-8 may have a byte-order mark.

    Raises
    ------
    ReadError
        Where it is empty, binary, has no usable header, or has a line beyond `LINE_LIMIT`
        at once.
    """
    with path.open("rb") as raw:
        utf8 = encoding.lower().replace("_", "-") in ("utf-8", "utf8", "utf-8-sig")
        if utf8:
            check_beginning(raw.read(4096), path.name)
            raw.seek(0)
        try:
            codec = "utf-8-sig" if utf8 else encoding
            text = io.TextIOWrapper(raw, codec, errors="surrogateescape", newline="")
        except LookupError:
            raise ReadError(
                path.name, None, f"expected the name of an encoding; got {shown(encoding)}."
            ) from None
        faults: list[MediaEcoError] = []
        lines = _sound(text, path.name, faults)
        delimiter, first, skipped = _beginning(lines, path)
        return _table(_chained(first, lines), path.name, delimiter, skipped, faults)


def csv_text(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Write rows as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _sound(text: IO[str], name: str, faults: list[MediaEcoError]) -> Iterator[str]:
    """Give the lines up to the first that is no text; that one is a fault."""
    number = 0
    while line := text.readline(LINE_LIMIT + 1):
        number += 1
        if len(line) > LINE_LIMIT:
            reason = (
                f"expected a line of at most {LINE_LIMIT} characters; got a longer one. Are the "
                "ends of lines missing, or is it another sort of file?"
            )
            faults.append(ReadError(name, number, reason))
            return
        if "\x00" in line:
            reason = "expected text; got a NUL character. The file may be damaged or binary."
            faults.append(ReadError(name, number, reason))
            return
        if not line.isascii():
            odd = bytes(ord(c) - 0xDC00 for c in line if 0xDC80 <= ord(c) <= 0xDCFF)
            if odd:
                faults.append(wrong_encoding(name, number, guessed(odd)))
                return
        yield line


def _beginning(lines: Iterator[str], path: Path) -> tuple[str, str, int]:
    first = next(lines, "")
    said = re.fullmatch(r"sep=(.)\s*", first)  # what Excel writes and reads
    if said:
        return said[1], next(lines, ""), 1
    if path.suffix.lower() == ".tsv":
        return "\t", first, 0
    return max(_DELIMITERS, key=lambda mark: _width(first, mark)), first, 0


def _width(line: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:
        return 0


def _chained(first: str, rest: Iterator[str]) -> Iterator[str]:
    if first:
        yield first
    yield from rest


def _table(
    lines: Iterator[str], name: str, delimiter: str, skipped: int, faults: list[MediaEcoError]
) -> Lines:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    header: list[str] = []
    rows: list[list[str]] = []
    numbers: list[int] = []
    begins = 1 + skipped
    try:
        for row in reader:
            line, begins = begins, reader.line_num + 1 + skipped
            if not any(row):
                continue
            if not header:
                header = _header(row, name, line)
                continue
            while len(row) > len(header) and not row[-1]:
                row.pop()
            if len(row) != len(header):
                reason = f"expected {len(header)} columns, as in the header; got {len(row)}."
                hint = " Put cells that hold the delimiter in double quotes."
                faults.append(ReadError(name, line, reason + hint))
            elif _names(row) == header:
                reason = "expected a row; got the header again. Were two files put together?"
                faults.append(ReadError(name, line, f"{reason} Take the second header out."))
            else:
                rows.append(row)
                numbers.append(line)
    except csv.Error as error:
        faults.append(ReadError(name, begins, _syntax(str(error))))
    if not header:
        if faults:
            raise faults[0]
        raise ReadError(name, None, "expected a table; got an empty file.")
    cells = zip(*rows, strict=True) if rows else [()] * len(header)
    return Lines(dict(zip(header, cells, strict=True)), numbers, delimiter, faults)


def _header(row: list[str], name: str, line: int) -> list[str]:
    header = _names(row)
    while header and not header[-1]:
        header.pop()
    for column in header:
        if header.count(column) > 1:
            got = shown(column) if column else "several without a name"
            raise ReadError(name, line, f"expected columns of different names; got {got} twice.")
    return header


def _names(row: list[str]) -> list[str]:
    cells = [cell.strip() for cell in row]
    cells[0] = cells[0].removeprefix("#").strip()  # a header that is written as a comment
    return cells


def _syntax(message: str) -> str:
    if "field larger" in message:
        return "expected short cells; got one of over 100,000 characters. Is a quote left open?"
    if "unexpected end" in message:
        return "expected the end of a quoted cell; got the end of the file. Is a quote left open?"
    return f"expected CSV; got a fault of its syntax ({message})."
