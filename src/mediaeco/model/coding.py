"""A coded material: codebook, sources, passages, coders, memos and links; without any text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import field, frozen

from mediaeco.errors import FaultGroup, InvalidCaseError, MediaEcoError
from mediaeco.model.bound import identifier, ids
from mediaeco.model.category import Category
from mediaeco.model.code import Code
from mediaeco.model.segment import Memo, Segment, SourceDocument
from mediaeco.model.vocabulary import Term

__all__ = ["Coding", "Link", "LinkDirection"]


class LinkDirection(Term):
    """Which way a link leads."""

    ASSOCIATIVE = "associative"
    ONE_WAY = "one_way"
    BIDIRECTIONAL = "bidirectional"


@frozen(kw_only=True)
class Link:
    """A relation that an analyst drew between two things of a coding.

    Parameters
    ----------
    id
        Name in the record.
    origin, target
        Ids of codes, categories, segments, sources, memos or coders.
    direction
        Which way it leads.
    label
        What it says.
    """

    id: str = field(validator=identifier())
    origin: str = field(validator=identifier())
    target: str = field(validator=identifier())
    direction: LinkDirection = field(default=LinkDirection.ONE_WAY, converter=LinkDirection)
    label: str = ""


def _parts(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(items)


@frozen(kw_only=True, repr=False)
class Coding:
    """A whole coded material, checked once and frozen. Texts of sources are kept elsewhere.

    Parameters
    ----------
    codes
        The codebook.
    sources
        Source documents, with their lengths.
    coders
        Ids of the people who coded, pseudonyms.
    segments
        Coded passages, in the order in which they were coded.
    categories
        What codes were gathered to.
    memos, links
        What the analysts wrote down and drew.
    headings
        Ids of codes that only head others: no passage carries them.

    Raises
    ------
    FaultGroup
        With every fault, each an `InvalidCaseError` that names its place: an id twice, a code that
        is not in the codebook, a passage outside its source, an unknown coder, a code above itself.

    Examples
    --------
    >>> coding = Coding(
    ...     codes=[Code(id="privacy"), Code(id="delay")],
    ...     sources=[SourceDocument(id="interview", length=900)],
    ...     coders=["A"],
    ...     segments=[
    ...         Segment(id="s1", source="interview", begin=0, end=40, coder="A", codes=["privcy"]),
    ...     ],
    ... )
    Traceback (most recent call last):
        ...
    mediaeco.errors.FaultGroup: A coding with these faults cannot be used (1 in all)
      - segments[0].codes[0]: expected a code of the codebook; got another. Add the code, or ...
    """

    codes: tuple[Code, ...] = field(default=(), converter=_parts)
    sources: tuple[SourceDocument, ...] = field(default=(), converter=_parts)
    coders: tuple[str, ...] = field(default=(), converter=ids)
    segments: tuple[Segment, ...] = field(default=(), converter=_parts)
    categories: tuple[Category, ...] = field(default=(), converter=_parts)
    memos: tuple[Memo, ...] = field(default=(), converter=_parts)
    links: tuple[Link, ...] = field(default=(), converter=_parts)
    headings: tuple[str, ...] = field(default=(), converter=ids)

    def __attrs_post_init__(self) -> None:
        faults = [
            *_doubled(self),
            *_code_faults(self),
            *_segment_faults(self),
            *_reference_faults(self),
        ]
        if faults:
            raise FaultGroup("A coding with these faults cannot be used", faults)

    def __repr__(self) -> str:
        counted = ", ".join(
            f"{count} {noun}{'' if count == 1 else 's'}"
            for count, noun in (
                (len(self.segments), "segment"),
                (len(self.sources), "source"),
                (len(self.codes), "code"),
                (len(self.coders), "coder"),
            )
        )
        return f"<Coding: {counted}>"


def _fault(path: str, expected: str, got: str = "another", hint: str = "") -> InvalidCaseError:
    return InvalidCaseError(path, expected, got, hint)


def _ids(items: Sequence[Any]) -> list[str]:
    return [item.id for item in items]


def _doubled(coding: Coding) -> Iterator[MediaEcoError]:
    places = {
        "codes": _ids(coding.codes),
        "sources": _ids(coding.sources),
        "coders": list(coding.coders),
        "segments": _ids(coding.segments),
        "categories": _ids(coding.categories),
        "memos": _ids(coding.memos),
        "links": _ids(coding.links),
        "headings": list(coding.headings),
    }
    for place, names in places.items():
        for count in Counter(names).values():
            if count > 1:
                yield _fault(place, "each id once", f"one {count} times")
    # What memos and links speak of by id must be one thing.
    shared = Counter(
        name for place, names in places.items() if place != "headings" for name in set(names)
    )
    twice = sum(count > 1 for count in shared.values())
    if twice:
        yield _fault("ids", "no id in two lists", f"{twice} that are", "Prefix them by their kind.")
    if any(not name or name != name.strip() for name in coding.coders):
        yield _fault("coders", "texts that are not empty and have no space around them")


def _code_faults(coding: Coding) -> Iterator[MediaEcoError]:
    above = {code.id: code.parent for code in coding.codes}
    for i, code in enumerate(coding.codes):
        if code.parent and code.parent not in above:
            yield _fault(f"codes[{i}].parent", "a code of the codebook")
        walked = {code.id}
        parent = code.parent
        while parent and parent in above and parent not in walked:
            walked.add(parent)
            parent = above[parent]
        if parent == code.id:
            yield _fault(f"codes[{i}].parent", "codes that form a tree", "a code above itself")
    for i, name in enumerate(coding.headings):
        if name not in above:
            yield _fault(f"headings[{i}]", "a code of the codebook")


def _segment_faults(coding: Coding) -> Iterator[MediaEcoError]:
    known, headings = {code.id for code in coding.codes}, set(coding.headings)
    length = {source.id: source.length for source in coding.sources}
    coders = set(coding.coders)
    for i, segment in enumerate(coding.segments):
        place = f"segments[{i}]"
        if segment.source not in length:
            yield _fault(f"{place}.source", "one of the sources")
        elif segment.end > length[segment.source]:
            yield _fault(
                f"{place}.end",
                f"an offset within its source of {length[segment.source]} code points",
                str(segment.end),
                "Offsets in bytes or UTF-16 units must be converted first.",
            )
        if segment.coder and segment.coder not in coders:
            yield _fault(f"{place}.coder", "one of the coders", hint="Add the coder.")
        for k, code in enumerate(segment.codes):
            if code not in known:
                yield _fault(
                    f"{place}.codes[{k}]",
                    "a code of the codebook",
                    hint="Add the code, or correct it.",
                )
            elif code in headings:
                yield _fault(f"{place}.codes[{k}]", "a code that passages carry", "a heading")


def _reference_faults(coding: Coding) -> Iterator[MediaEcoError]:
    codes = set(_ids(coding.codes))
    for i, category in enumerate(coding.categories):
        for k, code in enumerate(category.codes):
            if code not in codes:
                yield _fault(f"categories[{i}].codes[{k}]", "a code of the codebook")
    things = codes | set(
        _ids([*coding.sources, *coding.segments, *coding.categories, *coding.links])
    )
    for i, memo in enumerate(coding.memos):
        if memo.author and memo.author not in coding.coders:
            yield _fault(f"memos[{i}].author", "one of the coders")
        for k, name in enumerate(memo.about):
            if name not in things:
                yield _fault(f"memos[{i}].about[{k}]", "something of this coding")
    ends = (things - set(_ids(coding.links))) | set(_ids(coding.memos)) | set(coding.coders)
    for i, link in enumerate(coding.links):
        for side, name in (("origin", link.origin), ("target", link.target)):
            if name not in ends:
                yield _fault(f"links[{i}].{side}", "something of this coding")
