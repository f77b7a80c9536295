"""What each command does."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from mediaeco.analysis import findings
from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES
from mediaeco.cli.record import CallError, check_there, example, read_case, record, told
from mediaeco.cli.statistic import fit, plan
from mediaeco.constructs import CONSTRUCTS, construct_page
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import (
    FaultGroup,
    InvalidCaseError,
    MediaEcoError,
    UnknownTermError,
    nearest_term,
    one_of,
    shown,
)
from mediaeco.forming import FormationParameters
from mediaeco.io import (
    EXAMPLES,
    folder_written,
    read_example,
    sources,
    to_json,
    write,
)
from mediaeco.model import Case
from mediaeco.reporting import AccountParameters, read_parameters, report
from mediaeco.reporting.section.finding import told_finding
from mediaeco.reporting.wording import counted

__all__ = ["run"]

_ABOUT: Mapping[str, str] = {
    "first-contact": "a frame gradually agreed",
    "broken-frame": "a frame broken and repaired",
    "sent-away": "a patient lost",
}


def run(asked: argparse.Namespace) -> int:
    """Do what was asked for, and say how it ended."""
    commands = {
        "report": _report,
        "check": _check,
        "validate": _validate,
        "convert": _convert,
        "examples": _examples,
        "simulate": _simulate,
        "constructs": _constructs,
        "theories": _theories,
        "fit": fit,
        "plan": plan,
    }
    return commands[asked.command](asked)


def _report(asked: argparse.Namespace) -> int:
    if (asked.case is None) == (asked.example is None):
        raise CallError("give either a CASE or --example NAME, and not both.")
    settings = _settings(asked.parameters)
    if asked.example is not None:
        if asked.mapping is not None or asked.role:
            raise CallError("an example needs no --mapping and no --role.")
        case, inputs = example(asked.example), []
    else:
        case, inputs = read_case(asked), list(sources(asked.case, asked.mapping))
    if asked.parameters is not None:
        inputs.append(asked.parameters)
    if settings is not None:
        _check_terms(settings.formation, case, asked.parameters.name)
    out = report(Ecosystem(case), asked.out, parameters=settings, inputs=inputs)
    print(f"{out / 'index.html'}")
    return 0


def _check(asked: argparse.Namespace) -> int:
    from mediaeco.theory import THEORIES, check

    known = {theory.id: theory for theory in THEORIES}
    for name in asked.theory:
        if name not in known:
            raise CallError(str(UnknownTermError(name, known, "--theory")))
    wanted = [known[name] for name in dict.fromkeys(asked.theory)] or THEORIES
    found = check(record(asked), theories=wanted)
    if asked.csv:
        print(found.to_frame().to_csv().replace("\r\n", "\n"), end="")
        return 0
    print(found.statement())
    for theory in found.theories:
        print(f"\n{theory.title}")
        for claim in found.claims:
            if claim.theory == theory.id:
                print(f"  {claim.judgement.verdict:<9}  {claim.proposition.statement}")
                print(f"  {'':<9}  {claim.evidence()}")
    return 0


def _validate(asked: argparse.Namespace) -> int:
    case = read_case(asked)
    found = findings(Ecosystem(case))
    print(f"{asked.case.name}: valid; {_counted(case)}.")
    if found:
        noun = "finding" if len(found) == 1 else "findings"
        print(f"{len(found)} {noun} (contacts are counted from 0):")
        for finding in found:
            print(f"  {told_finding(finding)}")
    return 0


def _convert(asked: argparse.Namespace) -> int:
    case = read_case(asked)
    read_from = sources(asked.case, asked.mapping)
    print(write(case, asked.target, overwrite=asked.overwrite, inputs=read_from))
    return 0


def _examples(asked: argparse.Namespace) -> int:
    width = max(map(len, EXAMPLES))
    for name in EXAMPLES:
        case = read_example(name)
        if asked.copy is None:
            print(f"{name:<{width}}  {_counted(case, short=True)}: {_ABOUT[name]}")
    if asked.copy is not None:
        present = [f"{name}.json" for name in EXAMPLES if (asked.copy / f"{name}.json").exists()]
        if present:
            names = ", ".join(present)
            raise CallError(f"{asked.copy.name} holds {names} already. Choose another folder.")
        with folder_written(asked.copy, overwrite=True) as folder:
            for name in EXAMPLES:
                (folder / f"{name}.json").write_text(to_json(read_example(name)), "utf-8")
        for name in EXAMPLES:
            print(asked.copy / f"{name}.json")
    return 0


def _simulate(asked: argparse.Namespace) -> int:
    from mediaeco.simulation import simulate_cohort

    if asked.cases < 1:
        raise CallError("--cases: expected one at least.")
    if asked.seed < 0:
        raise CallError("--seed: expected a whole number of at least 0.")
    to_file = asked.out.suffix.lower() == ".json"
    if to_file and asked.cases > 1:
        raise CallError(
            f"--out: expected the name of a folder for {asked.cases} cases; a case file (.json) "
            "holds one."
        )
    if to_file:
        (case,) = simulate_cohort(1, seed=asked.seed)
        print(write(case, asked.out, overwrite=asked.overwrite))
        return 0
    with folder_written(asked.out, overwrite=asked.overwrite) as folder:
        for case in simulate_cohort(asked.cases, seed=asked.seed):
            (folder / f"{case.id}.json").write_text(to_json(case), "utf-8")
    print(asked.out)
    return 0


def _constructs(asked: argparse.Namespace) -> int:
    if asked.markdown:
        if asked.theory:
            raise CallError("the page has all theories: give --theory or --markdown, not both.")
        print(construct_page(), end="")
        return 0
    wanted = [item for item in CONSTRUCTS if asked.theory.casefold() in item.theory.casefold()]
    if not wanted:
        theories = one_of(sorted({item.theory for item in CONSTRUCTS}))
        raise CallError(f"--theory: expected a part of {theories}; got another text.")
    for theory in dict.fromkeys(item.theory for item in wanted):
        print(theory)
        for item in wanted:
            if item.theory == theory:
                place = ", ".join(item.lives) or item.reason
                print(f"  {item.name}: {place} ({item.standing})")
    return 0


def _theories(asked: argparse.Namespace) -> int:
    from mediaeco.theory import THEORIES
    from mediaeco.theory.page import theory_page

    if asked.markdown:
        print(theory_page(), end="")
        return 0
    for theory in THEORIES:
        print(f"{theory.id}: {theory.title}")
        for claim in theory.propositions:
            print(f"  {claim.id}: {claim.statement}")
    return 0


def _settings(path: Path | None) -> AccountParameters | None:
    if path is None:
        return None
    check_there(path)
    try:
        return read_parameters(path)
    except FaultGroup as faults:  # settings are part of the call, not of the data
        raise CallError(told(faults)) from None


def _check_terms(settings: FormationParameters, case: Case, name: str) -> None:
    """Refuse a setting of something that nobody knows: a slip of the pen."""
    elements = list(dict.fromkeys([*(item.id for item in case.elements), *ELEMENTS]))
    channels = list(dict.fromkeys([*(item.id for item in case.channels), *CHANNELS]))
    purposes = list(dict.fromkeys([*(item.id for item in case.purposes), *PURPOSES]))
    rows = settings.relevance.rows
    asked = [("formation.rates", term, elements) for term in settings.rates]
    asked += [("formation.channel_effects", term, channels) for term in settings.channel_effects]
    asked += [("formation.relevance.rows", term, purposes) for term in rows]
    asked += [
        (f"formation.relevance.rows.{purpose}", term, elements)
        for purpose, row in rows.items()
        for term in row
    ]
    faults: list[MediaEcoError] = []
    for place, term, known in asked:
        if term not in known:
            near = nearest_term(term, known)
            hint = f"Did you mean '{near}'?" if near else ""
            faults.append(InvalidCaseError(place, one_of(known), shown(term), hint))
    if faults:
        raise CallError(told(FaultGroup(f"{name} cannot be used", faults)))


def _counted(case: Case, *, short: bool = False) -> str:
    told = [
        counted(len(case.interactions), "contact"),
        counted(len(case.channels), "channel"),
        counted(len(case.elements), "frame element"),
    ]
    return ", ".join(told[:2] if short else told)
