"""What every theory has to keep to, those that ship and a user's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.strategies import SearchStrategy

from mediaeco.catalog import CITATIONS
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import FaultGroup, MediaEcoError
from mediaeco.model import Case, Cohort
from mediaeco.testing.strategies import cases
from mediaeco.theory import (
    Judgement,
    Proposition,
    PropositionError,
    Scope,
    Theory,
    TheoryError,
    Verdict,
    example_of,
    judged,
    told,
)

__all__ = ["theory_contract"]

_AT_LEAST = 5
"""Cases on either side, the one claim holding and the other failing, before two claims can be said
to contradict one another (library default)."""


def theory_contract(
    theory: Theory,
    *,
    given: SearchStrategy[Case] | None = None,
    max_examples: int = 100,
    seed: int = 0,
) -> None:
    """Check that a theory can be held against records at all.

    Every source is a key of `mediaeco.CITATIONS` or a reference written out; every claim holds on
    its confirming case and fails on its refuting one, is undecided on an empty record, says the
    same when it is asked again, raises on no record and changes none; and no two claims about
    cases contradict one another on every case.

    Parameters
    ----------
    theory
        The theory.
    given
        Strategy for the cases that it is asked about; None: cases of all kinds.
    max_examples
        Number of them (library default 100).
    seed
        Where they begin.

    Raises
    ------
    FaultGroup
        With all that is wrong, each naming its proposition.

    Notes
    -----
    *Laws*: a theory that ships passes; each of these faults alone is found.

    Examples
    --------
    >>> from mediaeco.theory import MERE_EXPOSURE
    >>> theory_contract(MERE_EXPOSURE, max_examples=10)
    """
    faults: list[MediaEcoError] = []
    asked: list[tuple[Judgement, ...]] = []
    for proposition in theory.propositions:
        faults += _sources(proposition)
        faults += _examples(proposition)
        faults += _silence(proposition)
    single = [p for p in theory.propositions if p.scope is not Scope.COHORT]
    broken: set[str] = set()
    drawn = cases() if given is None else given

    def ask(case: Case) -> None:
        eco, row = Ecosystem(case), []
        for proposition in single:
            if proposition.id in broken:
                continue
            try:
                row.append(_twice(proposition, eco))
            except PropositionError as fault:
                broken.add(proposition.id)
                faults.append(fault)
        asked.append(tuple(row))

    _ask_all(ask, drawn, max_examples, seed)
    if not broken:
        asked += [tuple(judged(p, eco) for p in single) for eco in _shipped(theory)]
        faults += _contradictions(theory, single, asked)
    if faults:
        raise FaultGroup(f"The theory '{theory.id}' cannot be used as it is stated", faults)


def _sources(proposition: Proposition) -> Iterator[MediaEcoError]:
    for source in proposition.sources:
        # One word is meant as a key; a reference written out has several.
        if source not in CITATIONS and len(source.split()) < 2:
            yield PropositionError(
                proposition.id,
                "expected sources that are keys of mediaeco.CITATIONS or references written out; "
                f"got '{source}'.",
            )


def _examples(proposition: Proposition) -> Iterator[MediaEcoError]:
    for kind, wanted in (("confirming", Verdict.HOLDS), ("refuting", Verdict.FAILS)):
        try:
            found = _twice(proposition, Ecosystem(example_of(proposition, kind)))
        except PropositionError as fault:
            yield fault
            continue
        if found.verdict is not wanted:
            why = f" ({found.reason})" if found.reason else ""
            yield PropositionError(
                proposition.id,
                f"expected that it {wanted} on its {kind} case; it {_said(found.verdict)}{why}.",
            )


def _said(verdict: Verdict) -> str:
    return "stays undecided" if verdict is Verdict.UNDECIDED else str(verdict)


def _silence(proposition: Proposition) -> Iterator[MediaEcoError]:
    nothing: Case | Cohort = told("nothing")
    if proposition.scope is Scope.COHORT:
        nothing = Cohort((told("nothing"), told("nothing_either")))
    try:
        found = judged(proposition, Ecosystem(nothing))
    except PropositionError as fault:
        yield fault
        return
    if found.verdict is not Verdict.UNDECIDED:
        yield PropositionError(
            proposition.id,
            f"expected that it stays undecided on an empty record; it {found.verdict}. Absence of "
            "data supports nothing.",
        )


def _twice(proposition: Proposition, eco: Ecosystem) -> Judgement:
    first, again = judged(proposition, eco), judged(proposition, eco)
    if repr(first) != repr(again):
        raise PropositionError(
            proposition.id, "its judge gave different answers on the same record."
        )
    return first


def _shipped(theory: Theory) -> Iterator[Ecosystem]:
    """The small cases of all claims, of one case each."""
    for proposition in theory.propositions:
        for kind in ("confirming", "refuting"):
            if getattr(proposition, kind) is not None:
                example = example_of(proposition, kind)
                yield from map(Ecosystem, (example,) if isinstance(example, Case) else example)


def _contradictions(
    theory: Theory, single: Sequence[Proposition], asked: Sequence[tuple[Judgement, ...]]
) -> Iterator[MediaEcoError]:
    for (i, one), (j, other) in combinations(enumerate(single), 2):
        pairs = [(row[i].verdict, row[j].verdict) for row in asked]
        both = [pair for pair in pairs if Verdict.UNDECIDED not in pair]
        sides = [sum(a is verdict for a, _ in both) for verdict in (Verdict.HOLDS, Verdict.FAILS)]
        if min(sides) >= _AT_LEAST and all(a is not b for a, b in both):
            yield TheoryError(
                theory.id,
                f"its claims '{one.id}' and '{other.id}' contradict one another on every one of "
                f"{len(both)} cases that decide both. Put them into rival theories.",
            )


def _ask_all(ask: Any, drawn: SearchStrategy[Case], max_examples: int, first: int) -> None:
    quiet = settings(
        max_examples=max_examples,
        phases=(Phase.generate,),
        deadline=None,
        database=None,
        verbosity=Verbosity.quiet,
        print_blob=False,
        # Slow judges are the theory's own affair.
        suppress_health_check=list(HealthCheck),
    )
    seed(first)(quiet(given(drawn)(ask)))()
