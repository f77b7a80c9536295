"""How people form a relationship through the media they make their own.

Read a case, open its ecosystem, and ask: `appropriation`, `frame_strength`, `formation`,
`attribution`, `stages`; `report` writes it all down.
"""

from typing import TYPE_CHECKING, Any

from mediaeco.analysis import (
    Appropriation,
    AppropriationParameters,
    FrameParameters,
    FrameStrength,
    Ruptures,
    StageTrajectory,
    appropriation,
    appropriation_curves,
    boundary_load,
    cocreation,
    contexts,
    findings,
    first_contact,
    frame_constancy,
    frame_coverage,
    frame_lifecycle,
    frame_strength,
    media_share,
    ruptures,
    silences,
    stages,
)
from mediaeco.catalog import CHANNELS, CITATIONS, ELEMENTS, PURPOSES, RELEVANCE, STAGES
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import (
    FaultGroup,
    InvalidCaseError,
    MediaEcoError,
    ReadError,
    UnknownTermError,
)
from mediaeco.forming import (
    Attribution,
    Formation,
    FormationParameters,
    attribution,
    channel_removal,
    channel_shapley,
    formation,
    hazard,
)
from mediaeco.io import EXAMPLES, read, read_example, write
from mediaeco.media import channel_fit, synchronicity
from mediaeco.model import (
    Actor,
    CapabilityProfile,
    Case,
    Channel,
    Cohort,
    FrameAct,
    FrameElement,
    Interaction,
    Measure,
    Purpose,
    StageModel,
)

if TYPE_CHECKING:
    from mediaeco.reporting import report

__version__ = "0.1.0"

__all__ = [
    "CHANNELS",
    "CITATIONS",
    "ELEMENTS",
    "EXAMPLES",
    "PURPOSES",
    "RELEVANCE",
    "STAGES",
    "Actor",
    "Appropriation",
    "AppropriationParameters",
    "Attribution",
    "CapabilityProfile",
    "Case",
    "Channel",
    "Cohort",
    "Ecosystem",
    "FaultGroup",
    "Formation",
    "FormationParameters",
    "FrameAct",
    "FrameElement",
    "FrameParameters",
    "FrameStrength",
    "Interaction",
    "InvalidCaseError",
    "Measure",
    "MediaEcoError",
    "Purpose",
    "ReadError",
    "Ruptures",
    "StageModel",
    "StageTrajectory",
    "UnknownTermError",
    "__version__",
    "appropriation",
    "appropriation_curves",
    "attribution",
    "boundary_load",
    "channel_fit",
    "channel_removal",
    "channel_shapley",
    "cocreation",
    "contexts",
    "findings",
    "first_contact",
    "formation",
    "frame_constancy",
    "frame_coverage",
    "frame_lifecycle",
    "frame_strength",
    "hazard",
    "media_share",
    "read",
    "read_example",
    "report",
    "ruptures",
    "silences",
    "stages",
    "synchronicity",
    "write",
]


def __getattr__(name: str) -> Any:
    # A report draws, and drawing loads matplotlib: not before somebody asks for it.
    if name == "report":
        from mediaeco.reporting import report

        return report
    raise AttributeError(f"module 'mediaeco' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
