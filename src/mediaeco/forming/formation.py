"""How the frame was formed, contact by contact."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis import Appropriation, element_weights, frame_coverage, frame_lifecycle
from mediaeco.analysis.lifecycle import FrameLifecycle
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming.hazard import Hazard, hazard
from mediaeco.forming.parameter import FormationParameters
from mediaeco.kernels.array import Array, Floats, Ints
from mediaeco.kernels.segment import geometric_recurrence, group_order, segment_cumsum
from mediaeco.model import ActKind, Result, TidyTable

__all__ = ["Formation", "formation", "increments"]

_BREACH = tuple(ActKind).index(ActKind.BREACH)
# Formation comes as near to 1 as a float can, and never reaches it.
_BELOW_ONE = np.nextafter(1.0, 0.0)


@frozen(kw_only=True, eq=False, repr=False)
class Formation(Result):
    """The expected formation of the frame, beside what was observed.

    Parameters
    ----------
    cases, elements
        Ids, in the order of the axes.
    case, n, t
        Case, contact index and days since first contact of each row.
    phi
        Expected formation of each element just after each contact, from 0 to below 1; shape
        (rows, elements).
    gain
        What each contact added to ``H = -log(1 - phi)`` of each element; negative at a breach;
        shape (rows, elements).
    expected
        Expected coverage: weighted mean of phi over the elements of the case; NaN where it has
        none; shape (rows,).
    observed
        Observed coverage, which steps where recorded acts agree an element; shape (rows,).
    final
        Expected coverage at the end, by case; 0 without contacts, NaN without elements; shape
        (cases,).
    hazard
        What the curves were made from.
    parameters
        The settings used.
    """

    cases: tuple[str, ...]
    elements: tuple[str, ...]
    case: Ints
    n: Ints
    t: Floats
    phi: Floats
    gain: Floats
    expected: Floats
    observed: Floats
    final: Floats
    hazard: Hazard
    parameters: FormationParameters

    def to_frame(self) -> TidyTable:
        """One row a contact, one column an element."""
        columns: dict[str, Array] = {
            "case": np.array(self.cases, dtype=np.str_)[self.case],
            "n": self.n,
            "days": self.t,
            "expected_coverage": self.expected,
            "observed_coverage": self.observed,
        }
        for e, name in enumerate(self.elements):
            columns[name] = self.phi[:, e]
        return TidyTable(columns)


def formation(
    eco: Ecosystem,
    *,
    parameters: FormationParameters | None = None,
    appropriated: Appropriation | None = None,
) -> Formation:
    """How was the frame formed, contact by contact?

    The mean field of the hazard p: at each contact phi rises by ``p (1 - phi)``, at a contact that
    breaches an agreed element it falls by ``delta phi`` instead; expected coverage is the
    weighted mean of phi. It is what the parameters imply, not what was agreed: that is the
    *observed* coverage, which stands beside it.

    Parameters
    ----------
    eco
        One case or a cohort.
    parameters
        Settings; None: the defaults.
    appropriated
        The appropriation of this record, where it has been worked out already.

    Returns
    -------
    Formation
        Curves by contact.

    Raises
    ------
    InvalidCaseError
        Where ``appropriated`` was worked out of another record or with other settings.

    Notes
    -----
    *Theory*: valenciarey, claims A1 to A5; the form is the library's proposal.

    *Laws*: 0 <= phi < 1; a contact changes phi by at most max(lambda, delta); never falls without a
    breach; b = 0 and no co-appropriation form nothing; with rho = 0, b = 1 and no breach the end
    is the same in every order of contacts.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> formed = formation(Ecosystem(read_example("first-contact")))
    >>> bool(0 < formed.final[0] < 1)
    True
    """
    parameters = parameters or FormationParameters()
    table = eco.table
    at = hazard(eco, parameters=parameters, appropriated=appropriated)
    gain, level = increments(eco, at, parameters)
    phi = _phi(level)
    weights = element_weights(eco)
    total = weights.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = weights / total[:, None]
    if not total.all():
        expected = np.einsum("ne,ne->n", phi, shares[table.case])
        expected[total[table.case] == 0] = np.nan
    elif (shares == shares[:1]).all():
        expected = phi @ shares[0] if len(shares) else np.zeros(0)
    else:
        expected = np.einsum("ne,ne->n", phi, shares[table.case])
    np.minimum(expected, _BELOW_ONE, out=expected)
    final = np.where(total > 0, 0.0, np.nan)
    filled = np.diff(table.offsets) > 0
    final[filled] = expected[table.offsets[1:][filled] - 1]
    return Formation(
        cases=eco.ids,
        elements=tuple(element.id for element in eco.elements),
        case=table.case,
        n=table.n,
        t=table.t,
        phi=phi,
        gain=gain,
        expected=expected,
        observed=frame_coverage(eco),
        final=final,
        hazard=at,
        parameters=parameters,
    )


def increments(
    eco: Ecosystem, at: Hazard, parameters: FormationParameters
) -> tuple[Floats, Floats]:
    """What each contact adds to H, and H after it.

    Parameters
    ----------
    eco
        One case or a cohort.
    at
        Its hazard.
    parameters
        Settings.

    Returns
    -------
    gain, level
        ``gain = -log(1 - p)``, at a breach the (negative) change of H that takes phi to
        ``(1 - delta) phi``; and its running sum within each case; shape (rows, elements).
    """
    table = eco.table
    # Plain log and exp run vectorised where log1p and expm1 do not; what they round off is
    # below 1e-16 of a probability. In place, because a fresh column costs as much as its numbers.
    gain = 1 - at.p
    np.log(gain, out=gain)
    np.subtract(0.0, gain, out=gain)
    life = frame_lifecycle(eco)
    breach = (life.kind == _BREACH) & life.legal
    if not breach.any():
        return gain, segment_cumsum(gain, table.offsets)
    _breach(gain, table.offsets, life, np.flatnonzero(breach), parameters.breach)
    # A breach takes back no more than there was; what is below zero is rounding.
    return gain, np.maximum(segment_cumsum(gain, table.offsets), 0.0)


def _phi(level: Floats) -> Floats:
    """``1 - exp(-H)``, below 1."""
    phi = np.subtract(0.0, level)
    np.exp(phi, out=phi)
    np.subtract(1.0, phi, out=phi)
    return np.minimum(phi, _BELOW_ONE, out=phi)


def _breach(gain: Floats, offsets: Ints, life: FrameLifecycle, acts: Ints, share: float) -> None:
    """Write the change of H at each breach into ``gain``.

    With r what H rose since the breach before, phi just after a breach is
    ``(1 - delta) (1 - exp(-r) (1 - phi'))`` of the phi' just after the one before: a sum that
    fades, and so is ``1 - phi``. Of the two, the smaller one has the digits.
    """
    row, element = life.row[acts], life.element[acts]
    # Two breaches of one element in one contact are one breach of it.
    _, once = np.unique(row * gain.shape[1] + element, return_index=True)
    order, groups = group_order(life.case[acts[once]] * gain.shape[1] + element[once])
    row, element = row[once][order], element[once][order]
    gain[row, element] = 0.0
    if share == 0:
        return
    first = np.zeros(len(row), dtype=bool)
    first[groups[:-1]] = True
    base = segment_cumsum(gain, offsets)[row, element]
    rise = np.where(first, base, np.diff(base, prepend=0.0))
    kept = (1 - share) * np.exp(-rise)
    formed = geometric_recurrence(kept, (1 - share) * -np.expm1(-rise), first)
    unformed = geometric_recurrence(kept, share + np.where(first, kept, 0.0), first)
    after = np.where(formed < 0.5, -np.log1p(-np.minimum(formed, 0.5)), -np.log(unformed))
    before = rise + np.where(first, 0.0, np.concatenate(([0.0], after[:-1])))
    gain[row, element] = np.minimum(after - before, 0.0)
