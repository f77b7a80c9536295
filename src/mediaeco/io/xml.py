"""XML read without risk and written the same each time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from attrs import define, field

from mediaeco.errors import InvalidCaseError, ReadError

__all__ = ["Element", "parsed", "xml_bytes"]

_DEPTH = 300
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"} | {
    # A parser would turn these into spaces and line ends of its own.
    sign: f"&#{ord(sign)};"
    for sign in "\t\n\r"
}
_SPECIAL = re.compile('[&<>"\t\n\r]')


@define
class Element:
    """An element: its name without namespace, attributes, children and text.

    Parameters
    ----------
    tag
        Name.
    attributes
        By name, those without a namespace.
    children
        In order.
    text
        All text directly in it.
    line
        Where it begins, counted from 1.
    place
        Names and numbers of it and all above it: ``"Sources[1]/TextSource[2]"``.
    known
        Whether it belongs to a namespace that was asked for.
    """

    tag: str
    attributes: dict[str, str] = field(factory=dict)
    children: list[Element] = field(factory=list)
    text: str = ""
    line: int = 0
    place: str = ""
    known: bool = True

    def named(self, *tags: str) -> Iterator[Element]:
        """Children of these names."""
        return (child for child in self.children if child.known and child.tag in tags)

    def first(self, tag: str) -> Element | None:
        """First child of this name; None where there is none."""
        return next(self.named(tag), None)

    def text_of(self, tag: str) -> str:
        """Text of the first child of this name; empty where there is none."""
        found = self.first(tag)
        return "" if found is None else found.text

    def add(self, tag: str, text: str = "", **attributes: str | None) -> Element:
        """Add a child; attributes that are None are left out."""
        child = Element(
            tag,
            {name: value for name, value in attributes.items() if value is not None},
            text=text,
        )
        self.children.append(child)
        return child

    def walked(self) -> Iterator[Element]:
        """The element and all below it."""
        waiting = [self]
        while waiting:
            at = waiting.pop()
            yield at
            waiting.extend(reversed(at.children))


def parsed(data: bytes, name: str, namespaces: tuple[str, ...]) -> Element:
    """Read XML that declares no document type.

    Parameters
    ----------
    data
        The bytes; a byte-order mark or the XML declaration tells their encoding.
    name
        What to call the file in messages.
    namespaces
        Those whose elements are meant; elements without any are taken too.

    Raises
    ------
    ReadError
        Where it is not well formed, nests too deep, or declares a document type, with which
        entities come that could fetch files or grow without end.
    """
    building = _Building(name, namespaces)
    parser = expat.ParserCreate(namespace_separator=" ")
    building.parser = parser
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = building.refuse
    parser.EntityDeclHandler = building.refuse
    parser.StartElementHandler = building.start
    parser.EndElementHandler = building.end
    parser.CharacterDataHandler = building.characters
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        reason = f"expected well-formed XML; got {expat.ErrorString(error.code)}."
        raise ReadError(name, error.lineno, reason) from None
    except ReadError:
        raise  # it is a ValueError too
    except (ValueError, LookupError):
        raise ReadError(name, 1, "expected XML in UTF-8; got an encoding unknown here.") from None
    return building.root


class _Building:
    """The tree as far as it has been read."""

    parser: Any

    def __init__(self, name: str, namespaces: tuple[str, ...]) -> None:
        self.name = name
        self.namespaces = namespaces
        self.root = Element("")
        self.open: list[tuple[Element, Counter[str], list[str]]] = [(self.root, Counter(), [])]

    def refuse(self, *_: object) -> None:
        raise ReadError(
            self.name,
            self.parser.CurrentLineNumber,
            "expected XML without a document type; got one, with which entities may come.",
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        above, count, _ = self.open[-1]
        count[tag] += 1
        if len(self.open) > _DEPTH:
            raise ReadError(
                self.name,
                self.parser.CurrentLineNumber,
                f"expected elements nested at most {_DEPTH} deep; got more.",
            )
        element = Element(
            tag,
            {key: value for key, value in attributes.items() if " " not in key},
            line=self.parser.CurrentLineNumber,
            place=f"{above.place}/{tag}[{count[tag]}]" if above.place else tag,
            known=not space or space in self.namespaces,
        )
        if len(self.open) == 1:
            self.root = element
        above.children.append(element)
        self.open.append((element, Counter(), []))

    def end(self, _: str) -> None:
        element, _counts, texts = self.open.pop()
        element.text = "".join(texts)

    def characters(self, text: str) -> None:
        self.open[-1][2].append(text)


def xml_bytes(root: Element, namespace: str) -> bytes:
    """Write a tree, an element a line where it holds no text.

    Raises
    ------
    InvalidCaseError
        Where a text has a character that XML cannot hold.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    root = Element(root.tag, {"xmlns": namespace, **root.attributes}, root.children, root.text)
    _write(root, 0, lines)
    return ("\n".join(lines) + "\n").encode()


def _write(element: Element, depth: int, lines: list[str]) -> None:
    if depth >= _DEPTH:
        raise InvalidCaseError(
            element.tag, f"elements nested at most {_DEPTH} deep", "more", "Make the tree flatter."
        )
    indent = "  " * depth
    attributes = "".join(
        f' {name}="{_escaped(value, element)}"' for name, value in element.attributes.items()
    )
    head = f"{indent}<{element.tag}{attributes}"
    if element.children:
        lines.append(f"{head}>")
        for child in element.children:
            _write(child, depth + 1, lines)
        lines.append(f"{indent}</{element.tag}>")
    elif element.text:
        lines.append(f"{head}>{_escaped(element.text, element)}</{element.tag}>")
    else:
        lines.append(f"{head}/>")


def _escaped(text: str, element: Element) -> str:
    if _FORBIDDEN.search(text):
        raise InvalidCaseError(
            element.tag,
            "a text of characters that XML can hold",
            "a control character or half a character",
            "Remove it.",
        )
    return _SPECIAL.sub(lambda found: _ESCAPES[found.group()], text)
