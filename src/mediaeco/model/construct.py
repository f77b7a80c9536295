"""Constructs of the literature: where each lives here, and how far it may be trusted."""

from __future__ import annotations

from attrs import field, frozen

from mediaeco.errors import InvalidCaseError
from mediaeco.model.bound import identifier, ids
from mediaeco.model.vocabulary import Term

__all__ = ["Construct", "Standing"]


class Standing(Term):
    """How a construct of the literature is computed here, if it is."""

    PUBLISHED = "published"  # as its source defines it
    ADAPTED = "adapted"  # after its source, with a change that the docstring names
    LIBRARY = "library's proposal"  # the construct is in the literature, the index in no paper
    NOT_COMPUTED = "deliberately not computed"


@frozen(kw_only=True)
class Construct:
    """One construct of the literature, and what this library makes of it.

    Parameters
    ----------
    name
        The construct by its own name: ``"niche overlap"``.
    theory
        The theory it belongs to: ``"niche theory"``.
    sources
        Citation keys.
    lives
        Where it lives: dotted paths of functions, classes or data. Empty where it is not computed.
    takes
        What it takes: the data that must be recorded or given.
    range
        Values that it has, with its unit: ``"0 to 1"``.
    standing
        Published, adapted, library's proposal, or deliberately not computed.
    reason
        Why it is not computed; or, in a few words, what was adapted.
    laws
        Tests that hold its laws: ``"tests/media/test_niche.py::test_overlap_is_a_distance"``.

    Raises
    ------
    InvalidCaseError
        Where a construct is computed nowhere and no reason is given, or is not to be computed and
        lives somewhere all the same.
    """

    name: str = field(validator=identifier())
    theory: str = field(validator=identifier())
    standing: Standing = field(converter=Standing)
    sources: tuple[str, ...] = field(default=(), converter=ids)
    lives: tuple[str, ...] = field(default=(), converter=ids)
    takes: str = ""
    range: str = ""
    reason: str = ""
    laws: tuple[str, ...] = field(default=(), converter=ids)

    def __attrs_post_init__(self) -> None:
        left_out = self.standing is Standing.NOT_COMPUTED
        if left_out and (self.lives or not self.reason):
            raise InvalidCaseError(
                "Construct.reason", "a reason, and no place, for what is not computed", "another"
            )
        if not left_out and not self.lives:
            raise InvalidCaseError("Construct.lives", "the place of what is computed", "none")
