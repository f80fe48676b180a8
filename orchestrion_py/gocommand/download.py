"""Downloads a module into the module cache with `go mod download`."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from orchestrion_py.gocommand.flags import without_flags
from orchestrion_py.gocommand.json_stream import json_stream

if TYPE_CHECKING:
    from orchestrion_py.gocommand.run import Go


# These flags change how go reads a main module; there is none.
_MODULE_FLAGS = ("mod", "modfile", "overlay")


class DownloadError(Exception):
    """go cannot download a module; the text is go's reason."""


def download(go: Go, module: str) -> str:
    """Return the folder of `path@version` in the module cache. Raises DownloadError if go cannot download it.

    The command runs in the root folder, outside of any module, so it changes no go.mod and no go.sum.
    """
    goflags = without_flags(go.environment.get("GOFLAGS", ""), _MODULE_FLAGS)
    outside = replace(go, folder=os.path.sep, environment={**go.environment, "GOFLAGS": goflags, "GOWORK": "off"})
    output = outside.attempt("mod download", "-json", module)
    try:
        answer = next(json_stream(output.out), {})
    except ValueError as error:
        raise DownloadError(output.err.strip() or "go printed no JSON") from error
    found: str = answer.get("Dir", "")
    if not found:
        reason = str(answer.get("Error", "")) or output.err
        raise DownloadError(reason.strip().removeprefix(f"{module}: "))
    return found
