"""The founding study: the relationship is formed by appropriating the media ecosystem."""

from __future__ import annotations

import math

import attrs
import numpy as np

from mediaeco.analysis import (
    appropriation,
    appropriation_curves,
    contexts,
    frame_coverage,
    frame_lifecycle,
    ratings,
)
from mediaeco.analysis.thread import came_about
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import FormationModel, FormationParameters, formation
from mediaeco.model import ActKind, Case, Cohort, Interaction, Ragged
from mediaeco.theory.case_test import rank_test
from mediaeco.theory.example import contact, rating, several, told
from mediaeco.theory.judgement import (
    Bound,
    Judgement,
    at_every_contact,
    by_test,
    compared,
    undecided,
)
from mediaeco.theory.proposition import Basis, Direction, Proposition, Scope
from mediaeco.theory.reading import agreed_rows
from mediaeco.theory.theory import Theory

__all__ = ["FOUNDING_STUDY", "GRADUAL", "LATER", "NOTICEABLE"]

GRADUAL = 0.5
"""Share of the frame that one contact may agree and the frame still be shaped gradually (library
default: the study says "gradually", and names no number)."""

NOTICEABLE = 0.01
"""Coverage by which the frame must move to count as moved (library default)."""

LATER = 12
"""Later contacts, evenly spread, that the first one is held against (library default)."""

_BOUNDARY = (
    "Online psychotherapy of one therapist with one patient. The study heard three therapists, so "
    "that the patient's side is extrapolated."
)
_SOURCE = ("valenciarey",)


def _no_rating_before_contact(eco: Ecosystem) -> Judgement:
    rated = ratings(eco, constructs=("alliance", "real_relationship"))
    rated = rated.take(rated.channel < 0)
    if len(rated) == 0:
        return undecided("nobody rated the relationship")
    rows = np.flatnonzero(came_about(eco.table))
    first = int(rows[0]) if len(rows) else len(eco)
    return compared(int((rated.row < first).sum()), "==", 0, contact=_n(eco, first))


def _agreed_where_appropriated(eco: Ecosystem) -> Judgement:
    row = agreed_rows(eco)
    joint = appropriation(eco).joint_before
    return at_every_contact(
        joint[row], ">", 0.0, eco.table.n[row], otherwise="no element was agreed"
    )


def _agreed_on_own_channels(eco: Ecosystem) -> Judgement:
    row = agreed_rows(eco)
    if len(row) == 0:
        return undecided("no element was agreed")
    if len(np.unique(eco.table.channel)) < 2:
        return undecided("only one channel was used, so that none could be chosen")
    joint = appropriation_curves(eco).joint
    before = np.vstack([np.zeros(joint.shape[1]), joint[:-1]])
    used = np.unique(eco.table.channel)
    ahead = before[row, eco.table.channel[row]] - before[row][:, used].mean(axis=1)
    return compared(float(ahead.mean()), ">", 0.0)


def _nothing_by_decree(eco: Ecosystem) -> Judgement:
    life = frame_lifecycle(eco)
    kind = np.array(tuple(ActKind))[life.kind] if len(life.kind) else np.zeros(0, dtype=object)
    # Taken as agreed although the other side never agreed: one's own proposal accepted, or an
    # element held as broken or mended that was never there.
    taken = ~life.legal & np.isin(
        kind, [ActKind.ACCEPT, ActKind.BREACH, ActKind.REPAIR, ActKind.RENEGOTIATE]
    )
    if not taken.any() and not (life.agreed_row >= 0).any():
        return undecided("no element was agreed, nor treated as if it were")
    first = int(life.n[taken][0]) if taken.any() else None
    return compared(int(taken.sum()), "==", 0, contact=first)


def _more_than_its_parts(eco: Ecosystem) -> Judgement:
    table = eco.table
    both = came_about(table)
    if len(np.unique(table.sender[both])) < 2 or not eco.elements:
        return undecided("not both of the two contacted one another about a frame")
    whole = float(formation(eco).final[0])
    alone = [float(formation(eco.select(table.sender == side)).final[0]) for side in (0, 1)]
    return compared(whole - sum(alone), ">", 0.0)


def _no_act_before_contact(eco: Ecosystem) -> Judgement:
    acts = eco.table.acts.rows
    if len(acts) == 0:
        return undecided("no act upon the frame was recorded")
    rows = np.flatnonzero(came_about(eco.table))
    first = int(rows[0]) if len(rows) else len(eco)
    early = acts[acts < first]
    return compared(len(early), "==", 0, contact=_n(eco, int(early[0])) if len(early) else None)


def _begins_digitally(eco: Ecosystem) -> Judgement:
    rows = np.flatnonzero(came_about(eco.table))
    if len(rows) == 0:
        return undecided("the two were never in contact")
    channel = eco.channels[int(eco.table.channel[rows[0]])]
    if channel.naturalness is None:
        return undecided("the first channel has no profile that says whether people meet there")
    return compared(channel.naturalness.co_location, "<", 1.0, contact=int(eco.table.n[rows[0]]))


def _first_exchange_frames(eco: Ecosystem) -> Judgement:
    return first_exchange(eco, ">")


def first_exchange(eco: Ecosystem, bound: Bound) -> Judgement:
    """Hold acts a contact of the first exchange against those of later ones."""
    bouts = contexts(eco)
    if len(bouts) < 2:
        return undecided("there was no second exchange to compare the first one with")
    if bouts.acts.sum() == 0:
        return undecided("no act upon the frame was recorded")
    rate = bouts.acts / bouts.contacts
    return compared(float(rate[0]), bound, float(bouts.acts[1:].sum() / bouts.contacts[1:].sum()))


def _first_contact_weighs(eco: Ecosystem) -> Judgement:
    rows = np.flatnonzero(came_about(eco.table))
    if len(rows) < 2 or not eco.elements:
        return undecided("a frame and two contacts that came about are needed to compare them")
    whole = float(formation(eco).final[0])
    n = eco.table.n[rows]
    if len(n) > LATER + 1:
        n = n[np.linspace(0, len(n) - 1, LATER + 1).round().astype(int)]
    lost = [whole - float(formation(eco.without(contact=int(k))).final[0]) for k in n]
    return compared(lost[0], ">", float(np.mean(lost[1:])), contact=int(n[0]))


def _gradual(eco: Ecosystem) -> Judgement:
    if len(agreed_rows(eco)) < 2:
        return undecided("fewer than two elements were agreed")
    step = np.diff(frame_coverage(eco), prepend=0.0)
    return at_every_contact(step, "<=", GRADUAL, eco.table.n, otherwise="no contact")


def _medium_shapes(eco: Ecosystem) -> Judgement:
    used = np.unique(eco.table.channel[came_about(eco.table)])
    if len(used) < 2 or not eco.elements:
        return undecided("a frame and two channels are needed to tell the medium from the content")
    turned = np.arange(len(eco.channels))
    turned[used] = np.roll(used, 1)
    table = attrs.evolve(eco.table, channel=turned[eco.table.channel].astype(np.int16))
    return _shapes(eco, Ecosystem(eco.record, table=table))


def _content_shapes(eco: Ecosystem) -> Judgement:
    values = eco.table.purposes.values
    used = np.unique(values)
    if len(used) < 2 or not eco.elements:
        return undecided("a frame and two purposes are needed to tell the content from the medium")
    turned = np.arange(len(eco.purposes))
    turned[used] = np.roll(used, 1)
    purposes = Ragged(turned[values].astype(values.dtype), eco.table.purposes.offsets)
    return _shapes(eco, Ecosystem(eco.record, table=attrs.evolve(eco.table, purposes=purposes)))


def _shapes(eco: Ecosystem, other: Ecosystem) -> Judgement:
    moved = abs(float(formation(eco).final[0]) - float(formation(other).final[0]))
    return compared(moved, ">=", NOTICEABLE)


def _access_caps(eco: Ecosystem) -> Judgement:
    found = appropriation(eco)
    one, both = found.access.any(axis=1).sum(axis=1), found.access.all(axis=1).sum(axis=1)
    with np.errstate(invalid="ignore"):
        unequal = np.where(one > 0, 1 - both / one, math.nan)
    reached = np.where(one > 0, found.joint.max(axis=1, initial=0.0), math.nan)
    return by_test(rank_test(-unequal, reached))


def _n(eco: Ecosystem, row: int) -> int | None:
    return int(eco.table.n[row]) if row < len(eco) else None


def _rated_before_writing() -> Case:
    return told(
        "rated_before_writing",
        rating(0, "patient", 0.7),
        contact(1, "patient", "email"),
        contact(1.1, "therapist", "email"),
    )


def _rated_after_meeting() -> Case:
    return told(
        "rated_after_meeting",
        contact(0, "patient", "email"),
        contact(0.5, "therapist", "email"),
        rating(7, "patient", 0.7),
    )


def agreed_on_known_ground() -> Case:
    """Both know the phone and prefer it: that is where they agree."""
    return told(
        "agreed_on_known_ground",
        contact(0, "patient", "phone", purposes=["inquiry"]),
        contact(0.1, "therapist", "phone", purposes=["inquiry"]),
        contact(1, "patient", "email", purposes=["sharing"]),
        contact(2, "therapist", "phone", purposes=["scheduling"], acts=["propose schedule"]),
        contact(2.1, "patient", "phone", purposes=["scheduling"], acts=["accept schedule"]),
        knows={"therapist": ["phone"], "patient": ["phone"]},
    )


def agreed_on_new_ground() -> Case:
    """They agree on the hours over the first messages that they ever exchange."""
    return told(
        "agreed_on_new_ground",
        contact(0, "patient", "phone", purposes=["inquiry"]),
        contact(0.1, "therapist", "phone", purposes=["inquiry"]),
        contact(1, "therapist", "email", purposes=["scheduling"], acts=["propose schedule"]),
        contact(1.1, "patient", "email", purposes=["scheduling"], acts=["accept schedule"]),
    )


def _made_by_two() -> Case:
    return told(
        "made_by_two",
        contact(0, "therapist", "email", purposes=["frame_setting"], acts=["propose fee"]),
        contact(1, "patient", "email", purposes=["frame_setting"], acts=["accept fee"]),
    )


def _made_by_decree() -> Case:
    """The therapist sets the fee and holds it broken, though the patient never agreed to it."""
    return told(
        "made_by_decree",
        contact(0, "therapist", "email", purposes=["frame_setting"], acts=["propose fee"]),
        contact(7, "therapist", "email", purposes=["payment"], acts=["breach fee"]),
    )


def _two_take_turns() -> Case:
    """Each of the two makes the channel more of their own by the other's using it too."""
    parts = [
        contact(day, ("patient", "therapist")[day % 2], "email", purposes=["frame_setting"])
        for day in range(5)
    ]
    last = contact(5, "therapist", "email", purposes=["frame_setting"], acts=["propose fee"])
    return told("two_take_turns", *parts, last)


def _two_side_by_side() -> Case:
    """Each forms the frame on a channel of their own, and nothing comes of their being two."""
    return told(
        "two_side_by_side",
        contact(0, "therapist", "email", purposes=["frame_setting"], acts=["propose fee"]),
        contact(1, "patient", "phone", purposes=["frame_setting"]),
    )


def _arranged_by_an_answering_machine() -> Case:
    return told(
        "arranged_by_an_answering_machine",
        contact(
            0,
            "therapist",
            "phone",
            purposes=["scheduling"],
            acts=["propose schedule"],
            content="attempt",
        ),
        contact(1, "patient", "phone", purposes=["scheduling"], acts=["accept schedule"]),
    )


def _written_first() -> Case:
    return told(
        "written_first",
        contact(0, "patient", "email", purposes=["inquiry"]),
        contact(3, "therapist", "video_call", purposes=["exploration"], duration=3000),
    )


def _met_first() -> Case:
    return told(
        "met_first",
        contact(0, "therapist", "face_to_face", purposes=["exploration"], duration=3000),
        contact(7, "patient", "email", purposes=["scheduling"]),
    )


def framed_at_once() -> Case:
    return told(
        "framed_at_once",
        contact(0, "therapist", "email", purposes=["frame_setting"], acts=["propose schedule"]),
        contact(0.1, "patient", "email", purposes=["frame_setting"], acts=["accept schedule"]),
        contact(7, "therapist", "video_call", purposes=["exploration"], duration=3000),
        contact(14, "therapist", "video_call", purposes=["exploration"], duration=3000),
    )


def framed_later() -> Case:
    return told(
        "framed_later",
        contact(0, "patient", "email", purposes=["inquiry"]),
        contact(7, "therapist", "video_call", purposes=["exploration"], duration=3000),
        contact(14, "therapist", "video_call", acts=["propose schedule"], duration=3000),
        contact(14.02, "patient", "video_call", acts=["accept schedule"], duration=3000),
    )


def _opening_weighs() -> Case:
    return told(
        "opening_weighs",
        contact(0, "therapist", "email", purposes=["frame_setting"], acts=["propose schedule"]),
        contact(1, "patient", "website", purposes=["small_talk"]),
        contact(2, "patient", "website", purposes=["small_talk"]),
    )


def _opening_is_light() -> Case:
    return told(
        "opening_is_light",
        contact(0, "patient", "website", purposes=["small_talk"]),
        contact(
            7,
            "therapist",
            "video_call",
            purposes=["frame_setting"],
            acts=["propose schedule"],
            duration=3000,
        ),
        knows={"therapist": ["video_call"], "patient": ["video_call"]},
    )


def _step_by_step() -> Case:
    return told(
        "step_by_step",
        contact(0, "therapist", "email", acts=["propose schedule", "propose fee"]),
        contact(1, "patient", "email", acts=["accept schedule"]),
        contact(2, "patient", "email", acts=["accept fee"]),
    )


def _all_at_once() -> Case:
    """A contract with everything in it is signed at once."""
    return told(
        "all_at_once",
        contact(0, "therapist", "email", acts=["propose schedule", "propose fee"]),
        contact(1, "patient", "email", acts=["accept schedule", "accept fee"]),
    )


def _two_kinds_of_channel() -> Case:
    """What the two say of roles they say by video; small talk is left to the website."""
    return told("two_kinds_of_channel", *_mostly("video_call", "website", "small_talk"))


def _two_channels_alike() -> Case:
    """For agreeing on roles, one channel of writing does what the other one does."""
    return told("two_channels_alike", *_mostly("email", "recorded_session", "small_talk"))


def _two_kinds_of_content() -> Case:
    """Roles are what most of their talk is about; once they speak of payment."""
    return told("two_kinds_of_content", *_mostly("video_call", "video_call", "payment"))


def _two_contents_alike() -> Case:
    """Exploring and containing bear on roles as much as one another."""
    return told(
        "two_contents_alike",
        *_mostly("video_call", "video_call", "containment", purpose="exploration"),
    )


def _mostly(
    channel: str, once: str, other: str, *, purpose: str = "frame_setting"
) -> list[Interaction]:
    parts = [contact(0, "therapist", channel, purposes=[purpose], acts=["propose roles"])]
    parts += [
        contact(7 * week, ("therapist", "patient")[week % 2], channel, purposes=[purpose])
        for week in range(1, 6)
    ]
    return [*parts, contact(36, "patient", once, purposes=[other])]


def _equal_and_unequal(*, turned: bool) -> Cohort:
    """Pairs who have both their channels in common, and pairs where only one has the others."""
    cases = []
    for k in range(6):
        apart = (k < 3) is not turned
        parts = [
            contact(day, ("therapist", "patient")[day % 2], "email") for day in range(2 * k + 2)
        ]
        alone = k % 3 + 1 if turned else 3 - k % 3
        knows = {"therapist": ("phone", "sms", "voice_note")[:alone]} if apart else {}
        cases.append(told(f"pair_{k}", *parts, knows=knows))
    return several(*cases)


def _equals_share_more() -> Cohort:
    return _equal_and_unequal(turned=False)


def _unequals_share_more() -> Cohort:
    return _equal_and_unequal(turned=True)


_PROPOSITIONS = (
    Proposition(
        id="formed_through_interaction",
        claim="A1",
        statement="No relationship is rated before the two have been in contact.",
        sources=_SOURCE,
        judge=_no_rating_before_contact,
        basis=Basis.RATINGS,
        direction=Direction.ORDER,
        requires="ratings of the alliance or the real relationship",
        boundary=_BOUNDARY,
        refuted_by="a rating of the relationship given before any contact came about",
        confirming=_rated_after_meeting,
        refuting=_rated_before_writing,
    ),
    Proposition(
        id="appropriation_mediates",
        claim="A2",
        question="does agreement wait for appropriation",
        statement=(
            "An element of the frame is agreed only over a channel that both have begun to make "
            "their own (full mediation)."
        ),
        sources=("valenciarey", "crovi2008"),
        judge=_agreed_where_appropriated,
        direction=Direction.MORE,
        requires="acts by which elements were proposed and accepted",
        boundary=_BOUNDARY,
        refuted_by="an element agreed over a channel that had no co-appropriation until then",
        confirming=agreed_on_known_ground,
        refuting=agreed_on_new_ground,
    ),
    Proposition(
        id="agreed_on_own_channels",
        claim="A2",
        question="over which channels are elements agreed",
        statement=(
            "Elements are agreed over channels that the two have made more their own than the "
            "other channels they use."
        ),
        sources=_SOURCE,
        judge=_agreed_on_own_channels,
        scope=Scope.AVERAGE,
        direction=Direction.MORE,
        requires="acts of agreement, and two channels in use",
        boundary=_BOUNDARY,
        refuted_by="agreements over channels less appropriated than the others, on average",
        confirming=agreed_on_known_ground,
        refuting=agreed_on_new_ground,
    ),
    Proposition(
        id="cocreated",
        claim="A3",
        statement="Nothing is treated as agreed that only one of the two has made.",
        sources=_SOURCE,
        judge=_nothing_by_decree,
        direction=Direction.BOUND,
        requires="acts upon the frame, also those that the lifecycle does not allow",
        boundary=_BOUNDARY,
        refuted_by="an element accepted by its own proposer, or broken or mended without agreement",
        confirming=_made_by_two,
        refuting=_made_by_decree,
    ),
    Proposition(
        id="more_than_its_parts",
        claim="A3",
        statement=(
            "The contacts of both form more of the frame than those of either, taken alone, add "
            "up to."
        ),
        sources=_SOURCE,
        judge=_more_than_its_parts,
        basis=Basis.MODEL,
        direction=Direction.MORE,
        requires="contacts from both sides, and elements of a frame",
        boundary=_BOUNDARY,
        refuted_by="expected coverage no higher than the sum of what either side's contacts form",
        confirming=_two_take_turns,
        refuting=_two_side_by_side,
    ),
    Proposition(
        id="begins_with_first_contact",
        claim="A4",
        statement="Nothing is done to the frame before the first contact has come about.",
        sources=_SOURCE,
        judge=_no_act_before_contact,
        direction=Direction.ORDER,
        requires="acts upon the frame",
        boundary=_BOUNDARY,
        refuted_by="an act upon the frame before the two were in contact",
        confirming=_made_by_two,
        refuting=_arranged_by_an_answering_machine,
    ),
    Proposition(
        id="begins_digitally",
        claim="A4",
        statement="The first contact is a digital one.",
        sources=_SOURCE,
        judge=_begins_digitally,
        direction=Direction.BOUND,
        requires="a contact that came about, over a channel with a profile of naturalness",
        boundary=_BOUNDARY,
        refuted_by="a first contact face to face",
        confirming=_written_first,
        refuting=_met_first,
    ),
    Proposition(
        id="first_exchange_frames",
        claim="A4",
        question="does the beginning weigh more",
        statement=(
            "The first exchange negotiates more of the frame, contact by contact, than later ones."
        ),
        sources=("valenciarey", "orlinsky2004"),
        judge=_first_exchange_frames,
        scope=Scope.AVERAGE,
        direction=Direction.MORE,
        requires="acts upon the frame, and a second exchange after a silence of 12 hours",
        boundary=_BOUNDARY,
        refuted_by="no more acts a contact in the first exchange than in later ones, on average",
        confirming=framed_at_once,
        refuting=framed_later,
    ),
    Proposition(
        id="first_contact_weighs",
        claim="A4",
        statement=(
            "The frame would lose more without the first contact than without a later one, on "
            "average."
        ),
        sources=("valenciarey", "orlinsky2004"),
        judge=_first_contact_weighs,
        scope=Scope.AVERAGE,
        basis=Basis.MODEL,
        direction=Direction.MORE,
        requires="two contacts that came about, and elements of a frame",
        boundary=_BOUNDARY,
        refuted_by="expected coverage that falls no more without the first contact",
        confirming=_opening_weighs,
        refuting=_opening_is_light,
    ),
    Proposition(
        id="shaped_gradually",
        claim="A5",
        statement=f"No single contact agrees more than {GRADUAL:.0%} of the frame.",
        sources=_SOURCE,
        judge=_gradual,
        direction=Direction.BOUND,
        requires="two agreed elements",
        boundary=_BOUNDARY,
        refuted_by="a contact at which more than that share of the frame came to be agreed",
        confirming=_step_by_step,
        refuting=_all_at_once,
    ),
    Proposition(
        id="media_shape_the_frame",
        claim="A5",
        statement=("With other media for the same contents, another frame would be expected."),
        sources=("valenciarey", "mcluhan1964"),
        judge=_medium_shapes,
        basis=Basis.MODEL,
        direction=Direction.MORE,
        requires="contacts over two channels, and elements of a frame",
        boundary=_BOUNDARY,
        refuted_by=f"expected coverage that moves by less than {NOTICEABLE:g} when channels change "
        "places",
        confirming=_two_kinds_of_channel,
        refuting=_two_channels_alike,
    ),
    Proposition(
        id="content_shapes_the_frame",
        claim="A5",
        statement="With other contents over the same media, another frame would be expected.",
        sources=_SOURCE,
        judge=_content_shapes,
        basis=Basis.MODEL,
        direction=Direction.MORE,
        requires="contacts for two purposes, and elements of a frame",
        boundary=_BOUNDARY,
        refuted_by=f"expected coverage that moves by less than {NOTICEABLE:g} when purposes change "
        "places",
        confirming=_two_kinds_of_content,
        refuting=_two_contents_alike,
    ),
    Proposition(
        id="access_caps_appropriation",
        claim="A2",
        statement="The less equal their access to media, the less the two come to make their own.",
        sources=("crovi2008",),
        judge=_access_caps,
        scope=Scope.COHORT,
        direction=Direction.LESS,
        requires="a cohort whose cases differ in access",
        boundary=_BOUNDARY,
        refuted_by="co-appropriation that rises with inequality of access over cases",
        confirming=_equals_share_more,
        refuting=_unequals_share_more,
    ),
)

FOUNDING_STUDY = Theory(
    id="founding_study",
    title="Formation of the therapeutic relationship in online psychotherapy",
    sources=("valenciarey",),
    propositions=_PROPOSITIONS,
    boundary=_BOUNDARY,
    rivals=("media_synchronicity", "media_richness", "media_naturalness", "mere_exposure"),
    constructs={
        "appropriation": "mediaeco.appropriation",
        "co-creation": "mediaeco.cocreation",
        "first digital contact": "mediaeco.first_contact",
        "framed therapeutic context": "mediaeco.frame_coverage",
        "shaping by content and media": "mediaeco.attribution",
    },
    formation=FormationModel(
        id="founding_study",
        free=("rate", "primacy", "exposure", "content"),
        parameters=FormationParameters(),
    ),
    beside=(
        "That appropriation sometimes decreases (Carroll et al.) says that such records exist, "
        "which no record can refute; the claim that it never does is among those of mere exposure.",
        "What the relationship is for the patient: the study heard therapists.",
    ),
)
"""The founding study's claims A1 to A5, as records can break them; the library's readings."""
