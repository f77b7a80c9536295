"""Figures as files: the same input gives the same bytes."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from mediaeco.errors import UnknownTermError
from mediaeco.figures.canvas import descriptions
from mediaeco.figures.style import Style, drawn_with
from mediaeco.io.output import write_whole

__all__ = ["FORMATS", "figure_bytes", "save_figure"]

FORMATS = ("pdf", "svg", "png")
"""Formats that a figure is saved in: two for print, one for a screen (300 dots an inch)."""


def save_figure(
    figure: Figure,
    stem: str | os.PathLike[str],
    *,
    formats: Iterable[str] = FORMATS,
    style: Style = "double",
    overwrite: bool = False,
) -> tuple[Path, ...]:
    """Save a figure, once a format.

    Fonts are embedded; no file holds a date; what the figure shows stands in each as words (title
    and description in SVG and PNG, title and subject in PDF).

    Parameters
    ----------
    figure
        The figure.
    stem
        Path without ending: ``"figures/timeline"`` becomes ``figures/timeline.pdf`` and so on.
    formats
        Of `FORMATS`.
    style
        Sheet that the formats' settings (fonts, resolution) are taken from.
    overwrite
        Replace files of these names.

    Returns
    -------
    tuple of Path
        The files, in the order of ``formats``.

    Raises
    ------
    UnknownTermError
        Where a format is none of ours.
    WriteError
        Where a file may not or cannot be written; each appears whole or not at all.
    """
    wanted = tuple(formats)
    made = [figure_bytes(figure, name, style=style) for name in wanted]
    base = Path(stem)
    return tuple(
        write_whole(base.with_name(f"{base.name}.{name}"), content, overwrite=overwrite)
        for name, content in zip(wanted, made, strict=True)
    )


def figure_bytes(figure: Figure, format: str, *, style: Style = "double") -> bytes:  # noqa: A002 - the word that matplotlib uses
    """Content of the file that a figure becomes.

    Parameters
    ----------
    figure
        The figure.
    format
        One of `FORMATS`.
    style
        Sheet that the format's settings are taken from.

    Returns
    -------
    bytes
        The file's content; the same for the same input.
    """
    if format not in FORMATS:
        raise UnknownTermError(format, FORMATS, "format")
    told = descriptions(figure)
    title = "; ".join(part for part, _ in told)
    text = "\n".join(part for _, part in told)
    stream = io.BytesIO()
    with drawn_with(style):
        figure.savefig(stream, format=format, metadata=_metadata(format, title, text))
    content = stream.getvalue()
    return _described(content, title, text) if format == "svg" and text else content


def _metadata(format: str, title: str, text: str) -> dict[str, Any]:  # noqa: A002 - as above
    """Words, and None for all that matplotlib would say by itself."""
    if format == "pdf":
        return {
            "Title": title,
            "Subject": text,
            "Creator": "mediaeco",
            "Producer": None,
            "CreationDate": None,
        }
    if format == "svg":
        return {"Title": title, "Description": text, "Creator": "mediaeco", "Date": None}
    return {"Title": title, "Description": text, "Software": None}


def _described(svg: bytes, title: str, text: str) -> bytes:
    """Write the words also where a screen reader looks for them, inlined in a page too."""
    head, opened, rest = svg.partition(b"<svg ")
    label = escape(title).encode()
    head += opened + b'role="img" aria-label="' + label + b'" '
    before, _, after = rest.partition(b">")
    return head + before + b">\n <desc>" + escape(text).encode() + b"</desc>" + after
