"""The description of a program: its source, its build, the requests to it, and the spans that it must send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.helpers.workshop import Workshop, copy_of_module

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.programs.stage import Stage


@dataclass(frozen=True, slots=True)
class Program:
    """A module of the proxy and a program in it.

    `play` runs the program and sends requests; the test compares the answers. `spans` are operations and
    resources, such as `http.request GET /hello`, that only the woven program must send. `tested` are packages
    whose own tests run, `dropped` are replacements by folders that exist only in the program's repository, `tags` the build
    tags.
    """

    name: str
    kind: str
    path: str
    version: str
    package: str
    play: Callable[[Stage], None]
    spans: frozenset[str]
    tested: tuple[str, ...]
    dropped: tuple[str, ...] = ()
    tags: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def module(self) -> str:
        """The module with its version, as go spells it."""
        return f"{self.path}@{self.version}"


def copied(program: Program, folder: Path) -> Workshop:
    """Copy the program's published module into a folder."""
    # A go line may need a newer toolchain than the installed one. The workspace of the module's repository is missing.
    flags = f"-buildvcs=false -tags={program.tags}"
    fetching = Workshop(folder, {"GOTOOLCHAIN": "auto", "GOWORK": "off", "GOFLAGS": flags})
    workshop = copy_of_module(fetching, program.module, "source")
    for replaced in program.dropped:
        assert (dropped := workshop.go("mod", "edit", f"-dropreplace={replaced}")).code == 0, dropped.text
    return workshop
