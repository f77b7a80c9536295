"""How likely a model of formation makes what was agreed, and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import attrs
import numpy as np
from attrs import frozen

from mediaeco.analysis import appropriation, element_weights, frame_lifecycle
from mediaeco.analysis.thread import came_about
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming.hazard import gating, hazard, medium_fit
from mediaeco.forming.parameter import FormationParameters
from mediaeco.forming.rate import rate_table
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.segment import spans

__all__ = ["COLUMNS", "AtRisk", "at_risk", "log_likelihood"]

COLUMNS = ("case", "element", "channel", "n", "joint", "content", "medium", "agreed")
"""Columns of the cells at risk."""


@frozen(kw_only=True, eq=False)
class AtRisk:
    """Every contact at which an element could still have been agreed.

    Parameters
    ----------
    cases, elements, channels
        Number of cases, and ids of elements and channels.
    case, element, channel
        Codes of each; shape (cells,), as all that follow.
    n
        Contact index.
    joint
        J, appropriation of the channel just before, by whom the settings say.
    content, medium
        k and m: relevance of the contact's purposes, and fit of its channel.
    agreed
        True where the element was agreed just then; the last cell of its element and case.
    """

    cases: int
    elements: tuple[str, ...]
    channels: tuple[str, ...]
    case: Ints
    element: Ints
    channel: Ints
    n: Ints
    joint: Floats
    content: Floats
    medium: Floats
    agreed: Bools

    def __len__(self) -> int:
        return len(self.n)

    def of_cases(self, kept: Bools) -> AtRisk:
        """Keep these cases; ``kept`` has shape (cases,)."""
        mask = kept[self.case]
        return attrs.evolve(self, **{name: getattr(self, name)[mask] for name in COLUMNS})

    def joined(self, other: AtRisk) -> AtRisk:
        """The cells of other cases, over the same elements and channels, after these."""
        columns: dict[str, Any] = {
            name: np.concatenate((getattr(self, name), getattr(other, name))) for name in COLUMNS
        }
        columns["case"] = np.concatenate((self.case, other.case + self.cases))
        return attrs.evolve(self, cases=self.cases + other.cases, **columns)


def at_risk(eco: Ecosystem, parameters: FormationParameters) -> AtRisk:
    """List the contacts at which each element could still have been agreed.

    An element is at risk at every contact between the two that came about, up to the one that
    agreed it. One that was agreed elsewhere, in contact with others, is followed up to there.

    Parameters
    ----------
    eco
        One case or a cohort.
    parameters
        Settings of appropriation and by whom, relevance and the fit of media; the others play no
        part here.

    Returns
    -------
    AtRisk
        Cells by case, element and contact; of no length where nothing could be agreed.

    Notes
    -----
    *Laws*: the cells of a cohort are those of its cases, one after the other; at most one cell
    of a case and element is agreed, and it is its last.
    """
    table = eco.table
    appropriated = appropriation(eco, parameters=parameters.appropriation)
    # With content alone the content part of the hazard is k itself.
    whole = attrs.evolve(parameters, content=1.0)
    at = hazard(eco, parameters=whole, appropriated=appropriated)
    life = frame_lifecycle(eco)
    present = element_weights(eco) > 0
    forms = came_about(table)
    medium = medium_fit(eco, parameters)
    end = np.where(life.agreed_row >= 0, life.agreed_row + 1, table.offsets[1:, None])
    case, element = np.nonzero(present)
    begins, lengths = table.offsets[case], end[case, element] - table.offsets[case]
    pair, row = spans(begins, lengths)
    kept = forms[row]
    pair, row = pair[kept], row[kept]
    case, element = case[pair], element[pair]
    return AtRisk(
        cases=len(eco.cases),
        elements=tuple(e.id for e in eco.elements),
        channels=tuple(channel.id for channel in eco.channels),
        case=case,
        element=element,
        channel=table.channel[row],
        n=table.n[row],
        joint=gating(appropriated, parameters.appropriated_by)[row],
        content=at.content[at.combination[row], element],
        medium=medium[table.channel[row], element],
        agreed=life.agreed_row[case, element] == row,
    )


def log_likelihood(
    cells: AtRisk, parameters: FormationParameters, *, by: Sequence[str] = ()
) -> tuple[Floats, Floats]:
    """How likely do these settings make what was agreed, case by case?

    ``log L = sum over agreed cells of log p + sum over the others of log(1 - p)``, with p the
    hazard of `mediaeco.forming.hazard`.

    Parameters
    ----------
    cells
        What could be agreed, and was.
    parameters
        Settings.
    by
        Settings to give the gradient by, of ``FREE``.

    Returns
    -------
    log_likelihood
        Shape (cases,); minus infinity where an element was agreed at a contact that could not
        agree it.
    gradient
        Shape (len(by),), of the sum over cases.

    Notes
    -----
    *Theory*: discrete-time survival; the hazard is the library's proposal.

    *Laws*: the sum over cases is that of the cohort; equals the product of the probabilities
    written out; the gradient is that of differences.
    """
    own = np.array([name not in parameters.rates for name in cells.elements], dtype=bool)
    rates = rate_table(parameters, cells.channels, cells.elements)
    rate = rates[0, cells.element] if len(rates) == 1 else rates[cells.channel, cells.element]
    with np.errstate(over="ignore"):
        fading = np.exp(-cells.n / parameters.primacy_contacts)
    rho, tau = parameters.primacy, parameters.primacy_contacts
    b, gamma = parameters.exposure, parameters.content
    order = (1 + rho * fading) / (1 + rho)
    through = b + (1 - b) * cells.joint
    fits = np.minimum(gamma * cells.content + (1 - gamma) * cells.medium, 1.0)
    p = rate * order * through * fits
    with np.errstate(divide="ignore"):
        terms = np.where(cells.agreed, np.log(p), np.log1p(-p))
    total = np.bincount(cells.case, weights=terms, minlength=cells.cases)
    # d log L / d theta = sum of (d log p / d theta) (agreed - (1 - agreed) p / (1 - p)), and
    # p times the derivative of log p is finite where p is 0.
    weight = np.where(cells.agreed, 1 / np.maximum(p, 1e-300), -1 / (1 - p))
    slopes: dict[str, Callable[[], Floats]] = {
        # With a shift s, d rate[e, c] / d rate is that of the log odds: r (1 - r) / (l (1 - l)).
        "rate": lambda: (
            order * through * fits * own[cells.element] * _steepness(rate, parameters.rate)
        ),
        "primacy": lambda: rate * through * fits * (fading - 1) / (1 + rho) ** 2,
        "primacy_contacts": lambda: (
            rate * through * fits * rho / (1 + rho) * fading * cells.n / tau**2
        ),
        "exposure": lambda: rate * order * fits * (1 - cells.joint),
        "content": lambda: rate * order * through * (cells.content - cells.medium),
    }
    gradient = np.array([float((weight * slopes[name]()).sum()) for name in by])
    return np.asarray(total, dtype=np.float64), gradient


def _steepness(rate: Floats, common: float) -> Floats | float:
    return rate * (1 - rate) / (common * (1 - common)) if common > 0 else 1.0
