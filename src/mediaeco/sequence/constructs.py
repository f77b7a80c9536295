"""Constructs of the literature that live in this package."""

from __future__ import annotations

from mediaeco.model import Construct
from mediaeco.sequence.network_constructs import NETWORKS

__all__ = ["CONSTRUCTS"]

_MEASURE = "tests/sequence/test_measure.py"
_DISTANCE = "tests/sequence/test_distance.py"
_ENCODING = "tests/sequence/test_encoding.py"

_SEQUENCES: tuple[Construct, ...] = (
    Construct(
        name="channel entropy",
        theory="sequence analysis",
        sources=("shannon1948",),
        lives=("mediaeco.sequence.channel_entropy",),
        takes="contacts by channel",
        range="0 to 1; NaN without contacts or with fewer than two channels",
        standing="adapted",
        reason="as a share of its maximum, ln K",
        laws=(
            f"{_MEASURE}::test_channel_entropy_is_that_of_the_contacts",
            f"{_MEASURE}::test_a_case_has_the_same_channel_entropy_alone",
        ),
    ),
    Construct(
        name="longitudinal entropy",
        theory="sequence analysis",
        sources=("gabadinho2011",),
        lives=("mediaeco.sequence.sequence_complexity",),
        takes="sequences of states",
        range="0 to 1",
        standing="published",
        laws=(f"{_MEASURE}::test_bounds_of_complexity",),
    ),
    Construct(
        name="complexity index",
        theory="sequence analysis",
        sources=("gabadinho2011",),
        lives=("mediaeco.sequence.sequence_complexity",),
        takes="sequences of states",
        range="0 to 1; NaN where no place follows another",
        standing="published",
        laws=(
            f"{_MEASURE}::test_complexity_word_by_word",
            f"{_MEASURE}::test_a_still_sequence_has_no_complexity_and_a_restless_one_all_of_it",
        ),
    ),
    Construct(
        name="turbulence",
        theory="sequence analysis",
        sources=("elzinga2007",),
        lives=("mediaeco.sequence.sequence_complexity",),
        takes="sequences of states",
        range="at least 1",
        standing="published",
        laws=(f"{_MEASURE}::test_complexity_word_by_word",),
    ),
    Construct(
        name="transversal state distribution",
        theory="sequence analysis",
        sources=("gabadinho2011",),
        lives=("mediaeco.sequence.state_distribution", "mediaeco.figures.draw_distribution"),
        takes="sequences of states, with their weights",
        range="shares that add up to 1; entropy 0 to 1",
        standing="published",
        laws=(f"{_MEASURE}::test_distribution_state_by_state",),
    ),
    Construct(
        name="state distribution within sequences, and mean time in each state",
        theory="sequence analysis",
        sources=("gabadinho2011",),
        lives=("mediaeco.sequence.state_times", "mediaeco.sequence.mean_times"),
        takes="sequences of states, with their weights",
        range="places, at least 0",
        standing="published",
        laws=(f"{_MEASURE}::test_times_are_counts",),
    ),
    Construct(
        name="spells and distinct successive states",
        theory="sequence analysis",
        sources=("gabadinho2011",),
        lives=("mediaeco.sequence.spells", "mediaeco.sequence.distinct_states"),
        takes="sequences of states",
        range="places, at least 1",
        standing="published",
        laws=(f"{_MEASURE}::test_spells_make_up_what_is_known",),
    ),
    Construct(
        name="sequence frequencies",
        theory="sequence analysis",
        sources=("gabadinho2011",),
        lives=("mediaeco.sequence.frequent_sequences",),
        takes="sequences of states, with their weights",
        range="shares from 0 to 1",
        standing="published",
        laws=(f"{_MEASURE}::test_frequencies_make_up_the_whole",),
    ),
    Construct(
        name="transition rates and substitution costs",
        theory="sequence analysis",
        sources=("gabadinho2011",),
        lives=("mediaeco.sequence.transition_rates", "mediaeco.sequence.substitution_costs"),
        takes="sequences of states, with their weights",
        range="rates 0 to 1, NaN for a state that nothing follows; costs 0 to 2",
        standing="published",
        laws=(
            f"{_MEASURE}::test_rates_pair_by_pair",
            f"{_MEASURE}::test_costs_are_symmetric_and_at_most_2",
        ),
    ),
    Construct(
        name="optimal matching",
        theory="sequence analysis",
        sources=("abbott2000", "gabadinho2011"),
        lives=("mediaeco.sequence.sequence_distances",),
        takes="sequences without missing places, and costs",
        range="at least 0; a metric where the costs are",
        standing="published",
        laws=(
            f"{_DISTANCE}::test_a_metric_where_it_says_so",
            "tests/kernels/test_alignment.py::test_metric_costs_make_a_metric",
        ),
    ),
)

_ENCODINGS: tuple[Construct, ...] = (
    Construct(
        name="epistemic network",
        theory="epistemic network analysis",
        sources=("shaffer2016",),
        standing="deliberately not computed",
        reason="rENA and ena-python compute it; a second implementation would only differ from "
        "them. `mediaeco.sequence.to_ena_frame` hands them the coded lines",
        laws=(f"{_ENCODING}::test_a_line_for_each_contact_with_its_codes",),
    ),
    Construct(
        name="relational event model",
        theory="relational events",
        sources=("butts2008",),
        standing="deliberately not computed",
        reason="relevent, goldfish and remverse fit it; `mediaeco.sequence.to_relational_events` "
        "hands them the events",
        laws=(f"{_ENCODING}::test_a_relational_event_for_each_receiver",),
    ),
    Construct(
        name="paths to conversion",
        theory="attribution",
        sources=("anderl2016",),
        lives=("mediaeco.analysis.journeys", "mediaeco.sequence.to_paths"),
        takes="contacts by channel, and acts on the frame or a stage model",
        range="counts, at least 0",
        standing="adapted",
        reason="elements agreed, or stages reached, in the place of customers' purchases",
        laws=(f"{_ENCODING}::test_paths_have_the_removal_effect_of_the_record",),
    ),
    Construct(
        name="event log",
        theory="process mining",
        sources=("xes2016",),
        lives=("mediaeco.sequence.to_event_log",),
        takes="contacts with their times",
        range="one row an event",
        standing="library's proposal",
        reason="names of columns as in the standard; what an activity is, is the library's",
        laws=(f"{_ENCODING}::test_activities_are_the_states_of_the_sequences",),
    ),
)

CONSTRUCTS: tuple[Construct, ...] = (*NETWORKS, *_SEQUENCES, *_ENCODINGS)
