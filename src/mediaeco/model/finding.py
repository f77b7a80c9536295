"""What a record shows that its rules forbid."""

from __future__ import annotations

from attrs import field, frozen

from mediaeco.model.vocabulary import FindingKind

__all__ = ["Finding"]


@frozen(kw_only=True)
class Finding:
    """One thing to know about a record before it is believed; the row it concerns is kept.

    Parameters
    ----------
    kind
        What was found.
    text
        The finding as a sentence, free of names and message text.
    contacts
        Contact indices of the rows concerned, from 0.
    """

    kind: FindingKind = field(converter=FindingKind)
    text: str
    contacts: tuple[int, ...] = field(default=(), converter=tuple[int, ...])
