"""Opening what may be anything: a missing file, a folder, a spreadsheet, a gigabyte."""

from __future__ import annotations

import os
from pathlib import Path

from mediaeco.errors import ReadError

__all__ = ["check_beginning", "check_source", "decoded", "guessed", "opened", "wrong_encoding"]

_BINARY = (
    (b"PAR1", "a Parquet file", "Give it the suffix .parquet."),
    (b"PK\x03\x04", "a zip archive or an .xlsx workbook", "Save the sheet as CSV (UTF-8)."),
    (b"\xd0\xcf\x11\xe0", "an old .xls workbook", "Save the sheet as CSV (UTF-8)."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (b"%PDF", "a PDF", "A PDF holds pages, not data."),
    (b"SQLite format 3\x00", "an SQLite database", "Export the table as CSV."),
)
_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def check_source(path: str | os.PathLike[str]) -> Path:
    """Make sure that there is a file.

    Raises
    ------
    ReadError
        Where there is none, it is a folder, or it may not be read.
    """
    file = Path(path)
    reason = ""
    try:
        if file.is_dir():
            reason = "expected a file; got a folder."
        elif not file.exists():
            reason = "expected a file; there is none of this name here."
        else:
            file.open("rb").close()
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or "it is no name of a file"
        reason = f"the file cannot be opened: {cause}."
    if reason:
        raise ReadError(file.name or str(file), None, reason)
    return file


def opened(path: str | os.PathLike[str], *, limit: int) -> bytes:
    """Read a whole file of at most ``limit`` bytes."""
    file = check_source(path)
    size = file.stat().st_size
    if size > limit:
        raise ReadError(
            file.name,
            None,
            f"expected at most {limit >> 20} MB; got {size >> 20} MB. One case is far smaller: "
            "keep a long log as CSV or Parquet, or pass a larger limit.",
        )
    with file.open("rb") as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:  # a pipe, or a file that grew meanwhile
        raise ReadError(file.name, None, f"expected at most {limit >> 20} MB; got more.")
    return data


def check_beginning(data: bytes, name: str) -> None:
    """Say what a file is that is no UTF-8 text, going by its first bytes.

    Raises
    ------
    ReadError
        Where it is binary, or text of another encoding that shows.
    """
    for magic, spoken, way_out in _BINARY:
        if data.startswith(magic):
            raise ReadError(name, None, f"expected text; got what looks like {spoken}. {way_out}")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            raise wrong_encoding(name, None, encoding)
    head = data[:4096]
    if b"\x00" in head:
        alternating = max(head[::2].count(0), head[1::2].count(0)) > len(head) // 4
        if alternating:
            raise wrong_encoding(name, None, "UTF-16 without a mark")
        raise ReadError(name, None, "expected text; got a binary file (it has NUL bytes).")


def decoded(data: bytes, name: str) -> str:
    """Read bytes as UTF-8, with or without a byte-order mark.

    Raises
    ------
    ReadError
        Where they are something else, which is named as far as it shows.
    """
    check_beginning(data, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise wrong_encoding(name, line, guessed(data[error.start : error.start + 64])) from None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise ReadError(name, line, "expected text; got a NUL character. The file may be damaged.")
    return text


def guessed(data: bytes) -> str:
    """Name the likely encoding of bytes that are not UTF-8."""
    if any(0x80 <= byte < 0xA0 for byte in data):
        return "Windows-1252 (or another encoding with one byte a letter)"
    return "Latin-1 (or another encoding with one byte a letter)"


def wrong_encoding(name: str, line: int | None, looks: str) -> ReadError:
    """Tell that a file is not UTF-8, and what it looks like."""
    way_out = "Save the file as UTF-8"
    if not name.endswith((".json", ".toml")):
        way_out += " (in a spreadsheet: 'CSV UTF-8'), or name its encoding in a mapping"
    return ReadError(name, line, f"expected UTF-8; got what looks like {looks}. {way_out}.")
