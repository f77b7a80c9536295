"""Media multiplexity: the stronger the tie, the more media, each built upon those before."""

from __future__ import annotations

from mediaeco.model import Standing
from mediaeco.theory.proposition import Basis, Direction, Proposition, Scope
from mediaeco.theory.published.multiplexity_judge import (
    REPRODUCED,
    channels_beyond_contacts,
    channels_strengthen,
    escalates,
    nested,
)
from mediaeco.theory.published.multiplexity_story import (
    channels_count_and_contacts_wear,
    closer_over_fewer_channels,
    closer_over_more_channels,
    each_adds_to_the_last,
    each_to_their_own,
    page_then_mail_then_talk,
    talk_then_mail_then_page,
)
from mediaeco.theory.theory import Theory

__all__ = ["MEDIA_MULTIPLEXITY"]

_BOUNDARY = (
    "Ties within groups that have the media in common; found among co-workers, students and "
    "friends, not in therapies, where a frame and not taste alone decides over channels."
)
_SOURCE = ("haythornthwaite2005",)

_PROPOSITIONS = (
    Proposition(
        id="channels_strengthen",
        question="what do more channels do to the tie",
        statement="The stronger the tie, the more channels the two use.",
        sources=_SOURCE,
        judge=channels_strengthen,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        standing=Standing.ADAPTED,
        direction=Direction.MORE,
        requires="a cohort with ratings of the alliance, which stand for the strength of the tie",
        boundary=_BOUNDARY,
        refuted_by="an alliance that falls, over cases, with the channels that both use",
        confirming=closer_over_more_channels,
        refuting=closer_over_fewer_channels,
    ),
    Proposition(
        id="channels_beyond_contacts",
        question="what goes with a strong tie",
        statement="Of ties with as many contacts, those over more channels are the stronger ones.",
        sources=_SOURCE,
        judge=channels_beyond_contacts,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        direction=Direction.MORE,
        requires="a cohort with ratings of the alliance, in which channels and contacts part ways",
        boundary=_BOUNDARY,
        refuted_by="an alliance that falls with channels over cases of as many contacts",
        confirming=channels_count_and_contacts_wear,
        refuting=closer_over_fewer_channels,
    ),
    Proposition(
        id="repertoires_nested",
        statement=(
            "Who uses a rare channel uses the common ones too: repertoires are nested, at a "
            f"reproducibility of {REPRODUCED:g} or more, above that of channels alone and chance."
        ),
        sources=("haythornthwaite2005", "guttman1944", "goodenough1944"),
        judge=nested,
        scope=Scope.COHORT,
        standing=Standing.ADAPTED,
        direction=Direction.BOUND,
        requires="three cases at least, over two channels at least, that differ in channels",
        boundary=_BOUNDARY,
        refuted_by="repertoires that have channels of their own, so that no order fits all",
        confirming=each_adds_to_the_last,
        refuting=each_to_their_own,
    ),
    Proposition(
        id="channels_escalate",
        statement=(
            "As the relationship goes on, private channels are added to public ones, and live ones "
            "to those."
        ),
        sources=("yang2014",),
        judge=escalates,
        scope=Scope.AVERAGE,
        standing=Standing.ADAPTED,
        direction=Direction.ORDER,
        requires="contacts over channels of two layers: public, private, live",
        boundary=(
            "Told by students in focus groups of their friendships: from Facebook to instant "
            "messages to calls. A therapy may be arranged the other way round."
        ),
        refuted_by="live channels taken up before private, or private before public, on average",
        confirming=page_then_mail_then_talk,
        refuting=talk_then_mail_then_page,
    ),
)

MEDIA_MULTIPLEXITY = Theory(
    id="media_multiplexity",
    title="Media multiplexity",
    sources=("haythornthwaite2005", "yang2014"),
    propositions=_PROPOSITIONS,
    boundary=_BOUNDARY,
    rivals=("mere_exposure", "online_setting"),
    constructs={
        "multiplexity": "mediaeco.multiplexity",
        "nested repertoires": "mediaeco.guttman_scale",
        "tie strength": "mean of the ratings of the alliance, from 0 to 1",
        "layer of a channel": "public (visible to others), private, or live, in this order",
    },
    beside=(
        "That a medium laid over a whole group makes latent ties: a record of pairs shows access "
        "without contact, and no medium being laid.",
        "That weak ties break as their base medium is taken away, and strong ones do not: no "
        "record here tells that a medium was taken away.",
    ),
)
"""The number of media goes with the strength of the tie; which comes first, it leaves open."""
