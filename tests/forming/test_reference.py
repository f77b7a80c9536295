"""The kernels of formation beside a slow and obvious walk through the contacts."""

from collections.abc import Callable
from math import exp, log, sqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mediaeco.analysis import appropriation, contexts, stages
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import AppropriatedBy, By, FormationParameters, attribution, formation, hazard
from mediaeco.media import fit, synchronicity
from mediaeco.model import (
    ActKind,
    Actor,
    CapabilityProfile,
    Case,
    Channel,
    ContentKind,
    FrameAct,
    FrameElement,
    Interaction,
)
from mediaeco.testing import cases
from mediaeco.testing.parameter import formation_parameters


def broken_by(case: Case) -> list[set[str]]:
    """Elements that each contact breaches, by the rules of the lifecycle, act by act."""
    agreed: dict[str, bool] = {}
    waiting: dict[str, str] = {}
    told = []
    for row in case.interactions:
        broken = set()
        for act in row.acts:
            name, actor = act.element, act.actor or row.sender
            if act.kind is ActKind.PROPOSE or (act.kind is ActKind.RENEGOTIATE and name in agreed):
                waiting[name] = actor
            elif act.kind is ActKind.ACCEPT and waiting.get(name, actor) != actor:
                del waiting[name]
                agreed[name] = True
            elif act.kind is ActKind.REJECT:
                waiting.pop(name, None)
            elif act.kind is ActKind.BREACH and agreed.get(name):
                agreed[name] = False
                broken.add(name)
            elif act.kind is ActKind.REPAIR and agreed.get(name) is False:
                agreed[name] = True
        told.append(broken)
    return told


GATES: dict[AppropriatedBy, Callable[[float, float], float]] = {
    AppropriatedBy.BOTH: lambda therapist, patient: sqrt(therapist * patient),
    AppropriatedBy.EITHER: max,
    AppropriatedBy.THERAPIST: lambda therapist, _: therapist,
    AppropriatedBy.PATIENT: lambda _, patient: patient,
}


def probability(
    row: Interaction, n: int, joint: float, e: FrameElement, case: Case, use: FormationParameters
) -> tuple[float, float, float]:
    """p, and its parts of content and medium."""
    named = use.relevance.rows
    k = max(
        (named.get(purpose, {}).get(e.id, use.relevance.otherwise) for purpose in row.purposes),
        default=use.relevance.unstated,
    )
    channel = next(c for c in case.channels if c.id == row.channel)
    s = synchronicity(channel.capability, weights=use.synchronicity)
    content, medium = use.content * k, (1 - use.content) * float(fit(s, e.need))
    g = (1 + use.primacy * exp(-n / use.primacy_contacts)) / (1 + use.primacy)
    gate = g * (use.exposure + (1 - use.exposure) * joint)
    sides = {case.therapist.id, case.patient.id}
    if (
        row.content is ContentKind.ATTEMPT
        or not sides <= {row.sender, *row.receivers}
        or row.sender not in sides
    ):
        gate = 0.0
    rate = use.rates.get(e.id, use.rate)
    shift = use.channel_effects.get(row.channel, 0)
    if shift and rate > 0:
        rate = 1 / (1 + exp(-(log(rate / (1 - rate)) + shift)))
    p = rate * gate * (content + medium)
    return p, content, medium


def walked(
    case: Case, use: FormationParameters
) -> tuple[list[list[float]], list[list[float]], list[list[float]]]:
    """p, phi and the change of H of each contact and element, one after another."""
    own = appropriation(Ecosystem(case), parameters=use.appropriation).before.T.tolist()
    joint = [GATES[use.appropriated_by](*sides) for sides in own]
    broken = broken_by(case)
    unformed = dict.fromkeys((e.id for e in case.elements), 1.0)  # 1 - phi
    ps: list[list[float]] = []
    phis: list[list[float]] = []
    gains: list[list[float]] = []
    for n, row in enumerate(case.interactions):
        ps.append([probability(row, n, joint[n], e, case, use)[0] for e in case.elements])
        gains.append([])
        for e, p in zip(case.elements, ps[-1], strict=True):
            before = unformed[e.id]
            if e.id in broken[n]:
                after = use.breach + (1 - use.breach) * before
            else:
                after = (1 - p) * before
            unformed[e.id] = after
            gains[-1].append(log(before) - log(after))
        phis.append([1 - unformed[e.id] for e in case.elements])
    return ps, phis, gains


CASES = cases(legal=True, max_contacts=14)


def quarrel() -> Case:
    """An hour agreed, broken, mended and broken anew, beside a fee that holds."""
    acts = [
        (("hour", "propose"), ("fee", "propose")),
        (("hour", "accept"), ("fee", "accept")),
        (("hour", "breach"),),
        (("hour", "repair"), ("hour", "breach"), ("hour", "repair")),
        (),
        (("hour", "breach"), ("fee", "breach")),
        (("hour", "repair"),),
    ]
    return Case(
        id="quarrel",
        actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
        channels=[
            Channel(
                id="letter",
                capability=CapabilityProfile(
                    velocity=0, parallelism=1, symbols=0.5, rehearsability=1, reprocessability=1
                ),
            )
        ],
        elements=[FrameElement(id="hour", weight=2), FrameElement(id="fee", need=0)],
        interactions=[
            Interaction(
                time=day * 86_400.0,
                sender="PT"[day % 2],
                receivers=["TP"[day % 2]],
                channel="letter",
                acts=[FrameAct(*act) for act in todays],
            )
            for day, todays in enumerate(acts)
        ],
    )


@given(CASES, formation_parameters())
@example(quarrel(), FormationParameters())
@example(quarrel(), FormationParameters(breach=1))
@example(quarrel(), FormationParameters(breach=0, exposure=1))
@example(quarrel(), FormationParameters(breach=0.1, exposure=1, primacy=0, rate=0.99))
def test_hazard_and_curve(case: Case, parameters: FormationParameters) -> None:
    eco = Ecosystem(case)
    ps, phis, gains = walked(case, parameters)
    shape = (len(case.table), len(case.elements))
    formed = formation(eco, parameters=parameters)
    np.testing.assert_allclose(
        hazard(eco, parameters=parameters).p, np.reshape(ps, shape), rtol=1e-12, atol=1e-16
    )
    np.testing.assert_allclose(formed.phi, np.reshape(phis, shape), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(formed.gain, np.reshape(gains, shape), rtol=1e-8, atol=1e-9)


@given(CASES, formation_parameters(), st.sampled_from(By))
@example(quarrel(), FormationParameters(), By.CHANNEL)
@example(quarrel(), FormationParameters(breach=1), By.ACTOR)
@example(quarrel(), FormationParameters(), By.SOURCE)
def test_attribution(case: Case, parameters: FormationParameters, by: By) -> None:
    """Every contact's change of H is credited to its group, contact by contact."""
    eco = Ecosystem(case)
    _, _, gains = walked(case, parameters)
    parts = attribution(eco, by=by, parameters=parameters, counterfactual=False)
    formed: dict[tuple[str, str], float] = {}
    lost: dict[tuple[str, str], float] = {}
    contacts = dict.fromkeys(parts.groups, 0)
    for n, row in enumerate(case.interactions):
        for group in _groups(eco, row, n, by):
            contacts[group] += 1
        for e, gain in zip(case.elements, gains[n], strict=True):
            for group, share in _parted(eco, row, n, by, e, parameters):
                into = formed if gain > 0 else lost
                into[group, e.id] = into.get((group, e.id), 0.0) + share * gain
    assert parts.contacts.tolist() == [contacts[group] for group in parts.groups]
    for g, group in enumerate(parts.groups):
        for k, element in enumerate(parts.elements):
            near: dict[str, Any] = {"rel": 1e-7, "abs": 1e-8}
            assert parts.formed[g, k] == pytest.approx(formed.get((group, element), 0), **near)
            assert parts.lost[g, k] == pytest.approx(lost.get((group, element), 0), **near)


def _groups(eco: Ecosystem, row: Interaction, n: int, by: By) -> list[str]:
    if by is By.CHANNEL:
        return [row.channel]
    if by is By.PURPOSE:
        return list(row.purposes) or ["(not recorded)"]
    if by is By.CONTENT:
        return [str(row.content)]
    if by is By.ACTOR:
        role = next(actor.role for actor in eco.case.actors if actor.id == row.sender)
        return [str(role)]
    if by is By.STAGE:
        trajectory = stages(eco)
        return [trajectory.stages[trajectory.stage[n]]]
    if by is By.CONTEXT:
        return [str(contexts(eco).of[n])]
    return ["content", "medium"]


def _parted(
    eco: Ecosystem, row: Interaction, n: int, by: By, e: FrameElement, use: FormationParameters
) -> list[tuple[str, float]]:
    groups = _groups(eco, row, n, by)
    if by is By.SOURCE:
        _, content, medium = probability(row, n, 0.0, e, eco.case, use)
        whole = content + medium
        share = content / whole if whole > 0 else use.content
        return [("content", share), ("medium", 1 - share)]
    if by is By.PURPOSE and row.purposes:
        named = use.relevance.rows
        k = [named.get(p, {}).get(e.id, use.relevance.otherwise) for p in row.purposes]
        return [
            (p, x / sum(k) if sum(k) > 0 else 1 / len(k))
            for p, x in zip(row.purposes, k, strict=True)
        ]
    return [(group, 1.0) for group in groups]


def test_the_walk_knows_every_kind_of_content() -> None:
    parts = attribution(Ecosystem(quarrel()), by="content")
    assert parts.groups == tuple(str(kind) for kind in ContentKind)


def test_the_quarrel_tells_breaches_from_repairs() -> None:
    """The reference has something to find: three contacts break the hour, one the fee."""
    assert broken_by(quarrel()) == [
        set(), set(), {"hour"}, {"hour"}, set(), {"hour", "fee"}, set(),
    ]  # fmt: skip
    gains = formation(Ecosystem(quarrel())).gain
    assert (gains[:, 0] < 0).tolist() == [False, False, True, True, False, True, False]
