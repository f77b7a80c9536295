"""A thematic analysis kept by Taguette (Navarro-Gallinad et al.), taken in as a coding.

Its documents are interviews: nothing of their text is printed here, or kept by a coding.
"""

from __future__ import annotations

import csv
import html.parser
import json
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mediaeco.grounded import (
    code_cooccurrence,
    code_frequencies,
    groundedness,
    saturation,
)
from mediaeco.io import Project, from_qdpx, to_qdpx
from mediaeco.model import Category, Code, Coding, Segment, SourceDocument, TheoryGraph

DATA = Path(__file__).parents[3] / "shared" / "data"
FOLDER = DATA / "16_taguette_serdif"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the Taguette project is not beside the repository"
)


class _Text(html.parser.HTMLParser):
    """The text of a document without its tags, which its offsets count in bytes of UTF-8."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _stripped(document: str) -> str:
    parser = _Text()
    parser.feed(document)
    parser.close()
    return "".join(parser.parts)


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((DATA / "expected.json").read_text())["taguette_serdif"]
    return told


@pytest.fixture(scope="module")
def tables() -> dict[str, list[tuple[Any, ...]]]:
    path = FOLDER / "SERDIF_P2_ThematicAnalysis.sqlite3"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
        return {
            "documents": list(base.execute("select id, contents from documents order by id")),
            "tags": list(base.execute("select id, path from tags order by id")),
            "highlights": list(
                base.execute(
                    "select id, document_id, start_offset, end_offset, snippet from highlights "
                    "order by id"
                )
            ),
            "given": list(base.execute("select highlight_id, tag_id from highlight_tags")),
        }


@pytest.fixture(scope="module")
def project(tables: dict[str, list[tuple[Any, ...]]]) -> Project:
    texts = {f"document {name}": _stripped(contents) for name, contents in tables["documents"]}
    points = {
        name: {
            place: i
            for i, place in enumerate(
                np.cumsum([0, *(len(sign.encode()) for sign in text)]).tolist()
            )
        }
        for name, text in texts.items()
    }
    given: dict[int, list[str]] = {}
    for highlight, tag in tables["given"]:
        given.setdefault(highlight, []).append(f"tag {tag}")
    coding = Coding(
        codes=[Code(id=f"tag {name}", label=label) for name, label in tables["tags"]],
        sources=[SourceDocument(id=name, length=len(text)) for name, text in texts.items()],
        coders=["analyst"],
        segments=[
            Segment(
                id=f"highlight {name}",
                source=f"document {document}",
                begin=points[f"document {document}"][begin],
                end=points[f"document {document}"][end],
                coder="analyst",
                codes=given.get(name, ()),
            )
            for name, document, begin, end, _ in tables["highlights"]
        ],
    )
    return Project(coding=coding, texts=texts, name="usability")


def test_counts(project: Project, expected: dict[str, Any]) -> None:
    coding = project.coding
    assert len(coding.sources) == expected["documents"]
    assert len(coding.codes) == expected["tags"]
    assert len(coding.segments) == expected["highlights"]
    assert sum(len(s.codes) for s in coding.segments) == expected["tag_applications"]


def test_offsets_in_bytes_have_become_code_points(
    project: Project, tables: dict[str, list[tuple[Any, ...]]]
) -> None:
    found = Counter(
        project.texts[segment.source][segment.begin : segment.end] == _stripped(row[4])
        for segment, row in zip(project.coding.segments, tables["highlights"], strict=True)
    )
    assert found == {True: len(project.coding.segments)}
    wide = sum(len(text.encode()) > len(text) for text in project.texts.values())
    assert wide > 0, "with ASCII alone the trap would not show"


def test_frequencies_are_those_of_the_codebook(project: Project) -> None:
    with (FOLDER / "codebooks" / "codebook_20220303_8.csv").open(newline="") as stream:
        told = {row["tag"]: int(row["number of highlights"]) for row in csv.DictReader(stream)}
    found = code_frequencies(project.coding)
    labels = {code.id: code.label for code in project.coding.codes}
    counted = {labels[code]: int(n) for code, n in zip(found.codes, found.segments, strict=True)}
    assert sorted(counted.values()) == sorted(told.values())
    assert all(counted[label] == count for label, count in told.items())


def test_saturation(project: Project) -> None:
    by_segment, by_source = (
        saturation(project.coding, by=by, last=last, orders=199)
        for by, last in (("segment", 100), ("source", 3))
    )
    assert by_source.units == 17
    for found in (by_segment, by_source):
        assert found.seen[-1] == len(found.codes) == 22
        assert found.expected[-1] == pytest.approx(22)
        assert 0 <= found.share < 0.2
        assert (found.low <= found.high).all()


def test_groundedness(project: Project) -> None:
    coding = project.coding
    theory = TheoryGraph(
        id="all",
        categories=[
            Category(id="everything", codes=[code.id for code in coding.codes]),
            *(Category(id=f"only {code.id}", codes=[code.id]) for code in coding.codes),
        ],
    )
    found = groundedness(theory, coding)
    places = {(s.source, s.begin, s.end) for s in coding.segments if s.codes}
    assert found.segments[0] == len(places)
    assert found.sources[0] == 17
    assert (found.segments[1:] <= found.segments[0]).all()
    assert found.segments[1:].tolist() == code_frequencies(coding).passages.tolist()


def test_codes_together(project: Project) -> None:
    counts = code_cooccurrence(project.coding).counts
    assert (counts == counts.T).all()
    assert counts.sum() > np.trace(counts) > 0


def test_the_project_goes_out_and_comes_in(project: Project) -> None:
    again = from_qdpx(to_qdpx(project, offsets="utf16"), offsets="utf16")
    places = [(s.begin, s.end, len(s.codes)) for s in again.coding.segments]
    by_source = sorted(project.coding.segments, key=lambda s: int(s.source.split()[1]))
    assert places == [(s.begin, s.end, len(s.codes)) for s in by_source]
    same = list(again.texts.values()) == list(project.texts.values())
    assert same  # apart, so that a failure prints no text
