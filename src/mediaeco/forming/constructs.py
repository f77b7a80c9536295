"""Constructs of the literature that live in this package."""

from __future__ import annotations

from functools import partial

from mediaeco.model import Construct, Standing

__all__ = ["CONSTRUCTS"]

_F = "mediaeco.forming."
_FORM = "tests/forming/test_formation.py::"
_HAZARD = "tests/forming/test_hazard.py::"
_PARTS = "tests/forming/test_attribution.py::"
_SHAPLEY = "tests/forming/test_shapley.py::"
_EFFECT = "tests/forming/test_channel_effect.py::"
_GAME = "tests/kernels/test_coalition.py::"
_GOLDEN = "tests/golden/test_attribution.py::"

_study = partial(
    Construct,
    theory="formation of the relationship online",
    sources=("valenciarey",),
    standing=Standing.LIBRARY,
    lives=(_F + "formation",),
    takes="contacts, acts upon the frame",
    range="0 to below 1",
)
_hazard = partial(
    Construct,
    theory="hazard of formation",
    sources=("valenciarey",),
    standing=Standing.LIBRARY,
    lives=(_F + "hazard", _F + "FormationParameters"),
    takes="contacts",
    range="0 to 1",
)
_credit = partial(
    Construct,
    theory="attribution",
    takes="contacts, acts upon the frame",
)

_STUDY: tuple[Construct, ...] = (
    _study(
        name="formed through virtual interactions (A1)",
        laws=(
            _FORM + "test_an_empty_case_has_formed_nothing",
            "tests/analysis/test_stage.py::"
            "test_before_any_contact_the_case_stands_in_the_first_stage",
        ),
    ),
    _study(
        name="by appropriating the ecosystem (A2)",
        lives=(_F + "formation", _F + "FormationParameters"),
        takes="contacts; b, what is formed without co-appropriation",
        laws=(
            _FORM + "test_without_exposure_and_without_co_appropriation_nothing_is_formed",
            _FORM + "test_a_monologue_forms_nothing_where_appropriation_is_all",
        ),
    ),
    _study(
        name="gradually (A5)",
        range="step by contact, at most lambda or delta",
        laws=(
            _FORM + "test_steps_are_bounded_and_fall_at_a_breach_alone",
            _FORM + "test_phi_is_from_0_to_below_1",
        ),
    ),
    _study(
        name="shaped by content and media (A5)",
        lives=(_F + "formation", _F + "attribution"),
        takes="contacts; gamma, the weight of content against the medium",
        range="shares of what was formed",
        laws=(
            _PARTS + "test_gamma_1_attributes_nothing_to_the_medium",
            _PARTS + "test_gamma_0_attributes_nothing_to_the_content",
        ),
    ),
)

_DYNAMICS: tuple[Construct, ...] = (
    _hazard(
        name="hazard of agreeing an element",
        laws=(
            _HAZARD + "test_p_is_from_0_to_lambda",
            _HAZARD + "test_three_contacts_worked_out_by_hand",
        ),
    ),
    _hazard(
        name="coverage, expected",
        lives=(_F + "formation",),
        range="0 to below 1; NaN without elements",
        laws=(_FORM + "test_expected_coverage_is_the_weighted_mean",),
    ),
    _hazard(
        name="primacy",
        sources=("valenciarey", "orlinsky2004"),
        takes="contact index; rho, tau",
        range="factor from 1 / (1 + rho) to 1",
        laws=(
            _FORM + "test_order_is_nothing_to_mere_exposure",
            _FORM + "test_the_best_contact_never_forms_less_for_being_first",
            _FORM + "test_the_first_contact_absent_is_not_the_second_become_the_first",
        ),
    ),
    _hazard(
        name="mere exposure (the null)",
        takes="contacts; b = 1",
        laws=(_FORM + "test_order_is_nothing_to_mere_exposure",),
    ),
    _hazard(
        name="relevance of content",
        lives=("mediaeco.catalog.RELEVANCE", _F + "hazard"),
        takes="purposes of contacts",
        laws=(_HAZARD + "test_a_contact_bears_as_much_as_the_most_relevant_thing_it_does",),
    ),
    _hazard(
        name="fit of the medium",
        sources=("dennis2008",),
        takes="synchronicity of channels, need of elements",
        laws=("tests/forming/test_reference.py::test_hazard_and_curve",),
    ),
    _hazard(
        name="undoing by a breach",
        lives=(_F + "formation",),
        takes="breaches; delta",
        laws=(
            _HAZARD + "test_a_breach_at_the_window_halves_what_was_formed",
            _FORM + "test_what_was_never_agreed_cannot_be_broken",
        ),
    ),
)

_ATTRIBUTION: tuple[Construct, ...] = (
    _credit(
        name="additive contributions",
        standing=Standing.LIBRARY,
        sources=("valenciarey",),
        lives=(_F + "attribution", _F + "By"),
        range="parts of H = -log(1 - phi); shares, NaN where nothing stands",
        laws=(
            _PARTS + "test_contributions_sum_to_what_was_formed",
            _PARTS + "test_swapping_the_roles_changes_no_group_but_the_actors",
        ),
    ),
    _credit(
        name="rate without a group (counterfactual)",
        standing=Standing.LIBRARY,
        sources=("valenciarey",),
        lives=(_F + "attribution",),
        range="0 to 1; a deletion keeps the original contact index",
        laws=(
            _PARTS + "test_the_counterfactual_rate_is_that_of_the_record_without_the_group",
            _SHAPLEY + "test_a_deletion_keeps_the_original_index",
        ),
    ),
    _credit(
        name="Shapley value",
        standing=Standing.PUBLISHED,
        sources=("shapley1953", "castro2009", "mitchell2022"),
        lives=(_F + "channel_shapley",),
        range="worth of the game; sampled values with an error bound",
        reason="the value is the source's; which game is played is the library's choice",
        laws=(
            _GAME + "test_efficiency",
            _GAME + "test_symmetry",
            _GAME + "test_dummy_has_exactly_nothing",
            _GAME + "test_additivity_and_many_games_at_once",
            _GOLDEN + "test_security_council",
        ),
    ),
    _credit(
        name="value functions over channels",
        standing=Standing.LIBRARY,
        sources=("valenciarey",),
        lives=(_F + "Game", _F + "channel_shapley"),
        range="coverage or rate from 0 to 1",
        laws=(_SHAPLEY + "test_a_single_channel_is_worth_everything",),
    ),
    _credit(
        name="synergy of channels (Harsanyi dividend)",
        standing=Standing.PUBLISHED,
        sources=("harsanyi1963",),
        lives=("mediaeco.kernels.coalition.moebius",),
        takes="the worth of every coalition",
        range="any number; 0 in an additive game",
        laws=(_GAME + "test_worth_is_the_sum_of_the_synergies_within",),
    ),
    _credit(
        name="removal effect",
        standing=Standing.PUBLISHED,
        sources=("anderl2016",),
        lives=(_F + "channel_removal",),
        range="0 to 1; shares sum to 1; NaN where nothing was agreed",
        reason="journeys of the frame stand for journeys of customers",
        laws=(
            "tests/forming/test_removal.py::test_effects_are_from_0_to_1_and_shares_sum_to_1",
            _GOLDEN + "test_advertisements_and_mail",
            _GOLDEN + "test_app_whose_notification_center_leads_to_the_exit",
        ),
    ),
    _credit(
        name="effect of a contact, apart from use",
        standing=Standing.ADAPTED,
        sources=("zhang2014", "shao2011", "morris1983"),
        lives=(_F + "channel_effects",),
        takes="journeys over channels, or paths with conversions and nulls",
        range="hazard of at least 0, or log odds; NaN with a reason",
        reason="by contact, without time; channels are drawn together as far as the data ask",
        laws=(
            _EFFECT + "test_effects_rank_as_the_truth_does_and_intervals_cover",
            _EFFECT + "test_every_journey_twice_divides_errors_by_the_root_of_2",
            _EFFECT + "test_a_channel_that_nobody_uses_changes_nothing",
        ),
    ),
    _credit(
        name="causal effect of a channel",
        standing=Standing.NOT_COMPUTED,
        takes="",
        reason="attribution is not causation: a record without an experiment cannot tell it",
    ),
)

_fit = partial(
    Construct,
    theory="estimation of formation",
    standing=Standing.PUBLISHED,
    takes="contacts, acts upon the frame",
)
_INFORMATION = "tests/forming/test_information.py::"
_POOLING = "tests/forming/test_pooling.py::"
_PROFILE = "tests/forming/test_profile.py::"
_BOOTSTRAP = "tests/forming/test_bootstrap.py::"
_NESTING = "tests/forming/test_nesting.py::"
_RATE = "tests/forming/test_rate.py::"
_MARGINAL = "tests/forming/test_marginal.py::"
_VARYING = "tests/forming/test_varying.py::"

_ESTIMATION: tuple[Construct, ...] = (
    _fit(
        name="likeliest settings, with their errors",
        sources=("white1982",),
        lives=(_F + "fit_formation", _F + "FormationModel"),
        range="within bounds; errors NaN where the data do not tell",
        reason="maximum likelihood and the sandwich are published; the hazard is the library's",
        laws=(
            _INFORMATION + "test_the_covariance_is_the_inverse_of_the_curvature",
            _INFORMATION + "test_a_cohort_told_twice_halves_the_covariance",
            "tests/forming/test_fit.py::test_freeing_more_is_never_less_likely",
        ),
    ),
    _fit(
        name="what the data do not tell",
        standing=Standing.LIBRARY,
        sources=("valenciarey",),
        lives=(_F + "fit_formation", _F + "FormationFit"),
        range="sentences",
        laws=(
            _INFORMATION + "test_appropriation_that_never_varies_is_told",
            _INFORMATION + "test_what_hangs_on_a_setting_at_its_bound_has_no_error",
        ),
    ),
    _fit(
        name="profile likelihood interval",
        sources=("wilks1938", "venzon1988"),
        lives=(_F + "formation_profile",),
        range="within the bounds of the setting",
        laws=(
            _PROFILE + "test_ends_have_the_right_drop",
            _PROFILE + "test_an_interval_that_ends_at_a_bound_says_so",
        ),
    ),
    _fit(
        name="bootstrap over cases",
        sources=("efron1993", "hesterberg2015", "andrews2000"),
        lives=(_F + "bootstrap_formation",),
        range="within its bounds; NaN below 20 replicates, with one case, at a bound",
        laws=(
            _BOOTSTRAP + "test_a_replicate_is_the_fit_of_the_cases_drawn",
            _BOOTSTRAP + "test_cases_that_are_all_alike_have_an_interval_of_no_width",
        ),
    ),
    _fit(
        name="shifts by element and channel, pooled",
        standing=Standing.ADAPTED,
        sources=("hoerl1970", "stone1974"),
        lives=(_F + "Pooling", _F + "FormationModel"),
        range="log odds",
        laws=(
            _POOLING + "test_an_endless_pull_is_the_model_without_shifts",
            _POOLING + "test_without_a_pull_every_element_has_its_own_rate",
            _RATE + "test_a_shift_of_all_channels_is_another_rate",
        ),
    ),
    _fit(
        name="rate that differs by case",
        standing=Standing.ADAPTED,
        sources=("lairdware1982", "vaupel1979", "self1987", "louis1982", "naylor1982"),
        lives=(_F + "fit_varying", _F + "VaryingFit"),
        range="standard deviation over cases of log odds, from 0; NaN with one case",
        laws=(
            _MARGINAL + "test_it_is_the_integral",
            _MARGINAL + "test_with_sigma_0_it_is_the_likelihood_of_one_rate",
            _VARYING + "test_shifts_have_mean_0_and_with_their_errors_the_spread_sigma",
        ),
    ),
    _fit(
        name="whose appropriation gates formation",
        standing=Standing.LIBRARY,
        sources=("valenciarey",),
        lives=(_F + "AppropriatedBy", _F + "hazard"),
        range="of both, either, the therapist, the patient",
        laws=(_RATE + "test_swapping_the_roles_turns_therapist_into_patient",),
    ),
    _fit(
        name="nested and rival models",
        sources=("akaike1974", "burnham2002", "wilks1938", "self1987", "davies1987"),
        lives=(_F + "compare_models", _F + "likelihood_ratio", _F + "FORMATION_MODELS"),
        range="AIC, p from 0 to 1, log score in nats",
        reason="the tests are published; which models stand for which theory is the library's",
        laws=(
            _NESTING + "test_it_is_an_order",
            _NESTING + "test_at_a_bound_p_is_half_of_chi_squared",
            _NESTING + "test_under_the_null_p_is_even",
        ),
    ),
)

CONSTRUCTS: tuple[Construct, ...] = (
    *_STUDY,
    *_DYNAMICS,
    *_ATTRIBUTION,
    *_ESTIMATION,
)
"""Constructs of formation, its dynamics, attribution, and estimation."""
