"""Strategies for acts upon the frame, along the lifecycle of its elements or across it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import Factory, define
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mediaeco.model import ActKind, FrameAct, FrameElement
from mediaeco.testing.bound import Keywords
from mediaeco.testing.vocabulary import ELEMENT_POOL

__all__ = ["FrameLife", "frame_acts"]

_KINDS = tuple(ActKind)
# Lives of elements need several acts on the same one: the first come up most.
_NEAR = (0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3)
_ILLEGAL = 42  # picks of 64 from here on may break the rules, where they are let
_ACT = st.binary(min_size=2, max_size=2)


@define
class FrameLife:
    """Where the elements stand while acts are drawn: status, and whose proposal waits."""

    agreed: dict[str, bool] = Factory(dict)  # True agreed, False in breach, absent unset
    waiting: dict[str, str] = Factory(dict)

    def draw(
        self,
        what: int,
        how: int,
        elements: Sequence[FrameElement],
        actors: Sequence[str],
        *,
        legal: bool,
    ) -> FrameAct:
        """Read an act from two bytes and take note of what it does."""
        element = elements[_NEAR[what % len(_NEAR)] % len(elements)].id
        actor, pick = actors[(how & 3) % len(actors)], how >> 2
        options = self.options(element, actor)
        kind = options[pick % len(options)]
        if not legal and pick >= _ILLEGAL:
            kind = _KINDS[pick % len(_KINDS)]
        if kind in options:
            self.apply(kind, element, actor)
        return FrameAct(element, kind, actor)

    def options(self, element: str, actor: str) -> list[ActKind]:
        """Legal kinds, those first that carry on what was begun."""
        status, waits = self.agreed.get(element), self.waiting.get(element)
        options = [ActKind.ACCEPT] * 3 if waits not in (None, actor) else []
        options.append(ActKind.PROPOSE)
        if status is True:
            options += [ActKind.BREACH, ActKind.RENEGOTIATE]
        if status is False:
            options += [ActKind.REPAIR, ActKind.RENEGOTIATE]
        if waits is not None:
            options.append(ActKind.REJECT)
        return options

    def apply(self, kind: ActKind, element: str, actor: str) -> None:
        """Take note of a legal act."""
        if kind in (ActKind.PROPOSE, ActKind.RENEGOTIATE):
            self.waiting[element] = actor
        elif kind in (ActKind.ACCEPT, ActKind.REJECT):
            del self.waiting[element]
        if kind in (ActKind.ACCEPT, ActKind.REPAIR):
            self.agreed[element] = True
        elif kind is ActKind.BREACH:
            self.agreed[element] = False


def frame_acts(
    *,
    elements: Sequence[FrameElement] = ELEMENT_POOL[:3],
    actors: Sequence[str] = ("T", "P"),
    min_size: int = 0,
    max_size: int = 12,
    legal: bool = True,
) -> SearchStrategy[tuple[FrameAct, ...]]:
    """Draw the life of a frame: acts in order, each by a named actor.

    Parameters
    ----------
    elements
        Elements acted upon.
    actors
        Ids of those who act.
    min_size, max_size
        Number of acts.
    legal
        False: some of them are acts that the lifecycle forbids.

    Returns
    -------
    SearchStrategy
        Of tuples of `mediaeco.model.FrameAct`.

    Raises
    ------
    InvalidCaseError, FaultGroup
        Where nothing can be drawn by these keywords.
    """
    keywords = Keywords("frame_acts")
    keywords.span("min_size", min_size, "max_size", max_size)
    keywords.several("elements", elements, FrameElement, 1)
    keywords.several("actors", actors, str, 1)
    keywords.settle()

    def read(drawn: list[bytes]) -> tuple[FrameAct, ...]:
        life = FrameLife()
        return tuple(life.draw(what, how, elements, actors, legal=legal) for what, how in drawn)

    return st.lists(_ACT, min_size=min_size, max_size=max_size).map(read)
