"""Passages of source documents, and what people gave them: codes and memos. No text is held."""

from __future__ import annotations

from typing import Any

import attrs
from attrs import field, frozen

from mediaeco.errors import InvalidCaseError, shown
from mediaeco.model.bound import identifier, ids

__all__ = ["Memo", "Segment", "SourceDocument"]


def _whole(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Demand a whole number from 0 on."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise InvalidCaseError(
            f"{type(instance).__name__}.{attribute.name}", "a whole number from 0 on", shown(value)
        )


@frozen(kw_only=True)
class SourceDocument:
    """A journal, an interview, a log of messages: how long it is, and not what it says.

    Parameters
    ----------
    id
        Name in the record.
    length
        Code points of its text (``len(text)`` in Python).
    label
        Name for people; it may be a person's, and is never shown in messages.
    case
        Id of the case that it tells of; empty where there is none.
    """

    id: str = field(validator=identifier())
    length: int = field(validator=_whole)
    label: str = field(default="", repr=False)
    case: str = ""


@frozen(kw_only=True)
class Segment:
    """A passage of a source document, and the codes that one coder gave it.

    Two coders of one passage are two segments with the same ends.

    Parameters
    ----------
    id
        Name in the record.
    source
        Id of the source document.
    begin, end
        Offsets in code points: the passage is ``text[begin:end]``. Files that count bytes of UTF-8
        or units of UTF-16 must be converted first.
    coder
        Id of who coded it; empty where nobody is named.
    codes
        Ids of codes. None of them: the coder read the passage and gave it no code.
    contact
        Index of the contact in its case that the passage tells of.
    case
        Id of that case; empty: the case of the source.
    """

    id: str = field(validator=identifier())
    source: str = field(validator=identifier())
    begin: int = field(validator=_whole)
    end: int = field(validator=_whole)
    coder: str = ""
    codes: tuple[str, ...] = field(default=(), converter=ids)
    contact: int | None = field(default=None, validator=attrs.validators.optional(_whole))
    case: str = ""

    def __attrs_post_init__(self) -> None:
        if self.end < self.begin:
            raise InvalidCaseError("Segment.end", "an offset not before the begin", "an earlier")
        if len(set(self.codes)) != len(self.codes):
            raise InvalidCaseError("Segment.codes", "each code once", "one twice")


@frozen(kw_only=True)
class Memo:
    """What an analyst wrote down about codes, passages, links, sources or the whole study.

    Parameters
    ----------
    id
        Name in the record.
    text
        The memo. It is the analyst's own, and shown nowhere by itself.
    about
        Ids of codes, categories, segments, sources or links; none: the whole study.
    label
        Title.
    author
        Id of the coder who wrote it; empty where nobody is named.
    """

    id: str = field(validator=identifier())
    text: str = field(repr=False)
    about: tuple[str, ...] = field(default=(), converter=ids)
    label: str = field(default="", repr=False)
    author: str = ""
