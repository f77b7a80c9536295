"""Codebooks and sets of REFI-QDA, and what reading one file keeps in mind."""

from __future__ import annotations

import re
from collections import Counter

import attrs
from attrs import define, field

from mediaeco.errors import InvalidCaseError, MediaEcoError, ReadError, shown
from mediaeco.io.refi import guid_key, is_guid, properties_of, unmarked
from mediaeco.io.xml import Element
from mediaeco.model import Category, Code, Finding, FindingKind

__all__ = ["Reading", "read_categories", "read_codes"]

_WHOLE = re.compile(r"\s*[+-]?[0-9]{1,18}\s*")


@define
class Reading:
    """One file as far as it has been read: its faults, its ids, and what was left out.

    Parameters
    ----------
    name
        What to call the file in messages.
    spelled
        GUIDs of things that are kept, as they are spelled, by the form that compares.
    present
        GUIDs of everything in the file, in the form that compares.
    faults
        So far.
    left_out
        How many elements of each name were not read.
    """

    name: str
    spelled: dict[str, str] = field(factory=dict)
    present: set[str] = field(factory=set)
    faults: list[MediaEcoError] = field(factory=list)
    left_out: Counter[str] = field(factory=Counter)

    def fault(self, element: Element, what: str, expected: str, got: str, hint: str = "") -> None:
        """Note a fault at an element."""
        reason = f"{element.place}{what}: expected {expected}; got {got}. {hint}".rstrip()
        self.faults.append(ReadError(self.name, element.line, reason))

    def look_through(self, root: Element) -> None:
        """Take note of every GUID there is."""
        for element in root.walked():
            if not element.known:
                self.left_out[element.tag] += 1
            guid = element.attributes.get("guid", "").strip()
            if element.known and is_guid(guid):
                self.present.add(guid_key(guid))

    def guid(self, element: Element) -> str:
        """GUID of a thing that is kept; empty, and a fault, where it is none or stands twice."""
        guid = element.attributes.get("guid", "").strip()
        if not is_guid(guid):
            got = "another text" if guid else "none"
            self.fault(element, "@guid", "a GUID", got)
            return ""
        if guid_key(guid) in self.spelled:
            self.fault(element, "@guid", "each GUID once", "one that stands twice")
            return ""
        self.spelled[guid_key(guid)] = guid
        return guid

    def reference(self, element: Element, attribute: str = "targetGUID") -> str:
        """Id of what is referred to; empty where it was left out, or, a fault, is nowhere."""
        told = element.attributes.get(attribute, "").strip()
        found = self.spelled.get(guid_key(told), "")
        if not found and guid_key(told) not in self.present:
            got = "another" if told else "none"
            self.fault(element, f"@{attribute}", "the GUID of something in the file", got)
        return found

    def whole(self, element: Element, attribute: str) -> int | None:
        """Whole number of an attribute; None, with a fault, where it is none."""
        told = element.attributes.get(attribute, "")
        if _WHOLE.fullmatch(told):
            return int(told)
        self.fault(element, f"@{attribute}", "a whole number", shown(told))
        return None

    def skip(self, element: Element, *kept: str) -> None:
        """Count children of other names as left out."""
        for child in element.children:
            if child.known and child.tag not in kept:
                self.left_out[child.tag] += 1

    def findings(self) -> tuple[Finding, ...]:
        """What was left out, kind by kind."""
        return tuple(
            Finding(kind=FindingKind.SKIPPED, text=f"{count} of {tag} left out: not read here.")
            for tag, count in sorted(self.left_out.items())
        )


def read_codes(
    reading: Reading, above: Element, colors: dict[str, str]
) -> tuple[list[Code], list[str]]:
    """Read nested codes, each after the one above it; and ids of those that only head others."""
    reading.skip(above, "Code")
    codes: list[Code] = []
    headings: list[str] = []
    waiting = [(child, "") for child in reversed(list(above.named("Code")))]
    while waiting:
        element, parent = waiting.pop()
        reading.skip(element, "Description", "Code", "NoteRef")
        guid = reading.guid(element)
        label = element.attributes.get("name")
        if label is None:
            reading.fault(element, "@name", "a name", "none")
        codable = element.attributes.get("isCodable", "").strip()
        if codable not in ("true", "false", "1", "0"):
            reading.fault(element, "@isCodable", "true or false", "another" if codable else "none")
        if not guid:
            continue
        color = element.attributes.get("color", "").strip()
        if color:
            colors[guid] = color
        text, marks = unmarked(element.text_of("Description"))
        code = Code(id=guid, label=label or "", parent=parent, description=text)
        try:
            codes.append(attrs.evolve(code, level=marks.get("level")))
        except InvalidCaseError:
            codes.append(attrs.evolve(code, description=element.text_of("Description")))
        if codable in ("false", "0"):
            headings.append(guid)
        waiting.extend((child, guid) for child in reversed(list(element.named("Code"))))
    return codes, headings


def read_categories(reading: Reading, above: Element) -> list[Category]:
    """Read sets: categories of the codes that are their members."""
    reading.skip(above, "Set")
    found = []
    for element in above.named("Set"):
        reading.skip(element, "Description", "MemberCode", "MemberNote")
        guid = reading.guid(element)
        label = element.attributes.get("name")
        if label is None:
            reading.fault(element, "@name", "a name", "none")
        members = [reading.reference(member) for member in element.named("MemberCode")]
        if not guid:
            continue
        text, marks = unmarked(element.text_of("Description"))
        codes = tuple(dict.fromkeys(filter(None, members)))
        category = Category(id=guid, label=label or "", codes=codes, description=text)
        try:
            category = attrs.evolve(
                category,
                kind=marks.get("kind"),
                level=marks.get("level"),
                citations=marks.get("citations", ()),
                properties=properties_of(marks.get("properties", ())),
            )
        except (InvalidCaseError, TypeError):
            # Not a line that this library wrote: it is part of the description.
            category = attrs.evolve(category, description=element.text_of("Description"))
        found.append(category)
    return found
