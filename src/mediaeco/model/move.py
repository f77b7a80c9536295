"""Appropriation moves: what a contact does with the medium itself."""

from __future__ import annotations

from attrs import field, frozen

from mediaeco.model.vocabulary import MoveKind

__all__ = ["AppropriationMove"]


@frozen
class AppropriationMove:
    """How the sender of a contact takes a medium up, as coded by a person.

    Parameters
    ----------
    kind
        Which move.
    channel
        Id of the channel that is taken up; empty: the one that the contact goes over.
    other
        Id of the channel that it is related to, in a substitution, combination, enlargement or
        contrast; empty where there is none.
    faithful
        True where the use keeps to what the channel was offered for, False where it turns it
        round (an *ironic* use), None where nobody judged.

    Notes
    -----
    *Theory*: desanctis1994 (adaptive structuration theory), adapted to channels.
    """

    kind: MoveKind = field(converter=MoveKind)
    channel: str = ""
    other: str = ""
    faithful: bool | None = None
