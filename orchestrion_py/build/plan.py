"""The plan of a build: everything its tool calls need to know, worked out once and read from one folder of the cache.

The folder holds

    suffix      what is added to the tool ids; empty where nothing is to be woven
    clues       the fixed strings that the `pyorch` script has grep look for
    always      there only if some aspect shows no clue, so that every package must be looked at
    python      the interpreter and the entry that the script starts
    plan.json   the aspects and the facts of the build
    graph.json  the packages that may be injected, and what they import
    linked.a    the archive that stands for `pyorch/linked` until a program is linked (see linked.py)
    flights     who compiles which package at the moment (see flight.py)
    resolved    archives found so far (see resolution.py), and `resolving` while somebody looks for more
"""

from __future__ import annotations

import json
import os
from typing import Any

FORMAT = 1


class Plan:
    """A plan as a tool call reads it; `environment` is that of the call."""

    def __init__(self, folder: str, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        with open(f"{folder}/plan.json", encoding="utf-8") as file:
            facts: dict[str, Any] = json.load(file)
        self.aspects: list[dict[str, Any]] = facts["aspects"]
        self.main_module: str = facts["main-module"]
        self.go: str = facts["go"]
        self.flags: list[str] = facts["flags"]
        self.common: list[str] = facts["common"]
        self.package_names: dict[str, str] = facts["package-names"]
        self.paths: list[str] = facts["python-path"]

    @property
    def weaves(self) -> bool:
        """Whether the build has any aspect at all."""
        return bool(self.aspects)

    @property
    def chain(self) -> list[str]:
        """The resolutions that this call is part of, the outermost first: `importing package -> injected package`."""
        return [link for link in self.environment.get("PYORCH_CHAIN", "").split("\n") if link]

    @property
    def toolexec(self) -> str:
        """The value of -toolexec for nested builds."""
        return toolexec_command(self.environment)

    def graph(self) -> dict[str, list[str]]:
        """What each package that may be injected imports, and so on downwards."""
        with open(f"{self.folder}/graph.json", encoding="utf-8") as file:
            found: dict[str, list[str]] = json.load(file)
        return found

    def path(self, name: str) -> str:
        """A file of the plan."""
        return f"{self.folder}/{name}"


def toolexec_command(environment: dict[str, str]) -> str:
    """How go is told to run us: the `pyorch` script, or the interpreter where there is no script."""
    from orchestrion_py.build.goflags import join_words

    script = environment.get("PYORCH_SELF", "")
    if script and os.path.exists(script):
        return join_words([script, "toolexec"])
    import sys

    return join_words([sys.executable, "-I", "-m", "orchestrion_py", "toolexec"])
