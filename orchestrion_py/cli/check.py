"""`pyorch check`: validate aspect files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from orchestrion_py.aspects.checking import check_files
from orchestrion_py.aspects.checking.schema_check import SCHEMA_FILE
from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.gofmt import go_parser
from orchestrion_py.inspection.check_targets import aspect_files
from orchestrion_py.message_codes import with_code

if TYPE_CHECKING:
    from orchestrion_py.aspects.checking import Report


def check(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE|DIR|MODULE",
            help="Aspect files, folders that hold an orchestrion.yml, packages or modules that the main module requires, "
            "or module@version. Default: the orchestrion.yml of this folder or of its module.",
        ),
    ] = None,
    *,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of aspect files, for use in an editor.")
    ] = False,
) -> None:
    """Validate aspect files.

    Checks each file and the files that it extends. Prints `file:line:column: message` for each fault. Exits with 1 if there is
    one.

    Example: pyorch check orchestrion.yml
    """
    if schema:
        typer.echo(SCHEMA_FILE.read_text(encoding="utf-8"), nl=False)
        return
    files, unresolved = _resolved(targets or [])
    faults = unresolved
    for report in check_files(files, go_parser()):
        for finding in report.findings:
            typer.echo(with_code(str(finding)), err=True)
        typer.echo(_summary(report))
        faults += report.faults
    raise typer.Exit(1 if faults else 0)


def _resolved(targets: list[str]) -> tuple[list[str], int]:
    """Return the files that the targets name, and the number of targets that name none. Prints an error for each of these."""
    if not targets:
        return aspect_files([]), 0
    files: list[str] = []
    unresolved = 0
    for target in targets:
        try:
            files += aspect_files([target])
        except Fault as fault:
            typer.echo(str(fault), err=True)
            unresolved += 1
    return files, unresolved


def _summary(report: Report) -> str:
    warnings = len(report.findings) - report.faults
    parts = [_counted(report.aspects, "aspect"), _counted(report.faults, "fault") if report.faults else "no faults"]
    if warnings:
        parts.append(_counted(warnings, "warning"))
    return f"{report.path}: {', '.join(parts)}"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
