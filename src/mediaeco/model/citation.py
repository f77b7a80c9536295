"""Where a construct, a default or a number comes from."""

from __future__ import annotations

from attrs import field, frozen

from mediaeco.model.bound import identifier

__all__ = ["Citation"]


@frozen(kw_only=True)
class Citation:
    """A publication, and whether what is taken from it has been checked against it.

    Parameters
    ----------
    key
        Short name by which docstrings and tables refer to it: ``"dennis2008"``.
    text
        Author, year, title, place.
    locator
        DOI or address; empty where none is known.
    verified
        True only where the statement taken from it was compared with the source itself.
    """

    key: str = field(validator=identifier())
    text: str
    locator: str = ""
    verified: bool = False
