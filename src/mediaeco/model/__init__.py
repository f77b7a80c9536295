"""What a case is made of: frozen classes for people to write, columns for kernels to read."""

from typing import TYPE_CHECKING, Any

from mediaeco.deferred import deferred
from mediaeco.model.actor import Actor, PriorUse
from mediaeco.model.build import dyadic_table
from mediaeco.model.case import Case
from mediaeco.model.channel import (
    AffordanceProfile,
    CapabilityProfile,
    Channel,
    NaturalnessProfile,
    RichnessProfile,
)
from mediaeco.model.citation import Citation
from mediaeco.model.code import Code
from mediaeco.model.cohort import Cohort
from mediaeco.model.construct import Construct, Standing
from mediaeco.model.finding import Finding
from mediaeco.model.frame import ContactHours, FrameAct, FrameElement, Purpose
from mediaeco.model.interaction import Interaction, Time
from mediaeco.model.measure import Measure
from mediaeco.model.move import AppropriationMove
from mediaeco.model.result import Result
from mediaeco.model.rows import Interactions
from mediaeco.model.setting import Setting
from mediaeco.model.stage import Condition, Stage, StageModel, StageVariable, Transition
from mediaeco.model.table import InteractionTable, Ragged
from mediaeco.model.tidy import TidyTable
from mediaeco.model.vocabulary import (
    ActKind,
    BoundaryKind,
    Clock,
    CodeLevel,
    ContentKind,
    ControlCode,
    FindingKind,
    MoveKind,
    Origin,
    Provenance,
    Role,
    RuptureKind,
)

if TYPE_CHECKING:
    from mediaeco.model.category import (
        Category,
        CategoryKind,
        Interval,
        MatrixLevel,
        OrderedValues,
        ParadigmElement,
        Property,
    )
    from mediaeco.model.coding import (
        Coding,
        Link,
        LinkDirection,
    )
    from mediaeco.model.evidence import (
        Comparison,
        Contrast,
        Design,
        Metric,
        Rater,
        Reading,
        StylisedFact,
        Told,
    )
    from mediaeco.model.segment import (
        Memo,
        Segment,
        SourceDocument,
    )
    from mediaeco.model.theory import (
        TheoryEdge,
        TheoryGraph,
    )

__all__ = [
    "ActKind",
    "Actor",
    "AffordanceProfile",
    "AppropriationMove",
    "BoundaryKind",
    "CapabilityProfile",
    "Case",
    "Category",
    "CategoryKind",
    "Channel",
    "Citation",
    "Clock",
    "Code",
    "CodeLevel",
    "Coding",
    "Cohort",
    "Comparison",
    "Condition",
    "Construct",
    "ContactHours",
    "ContentKind",
    "Contrast",
    "ControlCode",
    "Design",
    "Finding",
    "FindingKind",
    "FrameAct",
    "FrameElement",
    "Interaction",
    "InteractionTable",
    "Interactions",
    "Interval",
    "Link",
    "LinkDirection",
    "MatrixLevel",
    "Measure",
    "Memo",
    "Metric",
    "MoveKind",
    "NaturalnessProfile",
    "OrderedValues",
    "Origin",
    "ParadigmElement",
    "PriorUse",
    "Property",
    "Provenance",
    "Purpose",
    "Ragged",
    "Rater",
    "Reading",
    "Result",
    "RichnessProfile",
    "Role",
    "RuptureKind",
    "Segment",
    "Setting",
    "SourceDocument",
    "Stage",
    "StageModel",
    "StageVariable",
    "Standing",
    "StylisedFact",
    "TheoryEdge",
    "TheoryGraph",
    "TidyTable",
    "Time",
    "Told",
    "Transition",
    "dyadic_table",
]

# Coded material and cited evidence are asked for by few sessions.
_later = deferred(
    __name__,
    {
        "mediaeco.model.category": (
            "Category",
            "CategoryKind",
            "Interval",
            "MatrixLevel",
            "OrderedValues",
            "ParadigmElement",
            "Property",
        ),
        "mediaeco.model.coding": (
            "Coding",
            "Link",
            "LinkDirection",
        ),
        "mediaeco.model.segment": (
            "Memo",
            "Segment",
            "SourceDocument",
        ),
        "mediaeco.model.theory": (
            "TheoryEdge",
            "TheoryGraph",
        ),
        "mediaeco.model.evidence": (
            "Comparison",
            "Contrast",
            "Design",
            "Metric",
            "Rater",
            "Reading",
            "StylisedFact",
            "Told",
        ),
    },
)


def __getattr__(name: str) -> Any:
    return _later(name)


def __dir__() -> list[str]:
    return sorted(__all__)
