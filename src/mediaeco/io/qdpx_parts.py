"""What a project is put together from while its file is read."""

from __future__ import annotations

from attrs import define, field

from mediaeco.errors import FaultGroup, MediaEcoError
from mediaeco.io.project import Project, Variable, VariableValue
from mediaeco.io.refi import guid_of
from mediaeco.io.refi_read import Reading
from mediaeco.model import Category, Code, Coding, Link, Memo, Segment, SourceDocument

__all__ = ["Parts"]


@define
class Parts:
    """Lists of what has been read so far; see `mediaeco.model.Coding` and `Project`."""

    coders: list[str] = field(factory=list)
    codes: list[Code] = field(factory=list)
    headings: list[str] = field(factory=list)
    sources: list[SourceDocument] = field(factory=list)
    segments: list[Segment] = field(factory=list)
    categories: list[Category] = field(factory=list)
    memos: list[Memo] = field(factory=list)
    links: list[Link] = field(factory=list)
    texts: dict[str, str] = field(factory=dict)
    names: dict[str, str] = field(factory=dict)
    colors: dict[str, str] = field(factory=dict)
    cases: list[str] = field(factory=list)
    variables: list[Variable] = field(factory=list)
    values: list[VariableValue] = field(factory=list)

    def comment(self, text: str, about: str, name: str = "") -> None:
        """Keep what is described of something as a memo about it."""
        if text:
            memo = guid_of("description", f"of {about or name}")
            self.memos.append(Memo(id=memo, text=text, about=[about] if about else []))

    def things(self) -> set[str]:
        """Ids of what memos and links may be about."""
        ids = {code.id for code in self.codes} | {source.id for source in self.sources}
        ids |= {segment.id for segment in self.segments}
        return ids | {category.id for category in self.categories}

    def project(self, reading: Reading, name: str) -> Project:
        """Put them together.

        Raises
        ------
        FaultGroup
            With every fault; what shows only in the whole (a passage with a code that only heads
            others, say) where no element had one.
        """
        title = f"{reading.name} cannot be read"
        if reading.faults:
            raise FaultGroup(title, reading.faults)
        try:
            return self._whole(reading, name)
        except FaultGroup as group:
            found = [fault for fault in group.exceptions if isinstance(fault, MediaEcoError)]
            raise FaultGroup(title, found) from None

    def _whole(self, reading: Reading, name: str) -> Project:
        coding = Coding(
            codes=self.codes,
            sources=self.sources,
            coders=self.coders,
            segments=self.segments,
            categories=self.categories,
            memos=self.memos,
            links=self.links,
            headings=self.headings,
        )
        return Project(
            coding=coding,
            texts=self.texts,
            name=name,
            colors=self.colors,
            names=self.names,
            cases=self.cases,
            variables=self.variables,
            values=self.values,
            notes=reading.findings(),
        )
