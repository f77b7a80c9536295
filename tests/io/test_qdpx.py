from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.errors import FaultGroup, InvalidCaseError, UnknownTermError, WriteError
from mediaeco.io import (
    Project,
    Variable,
    VariableValue,
    from_qdc,
    from_qdpx,
    read_qdc,
    read_qdpx,
    to_qdc,
    to_qdpx,
    write_qdc,
    write_qdpx,
)
from mediaeco.io.qdpx_source import unit_offsets
from mediaeco.io.refi import guid_of, is_guid
from mediaeco.model import (
    Category,
    Code,
    Coding,
    Interval,
    Link,
    Memo,
    OrderedValues,
    Property,
    Segment,
    SourceDocument,
)
from mediaeco.testing import projects

NAMESPACE = "{urn:QDA-XML:project:1.0}"
OFFSETS = st.sampled_from(("code_points", "utf16"))


def guids(project: Project) -> dict[str, str]:
    """What each id of a project is called in its file."""
    coding, study = project.coding, project.name
    kinds: dict[str, tuple[Any, str]] = {
        "code": (coding.codes, ""),
        "category": (coding.categories, ""),
        "source": (coding.sources, study),
        "segment": (coding.segments, study),
        "memo": (coding.memos, study),
        "link": (coding.links, study),
        "variable": (project.variables, study),
    }
    found = {
        item.id: guid_of(kind, item.id, of) for kind, (all_, of) in kinds.items() for item in all_
    }
    found |= {name: guid_of("coder", name) for name in coding.coders}
    return found | {name: guid_of("case", name, study) for name in project.all_cases} | {"": ""}


def in_tree_order(codes: tuple[Code, ...], parent: str = "") -> list[Code]:
    return [
        code
        for top in codes
        if top.parent == parent
        for code in (top, *in_tree_order(codes, top.id))
    ]


def as_in_a_file(project: Project) -> Project:
    """A project with GUIDs for ids, names for labels, and in the order that a file has."""
    to = guids(project)
    coding = project.coding

    def several(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(to[name] for name in names)

    order = [source.id for source in coding.sources]
    names = {name: project.names.get(name, name) for name in (*coding.coders, *project.all_cases)}
    names = {k: v for k, v in names.items() if k in project.names or not is_guid(k)}
    return Project(
        coding=Coding(
            codes=[
                attrs.evolve(c, id=to[c.id], label=c.label or c.id, parent=to[c.parent])
                for c in in_tree_order(coding.codes)
            ],
            sources=[
                attrs.evolve(s, id=to[s.id], label=s.label or s.id, case=to[s.case])
                for s in coding.sources
            ],
            coders=several(coding.coders),
            segments=[
                attrs.evolve(
                    s,
                    id=to[s.id],
                    source=to[s.source],
                    coder=to[s.coder],
                    codes=several(s.codes),
                    case=to[s.case],
                )
                for s in sorted(coding.segments, key=lambda s: order.index(s.source))
            ],
            categories=[
                attrs.evolve(c, id=to[c.id], label=c.label or c.id, codes=several(c.codes))
                for c in coding.categories
            ],
            memos=[
                attrs.evolve(m, id=to[m.id], about=sorted(several(m.about)), author=to[m.author])
                for m in coding.memos
            ],
            links=[
                attrs.evolve(k, id=to[k.id], origin=to[k.origin], target=to[k.target])
                for k in coding.links
            ],
            headings=[to[c.id] for c in in_tree_order(coding.codes) if c.id in coding.headings],
        ),
        texts={to[name]: text for name, text in project.texts.items()},
        name=project.name,
        colors={to[name]: color for name, color in project.colors.items()},
        names={to[name]: label for name, label in names.items()},
        cases=several(project.all_cases),
        variables=[attrs.evolve(v, id=to[v.id], label=v.label or v.id) for v in project.variables],
        values=sorted(
            (
                VariableValue(owner=to[v.owner], variable=to[v.variable], value=v.value)
                for v in project.values
            ),
            key=str,
        ),
    )


def sorted_out(project: Project) -> Project:
    """A project that was read, without the orders that mean nothing."""
    memos = [attrs.evolve(m, about=sorted(m.about)) for m in project.coding.memos]
    return attrs.evolve(
        project,
        coding=attrs.evolve(project.coding, memos=memos),
        values=sorted(project.values, key=str),
    )


@given(projects(), OFFSETS)
def test_what_is_written_is_read_again(project: Project, offsets: str) -> None:
    again = from_qdpx(to_qdpx(project, offsets=offsets), offsets=offsets)
    assert sorted_out(again) == as_in_a_file(project)
    assert again.notes == ()


@given(projects(), OFFSETS)
def test_a_project_that_was_read_is_written_as_it_was(project: Project, offsets: str) -> None:
    data = to_qdpx(project, offsets=offsets)
    again = from_qdpx(data, offsets=offsets)
    assert to_qdpx(again, offsets=offsets) == data
    assert from_qdpx(to_qdpx(again, offsets=offsets), offsets=offsets) == again


@given(projects(), OFFSETS)
def test_passages_are_the_same_words(project: Project, offsets: str) -> None:
    to = guids(project)
    again = from_qdpx(to_qdpx(project, offsets=offsets), offsets=offsets)
    after = {segment.id: segment for segment in again.coding.segments}
    for segment in project.coding.segments:
        other = after[to[segment.id]]
        words = project.texts[segment.source][segment.begin : segment.end]
        assert again.texts[other.source][other.begin : other.end] == words


@given(projects())
def test_a_file_says_everything_once_and_refers_to_what_is_there(project: Project) -> None:
    with zipfile.ZipFile(io.BytesIO(to_qdpx(project))) as archive:
        root = ElementTree.fromstring(archive.read("project.qde"))  # noqa: S314 - our own file
        files = set(archive.namelist()) - {"project.qde"}
    assert root.tag == f"{NAMESPACE}Project"
    ids = [element.get("guid", "") for element in root.iter() if "guid" in element.attrib]
    assert all(map(is_guid, ids))
    assert len(set(ids)) == len(ids)
    for element in root.iter():
        for name in ("targetGUID", "originGUID", "creatingUser"):
            assert element.get(name, ids[0] if ids else None) in (*ids, None)
    codable = {e.get("guid") for e in root.iter(f"{NAMESPACE}Code") if e.get("isCodable") == "true"}
    for coding in root.iter(f"{NAMESPACE}Coding"):
        assert {ref.get("targetGUID") for ref in coding} <= codable
    assert len(files) == len(project.coding.sources)


@given(projects())
def test_a_codebook_is_written_and_read(project: Project) -> None:
    if not project.coding.codes:
        with pytest.raises(InvalidCaseError, match="one code at least"):
            to_qdc(project)
        return
    again, expected = from_qdc(to_qdc(project)), as_in_a_file(project)
    for part in ("codes", "categories", "headings"):
        assert getattr(again.coding, part) == getattr(expected.coding, part)
    codes = {code.id for code in again.coding.codes}
    assert again.colors == {k: v for k, v in expected.colors.items() if k in codes}
    assert not again.coding.segments
    assert to_qdc(again) == to_qdc(project)


# Stories ---------------------------------------------------------------------------------------

GRIN = "\N{GRINNING FACE}"


def emoji_log(**more: Any) -> Project:
    """A chat that begins with two emoji, and a code on the word after them."""
    text = f"{GRIN}{GRIN} fine\r\nand you?"
    coding = Coding(
        codes=[Code(id="mood"), Code(id="ending", parent="mood")],
        sources=[SourceDocument(id="chat", length=len(text))],
        coders=["A"],
        segments=[Segment(id="s", source="chat", begin=3, end=7, coder="A", codes=["mood"])],
    )
    return Project(coding=attrs.evolve(coding, **more), texts={"chat": text})


def test_positions_count_code_points_unless_said_otherwise() -> None:
    plain, units = to_qdpx(emoji_log()), to_qdpx(emoji_log(), offsets="utf16")
    assert 'startPosition="3" endPosition="7"' in qde(plain)
    assert 'startPosition="5" endPosition="9"' in qde(units)
    (segment,) = from_qdpx(units, offsets="utf16").coding.segments
    assert (segment.begin, segment.end) == (3, 7)
    (segment,) = from_qdpx(units).coding.segments
    assert (segment.begin, segment.end) == (5, 9), "taken at their word, they mean another passage"


def test_positions_in_the_other_unit_are_told_where_they_show() -> None:
    length = emoji_log().coding.sources[0].length
    whole = [Segment(id="s", source="chat", begin=0, end=length)]
    units = to_qdpx(emoji_log(segments=whole), offsets="utf16")
    assert "pass offsets='utf16'" in told(units)[0]
    inside = [Segment(id="s", source="chat", begin=1, end=length)]
    (fault,) = told(to_qdpx(emoji_log(segments=inside)), offsets="utf16")
    assert "one within a character" in fault
    with pytest.raises(UnknownTermError, match="Did you mean 'utf16'"):
        from_qdpx(units, offsets="utf-16")
    with pytest.raises(UnknownTermError, match="Did you mean 'code_points'"):
        to_qdpx(emoji_log(), offsets="code_point")


def test_what_the_format_has_no_place_for_comes_back() -> None:
    kept = Category(
        id="rules",
        label="Rules",
        kind="causal_condition",
        level="dyad",
        citations=["strauss1998"],
        properties=[
            Property("strictness", OrderedValues(["loose", "strict"])),
            Property("hours", Interval(0, 24, "h")),
        ],
        codes=["mood"],
        description="What may be done.\nmediaeco:{not ours",
    )
    project = emoji_log(
        codes=[Code(id="mood", level="relation", description="Said of oneself"), Code(id="ending")],
        categories=[kept],
        segments=[Segment(id="s", source="chat", begin=0, end=2, contact=0)],
    )
    again = from_qdpx(to_qdpx(project)).coding
    assert attrs.evolve(again.categories[0], id="rules", codes=["mood"]) == kept
    assert again.codes[0].level == "relation"
    assert again.codes[0].description == "Said of oneself"
    assert again.segments[0].contact == 0


def test_a_project_does_not_print_what_people_said() -> None:
    project = emoji_log()
    assert "fine" not in repr(project)
    assert "fine" not in str(project)


def test_files_are_written_whole_and_not_over_others(tmp_path: Path) -> None:
    project = emoji_log()
    path = write_qdpx(project, tmp_path / "study.qdpx")
    assert path.read_bytes() == to_qdpx(project)
    with pytest.raises(WriteError, match="exists already"):
        write_qdpx(project, path)
    write_qdpx(project, path, overwrite=True)
    assert read_qdpx(path) == from_qdpx(to_qdpx(project))
    book = write_qdc(project, tmp_path / "book.qdc")
    with pytest.raises(WriteError, match="exists already"):
        write_qdc(project, book)
    assert read_qdc(book).coding.codes == read_qdpx(path).coding.codes
    for read in (read_qdpx, read_qdc):
        with pytest.raises(FaultGroup) as caught:
            read(tmp_path / "other")
        assert "there is none of this name" in str(caught.value)


# Files of other programs -----------------------------------------------------------------------

A, B, C, D, E, F = (f"{k}1111111-2222-3333-4444-555555555555" for k in "abcdef")


def packed(qde: str | bytes, **files: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", qde)
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def project_xml(inside: str) -> str:
    return f'<Project xmlns="urn:QDA-XML:project:1.0" name="p">{inside}</Project>'


def qde(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("project.qde").decode()


BOOK = f"""
<Users><User guid="{A}" name="Ann"/><User guid="{{{B.upper()}}}"/></Users>
<CodeBook><Codes>
  <Code guid="{C}" name="care" isCodable="false"><Code guid="{D}" name="listening"
    isCodable="1" color="#abc"><NoteRef targetGUID="{F}"/></Code></Code>
</Codes></CodeBook>"""
NOTE = f'<Notes><Note guid="{F}" name="n"><PlainTextContent>hm</PlainTextContent></Note></Notes>'


def source_xml(inside: str, text: str = "good morning") -> str:
    return (
        f'<Sources><TextSource guid="{E}" name="talk"><PlainTextContent>{text}</PlainTextContent>'
        f"{inside}</TextSource></Sources>"
    )


def test_a_selection_that_two_people_coded_is_two_segments() -> None:
    g = "01111111-2222-3333-4444-555555555555"
    selection = f"""
    <PlainTextSelection guid="{g}" name="good" startPosition="0" endPosition="4">
      <Description>odd</Description>
      <Coding guid="02111111-2222-3333-4444-555555555555" creatingUser="{A.upper()}">
        <CodeRef targetGUID="{D}"/></Coding>
      <Coding guid="03111111-2222-3333-4444-555555555555" creatingUser="{B}">
        <CodeRef targetGUID="{D}"/><NoteRef targetGUID="{F}"/></Coding>
    </PlainTextSelection>
    <Coding guid="04111111-2222-3333-4444-555555555555"><CodeRef targetGUID="{D}"/></Coding>"""
    found = from_qdpx(packed(project_xml(BOOK + source_xml(selection) + NOTE)))
    whole, first, second = found.coding.segments
    assert (first.id, first.coder, first.codes) == (g, A, (D,))
    assert second.coder == f"{{{B.upper()}}}"
    assert (second.begin, second.end, second.codes) == (0, 4, (D,))
    assert (whole.begin, whole.end, whole.coder) == (0, 12, "")
    assert found.coding.headings == (C,)
    assert found.coding.codes[1].parent == C
    assert found.colors == {D: "#abc"}
    assert found.names == {A: "Ann"}
    comment, note = found.coding.memos
    assert (comment.text, comment.about) == ("odd", (g,))
    assert (note.text, note.about) == ("hm", (D, g))
    assert from_qdpx(to_qdpx(found)) == attrs.evolve(found)


def test_what_a_file_says_in_other_words() -> None:
    g, h = (f"0{k}111111-2222-3333-4444-555555555555" for k in "78")
    inside = f"""
    <Users><User guid="{A}"/></Users>
    <CodeBook><Codes><Code guid="{B}" name="b" isCodable="0"/>
      <Code guid="{C}" name="c" isCodable="1"/></Codes></CodeBook>
    <Cases><Case guid="{D}"><SourceRef targetGUID="{E}"/></Case>
      <Case guid="{F}"><SourceRef targetGUID="{E}"/></Case></Cases>"""
    selection = f"""<PlainTextSelection guid="{g}" startPosition="0" endPosition="4"
      creatingUser="{A}"><Description>mediaeco:{{"contact":-1}}</Description>
      <Coding guid="{h}"><CodeRef targetGUID="{C}"/></Coding></PlainTextSelection>"""
    found = from_qdpx(packed(project_xml(inside + source_xml(selection))))
    assert found.coding.headings == (B,)
    (segment,) = found.coding.segments
    assert (segment.coder, segment.contact) == (A, None), "who selected is who coded"
    assert found.coding.memos[0].text == 'mediaeco:{"contact":-1}', "no line that was written here"
    assert found.coding.sources[0].case == D
    assert found.cases == (D, F)
    assert [note.text.partition(" left")[0] for note in found.notes] == ["1 of SourceRef"]


@given(st.text(st.characters(codec="utf-8")))
def test_units_of_utf_16_are_counted_as_they_are_encoded(text: str) -> None:
    expected = [len(text[:i].encode("utf-16-le")) // 2 for i in range(len(text) + 1)]
    assert unit_offsets(text).tolist() == expected


def test_texts_in_the_archive_lose_their_mark_and_keep_their_line_ends() -> None:
    source = (
        f'<Sources><TextSource guid="{E}" plainTextPath="internal://{E}.TXT">'
        f'<PlainTextSelection guid="{D}" startPosition="0" endPosition="3"/></TextSource></Sources>'
    )
    data = packed(
        b"\xef\xbb\xbf" + project_xml(source).replace("\n", "\r\n").encode(),
        **{f"sources/{E}.txt": b"\xef\xbb\xbfa\r\nb"},
    )
    found = from_qdpx(data)
    assert found.texts == {E: "a\r\nb"}
    assert found.coding.segments[0].codes == ()


def test_what_is_left_out_is_counted() -> None:
    pdf = f'<PDFSource guid="{A}"><NoteRef targetGUID="{F}"/></PDFSource>'
    more = f"""
    <Users><Group/></Users><CodeBook><Codes><Folder/></Codes><Sets/></CodeBook>
    <Sources>{pdf}</Sources>{NOTE}
    <Links><Link guid="{B}" originGUID="{A}" targetGUID="{F}"/><Link guid="{C}" originGUID="{F}"
      targetGUID="{F}" direction="OneWay" name="itself"/></Links>
    <Graphs><Graph guid="{D}"/></Graphs><other:Thing xmlns:other="urn:x"/>"""
    found = from_qdpx(packed(project_xml(more)))
    told = [finding.text.partition(" left")[0] for finding in found.notes]
    assert told == [
        *("1 of Folder", "1 of Graphs", "1 of Group", "1 of Link", "1 of NoteRef"),
        *("1 of PDFSource", "1 of Sets", "1 of Thing"),
    ]
    assert found.coding.links == (Link(id=C, origin=F, target=F, label="itself"),)
    assert found.coding.memos == (Memo(id=F, text="hm", label="n"),)


def test_a_codebook_of_taguette_is_read() -> None:
    data = f"""<?xml version="1.0" encoding="utf-8"?>
    <CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1"><Codes>
    <Code guid="{C}" name="interesting" isCodable="true"/></Codes><Sets/></CodeBook>"""
    assert from_qdc(data.encode()).coding.codes == (Code(id=C, label="interesting"),)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 2)
    | st.floats()
    | st.sampled_from(["dyad", "", "x"]),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.sampled_from(["values", "level", "x"]), inside, max_size=2)
    ),
    max_leaves=6,
)
MARKS = st.dictionaries(
    st.sampled_from(["kind", "level", "citations", "properties", "contact", "other"]), JSON
)


@given(MARKS)
def test_a_last_line_that_was_not_written_here_stays_in_the_description(
    marks: dict[str, Any],
) -> None:
    """Anybody may write anything there; what is no level and no dimension is a text."""
    line = "mediaeco:" + json.dumps(marks)
    inside = f"""<CodeBook><Codes><Code guid="{C}" name="c" isCodable="true">
      <Description>{escape(line)}</Description></Code></Codes></CodeBook>"""
    sets = f"""<Sets><Set guid="{D}" name="s"><Description>{escape(line)}</Description>
      <MemberCode targetGUID="{C}"/></Set></Sets>"""
    found = from_qdpx(packed(project_xml(inside + sets))).coding
    (code,), (category,) = found.codes, found.categories
    assert category.codes == (C,)
    for text, read in (
        (code.description, {code.level}),
        (category.description, {category.kind, category.level}),
    ):
        assert text in ("", line)
        assert text == "" or read == {None}


@pytest.mark.parametrize(
    "properties",
    ['[["hours", [3, 1, "h"]]]', '[["hours"]]', '[["hours", {"other": []}]]', "7", '[["x", 5]]'],
)
def test_dimensions_written_otherwise_are_a_text(properties: str) -> None:
    line = f'mediaeco:{{"level":"dyad","properties":{properties}}}'
    sets = f'<Sets><Set guid="{D}" name="s"><Description>{escape(line)}</Description></Set></Sets>'
    (category,) = from_qdpx(packed(project_xml(sets))).coding.categories
    assert (category.level, category.properties) == (None, ())
    assert category.description == line


def test_rich_texts_are_left_out_and_told() -> None:
    source = (
        f'<Sources><TextSource guid="{E}" name="talk" richTextPath="internal://{E}.docx">'
        "<PlainTextContent>good</PlainTextContent></TextSource></Sources>"
    )
    found = from_qdpx(packed(project_xml(source), **{f"Sources/{E}.docx": "x"}))
    assert found.texts == {E: "good"}
    assert [note.text.partition(" left")[0] for note in found.notes] == ["1 of richTextPath"]


def test_what_a_variable_means_is_kept() -> None:
    meant = Variable(id=A, label="age", kind="Integer", description="In whole years.")
    project = Project(variables=[meant])
    assert from_qdpx(to_qdpx(project)).variables == (meant,)


# Faults ----------------------------------------------------------------------------------------


def told(data: bytes, read: Callable[..., Project] = from_qdpx, **options: Any) -> list[str]:
    with pytest.raises(FaultGroup) as caught:
        read(data, **options)
    assert "Miller" not in str(caught.value)
    return [str(fault) for fault in caught.value.exceptions]


def test_all_faults_are_told_with_their_line_and_place() -> None:
    inside = f"""
<Users><User guid="Miller"/></Users>
<CodeBook><Codes><Code guid="{C}" isCodable="Miller"/>
<Code guid="{C.upper()}" name="Miller" isCodable="true"/></Codes></CodeBook>
<Sources><TextSource guid="{E}" name="Miller"><PlainTextContent>Miller</PlainTextContent>
<PlainTextSelection guid="{D}" startPosition="4" endPosition="9" creatingUser="{A}"/>
<PlainTextSelection guid="{B}" startPosition="x" endPosition="1">
<Coding guid="{F}"><CodeRef targetGUID="Miller"/></Coding></PlainTextSelection>
</TextSource><TextSource guid="{A[:-1]}9"/></Sources>"""
    found = told(packed(project_xml(inside)), name="study.qdpx")
    places = [text.split(": expected")[0] for text in found]
    book = "Project/CodeBook[1]/Codes[1]"
    source = "Project/Sources[1]/TextSource[1]"
    assert places == [
        "study.qdpx, line 2: Project/Users[1]/User[1]@guid",
        f"study.qdpx, line 3: {book}/Code[1]@name",
        f"study.qdpx, line 3: {book}/Code[1]@isCodable",
        f"study.qdpx, line 4: {book}/Code[2]@guid",
        f"study.qdpx, line 6: {source}/PlainTextSelection[1]@endPosition",
        f"study.qdpx, line 6: {source}/PlainTextSelection[1]@creatingUser",
        f"study.qdpx, line 7: {source}/PlainTextSelection[2]@startPosition",
        f"study.qdpx, line 8: {source}/PlainTextSelection[2]/Coding[1]/CodeRef[1]@targetGUID",
        "study.qdpx, line 9: Project/Sources[1]/TextSource[2]",
    ]


def test_a_heading_that_carries_a_passage_is_a_fault() -> None:
    selection = f"""<PlainTextSelection guid="{F}" startPosition="0" endPosition="4">
    <Coding guid="04111111-2222-3333-4444-555555555555"><CodeRef targetGUID="{C}"/></Coding>
    </PlainTextSelection>"""
    book = BOOK.replace(f'<NoteRef targetGUID="{F}"/>', "")
    (fault,) = told(packed(project_xml(book + source_xml(selection))))
    assert fault.startswith("segments[0].codes[0]: expected a code that passages carry")


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (f'<Links><Link guid="{A}" direction="Up"/></Links>', "one of Associative"),
        (f'<Links><Link guid="{A}" originGUID="{B}"/></Links>', "GUID of something in the file"),
        (f'<Variables><Variable guid="{A}" typeOfVariable="x"/></Variables>', "a type of the"),
        (f'<Cases><Case guid="{A}"><VariableValue/></Case></Cases>', "a VariableRef"),
        (source_xml(f'<Coding guid="{A}"/>'), "a CodeRef"),
        (f'<Sets><Set guid="{A}"/></Sets>', "a name"),
        ('<Sets><Set guid="Miller" name="s"/></Sets>', "a GUID"),
        ('<Sources><TextSource guid="Miller"/></Sources>', "a GUID"),
        (
            source_xml('<PlainTextSelection guid="Miller" startPosition="0" endPosition="1"/>'),
            "a GUID",
        ),
        (
            f'<Sources><TextSource guid="{A}" plainTextPath="internal://x.txt">'
            "<PlainTextContent/></TextSource></Sources>",
            "got both",
        ),
        *(
            (f'<Sources><TextSource guid="{A}" plainTextPath="{path}"/></Sources>', expected)
            for path, expected in (
                ("internal://x.txt", "one that is not there"),
                ("internal://../x.txt", "within the archive"),
                ("internal://a\\x.txt", "within the archive"),
                ("relative:///x.txt", "within the archive"),
                ("/etc/passwd", "within the archive"),
            )
        ),
    ],
)
def test_what_breaks_the_format_is_told(inside: str, expected: str) -> None:
    assert any(expected in fault for fault in told(packed(project_xml(inside))))


LAUGHS = '<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"Miller", "a zip archive"),
        (b"", "a zip archive"),
        (packed(project_xml(""))[:-30], "a zip archive"),
        (packed("Miller"), "well-formed XML"),
        (packed(b"\xff\xfe\x00Miller"), "well-formed XML"),
        (packed(LAUGHS + project_xml("&b;")), "without a document type"),
        (packed('<!DOCTYPE p SYSTEM "file:///etc/passwd">' + project_xml("")), "document type"),
        (packed('<?xml version="1.0" encoding="klingon"?>' + project_xml("")), "XML"),
        (packed(project_xml("<Sets>" * 400 + "</Sets>" * 400)), "nested at most"),
        (packed('<CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>'), "a Project of REFI-QDA"),
        (packed('<Project xmlns="urn:other"/>'), "a Project of REFI-QDA"),
        (packed(project_xml(""), **{"../../Miller.txt": "x"}), "within the archive"),
        (packed(project_xml(""), **{"/Miller.txt": "x"}), "within the archive"),
        (packed(project_xml(""), **{"C:\\Miller.txt": "x"}), "within the archive"),
        (packed(project_xml(""), **{f"{i}": "" for i in range(10_001)}), "at most 10000 members"),
        (packed(project_xml(""), bomb=b"\0" * (3 << 20)), "at most 2 MB unpacked; got 3 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_hostile_files_are_refused(data: bytes, expected: str) -> None:
    (fault,) = told(data, limit=2 << 20)
    assert expected in fault


def test_an_archive_without_a_project_is_told() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Miller.txt", "Miller")
    assert "without project.qde" in told(out.getvalue())[0]


def test_an_archive_with_a_name_twice_is_told() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("project.qde", project_xml(""))
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("project.qde", project_xml(BOOK))
    assert "each name once in the archive" in told(out.getvalue())[0]


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    data = bytearray(packed(project_xml(" " * 5000)))
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    (fault,) = told(bytes(data))
    assert "longer" in fault or "damage" in fault


def test_symbolic_links_and_passwords_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("project.qde", project_xml(""))
        info = zipfile.ZipInfo("link")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert "leads out of it" in told(out.getvalue())[0]
    data = bytearray(packed(project_xml("")))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert "without a password" in told(bytes(data))[0]


def test_texts_in_another_encoding_or_damaged_are_told() -> None:
    source = f'<Sources><TextSource guid="{E}" plainTextPath="internal://{E}.txt"/></Sources>'
    data = packed(project_xml(source), **{f"Sources/{E}.txt": "Miller \xe9".encode("latin-1")})
    assert any("a text in UTF-8" in fault for fault in told(data))
    whole = packed(project_xml(source), **{f"Sources/{E}.txt": "good morning" * 40})
    damaged = bytearray(whole)
    place = whole.index(f"Sources/{E}.txt".encode()) + len(f"Sources/{E}.txt")
    damaged[place + 3] ^= 0xFF
    assert any("damage" in fault or "archive" in fault for fault in told(bytes(damaged)))


@pytest.mark.parametrize(
    "data",
    [
        b'<Project xmlns="urn:QDA-XML:project:1.0"/>',
        b'<CodeBook xmlns="urn:other"/>',
        b'<Codes xmlns="urn:QDA-XML:codebook:1.0"/>',
    ],
)
def test_what_is_no_codebook_is_told(data: bytes) -> None:
    (fault,) = told(data, from_qdc)
    assert "expected a CodeBook of REFI-QDA" in fault


def test_damage_within_a_member_is_told() -> None:
    data = bytearray(packed(project_xml(BOOK)))
    data[60] ^= 0xFF
    assert told(bytes(data))


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for read in (from_qdpx, from_qdc):
        with pytest.raises(FaultGroup):
            read(data)


@given(projects(max_segments=2), st.data())
def test_a_file_with_a_piece_cut_out_is_read_or_told(
    project: Project, draws: st.DataObject
) -> None:
    text = qde(to_qdpx(project))
    begin = draws.draw(st.integers(0, len(text)))
    cut = text[:begin] + text[begin + draws.draw(st.integers(1, 40)) :]
    files = {
        f"Sources/{guid_of('source', s.id, project.name)}.txt": "x" for s in project.coding.sources
    }
    try:
        from_qdpx(packed(cut, **files))
    except FaultGroup as faults:
        assert all(str(fault) for fault in faults.exceptions)  # noqa: PT017 - either may happen


def test_what_no_file_can_hold_is_refused() -> None:
    bad = attrs.evolve(
        emoji_log(),
        coding=attrs.evolve(emoji_log().coding, memos=[Memo(id="m", text="Miller\x00")]),
    )
    with pytest.raises(InvalidCaseError, match="control character") as caught:
        to_qdpx(bad)
    assert "Miller" not in str(caught.value)
    half = Project(coding=Coding(sources=[SourceDocument(id="x", length=1)]), texts={"x": "\ud800"})
    with pytest.raises(InvalidCaseError, match="lone surrogate"):
        to_qdpx(half)
    alike = Coding(codes=[Code(id=A), Code(id=A.upper())])
    with pytest.raises(InvalidCaseError, match="spelling alone"):
        to_qdpx(Project(coding=alike))
    deep = [Code(id=str(i), parent=str(i - 1) if i else "") for i in range(400)]
    with pytest.raises(InvalidCaseError, match="flatter"):
        to_qdpx(Project(coding=Coding(codes=deep)))


def test_a_project_must_hold_together() -> None:
    coding = emoji_log().coding
    with pytest.raises(FaultGroup) as caught:
        Project(
            coding=coding,
            texts={"chat": "Miller", "Miller": "x"},
            colors={"mood": "red"},
            names={"Miller": "Miller"},
            values=[VariableValue(owner="chat", variable="Miller", value="Miller")],
        )
    assert [str(f).partition(":")[0] for f in caught.value.exceptions] == [
        "texts[0]",
        "texts",
        "colors[0]",
        "names",
        "values[0]",
    ]
    assert "Miller" not in str(caught.value)
    with pytest.raises(FaultGroup) as caught:
        Project(variables=[Variable(id="v", kind="Text"), Variable(id="v", kind="Date")])
    assert str(caught.value.exceptions[0]).startswith("variables: expected each id once")
    with pytest.raises(FaultGroup) as caught:
        Project(coding=coding)
    assert "a text for every source" in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "fine", "wrong"),
    [
        ("Text", "any\nthing", None),
        ("Boolean", "false", "False"),
        ("Integer", "+7", "7.0"),
        ("Float", ".5", "5e1"),
        ("Date", "2024-02-29Z", "29.2.2024"),
        ("DateTime", "2024-02-29T09:00:00.5", "2024-02-29 09:00"),
    ],
)
def test_values_are_written_as_their_kind_is(kind: str, fine: str, wrong: str | None) -> None:
    def with_value(value: str) -> Project:
        told = VariableValue(owner="case", variable="v", value=value)
        return Project(cases=["case"], variables=[Variable(id="v", kind=kind)], values=[told])

    again = from_qdpx(to_qdpx(with_value(fine)))
    assert again.values[0].value == fine
    if wrong is not None:
        with pytest.raises(FaultGroup) as caught:
            with_value(wrong)
        assert wrong not in str(caught.value)
