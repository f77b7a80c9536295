"""A theory: claims that hang together, where they hold, and what they stand against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from attrs import field, frozen

from mediaeco.errors import UnknownTermError
from mediaeco.forming import FormationModel
from mediaeco.model.bound import identifier, ids
from mediaeco.theory.proposition import Proposition, PropositionError

__all__ = ["Theory", "TheoryError"]


class TheoryError(PropositionError):
    """A theory that cannot be used as it is stated."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.args = (f"theory '{name}': {reason}",)


def _meanings(value: Mapping[str, str]) -> dict[str, str]:
    return dict(value)


def _propositions(value: Iterable[Proposition]) -> tuple[Proposition, ...]:
    return tuple(value)


@frozen(kw_only=True, repr=False)
class Theory:
    """Claims with their sources and, where there is one, a model of how the frame is formed.

    Parameters
    ----------
    id
        Short name: ``"media_synchronicity"``.
    title
        What it is called.
    sources
        Keys of `mediaeco.CITATIONS`, or full references; at least one.
    propositions
        What it claims.
    boundary
        Where it is said to hold, in words.
    rivals
        Ids of theories that claim something else.
    constructs
        What it speaks of: by name, what is meant, in words or as the dotted path of the function
        that measures it.
    formation
        Its model of formation, with which its log score can be held against those of others; None
        where it has none.
    beside
        What of it cannot be decided on records like these, and why; one sentence each.

    Raises
    ------
    TheoryError
        Where it has no source, no proposition, or two propositions of one id.

    Examples
    --------
    >>> from mediaeco.theory import FOUNDING_STUDY
    >>> FOUNDING_STUDY["begins_with_first_contact"].claim
    'A4'
    """

    id: str = field(validator=identifier())
    title: str = field(validator=identifier())
    sources: tuple[str, ...] = field(converter=ids)
    propositions: tuple[Proposition, ...] = field(converter=_propositions)
    boundary: str = ""
    rivals: tuple[str, ...] = field(default=(), converter=ids)
    constructs: Mapping[str, str] = field(factory=dict, converter=_meanings)
    formation: FormationModel | None = None
    beside: tuple[str, ...] = field(default=(), converter=ids)

    def __attrs_post_init__(self) -> None:
        if not any(source.strip() for source in self.sources):
            raise TheoryError(self.id, "expected a source at least; got none.")
        if not self.propositions:
            raise TheoryError(self.id, "expected a proposition at least; got none.")
        counts = Counter(proposition.id for proposition in self.propositions)
        twice = [name for name, count in counts.items() if count > 1]
        if twice:
            raise TheoryError(
                self.id,
                f"expected propositions of different ids; got '{twice[0]}' {counts[twice[0]]} "
                "times.",
            )

    def __getitem__(self, name: str) -> Proposition:
        for proposition in self.propositions:
            if proposition.id == name:
                return proposition
        raise UnknownTermError(name, [p.id for p in self.propositions], "proposition")

    def __repr__(self) -> str:
        return f"<Theory '{self.id}': {len(self.propositions)} propositions>"
