"""The suffix of the tool ids, by which go tells woven archives apart: which pyorch, which aspects, which injected packages.

It is the same on every machine: no path and no time is part of it.
"""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING, Any

from orchestrion_py import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from orchestrion_py.gocommand.listing import Package

# Folders and modules of pyorch whose code decides what a compile call produces.
_DECIDING = ("aspects", "gocommand", "operating_system.py", "toolexec", "types", "vendors", "weaving")
_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def suffix(
    aspects: Sequence[dict[str, Any]], packages: Iterable[Package], module_cache: str, reached: Sequence[str]
) -> str:
    """Return the suffix; empty if there are no aspects. It has no space and no slash, which go's parser of ids could not read.

    Comments in aspect files and the order of keys do not count; the order of aspects does. `reached` lists how flags with
    patterns change single injected packages.
    """
    if not aspects:
        return ""
    parts = {
        "aspects": list(aspects),
        "pyorch": code_identity(),
        "modules": sorted({_identity(package, module_cache) for package in packages}),
        "reach": list(reached),
    }
    digest = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
    return f":pyorch@{__version__};{digest[:32]}"


def _identity(package: Package, module_cache: str) -> str:
    """Identify a package by its version and the files that tags choose, or by the content of its files.

    Files of Go itself and of the module cache never change. Other files do, also those of a vendor folder.
    """
    files = (*package.files, *package.other_files)
    if package.standard:
        return f"{package.path}: {' '.join(files)}"
    module = package.module
    if module is not None and module.version and is_below(package.folder, module_cache):
        return f"{module.path}@{module.version} {package.path}: {' '.join(files)}"
    digest = hashlib.sha256()
    for file in files:
        with open(os.path.join(package.folder, file), "rb") as source:
            digest.update(f"{file}\0".encode() + source.read() + b"\0")
    return f"{package.path}={digest.hexdigest()}"


def is_below(path: str, folder: str) -> bool:
    """Whether a file or folder lies in a folder."""
    return bool(folder) and path.startswith(folder.rstrip("/") + "/")


def code_identity() -> list[str]:
    """Return the version of pyorch, and a digest of the code that decides what a build produces."""
    digest = hashlib.sha256()
    for path in own_files():
        if path.endswith((".py", ".go", "/pyorch")):
            with open(path, "rb") as file:
                digest.update(os.path.basename(path).encode() + b"\0" + file.read() + b"\0")
    return [__version__, digest.hexdigest()]


def own_files() -> list[str]:
    """Return the files of pyorch that decide what a build produces."""
    return [file for name in _DECIDING for file in _files_in(os.path.join(_PACKAGE, name))]


def _files_in(path: str) -> list[str]:
    if os.path.isfile(path):
        return [path]
    found = []
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(each for each in folders if each != "__pycache__")
        found += [os.path.join(folder, file) for file in sorted(files)]
    return found
