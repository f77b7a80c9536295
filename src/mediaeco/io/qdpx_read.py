"""From the tree of a REFI-QDA project to a coding and its texts."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from mediaeco.errors import FaultGroup
from mediaeco.io.archive import Archive
from mediaeco.io.project import Project, Variable, VariableKind
from mediaeco.io.qdpx_parts import Parts
from mediaeco.io.qdpx_source import plain_text, read_source, read_values, user_of
from mediaeco.io.refi import guid_key
from mediaeco.io.refi_read import Reading, read_categories, read_codes
from mediaeco.io.xml import Element
from mediaeco.model import Link, LinkDirection, Memo

__all__ = ["DIRECTIONS", "project_of"]

DIRECTIONS = {
    "Associative": LinkDirection.ASSOCIATIVE,
    "OneWay": LinkDirection.ONE_WAY,
    "Bidirectional": LinkDirection.BIDIRECTIONAL,
}
"""Directions of links by the schema's names."""

_SECTIONS = ("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets")


def project_of(root: Element, archive: Archive, name: str, *, utf16: bool) -> Project:
    """Read a whole project.

    Raises
    ------
    FaultGroup
        With every fault, each with its line and place.
    """
    reading, parts = Reading(name), Parts()
    if root.tag != "Project" or not root.known:
        reading.fault(root, "", "a Project of REFI-QDA", "another element")
        raise FaultGroup(f"{name} cannot be read", reading.faults)
    reading.look_through(root)
    reading.skip(root, *_SECTIONS, "Description", "NoteRef")
    _read_users(reading, parts, root)
    for book in root.named("CodeBook"):
        reading.skip(book, "Codes")
        for section in book.named("Codes"):
            codes, headings = read_codes(reading, section, parts.colors)
            parts.codes += codes
            parts.headings += headings
    _read_variables(reading, parts, root)
    for section in root.named("Sources"):
        reading.skip(section, "TextSource")
        for element in section.named("TextSource"):
            read_source(reading, parts, element, archive, utf16=utf16)
    _read_cases(reading, parts, root)
    for section in root.named("Sets"):
        parts.categories += read_categories(reading, section)
    memos = _read_notes(reading, root, archive)
    _read_links(reading, parts, memos, root)
    _refer(reading, parts, memos, root)
    parts.comment(root.text_of("Description"), "", root.attributes.get("name", ""))
    return parts.project(reading, root.attributes.get("name", ""))


def _each(reading: Reading, root: Element, section: str, tag: str) -> Iterator[Element]:
    for found in root.named(section):
        reading.skip(found, tag)
        yield from found.named(tag)


def _read_users(reading: Reading, parts: Parts, root: Element) -> None:
    for element in _each(reading, root, "Users", "User"):
        guid = reading.guid(element)
        if guid:
            parts.coders.append(guid)
            if element.attributes.get("name"):
                parts.names[guid] = element.attributes["name"]


def _read_variables(reading: Reading, parts: Parts, root: Element) -> None:
    kinds = {str(kind): kind for kind in VariableKind}
    for element in _each(reading, root, "Variables", "Variable"):
        guid = reading.guid(element)
        kind = kinds.get(element.attributes.get("typeOfVariable", "").strip())
        if kind is None:
            reading.fault(element, "@typeOfVariable", "a type of the schema", "another")
        elif guid:
            label, text = element.attributes.get("name", ""), element.text_of("Description")
            parts.variables.append(Variable(id=guid, label=label, kind=kind, description=text))


def _read_cases(reading: Reading, parts: Parts, root: Element) -> None:
    case_of: dict[str, str] = {}
    for element in _each(reading, root, "Cases", "Case"):
        reading.skip(element, "VariableValue", "SourceRef", "SelectionRef")
        guid = reading.guid(element)
        if guid:
            parts.cases.append(guid)
            if element.attributes.get("name"):
                parts.names[guid] = element.attributes["name"]
        read_values(reading, parts, element, guid)
        for reference in element.named("SourceRef", "SelectionRef"):
            thing = reading.reference(reference)
            if thing and guid and case_of.setdefault(thing, guid) != guid:
                # Here a source or passage belongs to one case.
                reading.left_out[reference.tag] += 1
    parts.sources = [attrs.evolve(item, case=case_of.get(item.id, "")) for item in parts.sources]
    parts.segments = [attrs.evolve(item, case=case_of.get(item.id, "")) for item in parts.segments]


def _read_links(reading: Reading, parts: Parts, memos: list[Memo], root: Element) -> None:
    things = parts.things() | {*parts.coders} | {memo.id for memo in memos}
    for element in _each(reading, root, "Links", "Link"):
        guid = reading.guid(element)
        told = element.attributes.get("direction", "Associative").strip()
        if told not in DIRECTIONS:
            reading.fault(element, "@direction", f"one of {', '.join(DIRECTIONS)}", "another")
            continue
        origin = reading.reference(element, "originGUID")
        target = reading.reference(element, "targetGUID")
        if not guid or origin not in things or target not in things:
            reading.left_out["Link"] += 1
            continue
        if element.attributes.get("color"):
            parts.colors[guid] = element.attributes["color"].strip()
        parts.links.append(
            Link(
                id=guid,
                origin=origin,
                target=target,
                direction=DIRECTIONS[told],
                label=element.attributes.get("name", ""),
            )
        )


def _read_notes(reading: Reading, root: Element, archive: Archive) -> list[Memo]:
    memos = []
    for element in _each(reading, root, "Notes", "Note"):
        reading.skip(element, "PlainTextContent")
        guid = reading.guid(element)
        text = plain_text(reading, element, archive)
        author = user_of(reading, element)
        if guid and text is not None:
            label = element.attributes.get("name", "")
            memos.append(Memo(id=guid, text=text, label=label, author=author))
    return memos


def _refer(reading: Reading, parts: Parts, memos: list[Memo], root: Element) -> None:
    """Find what each note is about: whatever refers to it."""
    about: dict[str, list[str]] = {memo.id: [] for memo in memos}
    kept = parts.things() | {link.id for link in parts.links}
    waiting: list[tuple[Element, str | None]] = [(root, "")]
    while waiting:
        element, owner = waiting.pop()
        if element.tag in ("NoteRef", "MemberNote") and element.known:
            memo = reading.reference(element)
            if memo in about and owner is not None:
                about[memo] += [owner] if owner else []
            else:
                reading.left_out[element.tag] += 1
            continue
        if element.tag not in ("Coding", "Project") and "guid" in element.attributes:
            own = reading.spelled.get(guid_key(element.attributes["guid"].strip()), "")
            owner = own if own in kept else None
        waiting.extend((child, owner) for child in reversed(element.children))
    parts.memos += [
        attrs.evolve(memo, about=tuple(dict.fromkeys(about[memo.id]))) for memo in memos
    ]
