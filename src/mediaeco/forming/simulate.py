"""Agreement drawn contact by contact, from the hazard of formation."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis import element_weights
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.forming.hazard import hazard
from mediaeco.forming.parameter import FormationParameters
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.reach import first_reaching
from mediaeco.kernels.segment import segment_cumsum
from mediaeco.model import Result, TidyTable
from mediaeco.model.seed import generator

__all__ = ["SimulatedFormation", "agreement_rows", "formation_level", "simulate_formation"]


@frozen(kw_only=True, eq=False, repr=False)
class SimulatedFormation(Result):
    """When each element was agreed, in every draw.

    Parameters
    ----------
    cases, elements
        Ids.
    agreed_at
        Contact index at which each element was agreed, -1 where it was not; shape (draws, cases,
        elements).
    present
        True for the elements that a case has; shape (cases, elements).
    coverage
        Weighted share of the elements agreed at the end; NaN where a case has none; shape (draws,
        cases).
    case, n
        Case and contact index of each row of the design; shape (rows,).
    share
        Share of draws in which each element was agreed just after each contact, from 0 to 1;
        shape (rows, elements).
    expected
        What it tends to with more draws, ``1 - prod(1 - p)``; shape (rows, elements).
    parameters
        The settings used.
    seed
        Of the draws.
    """

    cases: tuple[str, ...]
    elements: tuple[str, ...]
    agreed_at: Ints
    present: Bools
    coverage: Floats
    case: Ints
    n: Ints
    share: Floats
    expected: Floats
    parameters: FormationParameters
    seed: int

    def to_frame(self) -> TidyTable:
        """One row a draw, case and element that the case has."""
        draw, case, element = np.nonzero(np.broadcast_to(self.present, self.agreed_at.shape))
        at = self.agreed_at[draw, case, element]
        return TidyTable(
            {
                "draw": draw,
                "case": np.array(self.cases, dtype=np.str_)[case],
                "element": np.array(self.elements, dtype=np.str_)[element],
                "agreed_at": np.where(at < 0, np.nan, at),
            }
        )

    def summary(self) -> TidyTable:
        """One row a case and element: share of draws that agreed it, and median contact."""
        case, element = np.nonzero(self.present)
        at = self.agreed_at[:, case, element]
        known = np.where(at < 0, np.nan, at.astype(np.float64))
        median = [
            float(np.median(column[~np.isnan(column)])) if (column >= 0).any() else np.nan
            for column in known.T
        ]
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[case],
                "element": np.array(self.elements, dtype=np.str_)[element],
                "agreed": (at >= 0).mean(axis=0),
                "median_contact": np.array(median, dtype=np.float64),
            }
        )


def simulate_formation(
    eco: Ecosystem,
    *,
    parameters: FormationParameters | None = None,
    draws: int = 1,
    seed: int = 0,
) -> SimulatedFormation:
    """When might each element have been agreed, had these contacts taken place again?

    Contact n agrees an element that is not agreed yet with probability ``p[n, e]``, the hazard of
    `mediaeco.forming.hazard`, elements independent of one another.

    Parameters
    ----------
    eco
        The design: contacts of one case or a cohort, by whom, over which channel, what for. Acts
        that are recorded in it do not matter: agreement is drawn, and nothing is breached.
    parameters
        Settings; None: the defaults.
    draws
        How often, a whole number of at least 1 (library default).
    seed
        Of the draws.

    Returns
    -------
    SimulatedFormation
        By draw, case and element.

    Raises
    ------
    InvalidCaseError
        Where there is no draw.

    Notes
    -----
    *Theory*: valenciarey, claims A1 to A5; the form is the library's proposal. Appropriation, on
    which the hazard rests, is that of the design, since it comes of who used what.

    *Laws*: the mean over many draws is the curve ``1 - prod(1 - p)``; an element is agreed at a
    contact that can form it, and once; b = 0 without co-appropriation agrees nothing; the same
    seed gives the same.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> drawn = simulate_formation(Ecosystem(read_example("first-contact")), draws=200, seed=1)
    >>> bool(np.abs(drawn.share - drawn.expected).max() < 0.15)
    True
    """
    if not (draws >= 1 and draws % 1 == 0):
        raise InvalidCaseError("simulate_formation.draws", "one at least", shown(draws))
    parameters = parameters or FormationParameters()
    draws = int(draws)
    table = eco.table
    p = hazard(eco, parameters=parameters).p
    level = formation_level(p, table.offsets)
    random = generator(seed)
    rows = agreement_rows(level, table.offsets, random, draws=draws)
    done = rows >= 0
    agreed_at = np.full(rows.shape, -1, dtype=np.int64)
    agreed_at[done] = table.n[rows[done]]
    elements = len(eco.elements)
    steps = np.bincount((rows * elements + np.arange(elements))[done], minlength=p.size)
    share = segment_cumsum(steps.reshape(p.shape) / draws, table.offsets)
    weights = element_weights(eco)
    with np.errstate(invalid="ignore"):
        coverage = ((agreed_at >= 0) * weights).sum(axis=2) / weights.sum(axis=1)
    return SimulatedFormation(
        cases=eco.ids,
        elements=tuple(element.id for element in eco.elements),
        agreed_at=agreed_at,
        present=weights > 0,
        coverage=coverage,
        case=table.case,
        n=table.n,
        share=share,
        expected=-np.expm1(-level),
        parameters=parameters,
        seed=seed,
    )


def formation_level(p: Floats, offsets: Ints) -> Floats:
    """Hazard added up within each case, ``sum of -log(1 - p)``; shape (rows, elements)."""
    return segment_cumsum(-np.log1p(-p), offsets)


def agreement_rows(
    level: Floats, offsets: Ints, random: np.random.Generator, *, draws: int = 1
) -> Ints:
    """Row at which each element is agreed, in every draw, -1 where it is not.

    An element is agreed once the hazard added up reaches an exponential draw of mean 1.

    Parameters
    ----------
    level, offsets
        Of `formation_level`, and where each case begins.
    random
        Where the draws come from.
    draws
        How often.

    Returns
    -------
    Ints
        Shape (draws, cases, elements).
    """
    wanted = random.exponential(size=(draws, len(offsets) - 1, level.shape[1]))
    return first_reaching(level, offsets, wanted)
