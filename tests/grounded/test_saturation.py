from __future__ import annotations

from itertools import permutations

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.errors import InvalidCaseError
from mediaeco.grounded import SaturationUnit, code_cooccurrence, code_frequencies, saturation
from mediaeco.model import Code, Coding, Segment, SourceDocument
from mediaeco.testing import codings

UNITS = st.sampled_from(SaturationUnit)


def slow_units(coding: Coding, by: SaturationUnit) -> list[set[str]]:
    """Codes of each unit, in order."""
    units: dict[object, set[str]] = {}
    if by is SaturationUnit.SOURCE:
        units = {source.id: set() for source in coding.sources}
    for segment in coding.segments:
        ends = segment.source, segment.begin, segment.end
        key = segment.source if by is SaturationUnit.SOURCE else ends
        units.setdefault(key, set()).update(segment.codes)
    return list(units.values())


def slow_curve(units: list[set[str]]) -> list[int]:
    return [len(set().union(*units[: k + 1])) for k in range(len(units))]


@given(codings(), UNITS, st.integers(1, 4))
def test_unit_by_unit_gives_the_same(coding: Coding, by: SaturationUnit, last: int) -> None:
    found = saturation(coding, by=by, last=last, orders=20)
    units = slow_units(coding, by)
    assert found.seen.tolist() == slow_curve(units)
    assert set(found.codes) == set().union(*units)
    early = set().union(*units[:-last])
    if len(units) >= last and found.codes:
        assert found.share == pytest.approx(len(set(found.codes) - early) / len(found.codes))
    else:
        assert np.isnan(found.share)
    assert (found.low <= found.high).all()
    assert (found.seen[-1:] == found.high[-1:]).all()


@given(codings(max_segments=5), UNITS)
def test_the_expectation_is_the_mean_over_all_orders(coding: Coding, by: SaturationUnit) -> None:
    units = slow_units(coding, by)
    orders = [slow_curve(list(order)) for order in permutations(units)]
    np.testing.assert_allclose(
        saturation(coding, by=by, orders=0).expected, np.mean(orders, axis=0), atol=1e-12
    )


@given(codings(min_segments=1))
def test_the_curve_never_falls_and_what_is_expected_to_be_new_never_grows(coding: Coding) -> None:
    found = saturation(coding, orders=0)
    new = np.diff(found.expected, prepend=0)
    assert (np.diff(found.seen) >= 0).all()
    assert (new >= -1e-12).all()
    assert (np.diff(new) <= 1e-12).all()


@given(codings(), UNITS, st.data())
def test_other_names_for_the_codes_change_nothing(
    coding: Coding, by: SaturationUnit, draws: st.DataObject
) -> None:
    names = [code.id for code in coding.codes]
    to = {
        "": "",
        **{
            name: f"new {other}"
            for name, other in zip(names, draws.draw(st.permutations(names)), strict=True)
        },
    }
    renamed = Coding(
        codes=[attrs.evolve(c, id=to[c.id], parent=to[c.parent]) for c in coding.codes],
        sources=coding.sources,
        coders=coding.coders,
        segments=[attrs.evolve(s, codes=[to[code] for code in s.codes]) for s in coding.segments],
        headings=[to[name] for name in coding.headings],
    )
    own, other = (saturation(each, by=by, last=2, orders=9) for each in (coding, renamed))
    assert other.codes == tuple(to[code] for code in own.codes)
    for name in ("first", "seen", "expected", "low", "high"):
        np.testing.assert_array_equal(getattr(other, name), getattr(own, name))
    np.testing.assert_array_equal(
        [other.share, other.expected_share], [own.share, own.expected_share]
    )


@given(codings(min_segments=1), st.integers(1, 4))
def test_units_without_codes_never_add(coding: Coding, count: int) -> None:
    """Each stands in a source of its own, and after all others."""
    more = [f"blank {i}" for i in range(count)]
    longer = attrs.evolve(
        coding,
        sources=[*coding.sources, *(SourceDocument(id=name, length=9) for name in more)],
        segments=[
            *coding.segments,
            *(Segment(id=f"in {name}", source=name, begin=0, end=9) for name in more),
        ],
    )
    own, other = saturation(coding, orders=0), saturation(longer, orders=0)
    assert other.codes == own.codes
    np.testing.assert_array_equal(other.seen[: own.units], own.seen)
    assert (other.seen[own.units :] == own.seen[-1]).all()
    assert (other.expected[: own.units] <= own.expected + 1e-12).all()


@given(codings())
def test_the_order_of_units_leaves_the_expectation_as_it_is(coding: Coding) -> None:
    turned = attrs.evolve(coding, segments=coding.segments[::-1])
    one, other = saturation(coding, orders=0), saturation(turned, orders=0)
    np.testing.assert_allclose(one.expected, other.expected)
    assert one.expected_share == pytest.approx(other.expected_share, nan_ok=True)


def test_a_study_that_went_on_after_nothing_new_came() -> None:
    """Four codes in the first five passages, and fifteen passages of the same."""
    codes = [Code(id=c) for c in "abcd"]
    given_ = [*"abacd", *"abcd" * 3, *"abc"]
    segments = [
        Segment(id=f"s{i}", source="log", begin=i, end=i + 1, codes=[code])
        for i, code in enumerate(given_)
    ]
    coding = Coding(codes=codes, sources=[SourceDocument(id="log", length=20)], segments=segments)
    found = saturation(coding, last=10)
    assert found.share == 0.0
    assert 0 < found.expected_share < 0.1
    assert found.first.tolist() == [0, 1, 3, 4]
    assert found.units == 20
    assert found.to_frame()["new"].sum() == 4
    assert (found.low[0], found.high[-1]) == (1, 4)
    assert np.isnan(saturation(coding, last=21).share)
    assert saturation(coding, last=20).share == 1.0


def test_nothing_coded_is_not_defined() -> None:
    found = saturation(Coding())
    assert np.isnan(found.share)
    assert found.to_frame().rows == 0
    silent = Coding(
        sources=[SourceDocument(id="log", length=9)],
        segments=[Segment(id="s", source="log", begin=0, end=9)],
    )
    assert np.isnan(saturation(silent, last=1).share)


@pytest.mark.parametrize("wrong", [{"last": 0}, {"orders": -1}, {"confidence": 0}], ids=str)
def test_numbers_out_of_range_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(InvalidCaseError):
        saturation(Coding(), **wrong)  # type: ignore[arg-type]  # what is refused


# Counts ----------------------------------------------------------------------------------------


@given(codings())
def test_frequencies_are_counts(coding: Coding) -> None:
    found = code_frequencies(coding)
    for k, code in enumerate(found.codes):
        having = [segment for segment in coding.segments if code in segment.codes]
        assert found.segments[k] == len(having)
        assert found.passages[k] == len({(s.source, s.begin, s.end) for s in having})
        assert found.sources[k] == len({s.source for s in having})
        assert found.coders[k] == len({s.coder for s in having} - {""})
    assert found.segments.sum() == sum(len(segment.codes) for segment in coding.segments)
    assert found.to_frame()["segments"].tolist() == found.segments.tolist()
    assert (found.sources <= found.passages).all()
    assert (found.passages <= found.segments).all()


def slow_together(coding: Coding, one: str, other: str) -> int:
    places: dict[tuple[str, int, int], set[str]] = {}
    for s in coding.segments:
        places.setdefault((s.source, s.begin, s.end), set()).update(s.codes)
    if one == other:
        return sum(one in codes for codes in places.values())
    return sum(
        one in codes
        and other in more
        and (
            here == there
            or (here[0] == there[0] and max(here[1], there[1]) < min(here[2], there[2]))
        )
        for here, codes in places.items()
        for there, more in places.items()
    )


@given(codings())
def test_cooccurrence_is_a_count_of_pairs(coding: Coding) -> None:
    found = code_cooccurrence(coding)
    expected = [[slow_together(coding, a, b) for b in found.codes] for a in found.codes]
    np.testing.assert_array_equal(
        found.counts, np.array(expected, dtype=int).reshape(found.counts.shape)
    )
    np.testing.assert_array_equal(found.counts, found.counts.T)
    frame = found.to_frame()
    assert (frame["count"] > 0).all()
    turned = code_cooccurrence(attrs.evolve(coding, segments=coding.segments[::-1]))
    np.testing.assert_array_equal(turned.counts, found.counts)


@given(codings(min_segments=1), st.data())
def test_a_passage_moved_off_all_others_keeps_the_pairs_within_it(
    coding: Coding, draws: st.DataObject
) -> None:
    here = draws.draw(st.sampled_from(coding.segments))
    place = (here.source, here.begin, here.end)
    mine = [s for s in coding.segments if (s.source, s.begin, s.end) == place]
    rest = [s for s in coding.segments if s not in mine]
    apart = attrs.evolve(
        coding,
        sources=[*coding.sources, SourceDocument(id="elsewhere", length=here.end)],
        segments=[*rest, *(attrs.evolve(s, source="elsewhere", contact=None) for s in mine)],
        memos=(),
        links=(),
    )
    alone = attrs.evolve(coding, segments=mine, memos=(), links=())
    others = attrs.evolve(coding, segments=rest, memos=(), links=())
    np.testing.assert_array_equal(
        code_cooccurrence(apart).counts,
        code_cooccurrence(alone).counts + code_cooccurrence(others).counts,
    )
    within = set().union(*(s.codes for s in mine))
    names = [code.id for code in coding.codes]
    counts = code_cooccurrence(alone).counts
    for i, j in zip(*np.nonzero(counts), strict=True):
        assert counts[i, j] == 1
        assert {names[i], names[j]} <= within
