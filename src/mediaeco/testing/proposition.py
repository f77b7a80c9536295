"""Strategies for claims, and for theories made of them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array
from mediaeco.testing.bound import Keywords
from mediaeco.theory import (
    THEORIES,
    Bound,
    Judgement,
    Proposition,
    Scope,
    Theory,
    compared,
    undecided,
)

__all__ = ["propositions", "theories"]

_BOUNDS: tuple[Bound, ...] = (">=", ">", "<=", "<", "==", "!=")
_COUNTED = ("contacts", "channels", "acts", "ratings")
_SCOPES = (Scope.EACH, Scope.AVERAGE)


@frozen
class _Count:
    """Judge by how many contacts, channels in use, acts or ratings a case has."""

    what: str
    bound: Bound
    required: int

    def __call__(self, eco: Ecosystem) -> Judgement:
        if len(eco) == 0:
            return undecided("there was no contact")
        channel: Array = eco.table.channel
        counts = {
            "contacts": len(eco),
            "channels": len(set(channel.tolist())),
            "acts": len(eco.table.acts.values),
            "ratings": sum(len(case.measures) for case in eco.cases),
        }
        return compared(counts[self.what], self.bound, self.required)


def _counting(name: str, number: int) -> Proposition:
    rest, what = divmod(number, len(_COUNTED))
    rest, bound = divmod(rest, len(_BOUNDS))
    required, scope = divmod(rest, len(_SCOPES))
    judge = _Count(_COUNTED[what], _BOUNDS[bound], required)
    return Proposition(
        id=name,
        statement=f"A case has {judge.what} {judge.bound} {judge.required}.",
        sources=("drawn for a test",),
        judge=judge,
        scope=_SCOPES[scope],
    )


# A claim is one number: the fewer are drawn, the simpler Hypothesis takes it to be.
_NUMBER = st.integers(0, len(_COUNTED) * len(_BOUNDS) * len(_SCOPES) * 9 - 1)


def propositions(
    *, shipped: bool = True, scopes: Sequence[Scope | str] = tuple(Scope)
) -> SearchStrategy[Proposition]:
    """Draw claims: about counts of contacts, channels, acts or ratings, and those that ship.

    Parameters
    ----------
    shipped
        False: only claims about counts.
    scopes
        What the claims may speak of, at least one.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.theory.Proposition`; it shrinks toward "a case has contacts >= 0".

    Raises
    ------
    InvalidCaseError
        Where no claim is left to draw.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(propositions(scopes=["a cohort"]))
    ... def compares_cases(claim: Proposition) -> None:
    ...     assert claim.scope is Scope.COHORT
    >>> compares_cases()
    """
    wanted = {Scope(scope) for scope in scopes}
    counted = wanted & set(_SCOPES)
    ready = [p for theory in THEORIES for p in theory.propositions if p.scope in wanted]
    keywords = Keywords("propositions")
    if not counted and not (shipped and ready):
        keywords.fault("scopes", "a scope that a claim can be drawn of", "none")
    keywords.settle()
    drawn: list[SearchStrategy[Proposition]] = []
    if counted:
        made = _NUMBER.map(lambda number: _counting("count", number))
        drawn.append(made.filter(lambda claim: claim.scope in counted))
    if shipped and ready:
        drawn.append(st.sampled_from(ready))
    return st.one_of(drawn)


def theories(*, max_propositions: int = 3) -> SearchStrategy[Theory]:
    """Draw theories of claims about counts, and those that ship.

    Parameters
    ----------
    max_propositions
        Claims of a theory that is made, at least 1.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.theory.Theory`; it shrinks toward the first that ships.

    Raises
    ------
    InvalidCaseError
        Where ``max_propositions`` is below 1.
    """
    keywords = Keywords("theories")
    keywords.count("max_propositions", max_propositions, least=1)
    keywords.settle()

    def stated(drawn: list[int]) -> Theory:
        return Theory(
            id="drawn",
            title="A theory drawn for a test",
            sources=("drawn for a test",),
            propositions=[_counting(f"count_{k}", number) for k, number in enumerate(drawn)],
        )

    made = st.lists(_NUMBER, min_size=1, max_size=max_propositions).map(stated)
    return st.sampled_from(THEORIES) | made
