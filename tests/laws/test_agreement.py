"""What two modules say of one thing must agree."""

import io
from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given

from mediaeco.analysis import (
    appropriation,
    appropriation_curves,
    contexts,
    element_weights,
    findings,
    first_contact,
    frame_coverage,
    frame_lifecycle,
    frame_strength,
    media_share,
    ruptures,
    stages,
)
from mediaeco.ecosystem import Ecosystem, exchange, exchange_table, species
from mediaeco.forming import attribution, channel_removal, channel_shapley, formation, hazard
from mediaeco.io import EXAMPLES, from_json, read_example, to_json
from mediaeco.model import ActKind, Case, Cohort, FindingKind
from mediaeco.testing import cases, cohorts, ecosystems

REPAIR, BREACH = (tuple(ActKind).index(kind) for kind in (ActKind.REPAIR, ActKind.BREACH))


def same(first: Any, other: Any) -> None:
    """Tell whether two results say the same, array by array."""
    for item in attrs.fields(type(first)):
        one, two = getattr(first, item.name), getattr(other, item.name)
        if isinstance(one, np.ndarray):
            np.testing.assert_array_equal(one, two, err_msg=item.name)
        elif not attrs.has(type(one)):
            assert one == two or (one != one and two != two), item.name


QUESTIONS: tuple[Callable[[Ecosystem], Any], ...] = (
    appropriation,
    contexts,
    first_contact,
    frame_lifecycle,
    frame_strength,
    ruptures,
    stages,
    formation,
    attribution,
    channel_removal,
)


@given(cases(max_contacts=8))
def test_what_went_through_a_file_is_measured_alike(case: Case) -> None:
    again = from_json(to_json(case))
    assert again == case
    for question in QUESTIONS:
        same(question(Ecosystem(again)), question(Ecosystem(case)))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_bundled_example_that_went_through_a_file_is_measured_alike(name: str) -> None:
    case = read_example(name)
    again = from_json(io.StringIO(to_json(case)).read())
    for question in (*QUESTIONS, channel_shapley):
        same(question(Ecosystem(again)), question(Ecosystem(case)))


@given(cases() | cohorts())
def test_observed_coverage_is_from_0_to_1(record: Case | Cohort) -> None:
    eco = Ecosystem(record)
    coverage = frame_coverage(eco)
    bare = element_weights(eco).sum(axis=1)[eco.table.case] == 0
    assert np.isnan(coverage).tolist() == bare.tolist()
    assert ((coverage[~bare] >= 0) & (coverage[~bare] <= 1)).all()
    np.testing.assert_array_equal(formation(eco).observed, coverage)


@given(cases() | cohorts())
def test_the_relationship_begins_with_the_first_contact(record: Case | Cohort) -> None:
    """Before the two have met, the stage is the one before contact; from then on it is not."""
    eco = Ecosystem(record)
    met, trajectory = first_contact(eco), stages(eco)
    for i, n in enumerate(met.n.tolist()):
        rows = eco.table.case == i
        before = rows & (eco.table.n < n if n >= 0 else rows)
        assert (trajectory.stage[before] == 0).all()
        assert (trajectory.stage[rows & ~before] > 0).all()
        if not rows.any():
            assert trajectory.now[i] == 0


@given(cases())
def test_access_use_and_appropriation_nest(case: Case) -> None:
    own = appropriation(Ecosystem(case))
    assert (own.use[own.value > 0] > 0).all()
    assert own.access[own.use > 0].all()


@given(cases())
def test_the_hazard_uses_the_appropriation_that_the_curves_draw(case: Case) -> None:
    """Co-appropriation just before a contact is the curve's value after the contact before."""
    eco = Ecosystem(case)
    curves, own = appropriation_curves(eco), appropriation(eco)
    for row in range(1, len(eco.table)):
        drawn = curves.joint[row - 1, eco.table.channel[row]]
        # Without a half-life nothing fades between two contacts.
        assert own.joint_before[row] == pytest.approx(drawn, rel=1e-9, abs=1e-12)
    gate = hazard(eco).gate
    assert ((gate >= 0) & (gate <= 1)).all()


@given(cases() | cohorts())
def test_contacts_are_counted_alike_everywhere(record: Case | Cohort) -> None:
    eco = Ecosystem(record)
    by_channel = np.bincount(eco.table.channel, minlength=len(eco.channels)).tolist()
    assert attribution(eco, counterfactual=False).contacts.tolist() == by_channel
    assert channel_removal(eco).contacts.tolist() == by_channel
    assert contexts(eco).contacts.sum() == len(eco.table)
    assert contexts(eco).by_channel.sum(axis=0).tolist() == by_channel
    counted = dict.fromkeys((f"channel:{channel.id}" for channel in eco.channels), 0)
    counted |= dict(species(eco).nodes(data="contacts"))
    assert list(counted.values()) == by_channel
    received = exchange_table(eco)["contacts"].sum()
    assert received == eco.table.receivers.counts.sum()
    assert sum(n for *_, n in exchange(eco).edges(data="contacts")) == received


@given(cases() | cohorts())
def test_acts_are_counted_alike_everywhere(record: Case | Cohort) -> None:
    eco = Ecosystem(record)
    life = frame_lifecycle(eco)
    assert len(life.row) == len(eco.table.acts.values) == media_share(eco).acts.sum()
    for i, case in enumerate([record] if isinstance(record, Case) else record):
        illegal = [f for f in findings(Ecosystem(case)) if f.kind is FindingKind.ILLEGAL_ACT]
        assert len(illegal) == (~life.legal & (life.case == i)).sum()
        own = life.legal & (life.case == i)
        assert (own & (life.kind == REPAIR)).sum() <= (own & (life.kind == BREACH)).sum()


@given(ecosystems(min_contacts=1))
def test_strength_is_never_above_coverage(eco: Ecosystem) -> None:
    strong = frame_strength(eco)
    known = ~np.isnan(strong.strength)
    assert (strong.strength[known] <= frame_coverage(eco)[known] + 1e-12).all()
    np.testing.assert_array_equal(strong.coverage, frame_coverage(eco))


@given(cohorts(min_cases=2))
def test_the_order_of_cases_in_a_cohort_is_nothing(cohort: Cohort) -> None:
    told = formation(Ecosystem(cohort))
    turned = formation(Ecosystem(Cohort(reversed(tuple(cohort)))))
    assert turned.cases == told.cases[::-1]
    np.testing.assert_allclose(turned.final[::-1], told.final, rtol=1e-12, equal_nan=True)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_chain_runs_through_every_bundled_example(name: str) -> None:
    eco = Ecosystem(read_example(name))
    own = appropriation(eco)
    formed = formation(eco, appropriated=own)
    parts = attribution(eco, formed=formed)
    assert 0 < formed.final[0] < 1
    assert parts.total_share.sum() == pytest.approx(1)
    assert channel_shapley(eco).value.sum() == pytest.approx(formed.final[0], rel=1e-9)
    assert stages(eco).stands() in stages(eco).stages
