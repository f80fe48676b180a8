"""The files that every plan depends on, whatever aspects it has: a build makes a new plan if one of them changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from orchestrion_py.aspects.files.catalogue import built_in_files
from orchestrion_py.file_names import TOOL_FILE
from orchestrion_py.toolexec.plan.tool_id import own_files
from orchestrion_py.vendors.registry import vendor_of_build

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orchestrion_py.gocommand.build_context import BuildContext


def plan_inputs(context: BuildContext, go: Mapping[str, str]) -> tuple[str, ...]:
    """Return go itself, its settings, the files of the module and the workspace, and pyorch's own files.

    `go` holds the settings that `go env` prints.
    """
    module_file = go["GOMOD"] if go["GOMOD"] != os.devnull else ""
    found = [context.go, go["GOENV"], *_in_effect(context, module_file)]
    if module_file:
        root = os.path.dirname(module_file)
        found += [module_file, f"{root}/{TOOL_FILE}", f"{root}/vendor/modules.txt"]
    if go["GOWORK"]:
        found += [go["GOWORK"], go["GOWORK"] + ".sum"]
    shipped = [file.path for file in built_in_files(vendor_of_build())]
    return (*filter(None, found), *own_files(), *shipped)


def _in_effect(context: BuildContext, module_file: str) -> list[str]:
    """Return the go.mod and go.sum that the build uses, which -modfile may name."""
    named = [flag.partition("=")[2] for flag in context.flags if flag.startswith("-modfile=")]
    files = [os.path.join(context.folder, path) for path in named] or ([module_file] if module_file else [])
    return files + [os.path.splitext(path)[0] + ".sum" for path in files]
