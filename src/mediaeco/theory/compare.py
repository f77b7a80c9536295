"""Hold rival theories against one another on the same record."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem, opened
from mediaeco.errors import InvalidCaseError, MediaEcoError
from mediaeco.forming import FormationFit, LogScore, fit_formation, log_score
from mediaeco.forming.score import beyond, difference_errors
from mediaeco.kernels.array import Array
from mediaeco.model import Case, Cohort, Result, TidyTable
from mediaeco.sequence.correction import Correction
from mediaeco.theory.check import CheckedClaim, Checks, check
from mediaeco.theory.judgement import Verdict
from mediaeco.theory.published import THEORIES
from mediaeco.theory.theory import Theory

__all__ = ["Rivals", "compare_theories"]


@frozen(kw_only=True, eq=False, repr=False)
class Rivals(Result):
    """Theories on one record, question by question, and their models of formation.

    Parameters
    ----------
    checks
        Every claim with its verdict.
    questions
        What the claims answer; those that several theories answer come first.
    verdict
        Verdict of each theory's answer: ``"holds"``, ``"fails"``, ``"undecided"``, or empty where
        it has none; shape (questions, theories). Of several answers of one theory to a question,
        one that fails comes before one that holds.
    decisive
        True for the questions that tell theories apart on this record: the answer of one holds, and
        that of another fails; shape (questions,).
    fits
        By theory, its model of formation fitted to the whole record; None where it has no model or
        the model cannot be fitted.
    scores
        By theory, its log score on cases left out; None as above, and where there is one case.
    unfitted
        By theory, why its model was not fitted; empty where it was.
    """

    checks: Checks
    questions: tuple[str, ...]
    verdict: Array
    decisive: Array
    fits: tuple[FormationFit | None, ...]
    scores: tuple[LogScore | None, ...]
    unfitted: tuple[str, ...]

    @property
    def theories(self) -> tuple[Theory, ...]:
        """The theories, in the order of the columns."""
        return self.checks.theories

    def to_frame(self) -> TidyTable:
        """One row a question that a theory answers."""
        question, theory = np.nonzero(self.verdict != "")
        return TidyTable(
            {
                "question": np.array(self.questions, dtype=np.str_)[question],
                "theory": np.array([t.id for t in self.theories], dtype=np.str_)[theory],
                "verdict": self.verdict[question, theory],
                "decisive": self.decisive[question],
            }
        )

    def summary(self) -> TidyTable:
        """One row a theory: its claims by verdict, and how well its model fits and foretells.

        ``aic_difference`` and ``score_difference`` are from the best of those known; ``se`` is the
        standard error of the difference of log scores over cases, NaN for the best itself.
        """
        counts = {
            verdict: [
                sum(
                    claim.theory == theory.id and claim.judgement.verdict is verdict
                    for claim in self.checks.claims
                )
                for theory in self.theories
            ]
            for verdict in Verdict
        }
        aic = np.array([math.nan if fit is None else fit.aic for fit in self.fits])
        total = np.array([math.nan if score is None else score.total for score in self.scores])
        return TidyTable(
            {
                "theory": [theory.id for theory in self.theories],
                "holds": counts[Verdict.HOLDS],
                "fails": counts[Verdict.FAILS],
                "undecided": counts[Verdict.UNDECIDED],
                "free": [
                    math.nan if theory.formation is None else float(len(theory.formation.free))
                    for theory in self.theories
                ],
                "aic": aic,
                "aic_difference": beyond(aic, np.fmin.reduce(aic, initial=math.inf)),
                "log_score": total,
                "score_difference": beyond(total, np.fmax.reduce(total, initial=-math.inf)),
                "se": difference_errors(self.scores, total),
                "not_fitted": list(self.unfitted),
            }
        )

    def models(self) -> TidyTable:
        """One row an estimate of a model of formation."""
        rows = [
            (theory.id, name, value, name in fit.at_bound)
            for theory, fit in zip(self.theories, self.fits, strict=True)
            if fit is not None
            for name, value in zip(fit.model.free, fit.estimate.tolist(), strict=True)
        ]
        return TidyTable(
            {
                name: [row[k] for row in rows]
                for k, name in enumerate(("theory", "parameter", "estimate", "at_bound"))
            }
        )

    def statement(self) -> str:
        """Say in a few sentences what was compared, and how far it tells theories apart."""
        decisive = int(self.decisive.sum())
        asked = int(((self.verdict != "").sum(axis=1) > 1).sum())
        text = (
            f"{self.checks.statement()} {asked} questions have answers of several theories; "
            f"{decisive} tell{'s' if decisive == 1 else ''} theories apart here."
        )
        cases = len(self.checks.cases)
        if cases < 2:
            text += " One case has no log score out of sample."
        return text

    def __repr__(self) -> str:
        return f"{self.statement()}\n\n{self.summary()}"

    def _repr_html_(self) -> str:
        return f"<p>{self.statement()}</p>{self.summary()._repr_html_()}"


def compare_theories(
    eco: Ecosystem | Case | Cohort,
    *,
    theories: Sequence[Theory] = THEORIES,
    correction: Correction = "holm",
    folds: int = 20,
    seed: int = 0,
) -> Rivals:
    """Which theory does this record speak for, and on which questions?

    Every theory is asked every claim. Where it has a model of formation, the model is fitted by
    maximum likelihood to what was agreed (AIC), and judged by its log score on cases left out.

    Parameters
    ----------
    eco
        One case or a cohort.
    theories
        Those compared (library default: all that ship).
    correction
        As in `check`.
    folds
        As in `mediaeco.forming.log_score`.
    seed
        Of permutations, folds and starts.

    Returns
    -------
    Rivals
        Verdicts by question and theory, and the fit of the models. None of it says that a theory is
        true: it says which do worse on this record.

    Raises
    ------
    PropositionError
        Where a claim cannot be judged.
    InvalidCaseError
        Where there is no theory.

    Notes
    -----
    *Theory*: akaike1974, good1952, stone1974 (published); that verdicts on shared questions tell
    theories apart is the library's proposal. Models that hold other settings fixed compare by AIC
    as they stand: what was fixed was not chosen by the data.

    *Laws*: a theory beside itself is told apart by no question; the order of theories permutes
    columns and changes nothing else.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> from mediaeco.theory import FOUNDING_STUDY, MERE_EXPOSURE
    >>> rivals = compare_theories(
    ...     read_example("first-contact"), theories=[FOUNDING_STUDY, MERE_EXPOSURE]
    ... )
    >>> rivals.questions[0]
    'does agreement wait for appropriation'
    """
    asked = tuple(theories)
    if not asked:
        raise InvalidCaseError("compare_theories.theories", "a theory at least", "none")
    eco = opened(eco)
    checks = check(eco, theories=asked, correction=correction, seed=seed)
    questions = _questions(checks)
    verdict = np.array(
        [[_answer(checks.claims, t.id, question) for t in asked] for question in questions],
        dtype=np.str_,
    ).reshape(len(questions), len(asked))
    fitted = [_fitted(eco, theory, folds, seed) for theory in asked]
    return Rivals(
        checks=checks,
        questions=questions,
        verdict=verdict,
        decisive=(verdict == Verdict.HOLDS).any(axis=1) & (verdict == Verdict.FAILS).any(axis=1),
        fits=tuple(fit for fit, _, _ in fitted),
        scores=tuple(score for _, score, _ in fitted),
        unfitted=tuple(why for _, _, why in fitted),
    )


def _questions(checks: Checks) -> tuple[str, ...]:
    """Questions, those of several theories first, each once."""
    by: dict[str, set[str]] = {}
    for claim in checks.claims:
        by.setdefault(claim.proposition.question, set()).add(claim.theory)
    return tuple(sorted(by, key=lambda question: len(by[question]) < 2))


def _answer(claims: Sequence[CheckedClaim], theory: str, question: str) -> str:
    found = {
        claim.judgement.verdict
        for claim in claims
        if claim.theory == theory and claim.proposition.question == question
    }
    for verdict in (Verdict.FAILS, Verdict.HOLDS, Verdict.UNDECIDED):
        if verdict in found:
            return str(verdict)
    return ""


def _fitted(
    eco: Ecosystem, theory: Theory, folds: int, seed: int
) -> tuple[FormationFit | None, LogScore | None, str]:
    if theory.formation is None:
        return None, None, "it has no model of formation"
    try:
        fit = fit_formation(eco, model=theory.formation, seed=seed)
    except MediaEcoError as error:
        return None, None, str(error)
    if fit.cells == 0:
        return None, None, "no element could be agreed"
    score = log_score(eco, model=theory.formation, folds=folds, seed=seed)
    return fit, None if math.isnan(score.total) else score, ""
