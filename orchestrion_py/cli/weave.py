"""`pyorch weave`: print woven source without a build."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from orchestrion_py.cli.preview_options import (
    Aspects,
    BuildFlags,
    Counted,
    ImportPath,
    Targets,
    Tests,
    given_aspects,
    report_nothing_woven,
)
from orchestrion_py.inspection.preview import Preview, preview


def weave(
    targets: Targets,
    aspects: Aspects = None,
    import_path: ImportPath = "",
    flags: BuildFlags = "",
    *,
    tests: Tests = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line, for every file.")] = False,
) -> None:
    """Print woven source without a build.

    Prints only the files that an aspect changes. With --json, prints every file.

    Example: pyorch weave --aspects orchestrion.yml main.go
    """
    given = given_aspects(aspects, flags, tests=tests)
    files = Counted(preview(targets, given, import_path))
    is_woven = False
    for file in files:
        is_woven = is_woven or file.woven is not None
        if as_json:
            typer.echo(json.dumps(_as_object(file), ensure_ascii=False))
        elif file.woven is not None:
            typer.echo(file.woven.text, nl=False)
    if not is_woven and not as_json:
        report_nothing_woven(given, files)


def _as_object(file: Preview) -> dict[str, object]:
    woven = file.woven
    return {
        "path": file.path,
        "woven": woven.text.decode("utf-8", "replace") if woven else None,
        "imports": sorted(woven.imports) if woven else [],
        "links": sorted(woven.links) if woven else [],
        "lang": woven.lang if woven else None,
        "aspects": [{"id": each.id, "line": each.line, "column": each.column} for each in woven.aspects]
        if woven
        else [],
    }
