"""Annotations as a SARIF 2.1.0 log, which code scanning and editors read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from orchestrion_py import __version__
from orchestrion_py.cli.annotations import Severity, path_in_repository
from orchestrion_py.message_codes import explanation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orchestrion_py.cli.annotations import Annotation

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
# The rule of messages without a code: code scanning wants a rule for each result.
_NO_CODE = "pyorch"
_TITLE = "Without code"


def sarif_log(annotations: Sequence[Annotation]) -> dict[str, Any]:
    """Return the log of one run. Messages without a place are notifications of the run, because a result needs a place."""
    placed = [each for each in annotations if each.file]
    others = [each for each in annotations if not each.file]
    codes = sorted({each.code or _NO_CODE for each in annotations})
    run = {
        "tool": {
            "driver": {"name": "pyorch", "semanticVersion": __version__, "rules": [_rule(code) for code in codes]}
        },
        "invocations": [
            {
                "executionSuccessful": all(each.severity is not Severity.ERROR for each in others),
                "toolExecutionNotifications": [_notification(each) for each in others],
            }
        ],
        # No address of this machine: the same sources give the same log.
        "originalUriBaseIds": {_ROOT: {"description": {"text": "repository root"}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes) for each in placed],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> dict[str, Any]:
    text = explanation(code).removeprefix(f"{code}: ") or _TITLE
    title, _, rest = text.partition("\n\n")
    help_text = rest.strip() or title
    return {
        "id": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": help_text},
        "help": {"text": help_text, "markdown": help_text},
    }


def _notification(annotation: Annotation) -> dict[str, Any]:
    return {
        "level": str(annotation.severity),
        "message": {"text": annotation.message},
        "associatedRule": {"id": annotation.code or _NO_CODE},
    }


def _result(annotation: Annotation, codes: Sequence[str]) -> dict[str, Any]:
    code = annotation.code or _NO_CODE
    location: dict[str, Any] = {"artifactLocation": _artifact(annotation.file)}
    if annotation.line:
        location["region"] = {"startLine": annotation.line}
        if annotation.column:
            location["region"]["startColumn"] = _in_code_points(annotation)
    return {
        "ruleId": code,
        "ruleIndex": codes.index(code),
        "level": str(annotation.severity),
        "message": {"text": annotation.message},
        "locations": [{"physicalLocation": location}],
    }


def _artifact(file: str) -> dict[str, str]:
    path = path_in_repository(file)
    uri = quote(os.fsencode(path))
    return {"uri": f"file://{uri}"} if uri.startswith("/") else {"uri": uri, "uriBaseId": _ROOT}


def _in_code_points(annotation: Annotation) -> int:
    """Return the column of an annotation. Go counts bytes in a line, and SARIF has no such unit."""
    if not annotation.file.endswith(".go"):
        return annotation.column
    try:
        with Path(annotation.file).open("rb") as file:
            line = next((line for number, line in enumerate(file, 1) if number == annotation.line), b"")
    except OSError:
        return annotation.column
    before = line[: annotation.column - 1]
    return annotation.column - len(before) + len(before.decode("utf-8", "replace"))
