"""`pyorch check`: look at aspect files and tell what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from orchestrion_py.aspects.checking import check_files
from orchestrion_py.aspects.checking.schema_check import SCHEMA_FILE
from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.gofmt import go_parser
from orchestrion_py.inspection.check_targets import aspect_files

if TYPE_CHECKING:
    from orchestrion_py.aspects.checking import Report


def check(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE|DIR|MODULE]...",
            help="Aspect files, folders with an orchestrion.yml, packages or modules that the main module requires, "
            "or module@version. Without one, the orchestrion.yml of this folder or of its module.",
        ),
    ] = None,
    *,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of aspect files, for editors.")
    ] = False,
) -> None:
    """Check aspect files and those that they extend: file:line:column: message for each fault, and exit code 1 for any.

    Example: pyorch check orchestrion.yml
    """
    if schema:
        typer.echo(SCHEMA_FILE.read_text(encoding="utf-8"), nl=False)
        return
    files, lost = _resolved(targets or [])
    faults = lost
    for report in check_files(files, go_parser()):
        for finding in report.findings:
            typer.echo(str(finding), err=True)
        typer.echo(_summary(report))
        faults += report.faults
    raise typer.Exit(1 if faults else 0)


def _resolved(targets: list[str]) -> tuple[list[str], int]:
    """The files that targets mean, and how many targets mean none, which is told at once: the others are checked all the same."""
    if not targets:
        return aspect_files([]), 0
    files: list[str] = []
    lost = 0
    for target in targets:
        try:
            files += aspect_files([target])
        except Fault as fault:
            typer.echo(str(fault), err=True)
            lost += 1
    return files, lost


def _summary(report: Report) -> str:
    warnings = len(report.findings) - report.faults
    parts = [_counted(report.aspects, "aspect"), _counted(report.faults, "fault") if report.faults else "no fault"]
    if warnings:
        parts.append(_counted(warnings, "warning"))
    return f"{report.path}: {', '.join(parts)}"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
