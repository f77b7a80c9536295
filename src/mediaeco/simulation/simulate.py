"""Whole cases, drawn from a design and from how people behave."""

from __future__ import annotations

from datetime import timedelta

import attrs
import numpy as np

from mediaeco.analysis.lifecycle import frame_lifecycle
from mediaeco.catalog import CHANNELS, ELEMENTS
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import FaultGroup, InvalidCaseError, UnknownTermError, shown
from mediaeco.forming import hazard
from mediaeco.forming.simulate import agreement_rows, formation_level
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.reach import first_reaching
from mediaeco.kernels.segment import segment_cumsum
from mediaeco.model import Case, Cohort, InteractionTable
from mediaeco.model.clock import offset_of, time_of
from mediaeco.model.interaction import Time
from mediaeco.simulation.agreement import breaches, negotiation, ragged_acts
from mediaeco.simulation.behaviour import BehaviourParameters, DropOutParameters
from mediaeco.simulation.channel import talk
from mediaeco.simulation.design import CaseDesign
from mediaeco.simulation.exchange import exchange
from mediaeco.simulation.plan import is_whole
from mediaeco.simulation.rating import ratings
from mediaeco.simulation.record import columns
from mediaeco.simulation.stream import Streams
from mediaeco.simulation.variation import drawn_variation, varied_hazard

__all__ = ["simulate_case", "simulate_cohort"]


def simulate_case(
    *,
    design: CaseDesign | None = None,
    parameters: BehaviourParameters | None = None,
    seed: int = 0,
) -> Case:
    """One case as it might have been recorded.

    Parameters
    ----------
    design, parameters, seed
        As in `simulate_cohort`.

    Returns
    -------
    Case
        The first case of any cohort of the same design, parameters and seed. It may be empty.

    Raises
    ------
    InvalidCaseError, FaultGroup
        As `simulate_cohort` does.

    Examples
    --------
    >>> case = simulate_case(seed=1)
    >>> str(case.origin), case == simulate_cohort(3, seed=1)[0]
    ('simulated', True)
    """
    return simulate_cohort(1, design=design, parameters=parameters, seed=seed)[0]


def simulate_cohort(
    n: int,
    *,
    design: CaseDesign | None = None,
    parameters: BehaviourParameters | None = None,
    seed: int = 0,
) -> Cohort:
    """Many cases as they might have been recorded.

    Therapist and patient make contact as a Hawkes process with the rhythm of day and week, beside
    sessions that are arranged. Each contact has a purpose, by the phase of the therapy or as the
    contact it answers, and a channel by a conditional logit. From the contacts alone follow
    appropriation and the hazard of formation, by which each element is agreed or not: at the
    contact drawn, one side accepts what the other proposed. What is agreed may be breached and
    mended, the patient may leave, and ratings follow the frame that was agreed. Cases differ by
    chance, and beyond it as far as ``parameters.variation`` says.

    Parameters
    ----------
    n
        Number of cases, at least 0.
    design
        What is given; None: the defaults of `CaseDesign`.
    parameters
        How people behave; None: the defaults of `BehaviourParameters`.
    seed
        Of all draws, a whole number of at least 0.

    Returns
    -------
    Cohort
        Ordinary cases, marked as simulated.

    Raises
    ------
    InvalidCaseError
        Where ``n`` or ``seed`` is no whole number of at least 0.
    FaultGroup
        Where parameters speak of channels or elements that neither the design nor the catalogue
        has.

    Notes
    -----
    *Theory*: hawkes1971, halpin2013 (exchange; the rhythm is added), mcfadden1974 (the
    logit by which channels are chosen), valenciarey (the hazard); putting them together is the
    library's proposal. It is a model to try methods on, not a finding about
    therapies. Elements are agreed when the hazard has it so: sessions may be held weekly before
    their time is agreed in so many words, and where a message is drawn to agree something before
    the other side has said anything, that one contact tells of both acts.

    *Laws*: the same seed gives the same bytes; the first cases of a larger cohort are the cases
    of a smaller one; agreement follows the law of `mediaeco.forming.simulate_formation`; no act is
    illegal; nothing that comes later changes what came before.

    Examples
    --------
    >>> cohort = simulate_cohort(20, seed=4)
    >>> cohort[:3] == tuple(simulate_cohort(3, seed=4))
    True
    """
    if not is_whole(n, 0):
        raise InvalidCaseError("simulate_cohort.n", "a whole number of at least 0", shown(n))
    design = design or CaseDesign()
    parameters = parameters or BehaviourParameters()
    streams = Streams(seed)
    _check(design, parameters)
    own = drawn_variation(int(n), len(design.channels), parameters.variation, streams)
    made = exchange(own.initiative, design, parameters.exchange, streams)
    told = talk(made, design, parameters, own.preference, streams)
    table = columns(made, told, design)
    blank = design.head("blank", clock=design.clock)
    contacts = Ecosystem(Cohort.from_columns([blank] * int(n), table))
    common = hazard(contacts, parameters=parameters.formation).p
    p = varied_hazard(common, contacts, parameters.formation, own.rate)
    level = formation_level(p, table.offsets)
    agreed = agreement_rows(level, table.offsets, streams["agreement"])[0]
    acts = negotiation(agreed, made, told, parameters.negotiation, streams)
    acts += breaches(agreed, made, told, design.days, parameters.breach, streams)
    table = attrs.evolve(table, acts=ragged_acts(acts, len(table)))

    life = frame_lifecycle(Ecosystem(Cohort.from_columns([blank] * int(n), table)))
    total = sum(element.weight for element in design.elements)
    coverage, breached = life.agreed_weight / total, life.breached_weight / total
    stays, left = _leaving(coverage, breached, table.offsets, parameters.drop_out, streams)
    rated = ratings(
        coverage[stays],
        breached[stays],
        made.day[stays],
        np.concatenate(([0], np.cumsum(stays)))[table.offsets],
        left,
        design,
        parameters.rating,
        streams,
    )
    heads = [
        attrs.evolve(blank, id=f"S{i + 1:05d}", measures=rated[i], observed_until=until)
        for i, until in enumerate(_ends(design, made.cut & ~left, table))
    ]
    return Cohort.from_columns(heads, table.select(stays))


def _check(design: CaseDesign, parameters: BehaviourParameters) -> None:
    """Refuse settings of a channel or element that neither the design nor the catalogue has."""
    channels = dict.fromkeys([*(item.id for item in design.channels), *CHANNELS])
    elements = dict.fromkeys([*(item.id for item in design.elements), *ELEMENTS])
    formation = parameters.formation
    faults = [
        UnknownTermError(name, known, place)
        for place, asked, known in (
            ("ChoiceParameters.preference", parameters.choice.preference, channels),
            ("FormationParameters.rates", formation.rates, elements),
            ("FormationParameters.channel_effects", formation.channel_effects, channels),
        )
        for name in asked
        if name not in known
    ]
    if faults:
        raise FaultGroup("These parameters do not fit the design", faults)


def _leaving(
    coverage: Floats,
    breached: Floats,
    offsets: Ints,
    parameters: DropOutParameters,
    streams: Streams,
) -> tuple[Bools, Bools]:
    """Contacts that take place before the patient leaves, and the cases in which they do."""
    rate = parameters.rate * np.exp(parameters.breached * breached - parameters.coverage * coverage)
    level = segment_cumsum(rate[:, None], offsets)
    wanted = streams["leaving"].exponential(size=(len(offsets) - 1, 1))
    row = first_reaching(level, offsets, wanted)[:, 0]
    last = np.where(row < 0, offsets[1:] - 1, row)
    stays = np.arange(len(coverage)) <= np.repeat(last, np.diff(offsets))
    return stays, row >= 0


def _ends(design: CaseDesign, cut: Bools, table: InteractionTable) -> list[Time]:
    """End of observation of each case: of the design, or of the record where it was cut off."""
    ends: list[Time] = [design.start + timedelta(days=design.days)] * len(cut)
    for i in np.flatnonzero(cut).tolist():
        last = int(table.offsets[i + 1]) - 1
        offset = offset_of(design.start)
        some = last >= table.offsets[i]
        ends[i] = time_of(int(table.time[last]), offset, design.clock) if some else design.start
    return ends
