"""Functions on one noun: who made what own, how the frame stands, where the relationship is."""

from mediaeco.analysis.adoption import Adoption, Outcome, adoption
from mediaeco.analysis.appropriation import (
    Appropriation,
    AppropriationCurves,
    appropriation,
    appropriation_curves,
)
from mediaeco.analysis.boundary import BoundaryLoad, boundary_load
from mediaeco.analysis.cocreation import Cocreation, balance, cocreation
from mediaeco.analysis.context import Contexts, contexts
from mediaeco.analysis.crossing import JUDGEMENTS, BoundaryCrossings, boundary_crossings
from mediaeco.analysis.faithfulness import Faithfulness, faithfulness
from mediaeco.analysis.fallback import Fallback, fallback
from mediaeco.analysis.finding import findings
from mediaeco.analysis.first_contact import FirstContact, first_contact
from mediaeco.analysis.frame import (
    CONSTANCY,
    FrameConstancy,
    FrameStrength,
    MediaShare,
    frame_constancy,
    frame_coverage,
    frame_strength,
    media_share,
)
from mediaeco.analysis.graph import analysed_graph
from mediaeco.analysis.history import QUALITY, SIDES
from mediaeco.analysis.journey import Journeys, journeys
from mediaeco.analysis.level import Level
from mediaeco.analysis.lifecycle import (
    ElementStatus,
    FrameLifecycle,
    element_weights,
    frame_lifecycle,
)
from mediaeco.analysis.move import FRAMED, LOGGED, AppropriationMoves, appropriation_moves
from mediaeco.analysis.parameter import (
    AppropriationParameters,
    FrameParameters,
    parameter_table,
)
from mediaeco.analysis.rating import Ratings, ratings
from mediaeco.analysis.routine import Routine, routine
from mediaeco.analysis.rupture import Ruptures, open_ruptures, ruptures
from mediaeco.analysis.session import is_session
from mediaeco.analysis.setting import BothEnds, setting
from mediaeco.analysis.silence import Silences, silences
from mediaeco.analysis.stage import StageTrajectory, stages
from mediaeco.analysis.stage_times import StageTimes, TimeUnit, stage_times
from mediaeco.analysis.state import ContactStates, StateOf, contact_states
from mediaeco.analysis.thread import came_about

__all__ = [
    "CONSTANCY",
    "FRAMED",
    "JUDGEMENTS",
    "LOGGED",
    "QUALITY",
    "SIDES",
    "Adoption",
    "Appropriation",
    "AppropriationCurves",
    "AppropriationMoves",
    "AppropriationParameters",
    "BothEnds",
    "BoundaryCrossings",
    "BoundaryLoad",
    "Cocreation",
    "ContactStates",
    "Contexts",
    "ElementStatus",
    "Faithfulness",
    "Fallback",
    "FirstContact",
    "FrameConstancy",
    "FrameLifecycle",
    "FrameParameters",
    "FrameStrength",
    "Journeys",
    "Level",
    "MediaShare",
    "Outcome",
    "Ratings",
    "Routine",
    "Ruptures",
    "Silences",
    "StageTimes",
    "StageTrajectory",
    "StateOf",
    "TimeUnit",
    "adoption",
    "analysed_graph",
    "appropriation",
    "appropriation_curves",
    "appropriation_moves",
    "balance",
    "boundary_crossings",
    "boundary_load",
    "came_about",
    "cocreation",
    "contact_states",
    "contexts",
    "element_weights",
    "faithfulness",
    "fallback",
    "findings",
    "first_contact",
    "frame_constancy",
    "frame_coverage",
    "frame_lifecycle",
    "frame_strength",
    "is_session",
    "journeys",
    "media_share",
    "open_ruptures",
    "parameter_table",
    "ratings",
    "routine",
    "ruptures",
    "setting",
    "silences",
    "stage_times",
    "stages",
]
