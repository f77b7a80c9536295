"""Constructs of the literature that live in this package."""

from __future__ import annotations

from mediaeco.model import Construct

__all__ = ["CONSTRUCTS"]

_SCORING = "tests/relation/test_scoring.py"
_CONTROL = "tests/relation/test_control.py"
_META = "tests/relation/test_metacommunication.py"

_ALLIANCE = tuple(
    Construct(
        name=name,
        theory="working alliance",
        sources=("bordin1979",),
        lives=("mediaeco.relation.alliance",),
        takes=takes,
        range="the ends of the scale it was rated on",
        standing="published",
        reason="as rated; series by rater, occasion and scale are the library's",
        laws=(
            "tests/relation/test_alliance.py::test_series_part_the_ratings",
            "tests/relation/test_alliance.py::test_scaling_a_scale_scales_mean_and_trend",
        ),
    )
    for name, takes in (
        ("working alliance", "ratings with the construct alliance"),
        ("agreement on goals", "ratings on a scale named goal"),
        ("agreement on tasks", "ratings on a scale named task"),
        ("bond", "ratings on a scale named bond"),
    )
)

_INSTRUMENTS = (
    Construct(
        name="Working Alliance Inventory (WAI)",
        theory="instruments of the relationship",
        sources=("horvath1989", "bordin1979"),
        lives=("mediaeco.relation.WAI", "mediaeco.relation.score"),
        takes="36 items from 1 to 7, and the key of the official form",
        range="subscales 12 to 84, total 36 to 252",
        standing="published",
        reason="structure alone: item numbers could not be compared with the form, and are given "
        "by its holder",
        laws=(f"{_SCORING}::test_an_open_key_scores_only_when_its_items_are_told",),
    ),
    Construct(
        name="Working Alliance Inventory, short revised (WAI-SR)",
        theory="instruments of the relationship",
        sources=("hatcher2006", "bordin1979"),
        lives=("mediaeco.relation.WAI_SR", "mediaeco.relation.score_wai_sr"),
        takes="12 items from 1 to 5",
        range="subscales 4 to 20, total 12 to 60",
        standing="published",
        reason="key not compared with the form itself",
        laws=(
            f"{_SCORING}::test_the_items_of_the_short_form_are_not_taken_in_their_order",
            f"{_SCORING}::test_items_of_a_subscale_may_stand_in_any_order",
            f"{_SCORING}::test_the_total_is_the_sum_of_the_subscales",
        ),
    ),
    Construct(
        name="WAI-SR for observers (WAI-SR-O)",
        theory="instruments of the relationship",
        sources=("hatcher2006",),
        standing="deliberately not computed",
        reason="no key could be compared with its form; its scores are read as ratings by an "
        "observer",
    ),
    Construct(
        name="brief revised Working Alliance Inventory (br-WAI)",
        theory="instruments of the relationship",
        sources=("mallinckrodt2016",),
        standing="deliberately not computed",
        reason="no key could be compared with its form; a ScoringKey of one's own scores it",
    ),
    Construct(
        name="alliance with a programme (WAI-TECH-SF)",
        theory="instruments of the relationship",
        sources=("herrero2020",),
        lives=("mediaeco.relation.alliance", "mediaeco.relation.relation_layers"),
        takes="ratings that are about a channel",
        range="the ends of the scale it was rated on",
        standing="adapted",
        reason="as rated, an edge from the actor to the channel; its items have no key here",
        laws=("tests/relation/test_alliance.py::test_a_programme_has_an_alliance_of_its_own",),
    ),
    Construct(
        name="Session Rating Scale (SRS)",
        theory="instruments of the relationship",
        sources=("duncan2003",),
        lives=("mediaeco.relation.SRS", "mediaeco.relation.score_srs"),
        takes="4 marks from 0 to 10",
        range="total 0 to 40, a concern at or below 36",
        standing="published",
        laws=(
            f"{_SCORING}::test_the_session_rating_scale_calls_36_a_concern",
            f"{_SCORING}::test_scores_lie_between_their_ends",
        ),
    ),
    Construct(
        name="Outcome Rating Scale (ORS)",
        theory="instruments of the relationship",
        sources=("miller2003",),
        lives=("mediaeco.relation.ORS", "mediaeco.relation.score"),
        takes="4 marks from 0 to 10",
        range="total 0 to 40, clinical below 25",
        standing="published",
        laws=(f"{_SCORING}::test_the_session_rating_scale_calls_36_a_concern",),
    ),
    Construct(
        name="System for Observing Family Therapy Alliances (SOFTA-o)",
        theory="instruments of the relationship",
        sources=("friedlander2006",),
        standing="deliberately not computed",
        reason="an observer's global judgement of a family: its ratings are read, none is added up",
    ),
    Construct(
        name="missing items",
        theory="instruments of the relationship",
        lives=("mediaeco.relation.ScoringKey", "mediaeco.relation.score_items"),
        takes="items, some of them missing, and how many may be",
        range="the ends of the scale, or not defined",
        standing="library's proposal",
        laws=(
            f"{_SCORING}::test_agrees_with_the_slow_reference",
            f"{_SCORING}::test_a_missing_item_is_filled_only_where_the_key_says_so",
        ),
    ),
    Construct(
        name="reversed items",
        theory="instruments of the relationship",
        sources=("horvath1989",),
        lives=("mediaeco.relation.ScoringKey",),
        takes="item numbers",
        range="the ends of an item",
        standing="published",
        laws=(f"{_SCORING}::test_a_reversed_item_rated_the_other_way_gives_the_same",),
    ),
    Construct(
        name="scales of unlike ends",
        theory="instruments of the relationship",
        lives=("mediaeco.relation.rescale", "mediaeco.relation.difference"),
        takes="scores, and the ends that are asked for",
        range="the ends that are asked for",
        standing="library's proposal",
        laws=(
            f"{_SCORING}::test_rescaling_keeps_the_order_and_comes_back",
            f"{_SCORING}::test_scales_are_never_compared_in_silence",
        ),
    ),
)

_OUTCOME = (
    Construct(
        name="reliable change index",
        theory="clinical significance",
        sources=("jacobson1991",),
        lives=("mediaeco.relation.reliable_change",),
        takes="scores before and after, reliability",
        range="any number; reliable beyond 1.96",
        standing="published",
        laws=(
            "tests/relation/test_outcome.py::test_scaling_all_scores_changes_no_class",
            "tests/relation/test_outcome.py::test_a_more_reliable_instrument_sees_no_less",
        ),
    ),
    Construct(
        name="clinically significant change",
        theory="clinical significance",
        sources=("jacobson1991", "claus2024"),
        lives=("mediaeco.relation.reliable_change", "mediaeco.relation.ChangeClass"),
        takes="scores before and after, norms of a functional population, cut-off a, b or c",
        range="recovered, improved, unchanged, deteriorated, harmed",
        standing="adapted",
        reason="that harm is told apart from deterioration is not in the first source",
        laws=(
            "tests/relation/test_outcome.py::test_everybody_measured_twice_is_in_one_class",
            "tests/relation/test_outcome.py::test_turning_the_scale_over_changes_nothing",
        ),
    ),
    Construct(
        name="missing waves",
        theory="clinical significance",
        lives=("mediaeco.relation.outcome_waves",),
        takes="scores by wave",
        range="counts",
        standing="library's proposal",
        laws=("tests/relation/test_outcome.py::test_waves_tell_who_is_missing",),
    ),
)

_LAYERS = (
    Construct(
        name="working alliance as a layer",
        theory="tripartite model of the relationship",
        sources=("gelso1985",),
        lives=("mediaeco.relation.relation_layers",),
        takes="ratings with the construct alliance",
        range="the ends of the scale it was rated on",
        standing="adapted",
        reason="ties of a multigraph, one for each rater and scale",
        laws=(
            "tests/relation/test_layer.py::test_every_rating_of_a_layer_is_in_one_tie",
            "tests/relation/test_layer.py::test_ratings_of_one_layer_change_no_other",
        ),
    ),
    Construct(
        name="transference",
        theory="tripartite model of the relationship",
        sources=("gelso1985",),
        standing="deliberately not computed",
        reason="no reading of it from a log has been defended; what people rate is a layer beside "
        "the others",
    ),
    Construct(
        name="countertransference",
        theory="tripartite model of the relationship",
        sources=("gelso1985",),
        standing="deliberately not computed",
        reason="as with transference: rated by people, never worked out from traffic",
    ),
    Construct(
        name="transference configuration, as rated",
        theory="tripartite model of the relationship",
        sources=("gelso1985",),
        lives=("mediaeco.relation.relation_layers", "mediaeco.model.layer.LAYERS"),
        takes="ratings with the constructs transference and countertransference",
        range="the ends of the scale it was rated on",
        standing="adapted",
        reason="ties of a multigraph, one for each rater and scale",
        laws=("tests/relation/test_layer.py::test_every_rating_of_a_layer_is_in_one_tie",),
    ),
    Construct(
        name="real relationship, as rated",
        theory="tripartite model of the relationship",
        sources=("gelso1985",),
        lives=("mediaeco.relation.relation_layers",),
        takes="ratings with the construct real_relationship (its scales: genuineness, realism)",
        range="the ends of the scale it was rated on",
        standing="adapted",
        reason="ties of a multigraph, one for each rater and scale",
        laws=("tests/relation/test_layer.py::test_every_rating_of_a_layer_is_in_one_tie",),
    ),
    Construct(
        name="parallel layers of one relationship",
        theory="tripartite model of the relationship",
        sources=("gelso1985",),
        lives=("mediaeco.relation.relation_layers", "mediaeco.ecosystem.EdgeKind"),
        takes="ratings",
        range="a multigraph of actors and channels",
        standing="library's proposal",
        laws=(
            "tests/relation/test_layer.py::test_the_graph_holds_the_ties_between_nodes_that_its_kinds_allow",
            "tests/relation/test_layer.py::test_swapping_the_roles_turns_every_tie_between_the_two",
        ),
    ),
)

_AXIOMS = (
    Construct(
        name="one cannot not communicate (axiom 1)",
        theory="pragmatics of human communication",
        sources=("watzlawick1967",),
        lives=("mediaeco.analysis.silences", "mediaeco.relation.unanswered"),
        takes="times of contacts, and the end of observation",
        range="days; shares 0 to 1",
        standing="library's proposal",
        laws=(
            "tests/analysis/test_silence.py::test_total_time_is_conserved",
            "tests/relation/test_unanswered.py::test_a_longer_limit_never_leaves_more_unanswered",
            "tests/relation/test_unanswered.py::test_no_turn_waits_longer_than_the_record_is_silent",
        ),
    ),
    Construct(
        name="content and relation level (axiom 2)",
        theory="pragmatics of human communication",
        sources=("watzlawick1967",),
        lives=("mediaeco.relation.meta_communication", "mediaeco.model.CodeLevel"),
        takes="codes with a level",
        range="0 to 1",
        standing="library's proposal",
        laws=(f"{_META}::test_agrees_with_the_slow_reference",),
    ),
    Construct(
        name="meta-communication",
        theory="pragmatics of human communication",
        sources=("watzlawick1967",),
        lives=("mediaeco.relation.meta_communication",),
        takes="frame acts, purposes, codes",
        range="0 to 1",
        standing="library's proposal",
        laws=(
            f"{_META}::test_no_part_is_above_the_whole",
            f"{_META}::test_swapping_the_roles_swaps_the_sides",
        ),
    ),
    Construct(
        name="punctuation (axiom 3)",
        theory="pragmatics of human communication",
        sources=("watzlawick1967",),
        lives=("mediaeco.relation.punctuation", "mediaeco.relation.Segmentation"),
        takes="contacts, and several ways to part them",
        range="what changes, and by how much",
        standing="library's proposal",
        laws=(
            "tests/relation/test_punctuation.py::test_a_measure_that_uses_no_segmentation_never_changes",
            "tests/relation/test_punctuation.py::test_a_longer_gap_never_makes_more_contexts",
        ),
    ),
    Construct(
        name="digital and analogic modes (axiom 4)",
        theory="pragmatics of human communication",
        sources=("watzlawick1967",),
        lives=("mediaeco.relation.analogic_capacity", "mediaeco.relation.analogic_share"),
        takes="naturalness profiles of channels",
        range="0 to 1",
        standing="library's proposal",
        laws=(
            f"{_META}::test_a_channel_that_carries_more_never_says_less",
            f"{_META}::test_text_says_less_without_words_than_voice_and_voice_than_video",
            f"{_META}::test_the_catalogue_keeps_the_order_from_text_to_face_to_face",
        ),
    ),
    Construct(
        name="symmetrical and complementary interaction (axiom 5)",
        theory="pragmatics of human communication",
        sources=("watzlawick1967", "rogers1975"),
        lives=("mediaeco.relation.relational_control",),
        takes="control codes",
        range="shares 0 to 1",
        standing="adapted",
        reason="by the transacts of relational control",
        laws=(f"{_CONTROL}::test_dominance_is_at_most_1_and_shares_make_up_all",),
    ),
)


def _control(
    name: str, takes: str, range_: str, *laws: str, source: str = "rogers1975"
) -> Construct:
    return Construct(
        name=name,
        theory="relational control",
        sources=(source,),
        lives=("mediaeco.relation.relational_control", "mediaeco.kernels.transact.transact_rows"),
        takes=takes,
        range=range_,
        standing="adapted",
        reason="contacts of one context in the place of turns of talk",
        laws=tuple(f"{_CONTROL}::{law}" for law in laws),
    )


_NINE = "test_there_are_nine_transacts_of_three_classes"
_MIRROR = "test_mirroring_up_and_down_keeps_the_class"
_SWAP = "test_swapping_the_roles_swaps_the_sides_and_inverts_the_ratio"
_BOUND = "test_dominance_is_at_most_1_and_shares_make_up_all"
_CODES = "control codes by a person"

_RELATIONAL = (
    _control("one-up", _CODES, "a code", _MIRROR),
    _control("one-down", _CODES, "a code", _MIRROR),
    _control("one-across", _CODES, "a code", _MIRROR),
    _control("transact", _CODES, "nine kinds", _NINE, "test_agrees_with_the_slow_reference"),
    _control("symmetry", _CODES, "share 0 to 1; 3 of 9 transacts", _NINE, _MIRROR, _SWAP),
    _control("complementarity", _CODES, "share 0 to 1; 2 of 9 transacts", _NINE, _MIRROR, _SWAP),
    _control("transition", _CODES, "share 0 to 1; 4 of 9 transacts", _NINE, _MIRROR, _SWAP),
    _control("domineeringness", _CODES, "0 to 1", _SWAP, _BOUND, source="rogersmillar1979"),
    _control("dominance", _CODES, "0 to 1", _SWAP, _BOUND, source="rogersmillar1979"),
    _control("dominance ratio", _CODES, "0 and more", _SWAP, source="rogersmillar1979"),
)

_OBSERVER = (
    Construct(
        name="observer",
        theory="second-order cybernetics",
        sources=("vonfoerster1981",),
        lives=("mediaeco.model.Interaction", "mediaeco.model.Role"),
        takes="who reports a contact, who rates",
        range="an actor; edges observes",
        standing="library's proposal",
        laws=("tests/ecosystem/test_ecosystem.py::test_every_view_is_contained_in_the_record",),
    ),
    Construct(
        name="view",
        theory="second-order cybernetics",
        sources=("vonfoerster1981",),
        lives=("mediaeco.ecosystem.Ecosystem.seen_by",),
        takes="who reports a contact, who rates",
        range="a part of the record",
        standing="library's proposal",
        laws=(
            "tests/ecosystem/test_ecosystem.py::test_every_view_is_contained_in_the_record",
            "tests/relation/test_perspective.py::test_a_view_is_idempotent_and_contained_for_every_measure",
        ),
    ),
    Construct(
        name="perspective gap",
        theory="second-order cybernetics",
        sources=("vonfoerster1981",),
        lives=("mediaeco.relation.perspective_gap",),
        takes="ratings by two observers, or any measure of their views",
        range="0 to the width of the scale",
        standing="library's proposal",
        laws=(
            "tests/relation/test_perspective.py::test_swapping_the_observers_turns_the_sign",
            "tests/relation/test_perspective.py::test_nobody_lies_apart_from_themselves",
            "tests/relation/test_perspective.py::test_a_measure_is_taken_once_in_either_view",
        ),
    ),
)

CONSTRUCTS: tuple[Construct, ...] = (
    *_ALLIANCE,
    *_INSTRUMENTS,
    *_OUTCOME,
    *_LAYERS,
    *_AXIOMS,
    *_RELATIONAL,
    *_OBSERVER,
)
