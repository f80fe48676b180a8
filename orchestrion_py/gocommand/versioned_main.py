"""`go run pkg@version` and `go install pkg@version`: go builds a module from the module cache as the main module."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from orchestrion_py.gocommand.download import DownloadError, download
from orchestrion_py.gocommand.flags import flag_name, packages_of
from orchestrion_py.gocommand.go_settings import own_goflags
from orchestrion_py.gocommand.run import Go

if TYPE_CHECKING:
    from collections.abc import Mapping

_VERBS = ("run", "install")
_PATHS = ("overlay", "pgo", "pkgdir")


def builds_other_module(verb: str, arguments: list[str]) -> bool:
    """Return whether `go VERB ARGUMENTS` builds a module other than the one that its folder belongs to."""
    return verb in _VERBS and any("@" in package for package in packages_of(verb, arguments))


def other_module_folder(verb: str, arguments: list[str], go: str, environment: Mapping[str, str]) -> str:
    """Return the folder of the module that go builds, in the module cache; empty if no module has the package."""
    named, _, version = packages_of(verb, arguments)[0].partition("@")
    elements = named.removesuffix("/...").split("/")
    command = Go(go, os.path.sep, {**environment, "GOFLAGS": own_goflags(environment, go)})
    # If several modules could hold the package, go takes the one with the longest path.
    for length in range(len(elements), 0, -1):
        folder = _downloaded(command, f"{'/'.join(elements[:length])}@{version}")
        if folder and os.path.isdir(os.path.join(folder, *elements[length:])):
            return folder
    return ""


def absolute(flags: tuple[str, ...], folder: str) -> tuple[str, ...]:
    """Return flags that mean the same files in any folder as they do in `folder`, where go runs."""
    return tuple(_absolute(flag, folder) for flag in flags)


def _absolute(flag: str, folder: str) -> str:
    name, _, value = flag.partition("=")
    if flag_name(flag) not in _PATHS or value in ("", "auto", "off"):
        return flag
    return f"{name}={os.path.join(folder, value)}"


def _downloaded(go: Go, module: str) -> str:
    try:
        return download(go, module)
    except DownloadError:  # the go command that is about to run reports it
        return ""
