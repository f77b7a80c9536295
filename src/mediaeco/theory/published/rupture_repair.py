"""Rupture and repair: what breaks between two people, and what mending it does for them."""

from __future__ import annotations

from mediaeco.model import Standing
from mediaeco.theory.proposition import Basis, Direction, Proposition, Scope
from mediaeco.theory.published.rupture_repair_judge import (
    RESTORED,
    TAU_HOURS,
    channels_mend_sooner,
    confrontation_costs_more,
    none_above_unresolved,
    repaired_above_none,
    repaired_above_unresolved,
    switch_restores,
    withdrawal_more_frequent,
)
from mediaeco.theory.published.rupture_repair_story import (
    left_unsaid,
    more_ways_to_miss,
    more_ways_to_reach,
    on_by_phone,
    on_by_phone_but_lost,
    said_aloud,
    scarred_where_mended,
    smooth_and_distant,
    stronger_where_mended,
)
from mediaeco.theory.theory import Theory

__all__ = ["RUPTURE_REPAIR"]

_BOUNDARY = (
    "Ruptures are what people coded as such: a record in which nobody looked for them has none. "
    "Who ends how is an association over cases, and no effect of repairing."
)

_SESSIONS = ("eubanks2018",)

_PROPOSITIONS = (
    Proposition(
        id="repaired_above_unresolved",
        statement="Where ruptures were repaired the alliance ends higher than where they were not.",
        sources=_SESSIONS,
        judge=repaired_above_unresolved,
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
        judge=repaired_above_none,
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
        judge=none_above_unresolved,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        direction=Direction.MORE,
        requires="a cohort with coded ruptures and repairs, and ratings of the alliance after them",
        boundary=f"{_BOUNDARY} The source does not compare these two.",
        refuted_by="a final alliance that is higher with ruptures left open than without any",
        confirming=stronger_where_mended,
        refuting=smooth_and_distant,
    ),
    Proposition(
        id="confrontation_costs_more",
        statement="The alliance falls by more after a confrontation than after a withdrawal.",
        sources=("schenk2019",),
        judge=confrontation_costs_more,
        scope=Scope.AVERAGE,
        basis=Basis.RATINGS,
        standing=Standing.ADAPTED,
        direction=Direction.MORE,
        requires="ruptures of both kinds, with ratings of the alliance before and after each",
        boundary="Seen in ten adolescents with borderline personality pathology, by observers.",
        refuted_by="falls that are no deeper after confrontations, on average",
        confirming=said_aloud,
        refuting=left_unsaid,
    ),
    Proposition(
        id="withdrawal_more_frequent",
        statement="More ruptures are withdrawals than confrontations.",
        sources=("schenk2019",),
        judge=withdrawal_more_frequent,
        scope=Scope.AVERAGE,
        standing=Standing.PUBLISHED,
        direction=Direction.MORE,
        requires="withdrawals or confrontations, coded as such",
        boundary="Seen in ten adolescents with borderline personality pathology, by observers.",
        refuted_by="as many confrontations as withdrawals, or more, on average",
        confirming=said_aloud,
        refuting=left_unsaid,
    ),
    Proposition(
        id="another_channel_restores",
        statement=(
            f"A broken line that another channel mends within {TAU_HOURS:g} hours leaves the "
            "alliance where it was."
        ),
        sources=("cipolletta2017",),
        judge=switch_restores,
        scope=Scope.AVERAGE,
        basis=Basis.RATINGS,
        direction=Direction.NONE,
        requires="a technological rupture, mended so, between two ratings by one person",
        boundary=(
            "Therapy by video. The source saw people mend sessions so, and rated no alliance."
        ),
        refuted_by=f"an alliance more than {RESTORED:g} of the scale lower afterwards, on average",
        confirming=on_by_phone,
        refuting=on_by_phone_but_lost,
    ),
    Proposition(
        id="channels_mend_sooner",
        statement="The more channels the two have used, the sooner a broken line is mended.",
        sources=("cipolletta2017",),
        judge=channels_mend_sooner,
        scope=Scope.COHORT,
        direction=Direction.LESS,
        requires="a cohort with technological ruptures",
        boundary=(
            "Channels in use add up with time, as whatever else grows with a relationship. A break "
            "that was not mended by the end counts as longer than any other."
        ),
        refuted_by="hours to repair that rise, over cases, with the channels in use",
        confirming=more_ways_to_reach,
        refuting=more_ways_to_miss,
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
