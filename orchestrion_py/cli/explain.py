"""`pyorch explain`: print why something is woven at a place, or why not."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Annotated

import typer

from orchestrion_py.cli.explain_code import explain_codes
from orchestrion_py.cli.preview_options import BuildFlags, Tests  # noqa: TC001 typer reads them
from orchestrion_py.cli.unified_diff import hunks
from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.flags import split_words
from orchestrion_py.inspection.build_view import build_view
from orchestrion_py.inspection.explanation import Explanation, explain_aspect, explain_target
from orchestrion_py.inspection.woven_program import program_of
from orchestrion_py.message_codes import is_code

if TYPE_CHECKING:
    from collections.abc import Iterator

_VERSION = 1


def explain(
    targets: Annotated[
        list[str] | None, typer.Argument(metavar="TARGET…", help="Places, functions or packages.")
    ] = None,
    aspects: Annotated[
        list[str] | None,
        typer.Option("--aspect", metavar="ID", help="Explain an aspect, or an integration by its name."),
    ] = None,
    flags: BuildFlags = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    tests: Tests = False,
) -> None:
    """Print why something is woven at a place, or why not.

    TARGET is file.go:LINE, file.go:LINE:COLUMN, pkg.Func, pkg.(*Type).Method, or a package: your own, one of the standard
    library, or a dependency. For the code of a message, such as PY0101, prints the cause and the remedy.

    Example: pyorch explain handlers.go:31
    """
    if not targets and not aspects:
        raise Fault("name a target, or an aspect with --aspect", "see `pyorch explain --help`", status=2)
    if targets and not aspects and all(is_code(target) for target in targets):
        explain_codes(targets, as_json=as_json)
        return
    view = build_view(split_words(flags), tests=tests)
    for remark in view.remarks:
        typer.echo(f"pyorch: {remark}", err=True)
    program = program_of(view, ["./..."], tests=tests)
    found = [
        *(explain_target(program, target) for target in targets or ()),
        *(explain_aspect(program, name) for name in aspects or ()),
    ]
    if as_json:
        typer.echo(
            json.dumps({"version": _VERSION, "targets": [_as_object(each) for each in found]}, ensure_ascii=False)
        )
        return
    for number, each in enumerate(found):
        for line in ([""] if number else []) + list(_lines(each)):
            typer.echo(line)


def _lines(found: Explanation) -> Iterator[str]:
    yield found.title
    yield from (f"  {note}" for note in found.notes)
    yield "woven:" if found.woven else "woven: nothing"
    yield from (f"  {each.file}:{each.line}:{each.column}: {each.aspect} ({each.defined})" for each in found.woven)
    yield from (line for text in _hunks(found) for line in text.splitlines())
    if found.refused:
        yield "not woven:"
    for each in found.refused:
        place = f" ({each.place})" if each.place else ""
        nearest = f"; nearest: {each.nearest}" if each.nearest else ""
        yield f"  {each.aspect or '(no id)'} ({each.defined}): {each.reason}{place}{nearest}"
    if found.others:
        yield f"{found.others} other aspects of this build look for something that is not here"


def _hunks(found: Explanation) -> list[str]:
    return [
        text
        for change in found.changes
        if (
            text := b"".join(hunks(change.file, change.before, change.after, change.first, change.last)).decode(
                "utf-8", "replace"
            )
        )
    ]


def _as_object(found: Explanation) -> dict[str, object]:
    return {
        "target": found.target,
        "title": found.title,
        "notes": list(found.notes),
        "woven": [dataclasses.asdict(each) for each in found.woven],
        "diff": "".join(_hunks(found)),
        "refused": [dataclasses.asdict(each) for each in found.refused],
        "others": found.others,
    }
