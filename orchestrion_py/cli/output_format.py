"""The option `--format` of `pyorch check`, `plan` and `instrument`, and how annotations are printed."""

from __future__ import annotations

import json
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from orchestrion_py.cli.annotations import annotation_of_fault
from orchestrion_py.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orchestrion_py.cli.annotations import Annotation


class Format(StrEnum):
    """What is printed on stdout."""

    TEXT = "text"
    GITHUB = "github"
    SARIF = "sarif"
    JSON = "json"


FormatOption = Annotated[
    Format,
    typer.Option(
        "--format",
        metavar="text|github|sarif|json",
        help="The output: text; annotations of GitHub Actions; a SARIF log for code scanning; or JSON, as --json prints it.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def chosen(form: Format, *, as_json: bool) -> Format:
    """Return the format that both options ask for."""
    return Format.JSON if as_json and form is Format.TEXT else form


def print_annotations(form: Format, annotations: Sequence[Annotation]) -> None:
    """Print annotations on stdout, in GitHub's format or as SARIF."""
    if form is Format.SARIF:
        from orchestrion_py.cli.sarif_log import sarif_log

        typer.echo(json.dumps(sarif_log(annotations), ensure_ascii=False, indent=2))
        return
    for each in annotations:
        typer.echo(each.as_workflow_command())


@contextmanager
def annotated_faults(form: Format) -> Iterator[None]:
    """Print an error that ends the command as an annotation, too."""
    try:
        yield
    except Fault as fault:
        if form in (Format.GITHUB, Format.SARIF):
            print_annotations(form, [annotation_of_fault(fault)])
        raise
