"""Any format, by the suffix of its file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from mediaeco.errors import FaultGroup, MediaEcoError, ReadError, WriteError, nearest_term
from mediaeco.io.json import read_json, write_json
from mediaeco.io.mapping import CaseMapping, ColumnMapping
from mediaeco.io.table import read_table, write_table
from mediaeco.model import Case, Finding

__all__ = ["SUFFIXES", "read", "validate", "write"]

SUFFIXES = (".json", ".csv", ".tsv", ".parquet", ".toml")
"""What can be read: a case file, tables, and the mapping file that tells how to read tables."""


def read(
    path: str | os.PathLike[str],
    mapping: CaseMapping | ColumnMapping | str | os.PathLike[str] | None = None,
    *,
    roles: Mapping[str, Any] | None = None,
) -> Case:
    """Read one case from a file of any format that mediaeco knows, by its suffix.

    Parameters
    ----------
    path
        ``.json``: the native case file. ``.csv``, ``.tsv``, ``.parquet``: a table of interactions.
        ``.toml``: a mapping file, which names its tables itself. A folder: its tables, as
        ``mapping`` says, or as its own ``case.toml`` does.
    mapping
        How to read a table; see `read_table`.
    roles
        Whom the table calls the therapist and whom the patient; see `read_table`.

    Returns
    -------
    Case
        The case; what the reading found and did stands in its ``notes``.

    Raises
    ------
    FaultGroup
        With every fault of the file, each with its place and the way out.

    See Also
    --------
    read_json, read_table, validate
    """
    suffix = ".toml" if Path(path).is_dir() else _suffix(path)
    if suffix == ".json":
        if mapping is not None or roles is not None:
            raise FaultGroup(
                f"{Path(path).name} cannot be read so",
                [ReadError(Path(path).name, None, "a case file needs no mapping and no roles.")],
            )
        return read_json(path)
    return read_table(path, mapping, roles=roles)


def write(
    case: Case,
    path: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    inputs: Iterable[str | os.PathLike[str]] = (),
) -> Path:
    """Write one case: to a ``.json`` file, or, where the name has no suffix, to a folder of tables.

    Parameters
    ----------
    case
        The case.
    path
        ``door.json``: a case file. ``door``: a folder with ``interactions.csv``, further tables
        and the mapping file ``case.toml`` by which `read` reads them again.
    overwrite
        Replace files that are there.
    inputs
        Files that are never replaced, say the one that the case was read from.

    Returns
    -------
    Path
        What was written.

    Raises
    ------
    WriteError
        Where it may not or cannot be written; nothing has changed then.

    Notes
    -----
    *Laws*: what was written reads back as an equal case.
    """
    target = Path(path)
    if target.suffix.lower() == ".json":
        return write_json(case, target, overwrite=overwrite, inputs=inputs)
    if target.suffix:
        raise WriteError(
            target.name,
            "expected a name that ends in .json, or a folder's name without a suffix (for tables).",
        )
    return write_table(case, target, overwrite=overwrite, inputs=inputs)


def validate(
    path: str | os.PathLike[str],
    mapping: CaseMapping | ColumnMapping | str | os.PathLike[str] | None = None,
    *,
    roles: Mapping[str, Any] | None = None,
) -> tuple[Finding, ...]:
    """Read a file for its faults and findings alone.

    Returns
    -------
    tuple of Finding
        What the reading found and did: rows sorted, rows left out. Findings about the contents
        (acts that the frame's lifecycle forbids) are the analysis's.

    Raises
    ------
    FaultGroup
        With every fault of the file.
    """
    return read(path, mapping, roles=roles).notes


def _suffix(path: str | os.PathLike[str]) -> str:
    name = Path(path).name
    suffix = Path(path).suffix.lower()
    if suffix in SUFFIXES:
        return suffix
    near = nearest_term(suffix, SUFFIXES) if suffix else None
    hint = f" Did you mean '{near}'?" if near else ""
    if suffix in (".xlsx", ".xls", ".ods"):
        hint = " Save the sheet as CSV (UTF-8)."
    faults: list[MediaEcoError] = [
        ReadError(name, None, f"expected a name that ends in one of {', '.join(SUFFIXES)}.{hint}")
    ]
    raise FaultGroup(f"{name} cannot be read", faults)
