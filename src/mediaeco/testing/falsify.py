"""Look for the smallest case that breaks a claim."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import attrs
from attrs import define, frozen
from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings, target
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.strategies import SearchStrategy

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.model import Case, Cohort, Result, TidyTable
from mediaeco.testing.strategies import cases
from mediaeco.testing.variation import variations
from mediaeco.theory import (
    Judgement,
    Proposition,
    PropositionError,
    Scope,
    Verdict,
    example_of,
    judged,
)

__all__ = ["Falsification", "falsify"]


@frozen(kw_only=True, eq=False, repr=False)
class Falsification(Result):
    """What a search for a counterexample came to.

    Parameters
    ----------
    proposition
        The claim.
    case
        The smallest case (or cohort) found that breaks it; None where none was found, which is no
        proof that there is none.
    judgement
        How the claim fails on it; None where none was found.
    nearest
        Where none was found, the case on which the claim holds by the smallest margin; None
        otherwise, or where no case decided the claim.
    nearest_margin
        That margin; NaN where there is none.
    tried
        Cases drawn, up to the first that breaks the claim.
    decided
        Those of them on which the claim was not undecided: the only ones that put it to the test.
    shrunk
        Further cases judged to make the one found smaller.
    max_examples, seed
        How far the search was to go, and where it began.
    interrupted
        True where it was interrupted: the best so far.
    """

    proposition: Proposition
    case: Case | Cohort | None
    judgement: Judgement | None
    nearest: Case | Cohort | None
    nearest_margin: float
    tried: int
    decided: int
    shrunk: int
    max_examples: int
    seed: int
    interrupted: bool

    @property
    def found(self) -> bool:
        """True where a case breaks the claim."""
        return self.case is not None

    def to_frame(self) -> TidyTable:
        """One row: what was found, after how many cases."""
        one = self.judgement
        return TidyTable(
            {
                "claim": [self.proposition.id],
                "found": [self.found],
                "contacts": [math.nan if self.case is None else float(len(self.case.table))],
                "contact": [math.nan if one is None or one.contact is None else float(one.contact)],
                "observed": [math.nan if one is None else one.observed],
                "margin": [self.nearest_margin if one is None else one.margin],
                "tried": [self.tried],
                "decided": [self.decided],
            }
        )

    def statement(self) -> str:
        """Say what was found, or how little it means that nothing was."""
        name = self.proposition.id
        cut = " The search was interrupted." if self.interrupted else ""
        if self.case is not None:
            what = "cohort" if isinstance(self.case, Cohort) else "case"
            size = f"{len(self.case.table)} contact{'' if len(self.case.table) == 1 else 's'}"
            return (
                f"'{name}' fails on a {what} of {size}, found after {self.tried} cases "
                f"({self.decided} of which decide the claim).{cut}"
            )
        if self.decided == 0:
            return (
                f"'{name}' was decided by none of {self.tried} cases: the search says nothing of "
                f"it. Draw cases that record what it requires.{cut}"
            )
        return (
            f"'{name}': no counterexample among {self.tried} cases, {self.decided} of which decide "
            f"it. That is no proof.{cut}"
        )

    def __repr__(self) -> str:
        shown_case = self.case if self.case is not None else self.nearest
        label = "" if self.case is not None or shown_case is None else "The nearest:\n"
        return "\n".join(
            part
            for part in (
                self.statement(),
                "" if shown_case is None else f"{label}{shown_case.story()}",
            )
            if part
        )


_WAVERS = "its judge gave different answers on the same record."
_ALIKE = 4
"""Cases of a kind in a cohort that is searched: two kinds of so many can differ at p = 2 / 70."""


class _Broken(Exception):  # noqa: N818 - a signal, and no error
    """A case breaks the claim."""


@define
class _Search:
    """What was seen so far."""

    proposition: Proposition
    bar: Any
    case: Case | Cohort | None = None
    size: tuple[int, ...] = ()
    judgement: Judgement | None = None
    nearest: Case | Cohort | None = None
    margin: float = math.inf
    tried: int = 0
    decided: int = 0
    shrunk: int = 0

    def ask(self, eco: Ecosystem) -> None:
        """Judge one case; raise where it breaks the claim."""
        searching = self.case is None
        self.tried += searching
        self.shrunk += not searching
        self.bar.update(searching)
        found = judged(self.proposition, eco)
        self.decided += searching and found.verdict is not Verdict.UNDECIDED
        if found.verdict is Verdict.FAILS:
            if repr(judged(self.proposition, eco)) != repr(found):
                raise PropositionError(self.proposition.id, _WAVERS)
            size = _size(eco)
            if searching or size <= self.size:
                self.case, self.judgement, self.size = _record(eco), found, size
            raise _Broken
        if math.isfinite(found.margin):
            if found.verdict is Verdict.HOLDS and found.margin < self.margin:
                self.margin, self.nearest = found.margin, _record(eco)
            # Hypothesis climbs toward the records that nearly break the claim; what a test leaves
            # undecided has a margin, too.
            target(-found.margin, label=f"margin of {self.proposition.id}")


def falsify(
    proposition: Proposition,
    *,
    given: SearchStrategy[Any] | None = None,
    max_examples: int = 1_000,
    seed: int = 0,
    shrink: bool = True,
    progress: bool | None = None,
) -> Falsification:
    """Is there a case that meets what a claim asks for, and breaks it?

    Hypothesis draws cases, steers toward those on which the claim holds by the smallest margin,
    and shrinks the first that breaks it to the smallest that does.

    Parameters
    ----------
    proposition
        The claim. A claim about cases on average is broken, here, by a case on which it fails; one
        about a cohort by a cohort.
    given
        Strategy for cases, cohorts or ecosystems: the premises. None: cases (cohorts) with
        contacts, acts and ratings of all kinds.
    max_examples
        Number of cases to try, at least 1 (library default 1000).
    seed
        Where the search begins; the same seed, version of Hypothesis and claim give the same case.
    shrink
        False: take the first case that breaks the claim as it is, which is quicker.
    progress
        Show a bar on standard error; None: where that is a terminal.

    Returns
    -------
    Falsification
        The smallest case found, with how many were tried. Interrupting (Ctrl-C) gives what was
        found so far.

    Raises
    ------
    PropositionError
        Where the claim's judge raises, changes the record, gives no judgement, or does not give
        the same one twice.
    InvalidCaseError
        Where ``max_examples`` is out of range, or ``given`` draws something else.

    Notes
    -----
    *Theory*: library's proposal; a theory is what can be refuted.

    *Laws*: the claim fails on the case that is found; the same seed finds the same case.

    Examples
    --------
    >>> from mediaeco.theory import FOUNDING_STUDY
    >>> found = falsify(FOUNDING_STUDY["begins_digitally"])
    >>> len(found.case.interactions), found.case.interactions[0].channel
    (1, 'face_to_face')
    """
    if not (max_examples >= 1 and max_examples % 1 == 0):
        raise InvalidCaseError("falsify.max_examples", "one at least", shown(max_examples))
    drawn = searched(proposition) if given is None else (given,)
    if not all(isinstance(strategy, SearchStrategy) for strategy in drawn):
        raise InvalidCaseError("falsify.given", "a strategy of Hypothesis", shown(given))
    from tqdm import tqdm

    phases = (Phase.generate, Phase.target, *((Phase.shrink,) if shrink else ()))
    with tqdm(
        total=max_examples,
        desc=proposition.id,
        unit="case",
        leave=False,
        disable=None if progress is None else not progress,
    ) as bar:
        search = _Search(proposition, bar)
        interrupted = _search_all(search, drawn, int(max_examples), seed, phases)
    near = search.case is None and search.nearest is not None
    return Falsification(
        proposition=proposition,
        case=search.case,
        judgement=search.judgement,
        nearest=search.nearest if near else None,
        nearest_margin=search.margin if near else math.nan,
        tried=search.tried,
        decided=search.decided,
        shrunk=search.shrunk,
        max_examples=int(max_examples),
        seed=seed,
        interrupted=interrupted,
    )


def searched(proposition: Proposition) -> tuple[SearchStrategy[Any], ...]:
    """Give the strategies that are searched where none is given, from small cases to large ones.

    What breaks a claim about cases is mostly small, and a small case is made smaller quickly. A
    claim about cohorts asks for much at once: what breaks it is near the cohort that confirms it.

    Parameters
    ----------
    proposition
        The claim.

    Returns
    -------
    tuple of SearchStrategy
        Of cases; of cohorts where the claim compares cases.
    """
    near = (variations(example_of(proposition, "confirming")),) if proposition.confirming else ()
    if proposition.scope is Scope.COHORT:
        drawn = (cases(max_contacts=4, ratings=(0, 3)), cases(max_contacts=8, ratings=(0, 4)))
        small, large = (st.lists(one, min_size=2, max_size=3).map(_cohort) for one in drawn)
        return (*near, small, large)
    return (
        cases(max_contacts=3, ratings=(0, 4)),
        cases(min_elements=1, max_contacts=6, legal=True, ratings=(0, 4)),
        *near,
        cases(min_contacts=4, max_contacts=16, min_elements=1, ratings=(0, 4)),
    )


def _cohort(kinds: Sequence[Case]) -> Cohort:
    """So many cases of each kind that a test can tell the kinds apart."""
    named = zip(("one", "another", "a_third"), kinds, strict=False)
    return Cohort(
        attrs.evolve(kind, id=f"{name}_{k}", interactions=kind.table, clock=kind.clock)
        for name, kind in named
        for k in range(1, _ALIKE + 1)
    )


def _search_all(
    search: _Search,
    drawn: tuple[SearchStrategy[Any], ...],
    max_examples: int,
    first: int,
    phases: tuple[Phase, ...],
) -> bool:
    """Search one strategy after the other, each its share of the cases; True if interrupted."""
    for k, strategy in enumerate(drawn):
        left = (max_examples - search.tried) // (len(drawn) - k)
        interrupted = left > 0 and _run(search, strategy, left, first + k, phases)
        if interrupted or search.case is not None:
            return interrupted
    return False


def _run(
    search: _Search,
    drawn: SearchStrategy[Any],
    max_examples: int,
    first: int,
    phases: tuple[Phase, ...],
) -> bool:
    """Let Hypothesis search; True where it was interrupted."""

    def ask(record: object) -> None:
        if not isinstance(record, Case | Cohort | Ecosystem):
            raise InvalidCaseError(
                "falsify.given", "a strategy for cases, cohorts or ecosystems", shown(record)
            )
        search.ask(record if isinstance(record, Ecosystem) else Ecosystem(record))

    quiet = settings(
        max_examples=max_examples,
        phases=phases,
        deadline=None,
        database=None,
        verbosity=Verbosity.quiet,
        print_blob=False,
        report_multiple_bugs=False,
        # This is a search and no test: slow or rare cases are looked for all the same.
        suppress_health_check=list(HealthCheck),
    )
    try:
        seed(first)(quiet(given(drawn)(ask)))()
    except _Broken:
        return False
    except KeyboardInterrupt:
        return True
    except Flaky as error:
        raise PropositionError(search.proposition.id, _WAVERS) from error
    return False


def _record(eco: Ecosystem) -> Case | Cohort:
    """The record behind an ecosystem, with the contacts of its view."""
    return eco.case if isinstance(eco.record, Case) else eco.record


def _size(eco: Ecosystem) -> tuple[int, int, int]:
    ratings = sum(len(case.measures) for case in eco.cases)
    return len(eco.cases), len(eco), ratings + len(eco.table.acts.values)
