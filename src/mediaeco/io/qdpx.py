"""Projects of qualitative analysis: REFI-QDA archives (.qdpx), read and written."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from mediaeco.errors import FaultGroup, ReadError, UnknownTermError
from mediaeco.io.output import write_whole
from mediaeco.io.project import Project
from mediaeco.io.source import opened

__all__ = ["OFFSETS", "QDPX_LIMIT", "from_qdpx", "read_qdpx", "to_qdpx", "write_qdpx"]

QDPX_LIMIT = 256 << 20
"""Bytes of the largest archive that is read unless told otherwise, packed and unpacked."""

OFFSETS = ("code_points", "utf16")
"""What positions in a text may count: code points, or units of UTF-16."""


def read_qdpx(
    path: str | os.PathLike[str], *, offsets: str = "code_points", limit: int = QDPX_LIMIT
) -> Project:
    """Read a project of a program for qualitative analysis.

    Parameters
    ----------
    path
        The archive.
    offsets
        What its positions count: ``"code_points"``, or ``"utf16"`` where the program that wrote it
        counts an emoji as two. Nothing in a file says which; where a position lies outside the text
        by the one and within it by the other, the error says so.
    limit
        Bytes; a larger archive is refused, packed or unpacked.

    Returns
    -------
    Project
        Codes and their tree, text sources with their texts, selections as segments (one for each
        coder of a selection), users as coders, sets as categories, notes as memos, links, cases and
        variables. Ids are the GUIDs of the file, as they are spelled there. ``notes`` count what
        was left out: pictures, PDF, audio and video, graphs, rich texts, second cases.

    Raises
    ------
    FaultGroup
        With every fault, each with its line and place, and none with anybody's words.
    UnknownTermError
        Where ``offsets`` is neither of these.

    Notes
    -----
    A selection without a code becomes a segment without codes; a code of a whole source becomes a
    segment of its whole length; a comment on a selection or source becomes a memo. Names of
    selections, which often repeat the passage, dates and GUIDs of codings are not kept. Segments
    come in the order of the file, source by source. A byte-order mark counts for nothing; line ends
    stay, and count, as they are in the file.

    *Theory*: refi2019 (exchange format); published.

    *Laws*: what `write_qdpx` wrote is read again with the same GUIDs, names, tree, offsets and
    links, for any Unicode; ``text[begin:end]`` is the same passage.
    """
    name = Path(path).name
    try:
        data = opened(path, limit=limit)
    except ReadError as error:
        raise FaultGroup(f"{name} cannot be read", [error]) from None
    return from_qdpx(data, name=name, offsets=offsets, limit=limit)


def from_qdpx(
    data: bytes,
    *,
    name: str = "the archive",
    offsets: str = "code_points",
    limit: int = QDPX_LIMIT,
) -> Project:
    """Read a project from the bytes of its archive; see `read_qdpx`."""
    # Compression and XML take their time to load, and a session without projects need not wait.
    from mediaeco.io.archive import Archive
    from mediaeco.io.qdpx_read import project_of
    from mediaeco.io.refi import CODEBOOK, PROJECT
    from mediaeco.io.xml import parsed

    utf16 = _utf16(offsets)
    try:
        archive = Archive.of(data, name, limit)
        member = archive.find("project.qde")
        if member is None:
            raise ReadError(name, None, "expected a REFI-QDA archive; got one without project.qde.")
        root = parsed(archive.read(member), f"{name}/project.qde", (PROJECT, CODEBOOK))
    except ReadError as error:
        raise FaultGroup(f"{name} cannot be read", [error]) from None
    return project_of(root, archive, name, utf16=utf16)


def write_qdpx(
    project: Project,
    path: str | os.PathLike[str],
    *,
    offsets: str = "code_points",
    overwrite: bool = False,
    inputs: Iterable[str | os.PathLike[str]] = (),
) -> Path:
    """Write a project for programs of qualitative analysis, whole or not at all.

    Parameters
    ----------
    project
        A coding with its texts. The file holds the texts: it is as confidential as they are.
    path
        The archive to make.
    offsets
        What positions are to count, as in `read_qdpx`.
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
        Where a name or memo holds what XML cannot, a text half a character, or two ids are the same
        GUID.
    UnknownTermError
        Where ``offsets`` is neither of these.

    Notes
    -----
    An id that is a GUID is kept; any other gets one by UUID version 5, always the same, so that the
    same project gives the same bytes. Kind, level, dimensions and citations of a category, the
    level of a code and the contact of a segment, for which the format has no place, stand in a last
    line of the description that `read_qdpx` takes off again. Texts are written in UTF-8 without a
    byte-order mark, line ends as they are.

    *Theory*: refi2019; published.

    *Laws*: the project file is valid by the schema; reading gives the project back, ids as GUIDs.

    Examples
    --------
    >>> from mediaeco.model import Code, Coding, Segment, SourceDocument
    >>> coding = Coding(
    ...     codes=[Code(id="greeting")],
    ...     sources=[SourceDocument(id="log", length=11)],
    ...     segments=[Segment(id="s", source="log", begin=0, end=5, codes=["greeting"])],
    ... )
    >>> again = from_qdpx(to_qdpx(Project(coding=coding, texts={"log": "Hello there"})))
    >>> again.coding.codes[0].label
    'greeting'
    """
    return write_whole(path, to_qdpx(project, offsets=offsets), overwrite=overwrite, inputs=inputs)


def to_qdpx(project: Project, *, offsets: str = "code_points") -> bytes:
    """Write a project as the bytes of its archive; see `write_qdpx`."""
    from mediaeco.io.archive import archive_bytes
    from mediaeco.io.qdpx_write import members_of

    return archive_bytes(members_of(project, utf16=_utf16(offsets)))


def _utf16(offsets: str) -> bool:
    if offsets not in OFFSETS:
        raise UnknownTermError(offsets, OFFSETS, "offsets")
    return offsets == "utf16"
