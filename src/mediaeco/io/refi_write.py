"""Codebooks and sets written as REFI-QDA has them."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from mediaeco.errors import InvalidCaseError
from mediaeco.io.project import Project
from mediaeco.io.refi import category_marks, guid_key, guid_of, marked
from mediaeco.io.xml import Element

__all__ = ["Writing", "write_categories", "write_codes"]


@define
class Writing:
    """GUIDs given so far; what a project holds is written under the same one everywhere."""

    project: Project
    guids: dict[str, str] = field(factory=dict)
    notes: Mapping[str, list[str]] = field(factory=dict)

    def guid(self, name: str) -> str:
        """GUID of a thing that has been named."""
        return self.guids[name]

    def give(self, kind: str, name: str, study: str = "", key: str = "") -> str:
        """Give a thing its GUID, to be found again under its id or another key."""
        guid = guid_of(kind, name, study)
        self.guids[key or name] = guid
        return guid

    def check(self) -> None:
        """Make sure that no two things have one GUID."""
        keys = {guid_key(guid) for guid in self.guids.values()}
        if len(keys) != len(self.guids):
            twice = len(self.guids) - len(keys)
            raise InvalidCaseError(
                "ids", "ids that differ as GUIDs", f"{twice} that differ in spelling alone"
            )

    def refer(self, element: Element, name: str, tag: str = "NoteRef") -> None:
        """Let a thing refer to the notes about it."""
        for memo in self.notes.get(name, ()):
            element.add(tag, targetGUID=self.guid(memo))


def write_codes(writing: Writing, above: Element) -> None:
    """Write the codes as a tree, in the order of the codebook."""
    coding = writing.project.coding
    at: dict[str, Element] = {}
    below: dict[str, list[int]] = {}
    for i, code in enumerate(coding.codes):
        below.setdefault(code.parent, []).append(i)
    waiting = list(reversed(below.get("", [])))
    while waiting:
        code = coding.codes[waiting.pop()]
        element = at.get(code.parent, above).add(
            "Code",
            guid=writing.guid(code.id),
            name=code.label or code.id,
            isCodable="false" if code.id in coding.headings else "true",
            color=writing.project.colors.get(code.id),
        )
        at[code.id] = element
        text = marked(code.description, {"level": code.level and str(code.level)})
        if text:
            element.add("Description", text)
        writing.refer(element, code.id)
        waiting += reversed(below.get(code.id, []))


def write_categories(writing: Writing, above: Element) -> None:
    """Write the categories as sets of codes."""
    for category in writing.project.coding.categories:
        element = above.add(
            "Set", guid=writing.guid(category.id), name=category.label or category.id
        )
        text = marked(category.description, category_marks(category))
        if text:
            element.add("Description", text)
        for code in category.codes:
            element.add("MemberCode", targetGUID=writing.guid(code))
        writing.refer(element, category.id, "MemberNote")
