"""What a claim comes to on a record: it holds, fails or stays undecided, and by what evidence."""

from __future__ import annotations

import math
from typing import Literal, get_args

import numpy as np
from attrs import frozen

from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.array import Array
from mediaeco.model.vocabulary import Term
from mediaeco.theory.case_test import CaseTest

__all__ = ["Bound", "Judgement", "Verdict", "at_every_contact", "by_test", "compared", "undecided"]

Bound = Literal[">", ">=", "<", "<=", "==", "!="]
"""How what is observed has to stand to what is required."""

# Numbers that differ by less, beside the larger of them or beside 1, are the same number.
_TIED = 1e-9


class Verdict(Term):
    """What a claim comes to."""

    HOLDS = "holds"
    FAILS = "fails"
    UNDECIDED = "undecided"


@frozen(kw_only=True)
class Judgement:
    """A verdict with its evidence.

    Parameters
    ----------
    verdict
        Holds, fails or undecided.
    observed
        What was found; NaN where nothing was.
    bound
        How ``observed`` has to stand to ``required``.
    required
        What the claim asks for.
    margin
        By how much the claim holds (above 0) or fails (below 0), in the unit of ``observed``; 0
        where it just holds or just fails; NaN where it is undecided for want of data.
    contact
        Index n of the contact that decides; None where no single one does.
    reason
        Why it is undecided; otherwise, where it helps, what was seen.
    test
        The test behind the verdict, where there is one.
    """

    verdict: Verdict
    observed: float = math.nan
    bound: Bound = ">"
    required: float = math.nan
    margin: float = math.nan
    contact: int | None = None
    reason: str = ""
    test: CaseTest | None = None

    def __attrs_post_init__(self) -> None:
        if self.verdict is Verdict.UNDECIDED and not self.reason:
            raise InvalidCaseError("Judgement.reason", "a reason for what stays undecided", "none")


def undecided(reason: str) -> Judgement:
    """Leave a claim undecided, and say why.

    Parameters
    ----------
    reason
        What is missing: ``"nobody rated the alliance"``. It may not name people.

    Returns
    -------
    Judgement
        Without numbers.

    Examples
    --------
    >>> undecided("nobody rated the alliance").verdict
    <Verdict.UNDECIDED: 'undecided'>
    """
    return Judgement(verdict=Verdict.UNDECIDED, reason=reason)


def compared(
    observed: float,
    bound: Bound,
    required: float,
    *,
    contact: int | None = None,
    reason: str = "",
) -> Judgement:
    """Hold what was observed against what a claim asks for.

    Parameters
    ----------
    observed, required
        Numbers of one unit. Where either is NaN the claim is undecided: what is not known
        supports nothing.
    bound
        ``">"``, ``">="``, ``"<"``, ``"<="``, ``"=="`` or ``"!="``. Numbers that differ by rounding
        alone are the same.
    contact
        Index of the contact that decides.
    reason
        What was seen, or why it may not be known.

    Returns
    -------
    Judgement
        With the margin: how far ``observed`` is on the right side of ``required``, for ``"=="``
        the distance with a minus, and for ``"!="`` the distance.

    Raises
    ------
    UnknownTermError
        Where the bound is none of these.

    Notes
    -----
    *Laws*: holds exactly where the margin is above 0, or 0 and the bound allows equality; the
    opposite bound gives the opposite verdict and margin.

    Examples
    --------
    >>> compared(0.4, ">", 0.1).margin.__round__(3)
    0.3
    >>> compared(0.1, "<", 0.1).verdict
    <Verdict.FAILS: 'fails'>
    """
    if bound not in get_args(Bound):
        raise UnknownTermError(bound, get_args(Bound), "bound")
    observed, required = float(observed), float(required)
    if math.isnan(observed) or math.isnan(required):
        what = "what was observed" if math.isnan(observed) else "what is required"
        return undecided(reason or f"{what} is not defined on this record")
    apart = observed - required
    # Beside an infinite number none is a rounding away from another.
    scale = max(1.0, abs(observed), abs(required))
    if observed == required or (scale < math.inf and abs(apart) <= _TIED * scale):
        apart = 0.0
    margin = {
        ">": apart,
        ">=": apart,
        "<": -apart,
        "<=": -apart,
        "==": -abs(apart),
        "!=": abs(apart),
    }[bound]
    margin += 0.0  # no minus before a zero
    holds = margin > 0 or (margin == 0 and bound in (">=", "<=", "=="))
    return Judgement(
        verdict=Verdict.HOLDS if holds else Verdict.FAILS,
        observed=observed,
        bound=bound,
        required=required,
        margin=margin,
        contact=contact,
        reason=reason,
    )


def at_every_contact(
    observed: Array, bound: Bound, required: Array | float, contact: Array, *, otherwise: str
) -> Judgement:
    """Hold a column against what a claim asks for at every contact; the worst one decides.

    Parameters
    ----------
    observed, required
        Numbers by contact, of one unit; contacts where either is NaN say nothing.
    bound
        As in `compared`.
    contact
        Index n of each; shape of ``observed``.
    otherwise
        Why the claim is undecided, should no contact say anything.

    Returns
    -------
    Judgement
        Of the contact with the smallest margin, the first of several.

    Notes
    -----
    *Laws*: holds exactly where `compared` holds at every contact that says something.

    Examples
    --------
    >>> at_every_contact(
    ...     np.array([0.2, 0.9]), "<=", 0.5, np.array([0, 3]), otherwise="no contact"
    ... ).contact
    3
    """
    values = np.asarray(observed, dtype=np.float64)
    limits = np.broadcast_to(np.asarray(required, dtype=np.float64), values.shape)
    apart = values - limits
    known = np.flatnonzero(~np.isnan(apart))
    if len(known) == 0:
        return undecided(otherwise)
    if bound in ("==", "!="):
        gap = np.abs(apart[known]) * (-1.0 if bound == "==" else 1.0)
    else:
        gap = apart[known] if bound in (">", ">=") else -apart[known]
    row = int(known[np.argmin(gap)])
    return compared(values[row], bound, limits[row], contact=int(contact[row]))


def by_test(
    test: CaseTest, *, bound: Bound = ">", required: float = 0.0, alpha: float = 0.05
) -> Judgement:
    """Let a test over cases decide.

    Parameters
    ----------
    test
        What was tested: its side says whether the effect is the one claimed.
    bound, required
        What the claim asks of the statistic, for the record.
    alpha
        Level, above 0 and below 1 (library default .05, the usual one).

    Returns
    -------
    Judgement
        Holds (fails) where p is below ``alpha`` and the effect is (is not) on the side that the
        claim says; undecided otherwise, with p and with what so few cases could show at all.

    Notes
    -----
    *Laws*: with another claimed side the verdict turns round; a p corrected for many tests is never
    decided where the raw one is not.
    """
    known = not math.isnan(test.p)
    decided = known and test.p < alpha and test.side != 0
    if not decided:
        verdict = Verdict.UNDECIDED
    else:
        verdict = Verdict.HOLDS if test.side > 0 else Verdict.FAILS
    return Judgement(
        verdict=verdict,
        observed=test.statistic,
        bound=bound,
        required=required,
        margin=abs(test.statistic - required) * test.side if known else math.nan,
        reason=test.statement(alpha),
        test=test,
    )
