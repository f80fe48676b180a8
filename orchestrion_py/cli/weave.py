"""`pyorch weave`: print woven source, building nothing."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from orchestrion_py.cli.preview_options import Aspects, Counted, ImportPath, Targets, given_aspects, tell_nothing
from orchestrion_py.inspection.preview import Preview, preview


def weave(
    targets: Targets,
    aspects: Aspects = None,
    import_path: ImportPath = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line and file.")] = False,
) -> None:
    """Print woven source; without --json, of the files alone that an aspect changes.

    Example: pyorch weave --aspects orchestrion.yml main.go
    """
    given = given_aspects(aspects)
    files = Counted(preview(targets, given, import_path))
    is_woven = False
    for file in files:
        is_woven = is_woven or file.woven is not None
        if as_json:
            typer.echo(json.dumps(_as_object(file), ensure_ascii=False))
        elif file.woven is not None:
            typer.echo(file.woven.text, nl=False)
    if not is_woven and not as_json:
        tell_nothing(given, files)


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
