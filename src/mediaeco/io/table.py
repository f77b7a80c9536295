"""Tables as a case: a spreadsheet, a phone log, a dataframe."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from mediaeco.errors import FaultGroup, InvalidCaseError, MediaEcoError, ReadError
from mediaeco.io.mapping import FURTHER_TABLES, CaseMapping, ColumnMapping, read_mapping
from mediaeco.io.output import folder_written
from mediaeco.model import Case

__all__ = ["MAPPING_FILE", "read_table", "resolved_source", "sources", "write_table"]

MAPPING_FILE = "case.toml"
"""Name of the mapping file in a folder of tables."""


def read_table(
    source: Any,
    mapping: CaseMapping | ColumnMapping | str | os.PathLike[str] | None = None,
    *,
    roles: Mapping[str, Any] | None = None,
) -> Case:
    """Read one case from a table of interactions, or from several.

    Columns that are called as the model's fields (time, sender, receivers, channel, purposes,
    content, duration, ...) need no mapping, and people who are called ``therapist`` and
    ``patient``, or ``T`` and ``P``, no roles. Where no column names the receivers, the other of
    the two receives. Channels, purposes and elements that ship need no table of their own.

    Parameters
    ----------
    source
        A CSV or Parquet file; any dataframe (pandas, polars, PyArrow, ...); a mapping file; a
        folder, where the mapping names the files; or a list of tables, one for each of the
        mapping's.
    mapping
        How the columns are to be read, or the name of a mapping file.
    roles
        Whom the tables call the therapist and whom the patient: ``{"therapist": "300",
        "patient": "301"}``. In the case they are ``"T"`` and ``"P"``.

    Returns
    -------
    Case
        ``case.notes`` says which rows were sorted or left out.

    Raises
    ------
    FaultGroup
        With every fault of the tables, each with file, line and column.

    Notes
    -----
    *Laws*: ``read_table(write_table(case, folder)) == case``.

    Examples
    --------
    >>> case = read_table(
    ...     {
    ...         "when": ["2024-03-01 18:30", "2024-03-01 18:34"],
    ...         "sender": ["patient", "therapist"],
    ...         "channel": ["email", "email"],
    ...     },
    ...     ColumnMapping(columns={"time": "when"}, zone="America/Bogota"),
    ... )
    >>> case.interactions[1].receivers, case.interactions[0].time.isoformat()
    (('patient',), '2024-03-01T18:30:00-05:00')
    """
    from mediaeco.io.tabular import case_from  # the reading itself takes cattrs, which loads slowly

    told, sources, name = resolved_source(source, mapping)
    if roles is not None:
        try:
            told = attrs.evolve(told, roles=dict(roles))
        except InvalidCaseError as error:
            raise FaultGroup(f"{name} cannot be read so", [error]) from None
    return case_from(told, sources, name)


def write_table(
    case: Case,
    path: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    inputs: Iterable[str | os.PathLike[str]] = (),
) -> Path:
    """Write one case as a folder of CSV files, with the mapping file by which it is read again.

    Parameters
    ----------
    case
        The case.
    path
        The folder to make.
    overwrite
        Replace files of these names where the folder is there already.
    inputs
        Files that are never replaced.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    WriteError
        Where the folder may not or cannot be written; nothing has changed then.
    InvalidCaseError
        Where the case is a view, or holds what no table can (a NUL character).
    """
    from mediaeco.io.flat import files_of  # cattrs, again

    files = files_of(case)
    with folder_written(path, overwrite=overwrite, inputs=inputs) as folder:
        for name, text in files.items():
            (folder / name).write_bytes(text.encode())
    return Path(path)


def sources(
    path: str | os.PathLike[str], mapping: str | os.PathLike[str] | None = None
) -> tuple[Path, ...]:
    """Name every file that `mediaeco.read` opens for this path.

    Parameters
    ----------
    path
        A case file, a table, a mapping file or a folder of tables.
    mapping
        A mapping file.

    Returns
    -------
    tuple of Path
        The case file; or the mapping file and every table that it names.

    Raises
    ------
    FaultGroup
        Where the mapping cannot be read.
    """
    file = Path(path)
    if file.suffix.lower() == ".json":
        return (file,)
    told, tables, _ = resolved_source(file, mapping)
    side = [getattr(told, name) for name in FURTHER_TABLES]
    named = [Path(told.folder) / name for name in side if isinstance(name, str)]
    maps = [file / MAPPING_FILE] if file.is_dir() and mapping is None else []
    maps += [] if mapping is None else [Path(mapping)]
    return (file, *maps, *(Path(table) for table in tables), *named)


def resolved_source(source: Any, mapping: Any) -> tuple[CaseMapping, list[Any], str]:
    """Find out what is to be read, how, and what to call it."""
    if isinstance(mapping, ColumnMapping):
        mapping = CaseMapping(tables=(mapping,))
    elif isinstance(mapping, str | os.PathLike):
        mapping = read_mapping(mapping)
    if not isinstance(source, str | os.PathLike):
        sources = list(source) if isinstance(source, list | tuple) else [source]
        tables = (ColumnMapping(),) * len(sources)
        told = CaseMapping(tables=tables) if mapping is None else mapping
        return _paired(told, sources, "the table")
    path = Path(source)
    if path.is_dir():
        if mapping is None:
            mapping = read_mapping(path / MAPPING_FILE)
        told = attrs.evolve(mapping, folder=str(path))
        return _paired(told, _files(told, path.name), path.name)
    if path.suffix.lower() == ".toml":
        if mapping is not None:
            raise _refused(path.name, "one mapping; got two.")
        told = read_mapping(path)
        return _paired(told, _files(told, path.name), path.name)
    return _paired(CaseMapping() if mapping is None else mapping, [path], path.name)


def _files(told: CaseMapping, name: str) -> list[Any]:
    for i, table in enumerate(told.tables):
        if not table.file:
            raise _refused(name, f"the name of a file at tables[{i}].file; got none.")
    return [Path(told.folder) / table.file for table in told.tables]


def _paired(told: CaseMapping, sources: list[Any], name: str) -> tuple[CaseMapping, list[Any], str]:
    if len(told.tables) != len(sources):
        got = f"{len(sources)} for a mapping of {len(told.tables)}"
        raise _refused(name, f"as many tables as the mapping has; got {got}.")
    return told, sources, name


def _refused(name: str, reason: str) -> FaultGroup:
    faults: list[MediaEcoError] = [ReadError(name, None, f"expected {reason}")]
    return FaultGroup(f"{name} cannot be read", faults)
