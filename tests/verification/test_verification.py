"""The studies run, and tell right from wrong; what they find is looked at apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from verification.interval import draw_shares, within
from verification.study import Work
from verification.varying import varying

from verification import __main__ as command


def test_a_study_runs_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("verification.calibration._CASES", 12)
    command.main(["calibration", "--quick", "--jobs", "1", "--out", str(tmp_path)])
    told = capsys.readouterr().out
    assert "| exposure" in told
    assert {p.name for p in tmp_path.iterdir()} == {"calibration.png", "calibration.csv"}


def test_shares_outside_the_band_are_wrong() -> None:
    hits, trials = np.array([90, 95, 99, 0]), np.array([100, 100, 100, 0])
    assert within(hits, trials).tolist() == [False, True, False, False]
    ax = Figure().subplots()
    draw_shares(ax, list("abcd"), hits, trials, np.array([True, True, False, False]))
    signs = [line.get_marker() for line in ax.lines if line.get_marker() in ("o", "X")]
    assert signs == ["X", "o", "o", "o"]


def test_cases_that_differ_are_fitted_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verification.varying._DESIGNS", ((0.8, 15, True),))
    study = varying(Work(replicates=2))
    told = dict(zip(study.table["setting"], study.table["intervals"], strict=True))
    assert list(told) == ["rate", "exposure", "content", "sigma", "test of no primacy"]
    assert told["test of no primacy"] == 2
    assert study.table["median"][1] != study.table["median_of_one_rate"][1]
