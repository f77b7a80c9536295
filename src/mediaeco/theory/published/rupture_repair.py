"""Rupture and repair: what breaks between two people, and what mending it does for them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np

from mediaeco.analysis import ruptures
from mediaeco.dynamics import repair_latency
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Floats
from mediaeco.model import Case, Cohort, Interaction, Measure, RuptureKind, Standing
from mediaeco.theory.case_test import CaseTest, difference_test, rank_test
from mediaeco.theory.example import contact, rating, several, told
from mediaeco.theory.judgement import Judgement, by_test, compared, undecided
from mediaeco.theory.proposition import Basis, Direction, Proposition, Scope
from mediaeco.theory.reading import alliance_change, alliance_ratings, final_alliance
from mediaeco.theory.theory import Theory

__all__ = ["RESTORED", "RUPTURE_REPAIR", "TAU_HOURS"]

RESTORED = 0.05
"""Share of the scale by which the alliance may lie below what it was and count as restored (library
default)."""

TAU_HOURS = 24.0
"""Hours within which another channel has to mend a broken line (library default)."""

_WITHDRAWAL, _CONFRONTATION = str(RuptureKind.WITHDRAWAL), str(RuptureKind.CONFRONTATION)
_TECHNOLOGICAL = str(RuptureKind.TECHNOLOGICAL)
_OF_ALLIANCE = (_WITHDRAWAL, _CONFRONTATION)

_BOUNDARY = (
    "Ruptures are what people coded as such: a record in which nobody looked for them has none. "
    "Who ends how is an association over cases, and no effect of repairing."
)


@attrs.frozen(kw_only=True)
class _Endings:
    """Final alliance of cases whose ruptures were all repaired, that had none, and of others."""

    repaired: Floats
    none: Floats
    unresolved: Floats
    coded: bool


def _endings(eco: Ecosystem) -> _Endings:
    found = ruptures(eco)
    kept = np.isin(found.kind, _OF_ALLIANCE)
    case, mended = found.case[kept], found.repair_row[kept]
    cases = len(eco.cases)
    had = np.bincount(case, minlength=cases)
    open_ = np.bincount(case[mended < 0], minlength=cases)
    # What was rated before the last of them, or before its repair, is no ending.
    last = np.full(cases, -1, dtype=np.int64)
    np.maximum.at(last, case, np.maximum(found.row[kept], mended))
    final = final_alliance(eco, after=last)
    return _Endings(
        repaired=final[(had > 0) & (open_ == 0)],
        none=final[had == 0],
        unresolved=final[open_ > 0],
        coded=bool(had.any()),
    )


def _by_ending(ends: _Endings, test: CaseTest) -> Judgement:
    if not ends.coded:
        return undecided("no withdrawal or confrontation was coded in any case")
    return by_test(test)


def _repaired_above_unresolved(eco: Ecosystem) -> Judgement:
    ends = _endings(eco)
    return _by_ending(ends, difference_test(ends.repaired, ends.unresolved))


def _repaired_above_none(eco: Ecosystem) -> Judgement:
    ends = _endings(eco)
    return _by_ending(ends, difference_test(ends.repaired, ends.none))


def none_above_repaired(eco: Ecosystem) -> Judgement:
    """Judge whether cases without ruptures end with the higher alliance than repaired ones."""
    ends = _endings(eco)
    return _by_ending(ends, difference_test(ends.none, ends.repaired))


def _none_above_unresolved(eco: Ecosystem) -> Judgement:
    ends = _endings(eco)
    return _by_ending(ends, difference_test(ends.none, ends.unresolved))


def _confrontation_costs_more(eco: Ecosystem) -> Judgement:
    found = ruptures(eco)
    fall = -alliance_change(eco, found.row, found.row)
    # Ruptures of both kinds between the same two ratings cannot be told apart by them.
    stretch = np.searchsorted(np.sort(alliance_ratings(eco).row), found.row)
    known = ~np.isnan(fall)
    confronted, withdrew = (known & (found.kind == kind) for kind in (_CONFRONTATION, _WITHDRAWAL))
    mixed = np.intersect1d(stretch[confronted], stretch[withdrew])
    apart = ~np.isin(stretch, mixed)
    falls = [fall[kind & apart] for kind in (confronted, withdrew)]
    if not all(map(len, falls)):
        return undecided(
            "a withdrawal and a confrontation are needed, each between ratings of its own"
        )
    return compared(float(falls[0].mean()), ">", float(falls[1].mean()))


def _withdrawal_more_frequent(eco: Ecosystem) -> Judgement:
    kind = ruptures(eco).kind
    withdrew, confronted = (int((kind == one).sum()) for one in (_WITHDRAWAL, _CONFRONTATION))
    if withdrew + confronted == 0:
        return undecided("no withdrawal or confrontation was coded")
    return compared(withdrew / (withdrew + confronted), ">", 0.5)


def _switch_restores(eco: Ecosystem) -> Judgement:
    mended = repair_latency(eco, tau_hours=TAU_HOURS)
    if not mended.multimedia.any():
        return undecided("no broken line was mended over another channel in time")
    found = mended.ruptures
    change = alliance_change(eco, found.row[mended.multimedia], found.repair_row[mended.multimedia])
    change = change[~np.isnan(change)]
    return compared(
        float(change.mean()) if len(change) else math.nan,
        ">=",
        -RESTORED,
        reason="" if len(change) else "nobody rated the alliance before the break and after repair",
    )


def _channels_mend_sooner(eco: Ecosystem) -> Judgement:
    mended = repair_latency(eco, tau_hours=TAU_HOURS)
    found = mended.ruptures
    kept = found.kind == _TECHNOLOGICAL
    if not kept.any():
        return undecided("no technological rupture was coded")
    cases = len(eco.cases)
    # What was never mended took longer than whatever was.
    hours = np.where(found.repair_row[kept] < 0, math.inf, found.latency[kept])
    with np.errstate(invalid="ignore"):
        count = np.bincount(found.case[kept], minlength=cases)
        known = np.bincount(found.case[kept], mended.repertoire[kept], cases) / count
        took = np.bincount(found.case[kept], hours, cases) / count
    return by_test(rank_test(known, -took))


# How two contacts a week go on: each is one of these, after which the alliance is rated.
_Week = tuple[str, float]


def _weeks(name: str, *weeks: _Week) -> Case:
    """Sessions by video, with what ruptured or was repaired in each, and a rating after each."""
    parts: list[Interaction | Measure] = []
    for k, (event, share) in enumerate(weeks):
        more: dict[str, Any] = {}
        if event:
            word, kind = event.split()
            more = {word: kind}
        parts.append(contact(7 * k, "therapist", "video_call", duration=3000, **more))
        parts.append(rating(7 * k + 1, "patient", share))
    return told(name, *parts)


def _mended(name: str, share: float) -> Case:
    return _weeks(
        name, ("", 0.6), ("rupture withdrawal", 0.4), ("repair withdrawal", 0.6), ("", share)
    )


def _left_open(name: str, share: float) -> Case:
    return _weeks(name, ("", 0.6), ("rupture confrontation", 0.4), ("", share))


def _smooth(name: str, share: float) -> Case:
    return _weeks(name, ("", 0.6), ("", 0.6), ("", share))


def _ends(repaired: float, none: float, unresolved: float) -> Cohort:
    """Four therapies of each kind, that end about so high."""
    kinds = ((_mended, repaired), (_smooth, none), (_left_open, unresolved))
    return several(
        *(
            tell(f"{tell.__name__.strip('_')}_{k}", share + 0.01 * k)
            for tell, share in kinds
            for k in range(4)
        )
    )


def stronger_where_mended() -> Cohort:
    """Those who mended what broke end closest; those who left it, farthest."""
    return _ends(0.85, 0.65, 0.35)


def scarred_where_mended() -> Cohort:
    """Whatever broke leaves its mark, mended or not, and most where it was talked over."""
    return _ends(0.35, 0.65, 0.85)


def _smooth_and_distant() -> Cohort:
    """Where nothing ever broke, not much was ever at stake."""
    return _ends(0.65, 0.35, 0.85)


def _said_aloud() -> Case:
    """A silence costs little; what is said aloud next costs much."""
    return _weeks(
        "said_aloud",
        ("", 0.7),
        ("rupture withdrawal", 0.65),
        ("repair withdrawal", 0.7),
        ("rupture withdrawal", 0.65),
        ("rupture confrontation", 0.3),
    )


def _left_unsaid() -> Case:
    """They quarrel twice and think no worse of one another; a silence drives them apart."""
    return _weeks(
        "left_unsaid",
        ("", 0.7),
        ("rupture confrontation", 0.7),
        ("rupture confrontation", 0.65),
        ("rupture withdrawal", 0.3),
    )


def _line_breaks(name: str, channel: str, hours: float, share: float) -> Case:
    """The picture freezes; after so many hours they go on over the channel given."""
    return told(
        name,
        contact(0, "therapist", "video_call", duration=3000),
        rating(1, "patient", 0.7),
        contact(7, "therapist", "video_call", rupture="technological"),
        contact(7 + hours / 24, "therapist", channel, duration=2000),
        rating(8 + hours / 24, "patient", share),
    )


def _on_by_phone() -> Case:
    return _line_breaks("on_by_phone", "phone", 0.2, 0.75)


def _on_by_phone_but_lost() -> Case:
    """They go on by phone within minutes, but what they had is gone."""
    return _line_breaks("on_by_phone_but_lost", "phone", 0.2, 0.4)


_SPARE = ("email", "phone", "sms", "instant_messaging", "voice_note", "website")


def _breaks(hours: Sequence[float]) -> Cohort:
    """Lines that break between people who know one channel, two, three, ..., and so long."""
    cases = []
    for k, gap in enumerate(hours):
        parts = [contact(0.1 * j, "patient", name) for j, name in enumerate(_SPARE[:k])]
        parts.append(contact(7, "therapist", "video_call", rupture="technological"))
        parts.append(contact(7 + gap / 24, "therapist", "video_call"))
        cases.append(told(f"line_{k}", *parts))
    return several(*cases)


def _more_ways_to_reach() -> Cohort:
    return _breaks((72, 48, 24, 5, 2, 0.5))


def _more_ways_to_miss() -> Cohort:
    """With so many channels each waits for the other on another one."""
    return _breaks((0.5, 2, 5, 24, 48, 72))


_SESSIONS = ("eubanks2018",)

_PROPOSITIONS = (
    Proposition(
        id="repaired_above_unresolved",
        statement="Where ruptures were repaired the alliance ends higher than where they were not.",
        sources=_SESSIONS,
        judge=_repaired_above_unresolved,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        standing=Standing.ADAPTED,
        direction=Direction.MORE,
        requires="a cohort with coded ruptures and repairs, and ratings of the alliance after them",
        boundary=f"{_BOUNDARY} The source compares the outcome of treatment, not the alliance.",
        refuted_by="a final alliance that is lower after repair than where ruptures stood open",
        confirming=stronger_where_mended,
        refuting=scarred_where_mended,
    ),
    Proposition(
        id="repaired_above_none",
        question="do repaired ruptures harm",
        statement="Where ruptures were repaired the alliance ends higher than where none occurred.",
        sources=_SESSIONS,
        judge=_repaired_above_none,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        standing=Standing.ADAPTED,
        direction=Direction.MORE,
        requires="a cohort with coded ruptures and repairs, and ratings of the alliance after them",
        boundary=f"{_BOUNDARY} The source compares the outcome of treatment, not the alliance.",
        refuted_by="a final alliance that is lower after repair than where nothing ruptured",
        confirming=stronger_where_mended,
        refuting=scarred_where_mended,
    ),
    Proposition(
        id="none_above_unresolved",
        statement="Where nothing ruptured the alliance ends higher than where ruptures stood open.",
        sources=_SESSIONS,
        judge=_none_above_unresolved,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        direction=Direction.MORE,
        requires="a cohort with coded ruptures and repairs, and ratings of the alliance after them",
        boundary=f"{_BOUNDARY} The source does not compare these two.",
        refuted_by="a final alliance that is higher with ruptures left open than without any",
        confirming=stronger_where_mended,
        refuting=_smooth_and_distant,
    ),
    Proposition(
        id="confrontation_costs_more",
        statement="The alliance falls by more after a confrontation than after a withdrawal.",
        sources=("schenk2019",),
        judge=_confrontation_costs_more,
        scope=Scope.AVERAGE,
        basis=Basis.RATINGS,
        standing=Standing.ADAPTED,
        direction=Direction.MORE,
        requires="ruptures of both kinds, with ratings of the alliance before and after each",
        boundary="Seen in ten adolescents with borderline personality pathology, by observers.",
        refuted_by="falls that are no deeper after confrontations, on average",
        confirming=_said_aloud,
        refuting=_left_unsaid,
    ),
    Proposition(
        id="withdrawal_more_frequent",
        statement="More ruptures are withdrawals than confrontations.",
        sources=("schenk2019",),
        judge=_withdrawal_more_frequent,
        scope=Scope.AVERAGE,
        standing=Standing.PUBLISHED,
        direction=Direction.MORE,
        requires="withdrawals or confrontations, coded as such",
        boundary="Seen in ten adolescents with borderline personality pathology, by observers.",
        refuted_by="as many confrontations as withdrawals, or more, on average",
        confirming=_said_aloud,
        refuting=_left_unsaid,
    ),
    Proposition(
        id="another_channel_restores",
        statement=(
            f"A broken line that another channel mends within {TAU_HOURS:g} hours leaves the "
            "alliance where it was."
        ),
        sources=("cipolletta2017",),
        judge=_switch_restores,
        scope=Scope.AVERAGE,
        basis=Basis.RATINGS,
        direction=Direction.NONE,
        requires="a technological rupture, mended so, between two ratings by one person",
        boundary=(
            "Therapy by video. The source saw people mend sessions so, and rated no alliance."
        ),
        refuted_by=f"an alliance more than {RESTORED:g} of the scale lower afterwards, on average",
        confirming=_on_by_phone,
        refuting=_on_by_phone_but_lost,
    ),
    Proposition(
        id="channels_mend_sooner",
        statement="The more channels the two have used, the sooner a broken line is mended.",
        sources=("cipolletta2017",),
        judge=_channels_mend_sooner,
        scope=Scope.COHORT,
        direction=Direction.LESS,
        requires="a cohort with technological ruptures",
        boundary=(
            "Channels in use add up with time, as whatever else grows with a relationship. A break "
            "that was not mended by the end counts as longer than any other."
        ),
        refuted_by="hours to repair that rise, over cases, with the channels in use",
        confirming=_more_ways_to_reach,
        refuting=_more_ways_to_miss,
    ),
)

RUPTURE_REPAIR = Theory(
    id="rupture_repair",
    title="Rupture and repair of the alliance",
    sources=("eubanks2018", "schenk2019", "cipolletta2017"),
    propositions=_PROPOSITIONS,
    boundary=_BOUNDARY,
    rivals=("mere_exposure",),
    constructs={
        "rupture": "mediaeco.ruptures",
        "repair": "mediaeco.ruptures",
        "multimedia repair": "mediaeco.repair_latency",
        "final alliance": "last rating after the last rupture and repair, raters counting once",
    },
    beside=(
        "That training therapists to resolve ruptures helps their patients: a record of a therapy "
        "tells nothing of the therapist's training.",
        "That ruptures rise and fall again over a treatment: ten adolescents showed it, and of a "
        "therapy that goes on there is no last third (mediaeco.dynamics.rupture_profile counts).",
    ),
)
"""Ruptures, coded by people, and what became of the alliance after they were mended or not."""
