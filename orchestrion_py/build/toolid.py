"""What is added to the tool ids, so that go knows archives apart: which pyorch, which aspects, which injected packages."""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING

from orchestrion_py import __version__

if TYPE_CHECKING:
    from orchestrion_py.build.gathering import Gathered
    from orchestrion_py.build.golist import Package

# Folders of pyorch whose code decides what comes out of a compile call.
_DECIDING = ("aspects", "build", "weaving")


def suffix(gathered: Gathered) -> str:
    """Text without spaces and slashes, which go's parser of ids would stumble over; empty where nothing is to be woven.

    Everything in it is the same on every machine: no path, no time. Comments and the order of keys in aspect files do not count,
    their order does.
    """
    if not gathered.aspects:
        return ""
    parts = {
        "aspects": gathered.aspects,
        "pyorch": code_identity(),
        "modules": sorted({_identity(package) for package in gathered.packages.values() if not package.standard}),
    }
    digest = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
    return f":pyorch@{__version__};{digest[:32]}"


def _identity(package: Package) -> str:
    """A module in a version never changes; the files of a folder do."""
    module = package.module
    if module is None or not module.folder:
        return f"{module.path}@{module.version}" if module is not None else package.path
    digest = hashlib.sha256()
    for file in package.files:
        with open(os.path.join(package.folder, file), "rb") as source:
            digest.update(f"{file}\0".encode() + source.read() + b"\0")
    return f"{package.path}={digest.hexdigest()}"


def code_identity() -> list[str]:
    """The version of pyorch, and a digest of the code that decides what comes out of a build."""
    digest = hashlib.sha256()
    for path in own_files():
        if path.endswith((".py", "/pyorch")):
            with open(path, "rb") as file:
                digest.update(os.path.basename(path).encode() + b"\0" + file.read() + b"\0")
    return [__version__, digest.hexdigest()]


def own_files() -> list[str]:
    """The files of pyorch that decide what comes out of a build."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    found = []
    for name in _DECIDING:
        for folder, folders, files in os.walk(os.path.join(package, name)):
            folders[:] = sorted(each for each in folders if each != "__pycache__")
            found += [os.path.join(folder, file) for file in sorted(files)]
    return found
