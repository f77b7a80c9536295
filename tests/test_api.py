"""The public face, name by name."""

import enum
import importlib
import inspect
import re

import pytest

import mediaeco

FACE = [
    "CHANNELS",
    "CITATIONS",
    "COMPARISONS",
    "CONSTRUCTS",
    "ELEMENTS",
    "EXAMPLES",
    "PURPOSES",
    "RELEVANCE",
    "STAGES",
    "THEORIES",
    "Actor",
    "Appropriation",
    "AppropriationMove",
    "AppropriationParameters",
    "Attribution",
    "BehaviourParameters",
    "CapabilityProfile",
    "Case",
    "CaseDesign",
    "Category",
    "Channel",
    "Code",
    "Coding",
    "Cohort",
    "Ecosystem",
    "FaultGroup",
    "Formation",
    "FormationModel",
    "FormationParameters",
    "FrameAct",
    "FrameElement",
    "FrameParameters",
    "FrameStrength",
    "Interaction",
    "InvalidCaseError",
    "Measure",
    "MediaEcoError",
    "Proposition",
    "Purpose",
    "ReadError",
    "Rhythm",
    "Ruptures",
    "Segment",
    "Sequences",
    "Setting",
    "StageModel",
    "StageTrajectory",
    "Theory",
    "TheoryGraph",
    "UnknownTermError",
    "__version__",
    "adoption",
    "alliance",
    "appropriation",
    "appropriation_curves",
    "appropriation_moves",
    "attribution",
    "attribution_interval",
    "bootstrap_edges",
    "bootstrap_formation",
    "boundary_crossings",
    "boundary_load",
    "centralities",
    "channel_choice",
    "channel_effects",
    "channel_fit",
    "channel_performance",
    "channel_removal",
    "channel_shapley",
    "check",
    "choice_informativeness",
    "cocreation",
    "coder_agreement",
    "compare_groups",
    "compare_models",
    "compare_networks",
    "compare_theories",
    "construct_table",
    "contexts",
    "core_category",
    "cross_media",
    "dynamic_complexity",
    "ecosystem_factors",
    "ecosystem_fit",
    "faithfulness",
    "fallback",
    "falsify",
    "findings",
    "first_contact",
    "fit_formation",
    "fit_varying",
    "formation",
    "formation_profile",
    "frame_constancy",
    "frame_coverage",
    "frame_lifecycle",
    "frame_strength",
    "grid_from_series",
    "grid_measures",
    "groundedness",
    "guttman_scale",
    "hazard",
    "krippendorff_alpha",
    "load_channel_comparisons",
    "media_share",
    "meta_communication",
    "multiplexity",
    "naturalness",
    "niches",
    "perceived_richness",
    "perspective_gap",
    "plan_study",
    "presence",
    "process_need",
    "punctuation",
    "rating_curves",
    "read",
    "read_example",
    "relation_layers",
    "relational_choice",
    "relational_control",
    "relational_rate",
    "reliable_change",
    "repair_latency",
    "report",
    "response",
    "responses",
    "richness",
    "routine",
    "ruptures",
    "saturation",
    "score_items",
    "score_srs",
    "score_wai_sr",
    "sequence_complexity",
    "sequence_distances",
    "sequences",
    "setting",
    "silences",
    "simulate_case",
    "simulate_cohort",
    "simulate_formation",
    "stage_times",
    "stages",
    "state_distribution",
    "state_space_grid",
    "substitution",
    "switching_ecology",
    "synchronicity",
    "synchrony",
    "to_ena_frame",
    "to_event_log",
    "to_paths",
    "to_relational_events",
    "to_tna_frame",
    "transition_network",
    "unanswered",
    "ungrounded",
    "v_episodes",
    "well_formedness",
    "write",
]

FUNCTIONS = [name for name in FACE if inspect.isfunction(getattr(mediaeco, name))]
CLASSES = [name for name in FACE if inspect.isclass(getattr(mediaeco, name))]
TAKING_ECO = [
    name
    for name in FUNCTIONS
    if next(iter(inspect.signature(getattr(mediaeco, name)).parameters)) == "eco"
]
# Files in, files out: nothing to be cited.
NOT_MEASURES = {"report", "findings"}
PACKAGES = [
    *("model", "catalog", "ecosystem", "io", "analysis", "media", "relation", "grounded"),
    *("sequence", "dynamics", "forming", "theory", "simulation"),
    *("figures", "testing", "constructs"),
]


def sections(name: str) -> dict[str, str]:
    """Sections of a numpydoc docstring by title; the summary has the empty one."""
    text = inspect.getdoc(getattr(mediaeco, name)) or ""
    parts = re.split(r"^(\w+)\n-+\n", text, flags=re.MULTILINE)
    return {"": parts[0]} | dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_face_is_this_and_no_more() -> None:
    assert sorted(mediaeco.__all__) == sorted(FACE)


def test_the_face_is_listed_in_order() -> None:
    """Constants, classes, functions, each by the alphabet, as the linter keeps them."""

    def rank(name: str) -> tuple[int, str]:
        return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)

    assert list(mediaeco.__all__) == sorted(mediaeco.__all__, key=rank)
    assert len(set(mediaeco.__all__)) == len(mediaeco.__all__)


@pytest.mark.parametrize("name", FACE)
def test_every_name_of_the_face_is_there(name: str) -> None:
    assert getattr(mediaeco, name) is not None


def test_nothing_else_is_offered_by_name() -> None:
    """What stands in the face's namespace and is not listed are its own packages."""
    offered = {name for name in vars(mediaeco) if not name.startswith("_")}
    others = offered - set(mediaeco.__all__)
    modules = {name for name in others if inspect.ismodule(getattr(mediaeco, name))}
    assert others - modules <= {"TYPE_CHECKING", "Any", "annotations", "deferred"}


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'apropriation'"):
        _ = mediaeco.apropriation


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_says_what_it_takes_and_gives(name: str) -> None:
    function, told = getattr(mediaeco, name), sections(name)
    signature = inspect.signature(function)
    assert told[""].strip(), name
    assert "Parameters" in told, name
    if signature.return_annotation != "None":
        assert "Returns" in told, name
    if signature.parameters.keys() != {"eco"}:
        for parameter in signature.parameters:
            assert re.search(rf"\b{parameter}\b", told["Parameters"]), parameter


@pytest.mark.parametrize("name", sorted(set(TAKING_ECO) - NOT_MEASURES))
def test_every_measure_says_where_it_comes_from(name: str) -> None:
    assert "*Theory*:" in sections(name)["Notes"]


@pytest.mark.parametrize("name", TAKING_ECO)
def test_options_are_keywords(name: str) -> None:
    parameters = list(inspect.signature(getattr(mediaeco, name)).parameters.values())
    positional = [p for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    assert len(positional) <= 2  # the record, and for a report the folder
    for parameter in parameters:
        if isinstance(parameter.default, bool):
            assert parameter.kind is parameter.KEYWORD_ONLY


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_says_what_it_is(name: str) -> None:
    told = sections(name)
    assert told[""].strip()
    kind = getattr(mediaeco, name)
    own = [field for field in getattr(kind, "__attrs_attrs__", ()) if field.init]
    if own and not issubclass(kind, BaseException | enum.Enum):
        assert told.keys() & {"Parameters", "Attributes"}


@pytest.mark.parametrize("package", PACKAGES)
def test_what_a_package_lists_is_there(package: str) -> None:
    module = importlib.import_module(f"mediaeco.{package}")
    assert module.__doc__
    for name in module.__all__:
        assert getattr(module, name, None) is not None, name


def test_the_version_is_one() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", mediaeco.__version__)


def test_the_lines_of_the_face() -> None:
    """The lines that a newcomer writes."""
    eco = mediaeco.Ecosystem(mediaeco.read_example("first-contact"))
    for question in (
        mediaeco.appropriation,
        mediaeco.frame_strength,
        mediaeco.formation,
        mediaeco.attribution,
        mediaeco.stages,
    ):
        assert repr(question(eco))
