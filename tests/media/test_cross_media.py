from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given

from mediaeco.analysis.thread import BOUT_GAP_HOURS, thread_roots
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.media import cross_media
from mediaeco.model import Case, Cohort
from mediaeco.testing import cases, cohorts, permute_channels, swap_roles


@given(cohorts(max_contacts=12))
def test_thread_by_thread_gives_the_same(cohort: Cohort) -> None:
    found = cross_media(Ecosystem(cohort))
    for i, case in enumerate(cohort):
        rows = list(case.interactions)
        threads: dict[int, list[str]] = {}
        roots = thread_roots(case.table, BOUT_GAP_HOURS).tolist()
        for root, row in zip(roots, rows, strict=True):
            threads.setdefault(root, []).append(row.channel)
        spanning = sum(len(set(over)) > 1 for over in threads.values())
        longer = sum(len(over) > 1 for over in threads.values())
        assert found.threads[i] == len(threads)
        assert found.spanning[i] == spanning
        share = spanning / len(threads) if threads else math.nan
        assert found.share[i] == pytest.approx(share, nan_ok=True)
        share = spanning / longer if longer else math.nan
        assert found.share_of_longer[i] == pytest.approx(share, nan_ok=True)
        for k, kind in enumerate(found.contents):
            over = {row.channel for row in rows if row.content == kind}
            assert found.content_channels[i, k] == len(over)
        for k, purpose in enumerate(found.purposes):
            over = {row.channel for row in rows if purpose in row.purposes}
            assert found.purpose_channels[i, k] == len(over)


@given(cases(max_contacts=12))
def test_roles_and_the_order_of_channels_change_nothing(case: Case) -> None:
    own = cross_media(Ecosystem(case)).to_frame()
    order = list(reversed(range(len(case.channels))))
    for other in (swap_roles(case), permute_channels(case, order)):
        frame = cross_media(Ecosystem(other)).to_frame()
        for name in own:
            np.testing.assert_array_equal(own[name], frame[name])


@given(cases(max_contacts=12))
def test_with_one_channel_nothing_crosses(case: Case) -> None:
    eco = Ecosystem(case)
    for channel in case.channels[1:]:
        eco = eco.without(channel=channel.id)
    found = cross_media(eco)
    assert not found.spanning.any()
    assert not (found.content_channels > 1).any()


@pytest.mark.parametrize("gap", [0, -1, math.nan])
def test_a_gap_that_is_none_is_refused(gap: float) -> None:
    with pytest.raises(InvalidCaseError, match="above 0"):
        cross_media(Ecosystem(Cohort([])), gap_hours=gap)
