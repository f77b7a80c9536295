"""Which measures depend on how the exchange is parted."""

from __future__ import annotations

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Ints
from mediaeco.model import Actor, Case, Cohort, Interaction
from mediaeco.relation import Segmentation, punctuation
from mediaeco.testing import cases, ecosystems

GAPS = st.lists(
    st.floats(0.01, 500).map(lambda gap: Segmentation(f"{gap} h", gap, marks=False)),
    min_size=2,
    max_size=4,
)
STILL = ("contact_balance", "silent_share", "alternation", "meta_communication")


@given(ecosystems(max_contacts=12))
def test_a_measure_that_uses_no_segmentation_never_changes(eco: Ecosystem) -> None:
    report = punctuation(eco)
    for name in STILL:
        assert not report.changes[report.measures.index(name)].any(), name


@given(ecosystems(max_contacts=12), st.floats(0.01, 500), st.booleans())
def test_one_way_to_part_it_told_twice_changes_nothing(
    eco: Ecosystem, gap: float, marks: bool
) -> None:
    report = punctuation(eco, segmentations=[Segmentation(name, gap, marks=marks) for name in "ab"])
    assert not report.changes.any()


@given(ecosystems(max_contacts=12), GAPS)
def test_a_longer_gap_never_makes_more_contexts(
    eco: Ecosystem, segmentations: list[Segmentation]
) -> None:
    ordered = sorted(segmentations, key=lambda each: each.gap_hours)
    report = punctuation(eco, segmentations=ordered)
    assert (np.diff(report.values[report.measures.index("contexts")], axis=0) <= 0).all()


@given(ecosystems(max_contacts=12), GAPS)
def test_the_spread_is_the_largest_difference(
    eco: Ecosystem, segmentations: list[Segmentation]
) -> None:
    report = punctuation(eco, segmentations=segmentations)
    for m in range(len(report.measures)):
        told = report.values[m, :, 0].tolist()
        defined = [value for value in told if not np.isnan(value)]
        wanted = max(defined) - min(defined) if defined else np.nan
        np.testing.assert_array_equal(report.spread[m, 0], wanted)
        some = 0 < len(defined) < len(told)
        assert report.changes[m, 0] == (some or len(set(defined)) > 1)


@given(cases(max_contacts=8), cases(max_contacts=8))
def test_a_cohort_is_its_cases_one_after_another(first: Case, second: Case) -> None:
    pair = [
        attrs.evolve(c, id=name, interactions=c.table, clock=c.clock)
        for c, name in ((first, "one"), (second, "two"))
    ]
    gaps = [Segmentation("short", 1), Segmentation("long", 100)]
    both = punctuation(Ecosystem(Cohort(pair)), segmentations=gaps)
    for i, case in enumerate(pair):
        own = punctuation(Ecosystem(case), segmentations=gaps)
        np.testing.assert_allclose(own.values[:, :, 0], both.values[:, :, i])


# Stories ---------------------------------------------------------------------------------------


def nagging(marks: bool = False) -> Ecosystem:
    """He withdraws because she nags; she nags because he withdraws."""
    return Ecosystem(
        Case(
            id="who-began",
            actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
            channels=CHANNELS.pick("instant_messaging"),
            interactions=[
                Interaction(
                    time=hour * 3600.0,
                    sender=who,
                    receivers=["P" if who == "T" else "T"],
                    channel="instant_messaging",
                    context=("first" if hour < 50 else "second") if marks else None,
                )
                for who, hour in (("T", 0), ("P", 20), ("T", 40), ("P", 60), ("T", 80))
            ],
        )
    )


def test_who_began_depends_on_who_tells_it() -> None:
    gaps = [Segmentation("by day", 12), Segmentation("as one quarrel", 24)]
    report = punctuation(nagging(), segmentations=gaps)
    initiative = report.values[report.measures.index("initiative"), :, 0]
    assert initiative.tolist() == [3 / 5, 1.0]
    told = dict(zip(report.measures, report.changes[:, 0].tolist(), strict=True))
    assert told["initiative"]
    assert told["uptake"]  # not defined in contexts of one contact each
    assert not told["alternation"]
    summary = report.summary()
    assert summary["spread"][report.measures.index("contexts")] == 4
    assert report.to_frame().rows == 2 * len(report.measures)


def test_marks_given_by_hand_are_one_more_way() -> None:
    report = punctuation(nagging(marks=True))
    assert [each.name for each in report.segmentations][-1] == "12 h and marks"
    assert report.values[0, :, 0].tolist() == [5, 5, 1, 1, 2]
    assert len(punctuation(nagging()).segmentations) == 4


def test_a_measure_of_ones_own() -> None:
    def first_sender(eco: Ecosystem, _: float) -> Ints:
        return np.bincount(eco.table.case[eco.table.sender == 0], minlength=1)

    report = punctuation(nagging(), measures={"sent": first_sender})
    assert report.measures == ("sent",)
    assert report.values[0, 0, 0] == 3
    assert not report.changes.any()


def test_what_does_not_fit_is_told() -> None:
    with pytest.raises(InvalidCaseError, match="two at least"):
        punctuation(nagging(), segmentations=[Segmentation("alone", 12)])
    with pytest.raises(InvalidCaseError, match="one number a case"):
        punctuation(nagging(), measures={"many": lambda _, __: [1, 2]})
    with pytest.raises(InvalidCaseError, match="above 0"):
        Segmentation("none", 0)
    assert punctuation(nagging(), measures={}).to_frame().rows == 0
