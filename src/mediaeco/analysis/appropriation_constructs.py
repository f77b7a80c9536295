"""Constructs of appropriation: access and use, adoption, the index."""

from __future__ import annotations

from functools import partial

from mediaeco.model import Construct, Standing

__all__ = ["APPROPRIATION_CONSTRUCTS"]

_A = "mediaeco.analysis."
_OWN = "tests/analysis/test_appropriation.py::"
_ADOPTION = "tests/analysis/test_adoption.py::"

_crovi = partial(Construct, theory="access, use and appropriation", sources=("crovi2008",))
_carroll = partial(Construct, theory="model of technology appropriation", sources=("carroll2002",))
_index = partial(
    Construct,
    theory="appropriation index",
    standing=Standing.LIBRARY,
    lives=(_A + "appropriation",),
    takes="contacts",
    range="0 to 1",
)

CROVI: tuple[Construct, ...] = (
    _crovi(
        name="access",
        standing=Standing.ADAPTED,
        lives=(_A + "appropriation", _A + "adoption"),
        takes="repertoires or use before the therapy, where declared; contacts",
        range="0 or 1",
        reason="read off a record: declared, used before, or shown by a contact made or received",
        laws=(_OWN + "test_appropriation_needs_use_and_use_needs_access",),
    ),
    _crovi(
        name="use",
        standing=Standing.ADAPTED,
        lives=(_A + "appropriation",),
        takes="contacts",
        range="0 to below 1, with one half at a stated number of sendings",
        reason="the saturating form m / (m + h) is the library's",
        laws=(
            _OWN + "test_appropriation_needs_use_and_use_needs_access",
            _OWN + "test_shifting_all_times_changes_nothing",
        ),
    ),
    _crovi(
        name="appropriation",
        standing=Standing.ADAPTED,
        lives=(_A + "appropriation", _A + "appropriation_curves"),
        takes="contacts; purposes for two of its five components",
        range="0 to below 1",
        reason="the source gives no index: formula, weights and half-use are the library's",
        laws=(
            _OWN + "test_appropriation_needs_use_and_use_needs_access",
            "tests/laws/test_agreement.py::test_access_use_and_appropriation_nest",
            _OWN + "test_doubling_in_place_never_lowers_appropriation",
        ),
    ),
    _crovi(
        name="levels, dynamic and reversible",
        standing=Standing.ADAPTED,
        lives=(_A + "Level", _A + "adoption"),
        takes="contacts",
        range="none, access, use, appropriated, disappropriated; spells by contact",
        reason="the source has high, intermediate and low; thresholds are the library's",
        laws=(
            _ADOPTION + "test_levels_can_fall_and_rise_again",
            _ADOPTION + "test_access_use_and_appropriation_nest_after_every_contact",
        ),
    ),
    _crovi(
        name="activity, action, operation",
        sources=("leontiev1978", "crovi2008"),
        standing=Standing.NOT_COMPUTED,
        reason="motives, goals and conditions are not in a log; purposes and codes may carry them",
    ),
    _crovi(
        name="nature and sense of the activity",
        standing=Standing.NOT_COMPUTED,
        reason="what an object comes to mean is told by people; a codebook may hold it",
    ),
    _crovi(
        name="inequality of access",
        standing=Standing.NOT_COMPUTED,
        reason="a claim, that unequal access caps co-appropriation: tested on data, not measured; "
        "access by side is in `appropriation`",
    ),
    _crovi(
        name="strategic and hermeneutic perspective",
        standing=Standing.NOT_COMPUTED,
        reason="two ways to look at appropriation, and no quantity",
    ),
)

CARROLL: tuple[Construct, ...] = (
    _carroll(
        name="adoption and non-adoption",
        standing=Standing.ADAPTED,
        lives=(_A + "adoption", _A + "Outcome"),
        takes="contacts; repertoires where declared",
        range="contact index of first use; outcome",
        reason="read off first use after access",
        laws=(_ADOPTION + "test_events_are_first_contacts_with_a_level",),
    ),
    _carroll(
        name="appropriation as an outcome",
        standing=Standing.ADAPTED,
        lives=(_A + "adoption", _A + "Outcome"),
        takes="contacts",
        range="contact index; outcome",
        reason="the level at the end, by the threshold of the appropriation index",
        laws=(_ADOPTION + "test_events_are_first_contacts_with_a_level",),
    ),
    _carroll(
        name="non-appropriation",
        standing=Standing.ADAPTED,
        lives=(_A + "adoption", _A + "Outcome"),
        takes="contacts",
        range="outcome",
        reason="used, and never appropriated by the index",
        laws=(_ADOPTION + "test_who_leaves_what_was_never_their_own_has_not_appropriated_it",),
    ),
    _carroll(
        name="disappropriation",
        standing=Standing.ADAPTED,
        lives=(_A + "adoption", _A + "Outcome"),
        takes="contacts",
        range="contact index at which a channel was left, and taken up again; outcome",
        reason="silence longer than some mean gaps while other channels stay active",
        laws=(
            _ADOPTION + "test_levels_can_fall_and_rise_again",
            _OWN + "test_a_channel_is_left_for_another",
        ),
    ),
    _carroll(
        name="attractors and repellents",
        standing=Standing.NOT_COMPUTED,
        reason="why somebody takes a medium up or not is told by people, not by a log",
    ),
    _carroll(
        name="appropriation criteria",
        standing=Standing.NOT_COMPUTED,
        reason="how users weigh what they explore is told by people",
    ),
    _carroll(
        name="reinforcers and disenchantment",
        standing=Standing.NOT_COMPUTED,
        reason="a log shows that a channel was left, and not what disenchanted",
    ),
    _carroll(
        name="technology as designed, technology in use",
        sources=("carroll2002", "desanctis1994"),
        standing=Standing.ADAPTED,
        lives=(_A + "faithfulness", _A + "appropriation_moves"),
        takes="purposes of contacts; declared purposes of channels",
        range="0 to 1",
        reason="declared purposes stand for the design, uses outside them for its change",
        laws=(
            "tests/analysis/test_faithfulness.py::"
            "test_faithfulness_is_the_complement_of_transformation",
        ),
    ),
)

INDEX: tuple[Construct, ...] = (
    _index(
        name="breadth",
        sources=("hill1973",),
        takes="purposes of contacts",
        range="0 to 1; NaN without purposes",
        laws=(_OWN + "test_agrees_with_the_slow_reference",),
    ),
    _index(name="initiative", laws=(_OWN + "test_agrees_with_the_slow_reference",)),
    _index(
        name="transformation",
        sources=("desanctis1994",),
        takes="purposes of contacts and channels",
        range="0 to 1; NaN where none are declared",
        laws=(_OWN + "test_agrees_with_the_slow_reference",),
    ),
    _index(name="regularity", laws=(_OWN + "test_hourly_messages_are_perfectly_regular",)),
    _index(
        name="embedding",
        laws=(_OWN + "test_a_thread_carried_over_from_another_channel_is_embedded",),
    ),
    _index(
        name="co-appropriation",
        sources=("valenciarey",),
        laws=(
            _OWN + "test_co_appropriation_lies_between_the_two",
            _OWN + "test_swapping_the_roles_swaps_the_sides",
        ),
    ),
    _index(
        name="balance of co-creation",
        sources=("valenciarey",),
        lives=(_A + "cocreation", _A + "balance"),
        range="0 to 1; NaN where both sides have nothing",
        laws=("tests/analysis/test_cocreation.py::test_balance_is_symmetric_and_has_no_unit",),
    ),
    _index(
        name="synergy",
        sources=("valenciarey", "harsanyi1963"),
        lives=(_A + "cocreation",),
        takes="acts upon the frame",
        range="-1 to 1; NaN without elements",
        laws=(
            "tests/analysis/test_cocreation.py::test_one_side_alone_reaches_no_coverage",
            "tests/kernels/test_coalition.py::test_an_additive_game_has_no_synergy",
        ),
    ),
)

APPROPRIATION_CONSTRUCTS: tuple[Construct, ...] = (*CROVI, *CARROLL, *INDEX)
"""Constructs of appropriation, by theory."""
