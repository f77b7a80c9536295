"""From a coding and its texts to the members of a REFI-QDA archive."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from mediaeco.errors import InvalidCaseError
from mediaeco.io.project import Project
from mediaeco.io.qdpx_read import DIRECTIONS
from mediaeco.io.qdpx_source import unit_offsets
from mediaeco.io.refi import ORIGIN, PROJECT, guid_of, is_guid, marked
from mediaeco.io.refi_write import Writing, write_categories, write_codes
from mediaeco.io.xml import Element, xml_bytes
from mediaeco.model import Coding, Segment

__all__ = ["members_of"]

_BOM = "\ufeff"
_DIRECTION = {kind: name for name, kind in DIRECTIONS.items()}


def members_of(project: Project, *, utf16: bool) -> dict[str, bytes]:
    """Give the files of the archive by their names.

    Raises
    ------
    InvalidCaseError
        Where two ids are one GUID, or a text holds what XML or UTF-8 cannot.
    """
    writing = _named(project)
    root = Element("Project", {"name": project.name, "origin": ORIGIN})
    texts: dict[str, bytes] = {}
    _write_users(writing, root)
    if project.coding.codes:
        write_codes(writing, root.add("CodeBook").add("Codes"))
    _write_variables(writing, root)
    _write_cases(writing, root)
    if project.coding.sources:
        _write_sources(writing, root.add("Sources"), texts, utf16=utf16)
    _write_notes(writing, root)
    _write_links(writing, root)
    if project.coding.categories:
        write_categories(writing, root.add("Sets"))
    writing.refer(root, "")
    return {"project.qde": xml_bytes(root, PROJECT)} | texts


def _named(project: Project) -> Writing:
    coding = project.coding
    notes: dict[str, list[str]] = {}
    for memo in coding.memos:
        for name in memo.about or ("",):
            notes.setdefault(name, []).append(memo.id)
    writing = Writing(project, notes=notes)
    for code in coding.codes:
        writing.give("code", code.id)
    for coder in coding.coders:
        writing.give("coder", coder)
    for category in coding.categories:
        writing.give("category", category.id)
    for kind, items in (
        ("source", coding.sources),
        ("segment", coding.segments),
        ("memo", coding.memos),
        ("link", coding.links),
    ):
        for item in items:
            writing.give(kind, item.id, project.name)
    # Cases and variables may have ids that other things have too.
    for case in project.all_cases:
        writing.give("case", case, project.name, key=_case(case))
    for variable in project.variables:
        writing.give("variable", variable.id, project.name, key=_variable(variable.id))
    writing.check()
    return writing


def _case(name: str) -> str:
    return f"case\n{name}"


def _variable(name: str) -> str:
    return f"variable\n{name}"


def _shown(project: Project, name: str) -> str | None:
    """Name of a person or case: the one that is known, or the id where it is made for people."""
    return project.names.get(name) or (None if is_guid(name) else name)


def _write_users(writing: Writing, root: Element) -> None:
    project = writing.project
    if project.coding.coders:
        section = root.add("Users")
        for coder in project.coding.coders:
            section.add("User", guid=writing.guid(coder), name=_shown(project, coder))


def _write_variables(writing: Writing, root: Element) -> None:
    project = writing.project
    if project.variables:
        section = root.add("Variables")
        for item in project.variables:
            element = section.add(
                "Variable",
                guid=writing.guid(_variable(item.id)),
                name=item.label or item.id,
                typeOfVariable=str(item.kind),
            )
            if item.description:
                element.add("Description", item.description)


def _write_values(writing: Writing, above: Element, owner: str) -> None:
    project = writing.project
    kinds = {item.id: str(item.kind) for item in project.variables}
    for value in project.values:
        if value.owner == owner:
            element = above.add("VariableValue")
            element.add("VariableRef", targetGUID=writing.guid(_variable(value.variable)))
            if value.value is not None:
                element.add(f"{kinds[value.variable]}Value", value.value)


def _write_cases(writing: Writing, root: Element) -> None:
    project, coding = writing.project, writing.project.coding
    if project.all_cases:
        section = root.add("Cases")
        for name in project.all_cases:
            element = section.add(
                "Case", guid=writing.guid(_case(name)), name=_shown(project, name)
            )
            _write_values(writing, element, name)
            for source in coding.sources:
                if source.case == name:
                    element.add("SourceRef", targetGUID=writing.guid(source.id))
            for segment in _by_source(project.coding):
                if segment.case == name:
                    element.add("SelectionRef", targetGUID=writing.guid(segment.id))


def _write_sources(
    writing: Writing, section: Element, texts: dict[str, bytes], *, utf16: bool
) -> None:
    project = writing.project
    segments = groupby(_by_source(project.coding), key=attrgetter("source"))
    inside = {source: list(items) for source, items in segments}
    for i, source in enumerate(project.coding.sources):
        guid, text = writing.guid(source.id), project.texts[source.id]
        file = guid.strip("{}").lower() + ".txt"
        texts[f"Sources/{file}"] = _encoded(text, f"texts[{i}]")
        element = section.add(
            "TextSource",
            guid=guid,
            name=source.label or (None if is_guid(source.id) else source.id),
            plainTextPath=f"internal://{file}",
        )
        offsets = unit_offsets(text) if utf16 else range(len(text) + 1)
        for segment in inside.get(source.id, ()):
            _write_segment(
                writing, element, segment, int(offsets[segment.begin]), int(offsets[segment.end])
            )
        writing.refer(element, source.id)
        _write_values(writing, element, source.id)


def _by_source(coding: Coding) -> list[Segment]:
    """Segments source by source, as a file has them."""
    place = {source.id: i for i, source in enumerate(coding.sources)}
    return sorted(coding.segments, key=lambda segment: place[segment.source])


def _encoded(text: str, place: str) -> bytes:
    try:
        # A reader takes one mark off, so that a text which begins with one needs another.
        return (_BOM + text if text.startswith(_BOM) else text).encode()
    except UnicodeEncodeError:
        raise InvalidCaseError(
            place, "a text of whole characters", "half of one (a lone surrogate)"
        ) from None


def _write_segment(
    writing: Writing, above: Element, segment: Segment, begin: int, end: int
) -> None:
    guid = writing.guid(segment.id)
    coder = writing.guid(segment.coder) if segment.coder else None
    element = above.add(
        "PlainTextSelection",
        guid=guid,
        startPosition=str(begin),
        endPosition=str(end),
        creatingUser=coder,
    )
    told = marked("", {"contact": segment.contact})
    if told:
        element.add("Description", told)
    for code in segment.codes:
        given = element.add(
            "Coding",
            guid=guid_of("coding", f"{guid} {writing.guid(code)}"),
            creatingUser=coder,
        )
        given.add("CodeRef", targetGUID=writing.guid(code))
    writing.refer(element, segment.id)


def _write_notes(writing: Writing, root: Element) -> None:
    memos = writing.project.coding.memos
    if memos:
        section = root.add("Notes")
        for memo in memos:
            element = section.add(
                "Note",
                guid=writing.guid(memo.id),
                name=memo.label or None,
                creatingUser=writing.guid(memo.author) if memo.author else None,
            )
            element.add("PlainTextContent", memo.text)


def _write_links(writing: Writing, root: Element) -> None:
    project = writing.project
    if project.coding.links:
        section = root.add("Links")
        for link in project.coding.links:
            element = section.add(
                "Link",
                guid=writing.guid(link.id),
                name=link.label or None,
                direction=_DIRECTION[link.direction],
                color=project.colors.get(link.id),
                originGUID=writing.guid(link.origin),
                targetGUID=writing.guid(link.target),
            )
            writing.refer(element, link.id)
