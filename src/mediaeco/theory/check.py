"""Hold theories against a record, claim by claim."""

from __future__ import annotations

import math
from collections.abc import Sequence

import attrs
import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem, opened
from mediaeco.errors import InvalidCaseError, UnknownTermError, shown
from mediaeco.model import Case, Cohort, Result, TidyTable
from mediaeco.sequence.correction import Correction, corrected
from mediaeco.theory.case_test import mean_test
from mediaeco.theory.judgement import Judgement, Verdict, by_test, undecided
from mediaeco.theory.proposition import Proposition, Scope, judged
from mediaeco.theory.published import THEORIES
from mediaeco.theory.theory import Theory

__all__ = ["CheckedClaim", "Checks", "check"]


@frozen(kw_only=True, eq=False)
class CheckedClaim:
    """One claim on one record.

    Parameters
    ----------
    theory
        Id of the theory.
    proposition
        The claim.
    judgement
        The verdict on the whole record.
    by_case
        Judgements case by case, in the order of ``cases``; None for a claim about a cohort.
    worst
        Case whose judgement is that of the record, where a single one decides; None otherwise.
    """

    theory: str
    proposition: Proposition
    judgement: Judgement
    by_case: tuple[Judgement, ...] | None
    worst: int | None = None

    def count(self, verdict: Verdict) -> int:
        """In how many cases the claim came to this verdict."""
        return sum(one.verdict is verdict for one in self.by_case or ())

    def evidence(self) -> str:
        """Say in a line what the verdict rests on, or why there is none."""
        one = self.judgement
        if one.verdict is Verdict.UNDECIDED or one.test is not None:
            return one.reason
        text = f"observed {one.observed:.4g}, claimed {_required(one)}"
        if one.contact is not None:
            text += f", at contact {one.contact}"
        if self.by_case is not None and len(self.by_case) > 1:
            text += (
                f"; holds in {self.count(Verdict.HOLDS)} and fails in {self.count(Verdict.FAILS)} "
                f"of {len(self.by_case)} cases"
            )
        return f"{text}; {one.reason}" if one.reason else text


@frozen(kw_only=True, eq=False, repr=False)
class Checks(Result):
    """Every claim of every theory on one record.

    A verdict is about this record. That a claim holds here does not make it true, and what three
    therapists' cases show holds for three therapists' cases.

    Parameters
    ----------
    cases
        Ids.
    theories
        The theories asked.
    claims
        Their claims, theory by theory.
    tests
        Number of tests over cases among them, which p values are corrected for.
    correction
        How.
    alpha
        Level of the tests.
    """

    cases: tuple[str, ...]
    theories: tuple[Theory, ...]
    claims: tuple[CheckedClaim, ...]
    tests: int
    correction: Correction
    alpha: float

    def to_frame(self) -> TidyTable:
        """One row a claim and case; and one a claim about the cohort, its case left empty.

        ``margin`` is above 0 where the claim holds; ``contact`` is the index of the contact that
        decides, NaN where no single one does; ``p`` is NaN where nothing was tested.
        """
        rows = [
            (claim, self.cases[k], one)
            for claim in self.claims
            for k, one in enumerate(claim.by_case or ())
        ]
        rows += [(claim, "", claim.judgement) for claim in self.claims if _over_cases(claim)]
        return _table([(claim.theory, claim.proposition, case, one) for claim, case, one in rows])

    def summary(self) -> TidyTable:
        """One row a claim: its verdict, in how many cases, and the evidence."""
        claims = self.claims
        return TidyTable(
            {
                "theory": [c.theory for c in claims],
                "claim": [c.proposition.id for c in claims],
                "verdict": [str(c.judgement.verdict) for c in claims],
                "holds": [c.count(Verdict.HOLDS) for c in claims],
                "fails": [c.count(Verdict.FAILS) for c in claims],
                "undecided": [c.count(Verdict.UNDECIDED) for c in claims],
                "contact": _contacts([c.judgement for c in claims]),
                "observed": [c.judgement.observed for c in claims],
                "required": [_required(c.judgement) for c in claims],
                "margin": [c.judgement.margin for c in claims],
                "p": [_p(c.judgement) for c in claims],
                "basis": [str(c.proposition.basis) for c in claims],
                "why": [c.judgement.reason for c in claims],
            }
        )

    def statement(self) -> str:
        """Say in a sentence or two what was asked, of what, and with which correction."""
        found = [claim.judgement.verdict for claim in self.claims]
        counts = ", ".join(
            f"{sum(v is verdict for v in found)} {word}"
            for verdict, word in (
                (Verdict.HOLDS, "hold"),
                (Verdict.FAILS, "fail"),
                (Verdict.UNDECIDED, "stay undecided"),
            )
        )
        cases = f"{len(self.cases)} case{'' if len(self.cases) == 1 else 's'}"
        text = f"{len(self.claims)} claims of {len(self.theories)} theories on {cases}: {counts}."
        if self.tests:
            how = {"none": "uncorrected", "holm": "Holm", "bh": "Benjamini-Hochberg"}
            text += (
                f" {self.tests} of them were tested over cases at {self.alpha:g}"
                f" ({how[self.correction]})."
            )
        return text

    def __repr__(self) -> str:
        return f"{self.statement()}\n\n{self.summary()}"

    def _repr_html_(self) -> str:
        return f"<p>{self.statement()}</p>{self.summary()._repr_html_()}"

    def __getitem__(self, claim: str) -> CheckedClaim:
        for one in self.claims:
            if claim in (one.proposition.id, f"{one.theory}.{one.proposition.id}"):
                return one
        raise UnknownTermError(claim, [one.proposition.id for one in self.claims], "claim")


def check(
    eco: Ecosystem | Case | Cohort,
    *,
    theories: Sequence[Theory] | Theory = THEORIES,
    correction: Correction = "holm",
    alpha: float = 0.05,
    seed: int = 0,
) -> Checks:
    """What do theories claim of this record, and does it hold?

    A claim about each case fails where it fails in one, holds where it holds in one at least and
    fails in none, and is undecided otherwise. A claim about cases on average is that of the case
    where there is one; over several, the margins of the cases that decide it are tested by
    permutation of signs. A claim about a cohort is judged on the cohort.

    Parameters
    ----------
    eco
        One case or a cohort.
    theories
        Those asked (library default: all that ship).
    correction
        Of p values for the number of tests over cases: ``"none"``, ``"holm"`` (library default) or
        ``"bh"``.
    alpha
        Level of those tests, above 0 and below 1 (library default .05, the usual one).
    seed
        Of random permutations, which are used where cases are many.

    Returns
    -------
    Checks
        Verdicts with their evidence. Absence of data never counts for a claim.

    Raises
    ------
    PropositionError
        Where a claim's judge raises, gives no judgement, or changes the record.
    InvalidCaseError
        Where ``alpha`` is out of range.
    UnknownTermError
        Where the correction is not known.

    Notes
    -----
    *Theory*: library's proposal; holm1979, benjamini1995, fisher1935 (published).

    *Laws*: the empty case decides nothing; the order of theories and of cases changes no verdict; a
    correction never turns an undecided claim into a decided one.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> from mediaeco.theory import FOUNDING_STUDY
    >>> checks = check(read_example("first-contact"), theories=FOUNDING_STUDY)
    >>> str(checks["begins_with_first_contact"].judgement.verdict)
    'holds'
    """
    if not 0 < alpha < 1:
        raise InvalidCaseError("check.alpha", "a number between 0 and 1", shown(alpha))
    corrected(np.zeros(0), correction)
    eco = opened(eco)
    asked = (theories,) if isinstance(theories, Theory) else tuple(theories)
    single = [_alone(eco, k) for k in range(len(eco.cases))]
    claims = [
        _checked(theory.id, proposition, eco, single, alpha, seed)
        for theory in asked
        for proposition in theory.propositions
    ]
    raw = np.array([_p(claim.judgement) for claim in claims], dtype=np.float64)
    tests = int((~np.isnan(raw)).sum())
    claims = [
        _after_correction(claim, p, tests, alpha)
        for claim, p in zip(claims, corrected(raw, correction).tolist(), strict=True)
    ]
    return Checks(
        cases=eco.ids,
        theories=asked,
        claims=tuple(claims),
        tests=tests,
        correction=correction,
        alpha=alpha,
    )


def _alone(eco: Ecosystem, k: int) -> Ecosystem:
    """One case of a record, with the contacts of this view."""
    if isinstance(eco.record, Case):
        return eco
    own = Ecosystem(eco.record[k])
    if eco.table is eco.record.table:
        return own
    return own.select(np.isin(own.table.n, eco.table.one(k).n))


def _checked(
    theory: str,
    proposition: Proposition,
    eco: Ecosystem,
    single: Sequence[Ecosystem],
    alpha: float,
    seed: int,
) -> CheckedClaim:
    if proposition.scope is Scope.COHORT:
        if len(single) < 2:
            found = undecided(
                f"the claim compares cases, and there is {'one' if single else 'none'}"
            )
        else:
            found = judged(proposition, eco)
        return CheckedClaim(theory=theory, proposition=proposition, judgement=found, by_case=None)
    by_case = tuple(judged(proposition, one) for one in single)
    decided = [k for k, one in enumerate(by_case) if one.verdict is not Verdict.UNDECIDED]
    worst = None
    if not decided:
        reasons = sorted({one.reason for one in by_case}) or ["there is no case"]
        found = undecided(reasons[0] if len(reasons) == 1 else "; ".join(reasons[:3]))
    elif len(decided) == 1 or proposition.scope is Scope.EACH:
        # Failing comes before holding, and the smallest margin first.
        worst = min(decided, key=lambda k: (by_case[k].verdict is Verdict.HOLDS, by_case[k].margin))
        found = by_case[worst]
        if proposition.scope is Scope.AVERAGE and len(single) > 1:
            found = attrs.evolve(
                found,
                verdict=Verdict.UNDECIDED,
                reason="one case alone decides it, which says nothing of cases on average",
            )
    else:
        margins = np.array([by_case[k].margin for k in decided])
        found = by_test(mean_test(margins, seed=seed), alpha=alpha)
    return CheckedClaim(
        theory=theory,
        proposition=proposition,
        judgement=found,
        by_case=by_case,
        worst=worst if len(single) > 1 else (0 if single else None),
    )


def _after_correction(claim: CheckedClaim, p: float, tests: int, alpha: float) -> CheckedClaim:
    old = claim.judgement
    if old.test is None or math.isnan(p):
        return claim
    found = by_test(
        old.test.corrected(p, tests), bound=old.bound, required=old.required, alpha=alpha
    )
    return attrs.evolve(claim, judgement=found)


def _over_cases(claim: CheckedClaim) -> bool:
    return claim.by_case is None or claim.judgement.test is not None


def _table(rows: Sequence[tuple[str, Proposition, str, Judgement]]) -> TidyTable:
    found = [one for *_, one in rows]
    return TidyTable(
        {
            "theory": [theory for theory, *_ in rows],
            "claim": [proposition.id for _, proposition, _, _ in rows],
            "case": [case for _, _, case, _ in rows],
            "verdict": [str(one.verdict) for one in found],
            "contact": _contacts(found),
            "observed": [one.observed for one in found],
            "required": [_required(one) for one in found],
            "margin": [one.margin for one in found],
            "p": [_p(one) for one in found],
            "basis": [str(proposition.basis) for _, proposition, _, _ in rows],
            "why": [one.reason for one in found],
        }
    )


def _contacts(found: Sequence[Judgement]) -> list[float]:
    return [math.nan if one.contact is None else float(one.contact) for one in found]


def _required(one: Judgement) -> str:
    return "" if math.isnan(one.required) else f"{one.bound} {one.required:.4g}"


def _p(one: Judgement) -> float:
    return math.nan if one.test is None else one.test.p
