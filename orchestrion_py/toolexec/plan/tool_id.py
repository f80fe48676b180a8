"""What is added to the tool ids, so that go knows archives apart: which pyorch, which aspects, which injected packages."""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING

from orchestrion_py import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orchestrion_py.gocommand.listing import Package
    from orchestrion_py.toolexec.plan.gather_aspects import Gathered

# Folders of pyorch whose code decides what comes out of a compile call.
_DECIDING = ("aspects", "gocommand", "toolexec", "types", "vendors", "weaving")


def suffix(gathered: Gathered, reach: Sequence[str]) -> str:
    """Text without spaces and slashes, which go's parser of ids would stumble over; empty where nothing is to be woven.

    Everything in it is the same on every machine: no path, no time. Comments and the order of keys in aspect files do not count,
    their order does. `reach` tells how flags change single packages that are injected.
    """
    if not gathered.aspects:
        return ""
    parts = {
        "aspects": gathered.aspects,
        "pyorch": code_identity(),
        "modules": sorted({_identity(package, gathered.module_cache) for package in gathered.packages.values()}),
        "reach": list(reach),
    }
    digest = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
    return f":pyorch@{__version__};{digest[:32]}"


def _identity(package: Package, module_cache: str) -> str:
    """What comes out of the module cache or with Go never changes, but for the files that tags choose.

    The files of any other folder do, a vendor folder's included.
    """
    if package.standard:
        return f"{package.path}: {' '.join(package.files)}"
    module = package.module
    if module is not None and module.version and is_below(package.folder, module_cache):
        return f"{module.path}@{module.version} {package.path}: {' '.join(package.files)}"
    digest = hashlib.sha256()
    for file in package.files:
        with open(os.path.join(package.folder, file), "rb") as source:
            digest.update(f"{file}\0".encode() + source.read() + b"\0")
    return f"{package.path}={digest.hexdigest()}"


def is_below(path: str, folder: str) -> bool:
    """Whether a file or folder lies in a folder."""
    return bool(folder) and path.startswith(folder.rstrip("/") + "/")


def code_identity() -> list[str]:
    """The version of pyorch, and a digest of the code that decides what comes out of a build."""
    digest = hashlib.sha256()
    for path in own_files():
        if path.endswith((".py", ".go", "/pyorch")):
            with open(path, "rb") as file:
                digest.update(os.path.basename(path).encode() + b"\0" + file.read() + b"\0")
    return [__version__, digest.hexdigest()]


def own_files() -> list[str]:
    """The files of pyorch that decide what comes out of a build."""
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    found = []
    for name in _DECIDING:
        for folder, folders, files in os.walk(os.path.join(package, name)):
            folders[:] = sorted(each for each in folders if each != "__pycache__")
            found += [os.path.join(folder, file) for file in sorted(files)]
    return found
