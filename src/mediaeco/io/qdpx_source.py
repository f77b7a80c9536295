"""Text sources of a REFI-QDA project, their selections, and what coders gave to them."""

from __future__ import annotations

import attrs
import numpy as np

from mediaeco.errors import ReadError
from mediaeco.io.archive import Archive
from mediaeco.io.project import VariableValue
from mediaeco.io.qdpx_parts import Parts
from mediaeco.io.refi import guid_of, unmarked
from mediaeco.io.refi_read import Reading
from mediaeco.io.xml import Element
from mediaeco.kernels.array import Ints
from mediaeco.model import Segment, SourceDocument

__all__ = ["plain_text", "read_source", "read_values", "unit_offsets", "user_of"]

_VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")
_INSIDE = "internal://"


def read_source(
    reading: Reading, parts: Parts, element: Element, archive: Archive, *, utf16: bool
) -> None:
    """Read a text source with everything in it."""
    reading.skip(
        element,
        *("Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef"),
        "VariableValue",
    )
    if "richTextPath" in element.attributes:
        reading.left_out["richTextPath"] += 1
    guid = reading.guid(element)
    text = plain_text(reading, element, archive)
    if text is None:
        return
    if guid:
        parts.texts[guid] = text
        label = element.attributes.get("name", "")
        parts.sources.append(SourceDocument(id=guid, length=len(text), label=label))
        parts.comment(element.text_of("Description"), guid)
        read_values(reading, parts, element, guid)
    whole = list(element.named("Coding"))
    if whole:
        own = guid_of("whole source", f"of {guid}") if guid else ""
        parts.segments += _segments(reading, element, (own, guid), (0, len(text)), whole)
    offsets = unit_offsets(text)
    for selection in element.named("PlainTextSelection"):
        _read_selection(reading, parts, selection, guid, offsets, utf16=utf16)


def read_values(reading: Reading, parts: Parts, above: Element, owner: str) -> None:
    """Read the values of variables of a source or case."""
    for element in above.named("VariableValue"):
        reference = element.first("VariableRef")
        if reference is None:
            reading.fault(element, "", "a VariableRef", "none")
            continue
        variable = reading.reference(reference)
        told = next(element.named(*_VALUES), None)
        if variable and owner:
            value = None if told is None else told.text
            if told is not None and told.tag != "TextValue":
                value = told.text.strip()
            parts.values.append(VariableValue(owner=owner, variable=variable, value=value))


def plain_text(reading: Reading, element: Element, archive: Archive) -> str | None:
    """Text of a source or note; None, with a fault, where there is none.

    A byte-order mark is dropped and counts for nothing; line ends stay as they are.
    """
    inline = element.first("PlainTextContent")
    path = element.attributes.get("plainTextPath")
    if path is None:
        if inline is None:
            reading.fault(element, "", "PlainTextContent or plainTextPath", "neither")
            return None
        return inline.text
    if inline is not None:
        reading.fault(element, "", "PlainTextContent or plainTextPath", "both")
        return None
    inside = path.removeprefix(_INSIDE)
    if inside == path or not inside or {"/", "\\"} & set(inside):
        expected = "a text within the archive (internal://)"
        reading.fault(element, "@plainTextPath", expected, "another place")
        return None
    member = archive.find(f"Sources/{inside}")
    if member is None:
        reading.fault(element, "@plainTextPath", "a text of the archive", "one that is not there")
        return None
    try:
        return archive.read(member).decode("utf-8-sig")
    except UnicodeDecodeError:
        reading.fault(element, "@plainTextPath", "a text in UTF-8", "another encoding")
    except ReadError as error:
        reading.faults.append(error)
    return None


def unit_offsets(text: str) -> Ints:
    r"""Offset in units of UTF-16 of every code point, and of the end.

    Examples
    --------
    >>> unit_offsets("a\U0001f600b")
    array([0, 1, 3, 4])
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return np.concatenate(([0], np.cumsum(1 + (points > 0xFFFF))))


def user_of(reading: Reading, element: Element) -> str:
    """Id of who made something; empty where nobody is named."""
    if not element.attributes.get("creatingUser"):
        return ""
    return reading.reference(element, "creatingUser")


def _read_selection(
    reading: Reading,
    parts: Parts,
    element: Element,
    source: str,
    offsets: Ints,
    *,
    utf16: bool,
) -> None:
    reading.skip(element, "Description", "Coding", "NoteRef")
    guid = reading.guid(element)
    ends = _ends(reading, element, offsets, utf16=utf16)
    found = _segments(
        reading, element, (guid, source), ends or (0, 0), list(element.named("Coding"))
    )
    if ends is None or not guid or not source:
        return
    described = element.text_of("Description")
    comment, marks = unmarked(described)
    contact = marks.get("contact")
    if marks and (type(contact) is not int or contact < 0):
        # Not a line that this library wrote: it is part of the description.
        comment, contact = described, None
    parts.segments += [attrs.evolve(item, contact=contact) for item in found]
    parts.comment(comment, guid)


def _ends(
    reading: Reading, element: Element, offsets: Ints, *, utf16: bool
) -> tuple[int, int] | None:
    """Offsets of a selection in code points; None, with a fault, where they are none."""
    begin = reading.whole(element, "startPosition")
    end = reading.whole(element, "endPosition")
    if begin is None or end is None:
        return None
    points, units = len(offsets) - 1, int(offsets[-1])
    length = units if utf16 else points
    if not 0 <= begin <= end <= length:
        fits = not utf16 and 0 <= begin <= end <= units
        reading.fault(
            element,
            "@endPosition",
            f"0 <= startPosition <= endPosition <= {length}, the length of the text",
            f"{begin} and {end}",
            "They fit when counted in UTF-16: pass offsets='utf16'." if fits else "",
        )
        return None
    if not utf16:
        return begin, end
    first, last = np.searchsorted(offsets, (begin, end)).tolist()
    if (offsets[first], offsets[last]) != (begin, end):
        reading.fault(
            element,
            "@startPosition",
            "positions between characters",
            "one within a character",
            "The file may count code points: pass offsets='code_points'.",
        )
        return None
    return first, last


def _segments(
    reading: Reading,
    element: Element,
    names: tuple[str, str],
    ends: tuple[int, int],
    codings: list[Element],
) -> list[Segment]:
    """Segments of a selection: one for each coder who gave codes; the first keeps its GUID."""
    here = user_of(reading, element)
    given: dict[str, list[str]] = {}
    for coding in codings:
        coder = user_of(reading, coding) or here
        reference = coding.first("CodeRef")
        if reference is None:
            reading.fault(coding, "", "a CodeRef", "none")
            continue
        code = reading.reference(reference)
        if code:
            given.setdefault(coder, []).append(code)
    guid, source = names
    if not guid or not source:
        return []
    return [
        Segment(
            id=guid_of("selection", f"{guid} {coder}") if i else guid,
            source=source,
            begin=ends[0],
            end=ends[1],
            coder=coder,
            codes=tuple(dict.fromkeys(codes)),
        )
        for i, (coder, codes) in enumerate((given or {here: []}).items())
    ]
