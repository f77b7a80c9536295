"""Transitions and sequences over channels, purposes, acts or stages."""

from mediaeco.sequence.bootstrap import (
    CentralityBootstrap,
    EdgeBootstrap,
    bootstrap_centralities,
    bootstrap_edges,
)
from mediaeco.sequence.centrality import (
    CENTRALITIES,
    Centralities,
    centralities,
)
from mediaeco.sequence.complexity import (
    SequenceComplexity,
    channel_entropy,
    sequence_complexity,
)
from mediaeco.sequence.correction import (
    Correction,
    corrected,
)
from mediaeco.sequence.distance import (
    SequenceDistances,
    sequence_distances,
)
from mediaeco.sequence.distribution import (
    StateDistribution,
    mean_times,
    state_distribution,
    state_times,
)
from mediaeco.sequence.encoding import (
    to_ena_frame,
    to_event_log,
    to_paths,
    to_relational_events,
    to_tna_frame,
)
from mediaeco.sequence.frequency import (
    FrequentSequences,
    frequent_sequences,
)
from mediaeco.sequence.network import (
    NetworkKind,
    TransitionNetwork,
    transition_network,
)
from mediaeco.sequence.permutation import (
    NetworkComparison,
    Permutation,
    compare_networks,
    smallest_p,
)
from mediaeco.sequence.sequences import (
    Sequences,
    sequences,
)
from mediaeco.sequence.spell import (
    SequenceSpells,
    distinct_states,
    spells,
)
from mediaeco.sequence.stability import (
    CaseDropping,
    CentralityStability,
    centrality_stability,
)
from mediaeco.sequence.substitution import (
    SubstitutionCosts,
    substitution_costs,
    transition_rates,
)

__all__ = [
    "CENTRALITIES",
    "CaseDropping",
    "Centralities",
    "CentralityBootstrap",
    "CentralityStability",
    "Correction",
    "EdgeBootstrap",
    "FrequentSequences",
    "NetworkComparison",
    "NetworkKind",
    "Permutation",
    "SequenceComplexity",
    "SequenceDistances",
    "SequenceSpells",
    "Sequences",
    "StateDistribution",
    "SubstitutionCosts",
    "TransitionNetwork",
    "bootstrap_centralities",
    "bootstrap_edges",
    "centralities",
    "centrality_stability",
    "channel_entropy",
    "compare_networks",
    "corrected",
    "distinct_states",
    "frequent_sequences",
    "mean_times",
    "sequence_complexity",
    "sequence_distances",
    "sequences",
    "smallest_p",
    "spells",
    "state_distribution",
    "state_times",
    "substitution_costs",
    "to_ena_frame",
    "to_event_log",
    "to_paths",
    "to_relational_events",
    "to_tna_frame",
    "transition_network",
    "transition_rates",
]
