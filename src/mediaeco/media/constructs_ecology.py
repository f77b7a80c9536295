"""Constructs of what media are to one another: tetrads, ecosystem, multiplexity, niche."""

from __future__ import annotations

from mediaeco.model import Construct

__all__ = ["ECOLOGY"]

_LAWS = "laws of media"
_ECO = "media ecology"
_NEW = "new media ecosystem"
_CULTURE = "convergence culture"
_MMT = "media multiplexity"
_NICHE = "niche theory"
_TETRAD = "tests/media/test_tetrad.py"
_SPECIES = "tests/ecosystem/test_projection.py"
_MULTI = "tests/media/test_multiplexity.py"
_KERNEL = "tests/kernels/test_niche.py"

ECOLOGY: tuple[Construct, ...] = (
    *(
        Construct(
            name=name,
            theory=_LAWS,
            sources=("mcluhan1988",),
            lives=("mediaeco.media.Tetrad", "mediaeco.media.tetrad_graph"),
            takes="effects of a medium, named by a person",
            range="typed edges from medium to effect",
            standing="adapted",
            reason="the four laws as published; the shipped tetrads are the library's proposal",
            laws=(f"{_TETRAD}::test_every_effect_named_is_an_edge",),
        )
        for name in ("enhances", "obsolesces", "retrieves", "reverses into")
    ),
    Construct(
        name="hot and cool media",
        theory=_LAWS,
        sources=("mcluhan1964",),
        lives=("mediaeco.media.participation", "mediaeco.model.Channel"),
        takes="the definition of a channel, coded by a person",
        range="0 (hot) to 1 (cool)",
        standing="library's proposal",
        reason="that participation falls as definition rises is published, the number is not",
        laws=(f"{_TETRAD}::test_the_hotter_a_medium_the_less_there_is_to_add",),
    ),
    Construct(
        name="the medium is the message",
        theory=_LAWS,
        sources=("mcluhan1964",),
        lives=("mediaeco.media.medium_effect", "mediaeco.media.dealt_anew"),
        takes="a record, and any measure of it",
        range="effect in the unit of the measure; p above 0 to 1",
        standing="library's proposal",
        laws=(
            "tests/media/test_message.py::test_a_measure_blind_to_the_medium_is_no_message",
            "tests/media/test_message.py::test_dealing_the_media_leaves_all_else_as_told",
        ),
    ),
    Construct(
        name="media as environments",
        theory=_ECO,
        sources=("scolari2012",),
        lives=("mediaeco.ecosystem.environment", "mediaeco.ecosystem.commons"),
        takes="contacts, and declared repertoires",
        range="graph of actors and channels",
        standing="library's proposal",
        laws=(_SPECIES,),
    ),
    Construct(
        name="media as species",
        theory=_ECO,
        sources=("scolari2012",),
        lives=("mediaeco.ecosystem.species",),
        takes="contacts",
        range="graph of channels",
        standing="library's proposal",
        laws=(_SPECIES,),
    ),
    Construct(
        name="substitution between media",
        theory=_ECO,
        sources=("scolari2012", "desanctis1994", "ramirez2008"),
        lives=("mediaeco.media.substitution", "mediaeco.media.substitution_graph"),
        takes="contacts with their purposes, in two halves",
        range="0 to 1",
        standing="library's proposal",
        laws=("tests/media/test_substitution.py::test_purpose_by_purpose_gives_the_same",),
    ),
    Construct(
        name="spirit of a medium",
        theory=_ECO,
        sources=("desanctis1994",),
        lives=("mediaeco.model.Channel", "mediaeco.analysis.appropriation"),
        takes="the purposes that a channel was offered for, as declared",
        range="set of purposes; uses outside it, 0 to 1",
        standing="adapted",
        laws=("tests/analysis/test_appropriation.py",),
    ),
    Construct(
        name="emergence, dominance and extinction of media",
        theory=_ECO,
        sources=("scolari2012",),
        standing="deliberately not computed",
        reason="the evolution of media in a society: one therapy is too short to show it",
    ),
    Construct(
        name="hipermediaciones",
        theory=_ECO,
        sources=("scolari2008",),
        lives=("mediaeco.ecosystem.Ecosystem", "mediaeco.ecosystem.build_graph"),
        takes="a record",
        range="typed graph of subjects, media and content",
        standing="adapted",
        reason="languages stand in the graph as kinds of content",
        laws=("tests/ecosystem/test_graph.py",),
    ),
    *(
        Construct(
            name=f"{name} factors",
            theory=_NEW,
            sources=("canavilhas2011",),
            lives=("mediaeco.media.ecosystem_factors",),
            takes=takes,
            range="contacts",
            standing="adapted",
            reason="counted in contacts",
            laws=(f"tests/media/test_factors.py::{law}",),
        )
        for name, takes, law in (
            (
                "intermediatic",
                "contacts: switches, contexts shared, substitution",
                "test_relations_between_media_are_those_of_their_own_functions",
            ),
            (
                "contextual",
                "the clock on the wall, and settings (place, privacy)",
                "test_contacts_by_context_add_up_to_the_contacts_of_the_channel",
            ),
            (
                "technoenvironmental",
                "settings (device)",
                "test_the_setting_is_the_sender_s_at_the_time",
            ),
        )
    ),
    Construct(
        name="flow of content across media",
        theory=_CULTURE,
        sources=("jenkins2006",),
        lives=("mediaeco.media.cross_media",),
        takes="contacts with replies, content and purposes",
        range="0 to 1; channels",
        standing="library's proposal",
        laws=("tests/media/test_cross_media.py::test_thread_by_thread_gives_the_same",),
    ),
    Construct(
        name="participation",
        theory=_CULTURE,
        sources=("jenkins2006",),
        lives=("mediaeco.analysis.cocreation",),
        takes="contacts and frame acts of either side",
        range="0 to 1",
        standing="library's proposal",
        reason="read off who contributes",
        laws=("tests/analysis/test_cocreation.py",),
    ),
    Construct(
        name="multiplexity",
        theory=_MMT,
        sources=("haythornthwaite2005",),
        lives=("mediaeco.media.multiplexity",),
        takes="contacts between the two",
        range="channels, at least 0",
        standing="adapted",
        reason="used by both: both have contacted the other over the channel",
        laws=(f"{_MULTI}::test_a_channel_that_comes_into_use_never_lowers_it",),
    ),
    Construct(
        name="tiers of media use",
        theory=_MMT,
        sources=("haythornthwaite2005", "guttman1944", "goodenough1944"),
        lives=("mediaeco.media.guttman_scale",),
        takes="which ties use which media",
        range="coefficient of reproducibility, 0 to 1",
        standing="published",
        reason="errors counted by Goodenough or at the least",
        laws=(f"{_MULTI}::test_nested_repertoires_are_reproduced",),
    ),
    Construct(
        name="strength of a tie",
        theory=_MMT,
        sources=("haythornthwaite2005",),
        lives=("mediaeco.media.Multiplexity",),
        takes="contacts between the two; ratings of the alliance",
        range="contacts; 0 to 1",
        standing="adapted",
        reason="two stand-ins beside the number of media, never merged into one",
        laws=(f"{_MULTI}::test_counting_row_by_row_gives_the_same",),
    ),
    Construct(
        name="latent tie",
        theory=_MMT,
        sources=("haythornthwaite2005",),
        lives=("mediaeco.media.Multiplexity",),
        takes="access of both sides, and contacts between them",
        range="true or false by channel",
        standing="adapted",
        reason="made by a medium for a whole group in the source; of that a record shows access "
        "without contact",
        laws=(f"{_MULTI}::test_what_both_have_and_neither_uses_is_latent",),
    ),
    Construct(
        name="niche breadth",
        theory=_NICHE,
        sources=("dimmick2003",),
        lives=("mediaeco.media.niche_breadth", "mediaeco.media.niches"),
        takes="ratings of what media gratify; or purposes of contacts (adapted)",
        range="0 (specialist) to 1 (generalist)",
        standing="published",
        reason="formula as commonly cited; from a record it is adapted: use is not gratification",
        laws=(f"{_KERNEL}::test_breadth_lies_between_0_and_1",),
    ),
    Construct(
        name="niche overlap",
        theory=_NICHE,
        sources=("dimmick2003",),
        lives=("mediaeco.media.niche_overlap_distance",),
        takes="ratings of what media gratify",
        range="a distance: 0 (same niche) to the length of the scale",
        standing="published",
        reason="formula as commonly cited; small means much overlap",
        laws=(f"{_KERNEL}::test_overlap_is_a_distance",),
    ),
    Construct(
        name="competitive superiority",
        theory=_NICHE,
        sources=("dimmick2003", "ramirez2008"),
        lives=("mediaeco.media.niche_superiority", "mediaeco.media.PUBLISHED_NICHES"),
        takes="ratings of what media gratify",
        range="0 to items times the high end of the scale",
        standing="published",
        reason="formula as commonly cited; whether a difference is more than chance is not tested",
        laws=(f"{_KERNEL}::test_superiorities_of_a_pair_share_out_the_scale",),
    ),
    Construct(
        name="displacement",
        theory=_NICHE,
        sources=("ramirez2008",),
        lives=("mediaeco.media.substitution",),
        takes="contacts with their purposes, in two halves",
        range="0 to 1",
        standing="library's proposal",
        reason="seen as a shift of shares; the source asked people for it",
        laws=(
            "tests/media/test_substitution.py::"
            "test_the_same_shares_in_both_halves_are_no_substitution",
        ),
    ),
    Construct(
        name="gratification opportunities",
        theory=_NICHE,
        sources=("dimmick2003",),
        standing="deliberately not computed",
        reason="what people believe a medium would allow them: asked of them; such ratings go into "
        "the same three indices",
    ),
)
"""Constructs of theories of the ecology of media."""
