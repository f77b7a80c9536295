"""Settings from a file: what is said is taken, and all that is wrong is told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediaeco.catalog import RELEVANCE
from mediaeco.errors import FaultGroup
from mediaeco.forming import AppropriatedBy, MediumFit
from mediaeco.reporting import AccountParameters, read_parameters


def told(path: Path, text: str) -> AccountParameters:
    path.write_text(text, "utf-8")
    return read_parameters(path)


def faults(path: Path) -> list[str]:
    with pytest.raises(FaultGroup) as caught:
        read_parameters(path)
    return [str(fault) for fault in caught.value.exceptions]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_empty_file_means_the_defaults(file: Path) -> None:
    assert told(file, "# nothing\n") == AccountParameters()


def test_settings_are_taken_from_their_tables(file: Path) -> None:
    read = told(
        file,
        """
        seed = 4
        [formation]
        exposure = 1
        medium = "richness"
        appropriated_by = "patient"
        [formation.rates]
        fee = 0.1
        [formation.channel_effects]
        email = -0.5
        [formation.appropriation]
        half_use = 2.5
        half_life_days = 30
        [formation.synchronicity]
        velocity = 1
        [formation.relevance]
        unstated = 0.1
        [formation.relevance.rows.payment]
        fee = 0.5
        [frame]
        beta = 2
        """,
    )
    assert read.seed == 4
    assert read.formation.exposure == 1
    assert read.formation.rates == {"fee": 0.1}
    assert read.formation.channel_effects == {"email": -0.5}
    assert read.formation.medium == MediumFit.RICHNESS
    assert read.formation.appropriated_by == AppropriatedBy.PATIENT
    assert read.formation.appropriation.half_life_days == 30
    assert read.formation.synchronicity.velocity == 1
    assert read.formation.relevance.unstated == 0.1
    assert read.formation.relevance.rows["payment"] == {"fee": 0.5}
    assert read.formation.relevance.rows["crisis"] == RELEVANCE.rows["crisis"]
    assert read.frame.beta == 2


def test_all_faults_are_told_at_once(file: Path) -> None:
    text = """
        sead = 4
        permutations = 0.5
        [formation]
        exposure = 2
        rate = "much"
        content = true
        [formation.rates]
        fee = 3
        [formation.appropriation]
        half_use = 0
        haf_life_days = 3
        [formation.synchronicity]
        velocity = -1
        [formation.relevance.rows]
        payment = 1
        [frame]
        beta = nan
        """
    file.write_text(text, "utf-8")
    lines = faults(file)
    assert [line.partition(":")[0] for line in lines] == [
        "sead",
        "permutations",
        "formation.exposure",
        "formation.rate",
        "formation.content",
        "formation.rates['fee']",
        "formation.appropriation.half_use",
        "formation.appropriation.haf_life_days",
        "formation.synchronicity.velocity",
        "formation.relevance.rows.payment",
        "frame.beta",
    ]
    assert "Did you mean 'seed'?" in lines[0]
    assert "Did you mean 'half_life_days'?" in lines[7]


def test_weights_that_are_well_apart_but_not_together_are_a_fault(file: Path) -> None:
    weights = "\n".join(
        f"{name} = 0"
        for name in ("velocity", "parallelism", "symbols", "rehearsability", "reprocessability")
    )
    file.write_text(f"[formation.synchronicity]\n{weights}\n", "utf-8")
    assert faults(file) == ["formation.synchronicity: expected a weight above 0; got none."]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[formation\n", "a fault of its syntax"),
        ("formation = 3\n", "formation: expected a table of settings"),
        ("[formation]\nmedium = 3\n", "formation.medium: expected a text"),
        ("[formation]\nappropriated_by = 'pateint'\n", "Did you mean 'patient'?"),
        ("[formation]\nprovenance = 'published'\n", "formation.provenance: expected a field"),
        ("[formation.relevance]\nprovenance = 'published'\n", "a field that is one of"),
    ],
)
def test_what_cannot_be_meant_is_a_fault(text: str, why: str, file: Path) -> None:
    file.write_text(text, "utf-8")
    assert why in "\n".join(faults(file))


def test_file_of_another_encoding_is_a_fault(file: Path) -> None:
    file.write_bytes("# gr\xfc\xdfe\n".encode("latin-1"))
    assert "expected UTF-8" in faults(file)[0]
