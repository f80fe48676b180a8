"""The C compilers that go runs for packages with C code, and what tells their versions apart."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from orchestrion_py.gocommand.flags import split_words
from orchestrion_py.gocommand.run import run_tool

if TYPE_CHECKING:
    from collections.abc import Mapping

_COMPILERS = ("CC", "CXX")
_PROGRAMS = (*_COMPILERS, "PKG_CONFIG")
# With these settings a compiler produces other code.
_FLAGS = ("CGO_CFLAGS", "CGO_CPPFLAGS", "CGO_CXXFLAGS", "CGO_LDFLAGS")


def compilers(settings: Mapping[str, str], environment: Mapping[str, str]) -> list[str]:
    """Return the files of the programs that go's settings name."""
    return [path for name in _PROGRAMS if (path := _program(settings[name], environment))]


def compiler_identity(settings: Mapping[str, str], environment: Mapping[str, str]) -> list[str]:
    """Return what distinguishes the compilers of go's settings: their versions and flags. No path is part of it."""
    versions = [_version(_program(settings[name], environment)) for name in _COMPILERS]
    return [*versions, *(f"{name}={settings[name]}" for name in _FLAGS)]


def _program(command: str, environment: Mapping[str, str]) -> str:
    words = split_words(command)
    return shutil.which(words[0], path=environment.get("PATH")) or "" if words else ""


def _version(program: str) -> str:
    """Return the first line of what a compiler prints about its version, without the name under which it was called."""
    if not program:
        return ""
    line = run_tool([program, "--version"], os.path.sep).out.partition("\n")[0]
    return line.removeprefix(os.path.basename(program))
