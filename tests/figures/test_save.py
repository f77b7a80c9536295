"""Figures as files."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from matplotlib.figure import Figure

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import UnknownTermError, WriteError
from mediaeco.figures import STYLES, alt_text, figure_bytes, save_figure

Drawing = Callable[..., Figure]
SVG = "{http://www.w3.org/2000/svg}"


def test_a_figure_becomes_a_file_a_format(
    drawing: Drawing, examples: dict[str, Ecosystem], tmp_path: Path
) -> None:
    figure = drawing(examples["sent-away"])
    files = save_figure(figure, tmp_path / "fig.1")
    assert [file.name for file in files] == ["fig.1.pdf", "fig.1.svg", "fig.1.png"]
    assert [file.read_bytes()[:4] for file in files] == [b"%PDF", b"<?xm", b"\x89PNG"]


def test_nothing_is_overwritten_unasked(
    drawing: Drawing, examples: dict[str, Ecosystem], tmp_path: Path
) -> None:
    figure = drawing(examples["sent-away"])
    save_figure(figure, tmp_path / "figure", formats=["svg"])
    with pytest.raises(WriteError):
        save_figure(figure, tmp_path / "figure", formats=["svg"])
    save_figure(figure, tmp_path / "figure", formats=["svg"], overwrite=True)


def test_an_unknown_format_is_told_and_nothing_is_written(
    drawing: Drawing, examples: dict[str, Ecosystem], tmp_path: Path
) -> None:
    with pytest.raises(UnknownTermError, match="Did you mean 'png'"):
        save_figure(drawing(examples["sent-away"]), tmp_path / "figure", formats=["pdf", "pgn"])
    assert not [*tmp_path.iterdir()]


def test_the_words_stand_in_the_svg_where_readers_look(
    drawing: Drawing, examples: dict[str, Ecosystem]
) -> None:
    figure = drawing(examples["broken-frame"])
    root = ET.fromstring(figure_bytes(figure, "svg"))  # noqa: S314 - our own file
    assert root.get("role") == "img"
    assert "broken-frame" in (root.get("aria-label") or "")
    assert root.findtext(f"{SVG}desc") == alt_text(figure)
    assert "broken-frame" in (root.findtext(f"{SVG}title") or "")


def test_words_with_signs_of_xml_come_through(busy_clinic: Ecosystem, drawing: Drawing) -> None:
    figure = drawing(busy_clinic)
    root = ET.fromstring(figure_bytes(figure, "svg"))  # noqa: S314 - our own file
    assert root.findtext(f"{SVG}desc") == alt_text(figure)


def test_the_words_stand_in_the_png(drawing: Drawing, examples: dict[str, Ecosystem]) -> None:
    figure = drawing(examples["first-contact"])
    found = _png_texts(figure_bytes(figure, "png"))
    assert found["Description"] == alt_text(figure)
    assert set(found) == {"Title", "Description"}


def test_a_png_has_300_dots_an_inch(drawing: Drawing, examples: dict[str, Ecosystem]) -> None:
    content = figure_bytes(drawing(examples["sent-away"], "single"), "png", style="single")
    wide = struct.unpack(">I", content[16:20])[0]
    assert wide == int(STYLES["single"]["figure.figsize"][0] * 300)


def test_a_pdf_embeds_its_fonts_and_has_no_date(
    drawing: Drawing, examples: dict[str, Ecosystem]
) -> None:
    content = figure_bytes(drawing(examples["first-contact"]), "pdf")
    assert b"/FontFile2" in content
    assert b"/Type3" not in content
    assert b"Date" not in content
    assert b"/Subject" in content


def test_no_file_tells_a_date_or_the_program_s_version(
    drawing: Drawing, examples: dict[str, Ecosystem]
) -> None:
    figure = drawing(examples["first-contact"])
    assert b"dc:date" not in figure_bytes(figure, "svg")
    assert b"atplotlib.org" not in figure_bytes(figure, "png")


def test_a_figure_without_words_is_saved_as_it_is() -> None:
    figure = Figure()
    assert alt_text(figure) == ""
    assert figure_bytes(figure, "svg").startswith(b"<?xml")


def _png_texts(content: bytes) -> dict[str, str]:
    found, at = {}, 8
    while at < len(content):
        size = struct.unpack(">I", content[at : at + 4])[0]
        kind, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + size]
        at += size + 12
        if kind == b"tEXt":
            key, _, value = data.partition(b"\0")
            found[key.decode("latin-1")] = value.decode("latin-1")
        elif kind == b"iTXt":
            key, _, rest = data.partition(b"\0")
            packed = rest[0]
            value = rest[2:].split(b"\0", 2)[2]
            found[key.decode("latin-1")] = (zlib.decompress(value) if packed else value).decode()
    return found
