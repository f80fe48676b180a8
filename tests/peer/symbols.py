"""Compares the symbols of two programs, which name all linked functions, variables and closures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.bench.errors import BenchError
from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path

# Prefixes of symbols that only one program has, and why they do not change its behaviour.
KNOWN = {"pyorch/linked.": "what imports the linked packages; Orchestrion writes that into main"}

# `address kind name`; the linker numbers what has no name in the source: constants, types, temporaries.
_SYMBOL = re.compile(r"^\s*[0-9a-f]* (?P<kind>[A-Za-z]) (?P<name>.+)$", re.MULTILINE)
_NUMBERED = ("go:", "type:", "gclocals")
_TEMPORARY = re.compile(r"\.\.(?:stmp|dict|importpath|gobytes|namedata)")


def symbols(program: Path) -> frozenset[str]:
    """The names of a program's functions and variables. Raises a BenchError if `go tool nm` fails."""
    listed = Workshop(program.parent, {"GOFLAGS": ""}).go("tool", "nm", str(program))
    if listed.code:
        raise BenchError(f"go tool nm {program}: {listed.err.strip()}")
    names = {match["name"] for match in _SYMBOL.finditer(listed.out)}
    return frozenset(name for name in names if not name.startswith(_NUMBERED) and not _TEMPORARY.search(name))


def unexplained(theirs: frozenset[str], ours: frozenset[str]) -> list[str]:
    """The symbols of only one program without a known reason, sorted."""
    return sorted(name for name in theirs ^ ours if not name.startswith(tuple(KNOWN)))
