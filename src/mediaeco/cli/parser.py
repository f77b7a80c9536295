"""What may be asked for on the command line, and the help that says so."""

from __future__ import annotations

import argparse
from pathlib import Path

__all__ = ["parser"]

_FILES = (
    "a case file (.json), a table (.csv, .tsv, .parquet), a mapping file (.toml), or a folder of "
    "tables"
)
_EXIT = "Exit codes: 0 fine, 1 the data is at fault, 2 the call is."


class _Parser(argparse.ArgumentParser):
    """A parser whose subcommands' faults read like all others of ours."""

    def error(self, message: str) -> None:  # type: ignore[override]  # it ends the program, as argparse's own does
        self.exit(2, f"{self.prog}: {message}\nTry '{self.prog} --help'.\n")


def parser() -> argparse.ArgumentParser:
    """Make the parser of the command line."""
    made = _parser(
        "mediaeco",
        "Model media ecosystems: how a therapeutic relationship is formed through the media its "
        "people make their own.",
        "mediaeco report --example first-contact --out report",
    )
    made.add_argument("--version", action="store_true", help="say the version and stop")
    commands = made.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for add in (
        _report,
        _check,
        _fit,
        _plan,
        _validate,
        _convert,
        _examples,
        _simulate,
        _constructs,
        _theories,
    ):
        add(commands)
    return made


def _parser(prog: str, about: str, example: str) -> _Parser:
    return _Parser(
        prog=prog,
        description=about,
        epilog=f"Example:\n  {example}\n\n{_EXIT}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _command(
    commands: argparse._SubParsersAction[_Parser], name: str, about: str, *examples: str
) -> _Parser:
    return commands.add_parser(
        name,
        help=about[0].lower() + about[1:].rstrip("."),
        description=about,
        epilog="Examples:\n" + "".join(f"  {example}\n" for example in examples) + f"\n{_EXIT}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _report(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _command(
        commands,
        "report",
        "Write the report of one case: a page, figures, tables and methods.",
        "mediaeco report case.json --out report",
        "mediaeco report --example broken-frame --out report",
        "mediaeco report calls.csv --mapping calls.toml --role therapist=300 "
        "--role patient=301 --out report",
    )
    command.add_argument("case", nargs="?", type=Path, metavar="CASE", help=_FILES)
    command.add_argument("--example", metavar="NAME", help="a fictional case that ships instead")
    command.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help="the folder to make; an earlier report that nobody changed is replaced",
    )
    _reading(command)
    command.add_argument(
        "--parameters",
        type=Path,
        metavar="FILE",
        help="settings that differ from the defaults (TOML: [formation], "
        "[formation.appropriation], [formation.rates], [formation.channel_effects], "
        "[formation.synchronicity], [formation.relevance], [frame])",
    )


def _check(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _command(
        commands,
        "check",
        "Hold theories against a case, or against several as a cohort, claim by claim.",
        "mediaeco check case.json",
        "mediaeco check --example broken-frame --theory rupture_repair",
        "mediaeco check one.json two.json three.json --csv > verdicts.csv",
    )
    command.add_argument("case", nargs="*", type=Path, metavar="CASE", help=_FILES)
    command.add_argument("--example", metavar="NAME", help="a fictional case that ships instead")
    command.add_argument(
        "--theory",
        action="append",
        default=[],
        metavar="ID",
        help="only this theory (`mediaeco theories` lists them); may be repeated",
    )
    command.add_argument(
        "--csv", action="store_true", help="every verdict, a row a claim and case, as CSV"
    )
    _reading(command)


def _fit(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _command(
        commands,
        "fit",
        "Fit models of formation to a cohort, and hold them beside one another.",
        "mediaeco fit one.json two.json three.json",
        "mediaeco fit cases/*.json --model co_appropriation --model no_appropriation",
        "mediaeco fit cases/*.json --latex > models.tex",
    )
    command.add_argument("case", nargs="*", type=Path, metavar="CASE", help=_FILES)
    command.add_argument("--example", metavar="NAME", help="a fictional case that ships instead")
    command.add_argument(
        "--model",
        action="append",
        default=[],
        metavar="ID",
        help="only this model; may be repeated, and the first is told in full",
    )
    command.add_argument(
        "--folds",
        type=int,
        default=10,
        metavar="N",
        help="parts by which cases are left out for the log score; 0: none; 10, if nothing is said",
    )
    command.add_argument("--csv", action="store_true", help="the table of models as CSV")
    command.add_argument("--latex", action="store_true", help="the table of models for a paper")
    _reading(command)


def _plan(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _command(
        commands,
        "plan",
        "Simulate studies of several sizes, and say what they would show.",
        "mediaeco plan --cases 10 20 40 80",
        "mediaeco plan --cases 20 40 --exposure 0.4 --replicates 500 --resume plan.jsonl "
        "--figure plan.pdf",
    )
    command.add_argument(
        "--cases", type=int, nargs="+", required=True, metavar="N", help="sizes of a study"
    )
    command.add_argument(
        "--effect",
        default="appropriation",
        metavar="NAME",
        help="what is to be shown: appropriation (if nothing is said), primacy, content, medium",
    )
    for name, about in (
        ("rate", "rate at which a fitting contact agrees an element"),
        (
            "exposure",
            "formation on a channel that nobody has made their own; 1: the null",
        ),
        ("primacy", "extra weight of the first contact; 0: the null"),
        ("content", "weight of content against medium"),
    ):
        command.add_argument(f"--{name}", type=float, metavar="X", help=f"the truth: {about}")
    command.add_argument(
        "--days", type=float, default=84, metavar="D", help="length of a therapy; 84"
    )
    command.add_argument(
        "--replicates", type=int, default=200, metavar="N", help="studies of each size; 200"
    )
    command.add_argument("--alpha", type=float, default=0.05, metavar="X", help="level; .05")
    command.add_argument("--seed", type=int, default=0, metavar="S", help="of all draws; 0")
    command.add_argument(
        "--resume",
        type=Path,
        metavar="FILE",
        help="keep every study in this file; where it is there, go on from it",
    )
    command.add_argument("--figure", type=Path, metavar="FILE", help="draw the plan, as .pdf say")
    command.add_argument("--overwrite", action="store_true", help="replace the figure's file")


def _validate(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _command(
        commands,
        "validate",
        "Read a file, and list what is at fault with it or what to know about it.",
        "mediaeco validate case.json",
        "mediaeco validate calls.csv --mapping calls.toml --role therapist=300 --role patient=301",
    )
    command.add_argument("case", type=Path, metavar="FILE", help=_FILES)
    _reading(command)


def _convert(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _command(
        commands,
        "convert",
        "Write a case in another form: to a case file, or to a folder of tables.",
        "mediaeco convert calls.csv case.json --mapping calls.toml",
        "mediaeco convert case.json tables",
    )
    command.add_argument("case", type=Path, metavar="IN", help=_FILES)
    command.add_argument(
        "target",
        type=Path,
        metavar="OUT",
        help="a name that ends in .json, or that of a folder (for tables)",
    )
    _reading(command)
    command.add_argument(
        "--overwrite", action="store_true", help="replace what is there (never the input)"
    )


def _examples(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _command(
        commands,
        "examples",
        "List the fictional cases that ship, or copy them.",
        "mediaeco examples",
        "mediaeco examples --copy cases",
    )
    command.add_argument(
        "--copy", type=Path, metavar="DIR", help="write them as case files into this folder"
    )


def _simulate(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _command(
        commands,
        "simulate",
        "Draw cases from the library's default design, marked as simulated.",
        "mediaeco simulate --out case.json",
        "mediaeco simulate --cases 50 --seed 7 --out cases",
    )
    command.add_argument(
        "--cases", type=int, default=1, metavar="N", help="how many; one, if nothing is said"
    )
    command.add_argument(
        "--seed",
        type=int,
        default=0,
        metavar="S",
        help="the same seed draws the same cases, more of them the same first ones; 0, if nothing "
        "is said",
    )
    command.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="OUT",
        help="the folder to write case files into; for one case also a name that ends in .json",
    )
    command.add_argument(
        "--overwrite",
        action="store_true",
        help="replace files of the same names; others in the folder stay",
    )


def _constructs(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _command(
        commands,
        "constructs",
        "List the constructs of the literature, and where each lives in this library.",
        "mediaeco constructs",
        "mediaeco constructs --theory niche",
    )
    command.add_argument(
        "--theory", default="", metavar="TEXT", help="only theories with this text in their name"
    )
    command.add_argument(
        "--markdown", action="store_true", help="the whole page, as in the documentation"
    )


def _theories(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _command(
        commands,
        "theories",
        "List the theories that ship, and what they claim.",
        "mediaeco theories",
    )
    command.add_argument(
        "--markdown", action="store_true", help="the whole page, as in the documentation"
    )


def _reading(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--mapping", type=Path, metavar="FILE", help="how a table is to be read (TOML)"
    )
    command.add_argument(
        "--role",
        action="append",
        default=[],
        metavar="ROLE=NAME",
        help="whom a table calls the therapist, or the patient; may be repeated",
    )
