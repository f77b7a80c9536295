"""Codebooks of qualitative analysis: REFI-QDA files (.qdc), read and written."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from mediaeco.errors import FaultGroup, InvalidCaseError, ReadError
from mediaeco.io.output import write_whole
from mediaeco.io.project import Project
from mediaeco.io.source import opened

__all__ = ["QDC_LIMIT", "from_qdc", "read_qdc", "to_qdc", "write_qdc"]

QDC_LIMIT = 16 << 20
"""Bytes of the largest codebook that is read unless told otherwise."""


def read_qdc(path: str | os.PathLike[str], *, limit: int = QDC_LIMIT) -> Project:
    """Read a codebook of a program for qualitative analysis.

    Parameters
    ----------
    path
        The file.
    limit
        Bytes; a larger file is refused.

    Returns
    -------
    Project
        Codes, headings, colours, and sets as categories; no sources.

    Raises
    ------
    FaultGroup
        With every fault, each with its line and place.

    Notes
    -----
    *Theory*: refi2019codebook; published.

    *Laws*: what `write_qdc` wrote is read again with the same GUIDs, names and tree.
    """
    name = Path(path).name
    try:
        data = opened(path, limit=limit)
    except ReadError as error:
        raise FaultGroup(f"{name} cannot be read", [error]) from None
    return from_qdc(data, name=name)


def from_qdc(data: bytes, *, name: str = "the codebook") -> Project:
    """Read a codebook from its bytes; see `read_qdc`."""
    # What reads XML takes its time to load, and a session without codebooks need not wait for it.
    from mediaeco.io.qdpx_parts import Parts
    from mediaeco.io.refi import CODEBOOK, PROJECT
    from mediaeco.io.refi_read import Reading, read_categories, read_codes
    from mediaeco.io.xml import parsed

    try:
        root = parsed(data, name, (CODEBOOK, PROJECT))
    except ReadError as error:
        raise FaultGroup(f"{name} cannot be read", [error]) from None
    reading, parts = Reading(name), Parts()
    if root.tag != "CodeBook" or not root.known:
        reading.fault(root, "", "a CodeBook of REFI-QDA", "another element")
        raise FaultGroup(f"{name} cannot be read", reading.faults)
    reading.look_through(root)
    reading.skip(root, "Codes", "Sets")
    for section in root.named("Codes"):
        codes, headings = read_codes(reading, section, parts.colors)
        parts.codes += codes
        parts.headings += headings
    for section in root.named("Sets"):
        parts.categories += read_categories(reading, section)
    return parts.project(reading, "")


def write_qdc(
    project: Project,
    path: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    inputs: Iterable[str | os.PathLike[str]] = (),
) -> Path:
    """Write the codebook of a project, and nothing that anybody said, whole or not at all.

    Parameters
    ----------
    project
        Its codes, headings, colours and categories are written.
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
        Where there are no codes, or a name holds what XML cannot.
    """
    return write_whole(path, to_qdc(project), overwrite=overwrite, inputs=inputs)


def to_qdc(project: Project) -> bytes:
    """Write the codebook of a project as bytes; see `write_qdc`."""
    from mediaeco.io.refi import CODEBOOK, ORIGIN
    from mediaeco.io.refi_write import Writing, write_categories, write_codes
    from mediaeco.io.xml import Element, xml_bytes

    if not project.coding.codes:
        raise InvalidCaseError("codes", "one code at least, as the format has it", "none")
    writing = Writing(project)
    for code in project.coding.codes:
        writing.give("code", code.id)
    for category in project.coding.categories:
        writing.give("category", category.id)
    writing.check()
    root = Element("CodeBook", {"origin": ORIGIN})
    write_codes(writing, root.add("Codes"))
    if project.coding.categories:
        write_categories(writing, root.add("Sets"))
    return xml_bytes(root, CODEBOOK)
