"""The plan of a build: everything its tool calls need to know, worked out once and read from one folder of the cache.

The folder holds

    suffix      what is added to the tool ids; empty where nothing is to be woven
    clues       the fixed strings that the `pyorch` script has grep look for
    always      there only if some aspect shows no clue, so that every package must be looked at
    python      the interpreter and the entry that the script starts
    index       for each aspect a line with its clues, which is all that most calls read
    plan.json   the aspects and the facts of the build
    graph.json  the packages that may be injected, and what they import
    linked.a    the archive that stands for `pyorch/linked` until a program is linked (see linked.py)
    sum         what the files above held when they were made (see wholeness.py)
    flights     who compiles which package at the moment (see flight.py)
    resolved    archives found so far (see resolution.py), and `resolving` while somebody looks for more; resolved.X where they
                were compiled by a profile
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # importing typing takes a third of the time that most calls take here
if TYPE_CHECKING:
    from typing import Any

_INTERNAL = "tracer-internal"


class Plan:
    """A plan as a tool call reads it, each part when it is first asked for; `environment` is that of the call."""

    def __init__(self, folder: str, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self._facts: dict[str, Any] | None = None

    def path(self, name: str) -> str:
        """A file of the plan."""
        return f"{self.folder}/{name}"

    @property
    def weaves(self) -> bool:
        """Whether the build has any aspect at all."""
        return os.path.getsize(self.path("suffix")) > 1

    @property
    def chain(self) -> list[str]:
        """The resolutions that this call is part of, the outermost first: `importing package -> injected package`."""
        return [link for link in self.environment.get("PYORCH_CHAIN", "").split("\n") if link]

    @property
    def toolexec(self) -> str:
        """The value of -toolexec for nested builds."""
        return toolexec_command(self.environment)

    def clues(self) -> list[tuple[bool, list[str] | None]]:
        """For each aspect, whether it stays in a vendor's own packages, and its clues; None: it has none to go by."""
        with open(self.path("index"), encoding="utf-8", errors="surrogateescape") as file:
            lines = [line.rstrip("\n").split("\t") for line in file]
        return [(words[0] == _INTERNAL, words[1:] if words[1:] != [""] else None) for words in lines]

    def facts(self) -> dict[str, Any]:
        """What plan.json says."""
        if self._facts is None:
            import json

            with open(self.path("plan.json"), encoding="utf-8") as file:
                self._facts = json.load(file)
        return self._facts

    def graph(self) -> dict[str, list[str]]:
        """What each package that may be injected imports, and so on downwards."""
        import json

        with open(self.path("graph.json"), encoding="utf-8") as file:
            found: dict[str, list[str]] = json.load(file)
        return found


def index_of(aspects: list[dict[str, Any]]) -> str:
    """The text of a plan's index."""
    lines = []
    for aspect in aspects:
        mark = _INTERNAL if aspect.get(_INTERNAL) else ""
        lines.append("\t".join([mark, *(aspect["clues"] if aspect["clues"] is not None else [""])]) + "\n")
    return "".join(lines)


def toolexec_command(environment: dict[str, str]) -> str:
    """How go is told to run us: the `pyorch` script, or the interpreter where there is no script."""
    from orchestrion_py.gocommand.flags import join_words

    script = environment.get("PYORCH_SELF", "")
    if script and os.path.exists(script):
        return join_words([script, "toolexec"])
    import sys

    return join_words([sys.executable, "-I", "-m", "orchestrion_py", "toolexec"])
