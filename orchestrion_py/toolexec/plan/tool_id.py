"""The suffix of the tool ids, by which go tells woven archives apart; `input_kinds.py` lists what it contains.

It is the same on every machine: no path and no time is part of it.
"""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING, Any

from orchestrion_py import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

# Folders and modules of pyorch whose code decides what a compile call produces.
_DECIDING = ("aspects", "gocommand", "operating_system.py", "processes.py", "toolexec", "types", "vendors", "weaving")
_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def suffix(identities: Mapping[str, Any]) -> str:
    """Return the suffix for what the kinds of inputs contribute. It has no space and no slash: go's parser of ids knows neither.

    Comments in aspect files and the order of keys do not count; the order of aspects does.
    """
    digest = hashlib.sha256(json.dumps(identities, sort_keys=True).encode()).hexdigest()
    return f":pyorch@{__version__};{digest[:32]}"


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
