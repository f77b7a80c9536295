"""Fitting and planning as a stranger would, from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mediaeco.cli import main
from mediaeco.forming.fit import fitted

SMALL = ["plan", "--cases", "3", "4", "--days", "20", "--replicates", "2"]


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("simulated") / "cases"
    assert main(["simulate", "--cases", "6", "--out", str(folder)]) == 0
    return sorted(map(str, folder.iterdir()))


def test_models_stand_side_by_side(cases: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    few = ["--model", "no_primacy", "--model", "exposure_only", "--folds", "2"]
    assert main(["fit", *cases, *few]) == 0
    text = capsys.readouterr().out
    assert "2 models of formation were compared on 6 cases" in text
    assert "Model no_primacy was fitted by maximum likelihood" in text
    assert "S0000" not in text  # no case is named
    assert main(["fit", *cases, *few[2:4], *few[2:4], "--folds", "0", "--csv"]) == 0
    assert capsys.readouterr().out.count("exposure_only") == 1  # named twice, fitted once
    assert main(["fit", *cases, *few, "--csv"]) == 0
    assert capsys.readouterr().out.startswith("model,free,log_likelihood")
    assert main(["fit", *cases, *few, "--latex"]) == 0
    assert r"\begin{tabular}" in capsys.readouterr().out


def test_what_was_done_before_an_interruption_is_told_and_ends_with_130(
    cases: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[object] = []

    def stops(*given: Any) -> Any:
        calls.append(given)
        if len(calls) > 1:
            raise KeyboardInterrupt
        return fitted(*given)

    monkeypatch.setattr("mediaeco.forming.compare.fitted", stops)
    few = ["--model", "exposure_only", "--model", "no_primacy", "--folds", "0"]
    assert main(["fit", *cases, *few]) == 130
    told = capsys.readouterr().out
    assert "It was interrupted before all models were judged." in told
    assert "Model exposure_only was fitted" not in told
    monkeypatch.setattr("mediaeco.simulation.study.trial", lambda *_: stops())
    assert main(SMALL) == 130
    assert "The simulation was interrupted after 0 studies" in capsys.readouterr().out


def test_a_folder_of_case_files_is_told_from_one_of_tables(
    cases: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(cases[0]).parent
    assert main(["fit", str(folder)]) == 2
    assert "Name the files: cases/*.json" in capsys.readouterr().err


def test_one_case_is_fitted_and_told_what_it_cannot_say(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["fit", "--example", "first-contact", "--model", "no_primacy"]) == 0
    told = capsys.readouterr().out
    assert "There is one case" in told
    assert "in 1 case (" in told


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (["fit"], "give either one CASE or more"),
        (["fit", "--example", "first-contact", "--model", "primacy"], "--model: expected one of"),
        (["fit", "--example", "first-contact", "--folds", "1"], "--folds: expected 2"),
        (["fit", "--example", "first-contact", "--csv", "--latex"], "not both"),
        (["plan", "--cases", "0"], "n_cases: expected whole numbers of at least 1"),
        (["plan", "--cases", "4", "--effect", "love"], "--effect: expected one of"),
        (["plan", "--cases", "4", "--exposure", "3"], "exposure: expected"),
        (["plan", "--cases", "4", "--days", "-1"], "days"),
        (["plan", "--cases", "4", "--figure", "plan.doc"], "--figure: expected a name"),
        (["plan"], "--cases"),
    ],
)
def test_a_call_that_cannot_be_meant_ends_with_2(
    call: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(call) == 2
    told = capsys.readouterr()
    assert says in told.err
    assert told.out == ""


def test_a_plan_is_told_drawn_and_resumed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, figure = tmp_path / "plan.jsonl", tmp_path / "plan.svg"
    more = ["--resume", str(kept), "--figure", str(figure)]
    assert main([*SMALL, *more]) == 0
    first = capsys.readouterr().out
    assert "Power was estimated by simulation: 2 studies of each size" in first
    assert figure.read_bytes().startswith(b"<?xml")
    assert main([*SMALL, *more]) == 2  # the figure is there already
    assert "plan.svg" in capsys.readouterr().err
    assert main([*SMALL, *more, "--overwrite"]) == 0
    assert capsys.readouterr().out.endswith(first)
    assert main([*SMALL, "--seed", "1", "--resume", str(kept)]) == 2
    assert "another plan" in capsys.readouterr().err
