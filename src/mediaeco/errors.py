"""What can go wrong, in one small tree.

A message reads: where, what was expected, what came, and the way out. Identifiers of people
and free text never stand in a message; a term of a closed vocabulary may (`shown`).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

__all__ = [
    "FaultGroup",
    "InvalidCaseError",
    "MediaEcoError",
    "ReadError",
    "UnknownTermError",
    "WriteError",
    "nearest_term",
    "shown",
    "shown_term",
]

_TERM = re.compile(r"[\w.+-]{1,32}")
_LISTED = 12


class MediaEcoError(Exception):
    """Root of every error that mediaeco raises on purpose."""


class InvalidCaseError(MediaEcoError, ValueError):
    """A value that no case may hold.

    Parameters
    ----------
    path
        Where in the record: ``interactions[12].duration``.
    expected
        What would have been right.
    got
        What came, already fit to be shown (see `shown`).
    hint
        The way out, a sentence.
    """

    def __init__(self, path: str, expected: str, got: str, hint: str = "") -> None:
        self.path = path
        self.expected = expected
        self.got = got
        self.hint = hint
        message = f"{path}: expected {expected}; got {got}."
        super().__init__(f"{message} {hint}".rstrip())


class ReadError(MediaEcoError, ValueError):
    """A source that cannot be read, or a place in it that cannot.

    Parameters
    ----------
    source
        The file's name (not its folder), or what was given in its place.
    line
        Line in the source counted from 1, or None where lines mean nothing.
    reason
        What was expected, what came, and the way out.
    """

    def __init__(self, source: str, line: int | None, reason: str) -> None:
        self.source = source
        self.line = line
        self.reason = reason
        where = source if line is None else f"{source}, line {line}"
        super().__init__(f"{where}: {reason}")


class UnknownTermError(MediaEcoError, LookupError):
    """A term that the vocabulary at hand does not have.

    Parameters
    ----------
    term
        What was asked for.
    known
        The vocabulary.
    kind
        What the vocabulary lists, for the message: ``"channel"``.
    """

    def __init__(self, term: str, known: Iterable[str], kind: str = "term") -> None:
        self.term = term
        self.known = tuple(known)
        self.nearest = nearest_term(term, self.known)
        self.kind = kind
        message = f"{kind}: expected {one_of(self.known)}; got {shown_term(term, self.known)}."
        if self.nearest is not None:
            message += f" Did you mean '{self.nearest}'?"
        super().__init__(message)


class WriteError(MediaEcoError):
    """A target that may not or cannot be written; nothing has changed there.

    Parameters
    ----------
    target
        The file's or folder's name, without the folder that it stands in.
    reason
        What is in the way, and the way out.
    """

    def __init__(self, target: str, reason: str) -> None:
        self.target = target
        self.reason = reason
        super().__init__(f"{target}: {reason}")


class FaultGroup(MediaEcoError, ExceptionGroup[MediaEcoError]):  # noqa: N818 - it groups, as Python's own does
    """All faults of one record or file, told at once.

    It is an `ExceptionGroup`: ``except* InvalidCaseError`` picks single kinds out of it, and
    ``.exceptions`` lists them in the order of their places.
    """

    def __new__(cls, message: str, faults: Sequence[MediaEcoError]) -> FaultGroup:
        """Make the group; a group without faults is refused by Python itself."""
        return super().__new__(cls, message, faults)

    def derive(self, excs: Sequence[MediaEcoError]) -> FaultGroup:  # type: ignore[override]  # the group is closed over our own errors
        """Make the part of this group that ``except*`` splits off."""
        return FaultGroup(self.message, excs)

    def __str__(self) -> str:
        lines = [f"{self.message} ({len(self.exceptions)} in all)"]
        lines += [f"  - {fault}" for fault in self.exceptions]
        return "\n".join(lines)


def nearest_term(term: str, known: Iterable[str]) -> str | None:
    """Name the known term most like this one, or None where none is near.

    Examples
    --------
    >>> nearest_term("vidoe_call", ["video_call", "phone"])
    'video_call'
    """
    folded = {name.casefold(): name for name in known}
    key = term.strip().casefold().replace(" ", "_").replace("-", "_")
    if key in folded:
        return folded[key]
    found = difflib.get_close_matches(key, folded, n=1, cutoff=0.65)
    return folded[found[0]] if found else None


def one_of(known: Sequence[str]) -> str:
    """Write a vocabulary as ``one of a, b, c``, cut where it is long."""
    if not known:
        return "nothing (the vocabulary is empty)"
    listed = ", ".join(known[:_LISTED])
    more = len(known) - _LISTED
    return f"one of {listed}" + (f" and {more} more" if more > 0 else "")


def shown_term(value: object, known: Iterable[str]) -> str:
    """Write what stands where a term of a vocabulary should.

    A misspelt term is shown. A word that is near none of them could be a name or a number of
    somebody's, in a column that slipped, so only its kind is.

    Examples
    --------
    >>> shown_term("vidoe_call", ["video_call"]), shown_term("Maria", ["video_call"])
    ("'vidoe_call'", 'a word that is none of them')
    """
    if not isinstance(value, str) or value == "" or nearest_term(value, known):
        return shown(value)
    return "a word that is none of them" if _TERM.fullmatch(value) else shown(value)


def shown(value: object) -> str:
    """Write a value so that it may stand in a message.

    Numbers and single words are shown; anything longer could be what somebody wrote, so only
    its kind and length are.

    Examples
    --------
    >>> shown("vidoe_call"), shown("see you on Friday at ten"), shown(-3.5)
    ("'vidoe_call'", 'a text of 24 characters', '-3.5')
    """
    if isinstance(value, str):
        if value == "":
            return "nothing"
        if _TERM.fullmatch(value):
            return f"'{value}'"
        return f"a text of {len(value)} characters"
    if value is None or isinstance(value, bool | int | float):
        return str(value)
    return f"a value of type {type(value).__name__}"
