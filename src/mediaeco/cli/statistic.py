"""Commands of formation as a statistical model: fit and plan."""

from __future__ import annotations

import argparse
from pathlib import Path

from mediaeco.cli.record import CallError, record, told
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import MediaEcoError, UnknownTermError
from mediaeco.io import write_whole

__all__ = ["fit", "plan"]


def fit(asked: argparse.Namespace) -> int:
    """Fit models of formation, and print how they stand to one another."""
    from mediaeco.forming import FORMATION_MODELS, compare_models, fit_formation

    known = {model.id: model for model in FORMATION_MODELS}
    for name in asked.model:
        if name not in known:
            raise CallError(str(UnknownTermError(name, known, "--model")))
    if asked.csv and asked.latex:
        raise CallError("give --csv or --latex, and not both.")
    if asked.folds == 1 or asked.folds < 0:
        raise CallError("--folds: expected 2 at least, or 0 for none.")
    models = [known[name] for name in dict.fromkeys(asked.model)] or list(FORMATION_MODELS)
    eco = Ecosystem(record(asked))
    table = compare_models(eco, models=models, folds=asked.folds)
    if asked.csv:
        print(table.to_frame().to_csv().replace("\r\n", "\n"), end="")
    elif asked.latex:
        print(table.to_latex(), end="")
    else:
        print(table)
    if table.interrupted:
        raise KeyboardInterrupt  # what is done is told, and the exit code says that it is not all
    if not (asked.csv or asked.latex):
        print(f"\n{fit_formation(eco, model=models[0])}")
    return 0


def plan(asked: argparse.Namespace) -> int:
    """Say what studies of several sizes would show."""
    from mediaeco.forming import FormationParameters
    from mediaeco.simulation import (
        BehaviourParameters,
        CaseDesign,
        EffectOf,
        StudySettings,
        plan_study,
    )

    if asked.effect not in tuple(EffectOf):
        raise CallError(str(UnknownTermError(asked.effect, tuple(EffectOf), "--effect")))
    figure = _figure(asked.figure, overwrite=asked.overwrite)
    given = {name: getattr(asked, name) for name in ("rate", "exposure", "primacy", "content")}
    try:
        formation = FormationParameters(**{k: v for k, v in given.items() if v is not None})
        found = plan_study(
            asked.cases,
            effect=asked.effect,
            design=CaseDesign(days=asked.days),
            parameters=BehaviourParameters(formation=formation),
            settings=StudySettings(replicates=asked.replicates, alpha=asked.alpha, seed=asked.seed),
            resume=asked.resume,
        )
    except MediaEcoError as error:  # all of it is part of the call; no data are read
        raise CallError(told(error)) from None
    print(found)
    if figure is not None:
        from mediaeco.figures import draw_study_plan, figure_bytes

        drawn = figure_bytes(draw_study_plan(found), figure.suffix[1:])
        print(f"\n{write_whole(figure, drawn, overwrite=asked.overwrite)}")
    if found.interrupted:
        raise KeyboardInterrupt
    return 0


def _figure(path: Path | None, *, overwrite: bool) -> Path | None:
    """The file to draw to, known to be free before hours are spent."""
    from mediaeco.figures import FORMATS

    if path is not None and path.suffix[1:] not in FORMATS:
        raise CallError(f"--figure: expected a name that ends in .{', .'.join(FORMATS)}.")
    if path is not None and path.exists() and not overwrite:
        raise CallError(f"--figure: {path.name} is there already. Name another, or --overwrite.")
    return path
