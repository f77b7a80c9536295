"""Small records that part rivals: what one theory says of them holds, what the other says fails."""

from __future__ import annotations

from attrs import field, frozen

from mediaeco.model.bound import identifier
from mediaeco.theory.proposition import Example
from mediaeco.theory.published.founding_story import (
    agreed_on_known_ground,
    agreed_on_new_ground,
    framed_at_once,
    framed_later,
)
from mediaeco.theory.published.multiplexity_story import (
    channels_count_and_contacts_wear,
    closer_over_fewer_channels,
    closer_over_more_channels,
    contacts_bind_and_channels_part,
)
from mediaeco.theory.published.richness_story import (
    cooler_as_they_write,
    warmer_as_they_write,
    writers_catch_up,
    writers_overtake,
    writers_stay_behind,
)
from mediaeco.theory.published.rupture_repair_story import (
    scarred_where_mended,
    stronger_where_mended,
)
from mediaeco.theory.published.social_information import misread_in_writing, understood_in_writing
from mediaeco.theory.published.synchronicity_story import (
    conveyed_better_by_phone,
    conveyed_better_in_writing,
    cooler_as_media_misfit,
    fee_agreed_by_email,
    goals_agreed_by_email,
    misread_once_familiar,
    sorted_by_richness,
    sorted_by_synchronicity,
    understood_once_familiar,
    warmer_as_media_misfit,
)
from mediaeco.theory.published.working_alliance_story import as_close_in_writing, closer_in_the_room

__all__ = ["RIVALRIES", "Rivalry"]


@frozen
class Rivalry:
    """Two theories that answer a question differently, and a record that decides between them.

    Parameters
    ----------
    left
        Id of the theory whose claim holds on the record.
    right
        Id of the theory whose claim fails on it.
    question
        Which question both claims answer; see `mediaeco.theory.Proposition`.
    case
        Function that gives the record, a small case or cohort.

    Examples
    --------
    >>> from mediaeco.theory import FOUNDING_STUDY, check
    >>> one = RIVALRIES[0]
    >>> (one.left, one.right, one.question)
    ('founding_study', 'mere_exposure', 'does agreement wait for appropriation')
    >>> claim = check(one.case(), theories=FOUNDING_STUDY)["appropriation_mediates"]
    >>> str(claim.judgement.verdict)
    'holds'
    """

    left: str = field(validator=identifier())
    right: str = field(validator=identifier())
    question: str = field(validator=identifier())
    case: Example


_WAITS = "does agreement wait for appropriation"
_BEGINNING = "does the beginning weigh more"
_WHERE = "over which channels are elements agreed"
_CONVEYS = "which media suit conveyance"
_CHOSEN = "by what do purposes choose their media"
_RISES = "what does the alliance rise with"
_GAP = "does the gap between media close"
_FIRST = "which relationships begin higher"
_LAST = "which relationships end higher"
_TROUBLE = "does trouble over media fall with contacts"
_COSTS = "do less natural media cost understanding"
_TIE = "what goes with a strong tie"
_HARM = "do repaired ruptures harm"
_MORE = "what do more channels do to the tie"

RIVALRIES: tuple[Rivalry, ...] = (
    Rivalry("founding_study", "mere_exposure", _WAITS, agreed_on_known_ground),
    Rivalry("mere_exposure", "founding_study", _WAITS, agreed_on_new_ground),
    Rivalry("founding_study", "mere_exposure", _BEGINNING, framed_at_once),
    Rivalry("mere_exposure", "founding_study", _BEGINNING, framed_later),
    Rivalry("founding_study", "media_synchronicity", _WHERE, goals_agreed_by_email),
    Rivalry("founding_study", "media_richness", _WHERE, goals_agreed_by_email),
    Rivalry("founding_study", "media_naturalness", _WHERE, goals_agreed_by_email),
    Rivalry("media_synchronicity", "media_richness", _WHERE, fee_agreed_by_email),
    Rivalry("media_synchronicity", "media_naturalness", _WHERE, fee_agreed_by_email),
    Rivalry("media_synchronicity", "media_richness", _CONVEYS, conveyed_better_in_writing),
    Rivalry("media_richness", "media_synchronicity", _CONVEYS, conveyed_better_by_phone),
    Rivalry("media_synchronicity", "media_naturalness", _CONVEYS, conveyed_better_in_writing),
    Rivalry("media_naturalness", "media_synchronicity", _CONVEYS, conveyed_better_by_phone),
    Rivalry("media_synchronicity", "media_richness", _CHOSEN, sorted_by_synchronicity),
    Rivalry("media_richness", "media_synchronicity", _CHOSEN, sorted_by_richness),
    Rivalry("media_synchronicity", "social_information", _RISES, cooler_as_media_misfit),
    Rivalry("social_information", "media_synchronicity", _RISES, warmer_as_media_misfit),
    Rivalry("media_synchronicity", "mere_exposure", _RISES, cooler_as_media_misfit),
    Rivalry("mere_exposure", "media_synchronicity", _RISES, warmer_as_media_misfit),
    Rivalry("media_richness", "social_information", _RISES, cooler_as_they_write),
    Rivalry("social_information", "media_richness", _RISES, warmer_as_they_write),
    Rivalry("media_richness", "mere_exposure", _RISES, cooler_as_they_write),
    Rivalry("mere_exposure", "media_richness", _RISES, warmer_as_they_write),
    Rivalry("media_richness", "social_information", _GAP, writers_stay_behind),
    Rivalry("social_information", "media_richness", _GAP, writers_catch_up),
    Rivalry("social_information", "mere_exposure", _FIRST, writers_catch_up),
    Rivalry("media_richness", "social_information", _LAST, writers_stay_behind),
    Rivalry("social_information", "media_richness", _LAST, writers_overtake),
    Rivalry("media_richness", "media_naturalness", _LAST, writers_stay_behind),
    Rivalry("social_information", "media_naturalness", _LAST, writers_overtake),
    Rivalry("media_richness", "media_naturalness", _TROUBLE, misread_once_familiar),
    Rivalry("media_naturalness", "media_richness", _TROUBLE, understood_once_familiar),
    Rivalry("media_naturalness", "social_information", _COSTS, misread_in_writing),
    Rivalry("social_information", "media_naturalness", _COSTS, understood_in_writing),
    Rivalry("media_naturalness", "mere_exposure", _COSTS, misread_in_writing),
    Rivalry("mere_exposure", "media_naturalness", _COSTS, understood_in_writing),
    Rivalry("media_multiplexity", "mere_exposure", _TIE, channels_count_and_contacts_wear),
    Rivalry("mere_exposure", "media_multiplexity", _TIE, contacts_bind_and_channels_part),
    Rivalry("rupture_repair", "mere_exposure", _HARM, stronger_where_mended),
    Rivalry("mere_exposure", "rupture_repair", _HARM, scarred_where_mended),
    Rivalry("media_multiplexity", "online_setting", _MORE, closer_over_more_channels),
    Rivalry("online_setting", "media_multiplexity", _MORE, closer_over_fewer_channels),
    Rivalry("working_alliance", "media_richness", _GAP, as_close_in_writing),
    Rivalry("media_richness", "working_alliance", _GAP, closer_in_the_room),
)
"""Every pair of rivals that ships, with a record on which the first holds and the second fails."""
