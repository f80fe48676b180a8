"""What `pyorch instrument` would change, in the formats that other tools read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from orchestrion_py.cli.annotations import Annotation, Severity, annotation_of
from orchestrion_py.cli.output_format import Format, print_annotations
from orchestrion_py.cli.unified_diff import first_changed_line, unified
from orchestrion_py.counted import counted
from orchestrion_py.message_codes import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orchestrion_py.instrument.options import Result

_VERSION = 1


def print_report(form: Format, results: Sequence[Result], *, undoes: bool, is_error: bool) -> None:
    """Print the results. `is_error`: a file that would change is an error, because the command exits with 1."""
    severity = Severity.ERROR if is_error else Severity.NOTE
    annotations = [each for result in results for each in _annotations(result, severity, undoes=undoes)]
    if form is not Format.JSON:
        print_annotations(form, annotations)
        return
    files = [_as_object(result) for result in results if result.path]
    findings = [each.as_object() for each in annotations]
    typer.echo(json.dumps({"version": _VERSION, "files": files, "findings": findings}, ensure_ascii=False))


def _annotations(result: Result, severity: Severity, *, undoes: bool) -> Iterator[Annotation]:
    if result.untyped:
        yield annotation_of(f"no type information: {result.untyped}", Severity.WARNING)
    yield from (annotation_of(remark, Severity.WARNING) for remark in result.remarks)
    if result.error:
        yield annotation_of(result.error, Severity.ERROR)
    elif result.after is not None:
        command = f"pyorch instrument{' --undo' if undoes else ''} -w"
        message = f"`{command}` would change {counted(result.functions, 'function')}"
        line = first_changed_line(result.before, result.after)
        yield Annotation(severity, message, code_of(message), result.path, line, 1)


def _as_object(result: Result) -> dict[str, object]:
    after = result.before if result.after is None else result.after
    return {
        "path": result.path,
        "functions": result.functions,
        "skipped": result.skipped,
        "left-out": [{"line": line, "reason": reason} for line, reason in result.left_out],
        "error": result.error,
        "diff": b"".join(unified(result.path, result.before, after)).decode("utf-8", "replace"),
    }
