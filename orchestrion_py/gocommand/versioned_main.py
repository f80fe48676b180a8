"""`go run pkg@version` and `go install pkg@version`: go builds another module than the one at hand, as its main one."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

from orchestrion_py.gocommand.flags import packages_of, without_toolexec

if TYPE_CHECKING:
    from collections.abc import Mapping

_VERBS = ("run", "install")
_PATHS = ("overlay", "pgo", "pkgdir")


def builds_other_module(verb: str, arguments: list[str]) -> bool:
    """Whether go, by these words, builds a module that is not the one at hand."""
    return verb in _VERBS and any("@" in package for package in packages_of(verb, arguments))


def other_module_folder(verb: str, arguments: list[str], go: str, environment: Mapping[str, str]) -> str:
    """Where the module cache has the module that go builds; empty where there is none, which go itself will tell."""
    named, _, version = packages_of(verb, arguments)[0].partition("@")
    package = named.removesuffix("/...")
    elements = package.split("/")
    # Of several modules that could hold the package, go takes the one with the longest path.
    for length in range(len(elements), 0, -1):
        path = "/".join(elements[:length])
        folder = _download(f"{path}@{version}", go, environment)
        if folder and os.path.isdir(os.path.join(folder, *elements[length:])):
            return folder
    return ""


def absolute(flags: tuple[str, ...], folder: str) -> tuple[str, ...]:
    """Flags that name files from where go runs, as they must be given somewhere else."""
    return tuple(_absolute(flag, folder) for flag in flags)


def _absolute(flag: str, folder: str) -> str:
    name, _, value = flag.partition("=")
    if name.lstrip("-") not in _PATHS or value in ("", "auto", "off"):
        return flag
    return f"{name}={os.path.join(folder, value)}"


def _download(module: str, go: str, environment: Mapping[str, str]) -> str:
    finished = subprocess.run(
        [go, "mod", "download", "-json", module],
        cwd=os.path.sep,
        env={**environment, "GOFLAGS": without_toolexec(environment.get("GOFLAGS", "")), "GOWORK": "off"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        found = json.loads(finished.stdout)
    except ValueError:
        return ""
    return str(found.get("Dir", ""))
