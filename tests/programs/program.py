"""What is known of a program: where it comes from, how it is built, what is asked of it, and the spans that it must tell."""

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
    """A module of the proxy, and the program in it.

    `play` runs the program and asks it what it can be asked; what the stage has heard is compared. `spans` are operations and
    resources, as `http.request GET /hello`, that a woven program tells at least, the plain one none. `tested` are packages
    whose own tests are run, `dropped` replacements by folders that only the program's own repository has, `tags` the build
    tags that it needs.
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
    """The program's module in a folder of its own, as it is published."""
    # A go line may want a newer toolchain than the one at hand; a workspace that the module came from is not there any more.
    flags = f"-buildvcs=false -tags={program.tags}"
    fetching = Workshop(folder, {"GOTOOLCHAIN": "auto", "GOWORK": "off", "GOFLAGS": flags})
    workshop = copy_of_module(fetching, program.module, "source")
    for replaced in program.dropped:
        assert (dropped := workshop.go("mod", "edit", f"-dropreplace={replaced}")).code == 0, dropped.text
    return workshop
