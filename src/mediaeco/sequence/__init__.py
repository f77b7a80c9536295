"""Transitions and sequences over channels, purposes, acts or stages."""

from mediaeco.sequence.complexity import SequenceComplexity, channel_entropy, sequence_complexity
from mediaeco.sequence.distance import SequenceDistances, sequence_distances
from mediaeco.sequence.distribution import (
    StateDistribution,
    mean_times,
    state_distribution,
    state_times,
)
from mediaeco.sequence.encoding import (
    Journeys,
    journeys,
    to_ena_frame,
    to_event_log,
    to_paths,
    to_relational_events,
    to_tna_frame,
)
from mediaeco.sequence.frequency import FrequentSequences, frequent_sequences
from mediaeco.sequence.sequences import Sequences, sequences
from mediaeco.sequence.spell import SequenceSpells, distinct_states, spells
from mediaeco.sequence.substitution import (
    SubstitutionCosts,
    substitution_costs,
    transition_rates,
)

__all__ = [
    "FrequentSequences",
    "Journeys",
    "SequenceComplexity",
    "SequenceDistances",
    "SequenceSpells",
    "Sequences",
    "StateDistribution",
    "SubstitutionCosts",
    "channel_entropy",
    "distinct_states",
    "frequent_sequences",
    "journeys",
    "mean_times",
    "sequence_complexity",
    "sequence_distances",
    "sequences",
    "spells",
    "state_distribution",
    "state_times",
    "substitution_costs",
    "to_ena_frame",
    "to_event_log",
    "to_paths",
    "to_relational_events",
    "to_tna_frame",
    "transition_rates",
]
