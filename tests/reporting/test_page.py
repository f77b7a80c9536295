"""The page, read as a browser and as a picky reader would."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import FormationParameters
from mediaeco.io import EXAMPLES, read_example
from mediaeco.reporting import AccountParameters, account
from mediaeco.reporting.markup import Markup, element, table, text
from mediaeco.reporting.page import page
from mediaeco.reporting.picture import TITLES, Pictures, inlined
from mediaeco.testing import ecosystems

_VOID = {"meta", "br", "link", "img", "input", "hr"}
_SECTIONS = [
    "summary",
    "record",
    "findings",
    "appropriation",
    "formation",
    "shaping",
    "ruptures",
    "standing",
    "methods",
]
_STUBS = Pictures(
    svg=dict.fromkeys(TITLES, '<svg role="img"><g id="a"/></svg>'),
    told=dict.fromkeys(TITLES, "What it shows."),
)


class Reader(HTMLParser):
    """Notes elements in their order, and whether each is closed where it should be."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.faults: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given_ = {name: value or "" for name, value in attrs}
        if len(given_) != len(attrs):
            self.faults.append(f"an attribute twice in {tag}")
        self.elements.append((tag, given_))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        if not {"style", "svg"} & set(self.open):
            self.words.append(data)

    @property
    def ids(self) -> list[str]:
        return [given_["id"] for _, given_ in self.elements if "id" in given_]

    @property
    def said(self) -> str:
        return " ".join(" ".join(self.words).split())


def read_page(folder: Path) -> Reader:
    return Reader((folder / "index.html").read_text("utf-8"))


def check_page(source: str) -> Reader:
    """Check what holds of every page, whatever the case."""
    reader = Reader(source)
    assert reader.faults == []
    assert reader.open == []
    assert [name for name, count in Counter(reader.ids).items() if count > 1] == []
    known = set(reader.ids)
    known = set(reader.ids)
    for _, given_ in reader.elements:
        for name in ("href", "xlink:href"):
            if given_.get(name, "").startswith("#"):
                assert given_[name][1:] in reader.ids
    assert set(re.findall(r"url\(#([^)]+)\)", source)) <= known
    assert not re.search(r"\b(nan|inf|null)\b", reader.said)
    return reader


@pytest.mark.parametrize("name", EXAMPLES)
def test_page_of_an_example_holds_together(name: str, example_reports: Mapping[str, Path]) -> None:
    folder = example_reports[name]
    reader = check_page((folder / "index.html").read_text("utf-8"))
    links = [given_["href"] for tag, given_ in reader.elements if tag == "a"]
    files = [link for link in links if not link.startswith("#")]
    assert all((folder / link).is_file() for link in files)
    there = {item.relative_to(folder).as_posix() for item in folder.rglob("*") if item.is_file()}
    assert set(files) == there - {"index.html"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_page_needs_no_network_and_no_script(
    name: str, example_reports: Mapping[str, Path]
) -> None:
    source = (example_reports[name] / "index.html").read_text("utf-8")
    reader = Reader(source)
    assert not {"script", "link", "iframe", "img", "object", "image", "base"} & {
        tag for tag, _ in reader.elements
    }
    for _, given_ in reader.elements:
        for key, value in given_.items():
            assert not key.startswith("on")
            if key in ("src", "href", "xlink:href", "style", "data", "action"):
                assert "//" not in value
    style = re.findall(r"<style[^>]*>(.*?)</style>", source, re.DOTALL)
    assert style
    assert all("//" not in sheet and "@import" not in sheet for sheet in style)


@pytest.mark.parametrize("name", EXAMPLES)
def test_page_can_be_read_without_eyes(name: str, example_reports: Mapping[str, Path]) -> None:
    source = (example_reports[name] / "index.html").read_text("utf-8")
    reader = Reader(source)
    tags = [tag for tag, _ in reader.elements]
    assert ("html", {"lang": "en"}) in reader.elements
    assert tags.count("h1") == tags.count("main") == 1
    assert tags[: tags.index("style")].count("title") == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(later - level <= 1 for level, later in pairwise(levels))
    assert tags.count("table") == tags.count("caption") > 10
    assert all("scope" in given_ for tag, given_ in reader.elements if tag == "th")
    pictures = [given_ for tag, given_ in reader.elements if tag == "svg"]
    assert len(pictures) == tags.count("figcaption") == tags.count("desc") == len(TITLES)
    assert all(given_["role"] == "img" and given_["aria-label"] for given_ in pictures)
    assert all(told for told in re.findall(r"<desc>(.*?)</desc>", source, re.DOTALL))


@pytest.mark.parametrize("name", EXAMPLES)
def test_page_tells_its_story_in_order(name: str, example_reports: Mapping[str, Path]) -> None:
    reader = read_page(example_reports[name])
    assert [name for name in reader.ids if name in _SECTIONS] == _SECTIONS
    assert "This case is fictional. None of its people exist" in reader.said
    assert "Attribution is not causation." in reader.said
    assert "three therapists" in reader.said
    assert "None of these sources has been verified" in reader.said


def test_page_says_what_the_record_holds(example_reports: Mapping[str, Path]) -> None:
    case = read_example("broken-frame")
    results = account(Ecosystem(case))
    said = read_page(example_reports["broken-frame"]).said
    assert f"The record holds {len(case.interactions)} contacts over 7 channels" in said
    assert f"{len(results.ruptures)} ruptures" in said
    assert "accepted by the one who proposed it (contact 16)" in said
    assert "from 15 January 2024 to 30 May 2024" in said
    final = results.formation.final[0]
    assert (
        f"Expected coverage, what the library's defaults imply for such a sequence of "
        f"contacts, is {final:.0%}".replace("%", " %")
        in said
    )


def test_page_of_a_case_without_contacts_says_so(empty_report: Path) -> None:
    reader = check_page((empty_report / "index.html").read_text("utf-8"))
    assert [name for name in reader.ids if name in _SECTIONS] == _SECTIONS
    assert "No contacts were recorded." in reader.said
    assert "fictional" not in reader.said.split("Sources")[0]
    for measure in (
        "The first contact is not defined",
        "Boundary load is not defined",
        "Fit is not defined",
        "Attribution is not defined",
        "Balance is not defined",
    ):
        assert measure in reader.said
    assert "at the stage “before contact”" in reader.said


def test_page_gives_nobody_away(telltale_report: Path) -> None:
    for file in telltale_report.rglob("*"):
        if file.is_file():
            content = file.read_bytes().lower()
            assert b"telltale" not in content, file.name
            assert b"5550199" not in content, file.name
            assert b"husband" not in content, file.name


def test_page_shows_markup_in_a_title_as_text(telltale_report: Path) -> None:
    source = (telltale_report / "index.html").read_text("utf-8")
    reader = check_page(source)
    assert "<script" not in source
    assert "\x07" not in source
    assert '<script>alert("title")</script> & more' in reader.said
    assert "What <b>is</b> known." in reader.said


def test_page_names_people_by_role(telltale_report: Path) -> None:
    said = read_page(telltale_report).said
    assert "one therapist, one patient and 1 other person" in said
    assert "The therapist reports 1 of the contacts; 2 contacts name no reporter." in said
    assert "the last rating, by the patient, is 3 on a scale from 0 to 4" in said


@given(eco=ecosystems())
def test_page_holds_together_for_every_record(eco: Ecosystem) -> None:
    reader = check_page(page(account(eco), _STUBS, [("a.csv", "a table")]))
    assert [name for name in reader.ids if name in _SECTIONS] == _SECTIONS


@given(words=st.text())
def test_text_comes_back_from_the_page_as_it_went_in(words: str) -> None:
    kept = "".join(c for c in words if c >= " " or c in "\t\n")
    kept = kept.encode("utf-8", "replace").decode()
    reader = Reader(f'<p {"title"}="{text(words)}">{text(words)}</p>')
    assert "".join(reader.words) == kept
    assert reader.elements == [("p", {"title": kept})]


def test_markup_is_not_escaped_twice() -> None:
    assert str(element("p", element("em", "a & b"))) == "<p><em>a &amp; b</em></p>"


def test_table_without_rows_is_left_out() -> None:
    assert table("Nothing", ("A", "B"), []) == Markup("")


def test_inlined_figures_share_no_ids() -> None:
    svg = (
        '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "x" "http://x">\n<svg>'
        '<metadata>http://x</metadata><path id="p" clip-path="url(#c)"/>'
        '<use xlink:href="#p"/><clipPath id="c"/></svg>'
    )
    made = str(inlined(svg, "one"))
    assert "http" not in made
    assert re.findall(r'[#"]one-[pc]', made) == ['"one-p', "#one-c", "#one-p", '"one-c']


def test_page_of_a_view_says_that_it_is_one() -> None:
    eco = Ecosystem(read_example("first-contact"))
    assert "This is a view" not in check_page(page(account(eco), _STUBS, [])).said
    said = check_page(page(account(eco.until(10)), _STUBS, [])).said
    assert "The record holds 10 contacts" in said
    assert "This is a view of the record: contacts may be left out of it" in said


def test_page_tells_apart_one_channel_from_many() -> None:
    alone = page(account(Ecosystem(read_example("sent-away"))), _STUBS, [])
    assert "instant messaging, the only channel in use" in check_page(alone).said
    many = check_page(page(account(Ecosystem(read_example("first-contact"))), _STUBS, [])).said
    assert "the only channel in use" not in many
    assert "Contact by contact it was video call that did most: 0.038 a contact" in many


def test_page_marks_settings_that_are_not_the_defaults() -> None:
    changed = AccountParameters(formation=FormationParameters(exposure=1, primacy=0))
    eco = Ecosystem(read_example("sent-away"))
    usual = check_page(page(account(eco), _STUBS, [])).said
    said = check_page(page(account(eco, parameters=changed), _STUBS, [])).said
    assert "All parameters are the library's defaults." in usual
    assert "set for this report" not in usual
    assert "Some parameters were set for this report" in said
    assert said.count("set for this report") == 3
    assert "what the parameters of this report imply" in said
