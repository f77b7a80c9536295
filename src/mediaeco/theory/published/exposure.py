"""Mere exposure: the null. Contact alone forms the relationship, by whatever medium."""

from __future__ import annotations

from mediaeco.analysis import adoption, appropriation
from mediaeco.catalog import RelevanceTable
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import FormationModel, FormationParameters, MediumFit
from mediaeco.model import Case, Cohort, Interaction, Measure
from mediaeco.theory.alliance_reading import MANY, SAME, alike
from mediaeco.theory.example import contact, rating, told
from mediaeco.theory.judgement import Judgement, compared, undecided
from mediaeco.theory.media_reading import go_together, naturally_clarified
from mediaeco.theory.proposition import Basis, Direction, Proposition, Scope
from mediaeco.theory.published.founding_judge import first_exchange
from mediaeco.theory.published.founding_story import (
    agreed_on_known_ground,
    agreed_on_new_ground,
    framed_at_once,
    framed_later,
)
from mediaeco.theory.published.multiplexity_judge import contacts_beyond_channels
from mediaeco.theory.published.multiplexity_story import (
    channels_count_and_contacts_wear,
    closer_the_more_often,
)
from mediaeco.theory.published.richness_story import two_media, writers_catch_up
from mediaeco.theory.published.rupture_repair_judge import none_above_repaired
from mediaeco.theory.published.rupture_repair_story import (
    scarred_where_mended,
    stronger_where_mended,
)
from mediaeco.theory.published.social_information import misread_in_writing, understood_in_writing
from mediaeco.theory.reading import (
    agreed_rows,
    alliance_ratings,
    contacts_before,
)
from mediaeco.theory.theory import Theory

__all__ = ["MERE_EXPOSURE"]

_BOUNDARY = "Any two people in contact; Zajonc's effect was found with stimuli, not in therapies."


def _no_waiting(eco: Ecosystem) -> Judgement:
    row = agreed_rows(eco)
    if len(row) == 0:
        return undecided("no element was agreed")
    joint = appropriation(eco).joint_before[row]
    return compared(float((joint == 0).mean()), ">", 0.0)


def _beginning_weighs_no_more(eco: Ecosystem) -> Judgement:
    return first_exchange(eco, "<=")


def _nothing_is_left(eco: Ecosystem) -> Judgement:
    found = adoption(eco)
    if not (found.appropriated_at >= 0).any():
        return undecided("nobody made a channel their own")
    return compared(int(found.falls.sum()), "==", 0)


def _rises_with_contacts(eco: Ecosystem) -> Judgement:
    rated = alliance_ratings(eco)
    return go_together(
        contacts_before(eco, rated),
        rated.share,
        ">",
        otherwise="three ratings of the alliance that differ are needed, with contacts between "
        "them",
    )


def _begins_alike(eco: Ecosystem) -> Judgement:
    return alike(eco, MediumFit.RICHNESS, at_last=False)


def _understood_over_any_medium(eco: Ecosystem) -> Judgement:
    return naturally_clarified(eco, ">=")


def _warmer_each_time() -> Case:
    return told("warmer_each_time", *_rated_weekly(0.4, 0.6, 0.8))


def _cooler_each_time() -> Case:
    return told("cooler_each_time", *_rated_weekly(0.8, 0.6, 0.4))


def _writers_begin_alike() -> Cohort:
    """Those who write and those who meet begin with as much trust."""
    return two_media(met=(0.5, 0.7), wrote=(0.5, 0.6))


def _rated_weekly(*shares: float) -> list[Interaction | Measure]:
    parts: list[Interaction | Measure] = []
    for week, share in enumerate(shares):
        parts.append(contact(7 * week, "therapist", "video_call", duration=3000))
        parts.append(rating(7 * week + 1, "patient", share))
    return parts


def _both_stay() -> Case:
    parts = [contact(day, ("patient", "therapist")[day % 2], "email") for day in range(12)]
    return told("both_stay", *parts, until=13)


def _one_drifts_away() -> Case:
    """They write each other every day for a fortnight, and then only call."""
    parts = [contact(day, ("patient", "therapist")[day % 2], "email") for day in range(14)]
    parts += [contact(day, ("patient", "therapist")[day % 2], "phone") for day in range(14, 150, 7)]
    return told("one_drifts_away", *parts)


MERE_EXPOSURE = Theory(
    id="mere_exposure",
    title="Mere exposure (the null): contact alone",
    sources=("zajonc1968",),
    propositions=(
        Proposition(
            id="agreement_does_not_wait",
            question="does agreement wait for appropriation",
            statement="Elements are agreed over channels that nobody has made their own, too.",
            sources=("zajonc1968",),
            judge=_no_waiting,
            scope=Scope.AVERAGE,
            direction=Direction.NONE,
            requires="acts by which elements were proposed and accepted",
            boundary=_BOUNDARY,
            refuted_by="no agreement over a channel without co-appropriation",
            confirming=agreed_on_new_ground,
            refuting=agreed_on_known_ground,
        ),
        Proposition(
            id="beginning_weighs_no_more",
            question="does the beginning weigh more",
            statement=(
                "The first exchange negotiates no more of the frame, contact by contact, than "
                "later ones."
            ),
            sources=("zajonc1968",),
            judge=_beginning_weighs_no_more,
            scope=Scope.AVERAGE,
            direction=Direction.NONE,
            requires="acts upon the frame, and a second exchange after a silence of 12 hours",
            boundary=_BOUNDARY,
            refuted_by="more acts a contact in the first exchange than later, on average",
            confirming=framed_later,
            refuting=framed_at_once,
        ),
        Proposition(
            id="nothing_is_left",
            statement="A channel once made one's own stays one's own.",
            sources=("zajonc1968",),
            judge=_nothing_is_left,
            direction=Direction.ORDER,
            requires="a channel that somebody made their own",
            boundary=_BOUNDARY,
            refuted_by="a fall of the level of appropriation (disappropriation)",
            confirming=_both_stay,
            refuting=_one_drifts_away,
        ),
        Proposition(
            id="rises_with_contacts",
            question="what does the alliance rise with",
            statement="The alliance rises with the number of contacts.",
            sources=("zajonc1968",),
            judge=_rises_with_contacts,
            scope=Scope.AVERAGE,
            basis=Basis.RATINGS,
            direction=Direction.MORE,
            requires="three ratings of the alliance that differ",
            boundary=_BOUNDARY,
            refuted_by="ratings that fall, or stay, as contacts add up",
            confirming=_warmer_each_time,
            refuting=_cooler_each_time,
        ),
        Proposition(
            id="begins_alike",
            question="which relationships begin higher",
            statement=(
                f"At first the alliance differs by less than {SAME:.0%} of its scale between "
                "richer and leaner media."
            ),
            sources=("zajonc1968",),
            judge=_begins_alike,
            scope=Scope.COHORT,
            basis=Basis.RATINGS,
            direction=Direction.NONE,
            requires=(
                "a cohort over media that differ in richness, with ratings of the alliance "
                f"{MANY} contacts apart"
            ),
            boundary=_BOUNDARY,
            refuted_by="a first alliance that differs by more, either way",
            confirming=_writers_begin_alike,
            refuting=writers_catch_up,
        ),
        Proposition(
            id="understood_over_any_medium",
            question="do less natural media cost understanding",
            statement="What is said over less natural media has to be clarified no more often.",
            sources=("zajonc1968",),
            judge=_understood_over_any_medium,
            scope=Scope.AVERAGE,
            direction=Direction.NONE,
            requires="purposes of contacts, contacts for clarifying among them",
            boundary=_BOUNDARY,
            refuted_by="more clarifying after contacts over less natural media, on average",
            confirming=understood_in_writing,
            refuting=misread_in_writing,
        ),
        Proposition(
            id="contacts_beyond_channels",
            question="what goes with a strong tie",
            statement="Of ties over as many channels, those of more contacts are the stronger.",
            sources=("zajonc1968",),
            judge=contacts_beyond_channels,
            scope=Scope.COHORT,
            basis=Basis.RATINGS,
            direction=Direction.MORE,
            requires=(
                "a cohort with ratings of the alliance, in which channels and contacts part ways"
            ),
            boundary=_BOUNDARY,
            refuted_by="an alliance that falls with contacts over cases of as many channels",
            confirming=closer_the_more_often,
            refuting=channels_count_and_contacts_wear,
        ),
        Proposition(
            id="repair_gains_nothing",
            question="do repaired ruptures harm",
            statement=(
                "Where ruptures were repaired the alliance ends lower than where contact went on "
                "without any."
            ),
            sources=("zajonc1968",),
            judge=none_above_repaired,
            scope=Scope.COHORT,
            basis=Basis.RATINGS,
            direction=Direction.LESS,
            requires=(
                "a cohort with coded ruptures and repairs, and ratings of the alliance after them"
            ),
            boundary=(
                f"{_BOUNDARY} A naive reading: undisturbed contact is what counts, so that what "
                "disturbs it costs."
            ),
            refuted_by="a final alliance that is higher after repair than where nothing ruptured",
            confirming=scarred_where_mended,
            refuting=stronger_where_mended,
        ),
    ),
    boundary=_BOUNDARY,
    rivals=(
        "founding_study",
        "media_synchronicity",
        "media_richness",
        "social_information",
        "media_naturalness",
        "media_multiplexity",
        "rupture_repair",
    ),
    constructs={"exposure": "number of contacts between the two that came about"},
    beside=(
        "That people come to like what they meet often was found with stimuli shown to them, and "
        "says nothing of its own on agreements: as a null it stands for contact without content.",
    ),
    formation=FormationModel(
        id="mere_exposure",
        free=("rate",),
        # Every contact bears on every element as much as any other.
        parameters=FormationParameters(
            primacy=0,
            exposure=1,
            content=1,
            relevance=RelevanceTable(rows={}, otherwise=1, unstated=1),
        ),
    ),
)
"""The null: how often the two were in contact is all that matters."""
