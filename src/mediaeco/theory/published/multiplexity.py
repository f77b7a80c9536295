"""Media multiplexity: the stronger the tie, the more media, each built upon those before."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import permutations, product

import numpy as np

from mediaeco.analysis.thread import came_about
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.media import Multiplexity, guttman_scale, multiplexity
from mediaeco.model import Case, Channel, Cohort, Interaction, Measure, Standing
from mediaeco.theory.case_test import CaseTest, rank_test
from mediaeco.theory.example import contact, rating, several, told
from mediaeco.theory.judgement import Bound, Judgement, Verdict, by_test, compared, undecided
from mediaeco.theory.proposition import Basis, Direction, Proposition, Scope
from mediaeco.theory.reading import partial_rank_test
from mediaeco.theory.theory import Theory

__all__ = ["MEDIA_MULTIPLEXITY", "ORDERS", "PUBLIC", "REPLICATES", "REPRODUCED"]

REPRODUCED = 0.9
"""Reproducibility from which on media use is conventionally called a scale (guttman1944)."""

ORDERS = 120
"""Orders of equally common channels, of which the best counts (library default); with more of them
no order stands out."""

REPLICATES = 1_999
"""Random repertoires that nested ones are held against (library default)."""

PUBLIC = 0.5
"""Visibility above which a channel counts as a public one (library default: the visibility of
channels is nobody's measurement)."""

_BOUNDARY = (
    "Ties within groups that have the media in common; found among co-workers, students and "
    "friends, not in therapies, where a frame and not taste alone decides over channels."
)
_SOURCE = ("haythornthwaite2005",)


def _channels_strengthen(eco: Ecosystem) -> Judgement:
    return more_channels(eco, 1.0)


def more_channels(eco: Ecosystem, sign: float) -> Judgement:
    """Judge whether the alliance rises (``sign`` 1) or falls (-1) with the channels of a tie."""
    found = multiplexity(eco)
    return _of_ties(found, rank_test(_counted(found.multiplexity), sign * found.alliance))


def _channels_beyond_contacts(eco: Ecosystem) -> Judgement:
    found = multiplexity(eco)
    channels, contacts = _counted(found.multiplexity), _counted(found.contacts)
    return _of_ties(found, partial_rank_test(channels, found.alliance, contacts))


def contacts_beyond_channels(eco: Ecosystem) -> Judgement:
    """Judge whether the alliance rises with contacts, over cases of as many channels."""
    found = multiplexity(eco)
    channels, contacts = _counted(found.multiplexity), _counted(found.contacts)
    return _of_ties(found, partial_rank_test(contacts, found.alliance, channels))


def _of_ties(found: Multiplexity, test: CaseTest) -> Judgement:
    if np.isnan(found.alliance).all():
        return undecided("nobody rated the alliance, which is how strong the tie is here")
    return by_test(test)


def _counted(numbers: Ints) -> Floats:
    """Channels or contacts by case; a case without any says nothing of a tie."""
    return np.where(numbers > 0, numbers.astype(np.float64), math.nan)


def _nested(eco: Ecosystem) -> Judgement:
    used = multiplexity(eco).used
    used = used[used.any(axis=1)][:, used.any(axis=0)]
    if len(used) < 3 or used.shape[1] < 2:
        return undecided("three ties over two channels are needed to see whether they are nested")
    if used.all():
        return undecided("all ties use the same channels, so that none could be out of order")
    orders = _orders(used)
    if orders is None:
        return undecided("too many channels are equally common to say which is built upon which")
    scales = [guttman_scale(used[:, order]) for order in orders]
    scale = max(scales, key=lambda one: one.reproducibility)
    required = max(REPRODUCED, scale.marginal)
    bound: Bound = ">" if scale.marginal >= REPRODUCED else ">="
    seen = f"what each channel's use alone reproduces is {scale.marginal:.2f}"
    found = compared(scale.reproducibility, bound, required, reason=seen)
    if found.verdict is Verdict.FAILS:
        return found
    return by_test(_by_chance(used, scale.reproducibility), bound=bound, required=required)


def _by_chance(used: Bools, reproducibility: float) -> CaseTest:
    """Would channels that as many ties use, each whichever, be as nested?

    Both sides are given the benefit of any order of channels equally common, which errs on the side
    of chance.
    """
    ties, width = used.shape
    counts = np.sort(used.sum(axis=0))[::-1]
    columns = np.argsort(-used.sum(axis=0), kind="stable")
    keys = np.random.default_rng(0).random((REPLICATES, ties, width))
    # The first so many in a random order: that many ties, whichever.
    chance = keys.argsort(axis=1).argsort(axis=1) < counts
    wrong = _errors(chance.reshape(-1, width), counts).reshape(REPLICATES, ties).sum(axis=1)
    observed = _errors(used[:, columns], counts).sum()
    p = (1 + int((wrong <= observed).sum())) / (REPLICATES + 1)
    return CaseTest(
        name="permutation of the users of each channel",
        statistic=reproducibility,
        side=1,
        p=min(1.0, 2 * p),
        cases=ties,
        smallest_p=2 / (REPLICATES + 1),
    )


def _errors(used: Bools, counts: Ints) -> Ints:
    """Entries of each tie out of order, whatever the order of channels that are equally common."""
    begins = np.flatnonzero(np.diff(counts, prepend=-1))
    have = np.add.reduceat(used.astype(np.int64), begins, axis=1)
    size = np.diff(np.append(begins, len(counts)))
    total = have.sum(axis=1)
    fit = np.minimum(have, np.clip(total[:, None] - begins, 0, size)).sum(axis=1)
    return np.asarray(2 * (total - fit))


def _orders(used: Bools) -> list[list[int]] | None:
    """Orders of channels that are equally common, which the scale leaves as they are given.

    Channels that the same ties use stand together, so that no order of channels or cases in the
    record decides; None where more than `ORDERS` are left.
    """
    alike: dict[bytes, list[int]] = {}
    for k, column in enumerate(used.T):
        alike.setdefault(column.tobytes(), []).append(k)
    common: dict[int, list[list[int]]] = {}
    for places in alike.values():
        common.setdefault(int(used[:, places[0]].sum()), []).append(places)
    if math.prod(math.factorial(len(blocks)) for blocks in common.values()) > ORDERS:
        return None
    ways = product(*(permutations(blocks) for blocks in common.values()))
    return [[k for blocks in way for places in blocks for k in places] for way in ways]


def _escalates(eco: Ecosystem) -> Judgement:
    table = eco.table
    rows = np.flatnonzero(came_about(table))
    used, first = np.unique(table.channel[rows], return_index=True)
    layer = np.array([_layer(eco.channels[int(code)]) for code in used], dtype=np.float64)
    first, layer = first[~np.isnan(layer)], layer[~np.isnan(layer)]
    lower = layer[:, None] < layer[None, :]
    if not lower.any():
        return undecided("channels of two layers are needed: public, private, live")
    in_order = first[:, None] < first[None, :]
    return compared(float(in_order[lower].mean()), ">", 0.5)


def _layer(channel: Channel) -> float:
    """0 for a public channel, 1 for a private one, 2 for a live one; NaN where nobody tells."""
    if channel.live:
        return 2.0
    if channel.affordances is None:
        return math.nan
    return 0.0 if channel.affordances.visibility > PUBLIC else 1.0


# From the base medium, which everybody uses, to the one that the closest add.
_LADDER = ("email", "instant_messaging", "phone", "video_call", "voice_note", "website")


def _tie(name: str, channels: Sequence[str], contacts: int, share: float | None = None) -> Case:
    """Two who answer one another over each channel, the first of them most of the time."""
    names = [*channels, *[channels[0]] * (contacts // 2 - len(channels))]
    parts: list[Interaction | Measure] = []
    for day, channel in enumerate(names):
        parts.append(contact(day, "patient", channel))
        parts.append(contact(day + 0.1, "therapist", channel))
    if share is not None:
        parts.append(rating(len(names), "patient", share))
    return told(name, *parts)


def _ties(shares: Sequence[float], channels: Sequence[int], contacts: Sequence[int]) -> Cohort:
    rows = zip(shares, channels, contacts, strict=True)
    return several(
        *(
            _tie(f"tie_{k}", _LADDER[:wide], many, share)
            for k, (share, wide, many) in enumerate(rows)
        )
    )


_WIDTHS = (1, 1, 2, 2, 3, 3, 4, 4)
_OFTEN = (10, 20, 12, 22, 14, 18, 8, 16)


def closer_over_more_channels() -> Cohort:
    """Those who have more channels are closer, however often they write."""
    return _ties((0.2, 0.25, 0.4, 0.35, 0.6, 0.65, 0.85, 0.8), _WIDTHS, _OFTEN)


def closer_over_fewer_channels() -> Cohort:
    """Those who keep to one channel are the closest."""
    return _ties((0.8, 0.85, 0.65, 0.6, 0.35, 0.4, 0.2, 0.25), _WIDTHS, _OFTEN)


def closer_the_more_often() -> Cohort:
    """How often they write is what they are close by, over however many channels."""
    return _ties((0.3, 0.8, 0.4, 0.9, 0.5, 0.7, 0.2, 0.6), _WIDTHS, _OFTEN)


def channels_count_and_contacts_wear() -> Cohort:
    """More channels bring the two closer, and more contacts over them wear them out."""
    return _ties((0.35, 0.1, 0.5, 0.2, 0.6, 0.45, 0.9, 0.7), _WIDTHS, _OFTEN)


def contacts_bind_and_channels_part() -> Cohort:
    """More contacts bring the two closer, and more channels for them part them."""
    return _ties((0.65, 0.9, 0.5, 0.8, 0.4, 0.55, 0.1, 0.3), _WIDTHS, _OFTEN)


def _each_adds_to_the_last() -> Cohort:
    return several(
        *(_tie(f"tie_{wide}", _LADDER[:wide], 2 * wide) for wide in range(1, len(_LADDER) + 1))
    )


def _each_to_their_own() -> Cohort:
    """One writes mails, another calls, and what some have the others lack."""
    own = (_LADDER[:1], _LADDER[1:3], _LADDER[2:4], _LADDER[3:], (*_LADDER[:1], *_LADDER[4:]))
    return several(*(_tie(f"tie_{k}", names, 2 * len(names)) for k, names in enumerate(own)))


def _page_then_mail_then_talk() -> Case:
    return told(
        "page_then_mail_then_talk",
        contact(0, "patient", "social_media", purposes=["inquiry"]),
        contact(1, "therapist", "email", purposes=["inquiry"]),
        contact(7, "therapist", "video_call", duration=3000),
        contact(8, "patient", "email"),
    )


def _talk_then_mail_then_page() -> Case:
    """They meet by video, then write, and at last leave comments on a page."""
    return told(
        "talk_then_mail_then_page",
        contact(0, "therapist", "video_call", duration=3000),
        contact(7, "patient", "email"),
        contact(20, "patient", "social_media"),
    )


_PROPOSITIONS = (
    Proposition(
        id="channels_strengthen",
        question="what do more channels do to the tie",
        statement="The stronger the tie, the more channels the two use.",
        sources=_SOURCE,
        judge=_channels_strengthen,
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
        judge=_channels_beyond_contacts,
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
        judge=_nested,
        scope=Scope.COHORT,
        standing=Standing.ADAPTED,
        direction=Direction.BOUND,
        requires="three cases at least, over two channels at least, that differ in channels",
        boundary=_BOUNDARY,
        refuted_by="repertoires that have channels of their own, so that no order fits all",
        confirming=_each_adds_to_the_last,
        refuting=_each_to_their_own,
    ),
    Proposition(
        id="channels_escalate",
        statement=(
            "As the relationship goes on, private channels are added to public ones, and live ones "
            "to those."
        ),
        sources=("yang2014",),
        judge=_escalates,
        scope=Scope.AVERAGE,
        standing=Standing.ADAPTED,
        direction=Direction.ORDER,
        requires="contacts over channels of two layers: public, private, live",
        boundary=(
            "Told by students in focus groups of their friendships: from Facebook to instant "
            "messages to calls. A therapy may be arranged the other way round."
        ),
        refuted_by="live channels taken up before private, or private before public, on average",
        confirming=_page_then_mail_then_talk,
        refuting=_talk_then_mail_then_page,
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
