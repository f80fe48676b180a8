"""`pyorch check`: validate aspect files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from orchestrion_py.aspects.checking import check_files
from orchestrion_py.aspects.checking.schema_check import SCHEMA_FILE
from orchestrion_py.cli.annotations import Annotation, Severity, annotation_of_fault
from orchestrion_py.cli.output_format import Format, FormatOption, Json, annotated_faults, chosen, print_annotations
from orchestrion_py.counted import counted
from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.gofmt import go_parser
from orchestrion_py.inspection.check_targets import aspect_files
from orchestrion_py.message_codes import code_of, with_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from orchestrion_py.aspects.checking import Finding, Report

_VERSION = 1


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
    as_json: Json = False,
    form: FormatOption = Format.TEXT,
) -> None:
    """Validate aspect files.

    Checks each file and the files that it extends. Prints `file:line:column: message` for each fault. Exits with 1 if there is
    one.

    Example: pyorch check orchestrion.yml
    """
    if schema:
        typer.echo(SCHEMA_FILE.read_text(encoding="utf-8"), nl=False)
        return
    wanted = chosen(form, as_json=as_json)
    with annotated_faults(wanted):
        files, unresolved = _resolved(targets or [])
    reports = check_files(files, go_parser())
    faults = _print_text(reports) if wanted is Format.TEXT else _print_formatted(wanted, list(reports), unresolved)
    raise typer.Exit(1 if faults or unresolved else 0)


def _print_text(reports: Iterable[Report]) -> int:
    """Print each finding and a summary of each file. Return the number of faults."""
    faults = 0
    for report in reports:
        for finding in report.findings:
            typer.echo(with_code(str(finding)), err=True)
        typer.echo(_summary(report))
        faults += report.faults
    return faults


def _print_formatted(form: Format, reports: Sequence[Report], unresolved: Sequence[Fault]) -> int:
    """Print all findings in a format that tools read. Return the number of faults."""
    found = [_annotation(finding) for report in reports for finding in report.findings]
    annotations = [*map(annotation_of_fault, unresolved), *found]
    if form is Format.JSON:
        typer.echo(json.dumps(_as_object(reports, annotations), ensure_ascii=False))
    else:
        print_annotations(form, annotations)
    return sum(report.faults for report in reports)


def _annotation(finding: Finding) -> Annotation:
    severity = Severity.WARNING if finding.is_warning else Severity.ERROR
    return Annotation(severity, finding.message, code_of(str(finding)), finding.file, finding.line, finding.column)


def _as_object(reports: Sequence[Report], annotations: Sequence[Annotation]) -> dict[str, object]:
    return {
        "version": _VERSION,
        "files": [
            {
                "path": report.path,
                "aspects": report.aspects,
                "faults": report.faults,
                "warnings": len(report.findings) - report.faults,
            }
            for report in reports
        ],
        "findings": [each.as_object() for each in annotations],
    }


def _resolved(targets: list[str]) -> tuple[list[str], list[Fault]]:
    """Return the files that the targets name, and an error for each target that names none. Prints these."""
    if not targets:
        return aspect_files([]), []
    files: list[str] = []
    unresolved: list[Fault] = []
    for target in targets:
        try:
            files += aspect_files([target])
        except Fault as fault:
            typer.echo(str(fault), err=True)
            unresolved.append(fault)
    return files, unresolved


def _summary(report: Report) -> str:
    warnings = len(report.findings) - report.faults
    parts = [counted(report.aspects, "aspect"), counted(report.faults, "fault") if report.faults else "no faults"]
    if warnings:
        parts.append(counted(warnings, "warning"))
    return f"{report.path}: {', '.join(parts)}"
