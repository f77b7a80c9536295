"""The codes that people give to what was said."""

from __future__ import annotations

import attrs
from attrs import field, frozen

from mediaeco.model.bound import identifier
from mediaeco.model.vocabulary import CodeLevel

__all__ = ["Code"]


@frozen(kw_only=True)
class Code:
    """One code of a codebook.

    Parameters
    ----------
    id
        Name in the record: ``"asks_for_help"``.
    label
        Name for people; the id where none is given.
    level
        Level of communication that it speaks of; None: not told apart.
    parent
        Id of the code that it is a part of; empty where it is of none.
    description
        When it is given. For people.
    """

    id: str = field(validator=identifier())
    label: str = ""
    level: CodeLevel | None = field(default=None, converter=attrs.converters.optional(CodeLevel))
    parent: str = ""
    description: str = ""

    @property
    def name(self) -> str:
        """Name for people."""
        return self.label or self.id.replace("_", " ")
