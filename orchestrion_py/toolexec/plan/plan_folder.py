"""The plan of a build as its tool calls read it: one folder of the cache.

The folder holds

    suffix             text that is added to the tool ids; empty if no aspect is active
    literals           the fixed strings that the `pyorch` script passes to grep
    always             exists only if an aspect has no literals, so that every package must be examined
    python             the interpreter and the program that the script starts
    index              a line for each aspect with its literals, which is all that most calls read
    plan.json          the aspects and the facts of the build
    graph.json         the packages that aspects may inject, and what they import
    report.json        which back end and integrations the build has, and why, for `pyorch plan`
    require            whether the pin requires its integrations, and what the build lacks of them (see requirement.py)
    folders            the injected packages, and names for the folders of their modules (see folder_names.py)
    record.json        what the record of every program holds (see program_facts.py)
    linked.a           the archive that stands for `pyorch/linked` until a program is linked (see linked_package.py)
    sum                a checksum of the files above (see plan_checksum.py)
    single-flight      which process compiles which package (see single_flight.py)
    archives           the archives found so far (see archive_table.py); archives.X holds those compiled with a profile
    building-archives  exists while a process builds more of them (see build_turn.py)
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # importing typing takes a third of the time that most calls take here
if TYPE_CHECKING:
    from typing import Any

SINGLE_FLIGHT = "single-flight"
_INTERNAL = "tracer-internal"


class Plan:
    """A plan, read part by part when a part is first needed; `environment` is that of the tool call."""

    def __init__(self, folder: str, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self._facts: dict[str, Any] | None = None

    def path(self, name: str) -> str:
        """Return the path of a file of the plan."""
        return f"{self.folder}/{name}"

    @property
    def weaves(self) -> bool:
        """Whether the build has any aspect."""
        return os.path.getsize(self.path("suffix")) > 1

    @property
    def chain(self) -> list[str]:
        """The nested builds that this call is part of, outermost first: `importing package -> injected package`."""
        return [link for link in self.environment.get("PYORCH_CHAIN", "").split("\n") if link]

    @property
    def toolexec(self) -> str:
        """The value of -toolexec for nested builds."""
        return toolexec_command(self.environment)

    def literal_filters(self) -> list[tuple[bool, list[str] | None]]:
        """Return, for each aspect, whether it may match in a vendor's own packages, and its literals.

        Without literals (None) the aspect may match in any package.
        """
        with open(self.path("index"), encoding="utf-8", errors="surrogateescape") as file:
            lines = [line.rstrip("\n").split("\t") for line in file]
        return [(words[0] == _INTERNAL, words[1:] if words[1:] != [""] else None) for words in lines]

    def folders(self) -> str:
        """Return the text that `FolderNames` reads."""
        with open(self.path("folders"), encoding="utf-8", errors="surrogateescape") as file:
            return file.read()

    def facts(self) -> dict[str, Any]:
        """Return the content of plan.json."""
        if self._facts is None:
            import json

            with open(self.path("plan.json"), encoding="utf-8") as file:
                self._facts = json.load(file)
        return self._facts

    def program_facts(self) -> dict[str, Any]:
        """Return the content of record.json."""
        import json

        with open(self.path("record.json"), encoding="utf-8") as file:
            found: dict[str, Any] = json.load(file)
        return found

    def reach_libraries(self) -> None:
        """Let imports find the libraries of the Python that made the plan: tool calls start without them."""
        import sys

        sys.path.extend(folder for folder in self.facts()["python-path"] if folder not in sys.path)

    def graph(self) -> dict[str, list[str]]:
        """Return the imports of each package that aspects may inject, and of all packages below."""
        import json

        with open(self.path("graph.json"), encoding="utf-8") as file:
            found: dict[str, list[str]] = json.load(file)
        return found


def index_of(aspects: list[dict[str, Any]]) -> str:
    """Return the text of a plan's index."""
    lines = []
    for aspect in aspects:
        mark = _INTERNAL if aspect.get(_INTERNAL) else ""
        lines.append("\t".join([mark, *(aspect["literals"] if aspect["literals"] is not None else [""])]) + "\n")
    return "".join(lines)


def toolexec_command(environment: dict[str, str]) -> str:
    """Return the value of -toolexec: it runs the `pyorch` script, or the interpreter if there is no script."""
    from orchestrion_py.gocommand.flags import join_words

    script = environment.get("PYORCH_SELF", "")
    if script and os.path.exists(script):
        return join_words([script, "toolexec"])
    import sys

    return join_words([sys.executable, "-I", "-m", "orchestrion_py", "toolexec"])
