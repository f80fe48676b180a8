"""Builds packages and runs their tests, plain and woven, in the same environment."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.helpers.workshop import Result, Workshop, pyorch_script
from tests.system.trust.outcomes import Outcome, Test, differences, flaky, outcomes

if TYPE_CHECKING:
    from collections.abc import Sequence

ASPECTS = Path(__file__).parent / "torture" / "orchestrion.yml"
MODULES = Path(__file__).parent / "torture" / "modules.txt"


def torture_module(folder: Path) -> Workshop:
    """A module with only the aspects, from which the standard library is built and tested."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ASPECTS, folder / "orchestrion.yml")
    workshop = Workshop(folder, {"PYORCH_ASPECTS": "modules"})
    return workshop.write({"go.mod": newest_go_mod(workshop, "example.com/torture")})


def newest_go_mod(workshop: Workshop, module: str) -> str:
    """A go.mod with the toolchain's own version.

    The version selects old behaviour through GODEBUG, but the standard library is tested with the newest.
    """
    version = ".".join(workshop.go("env", "GOVERSION").out.strip().removeprefix("go").split(".")[:2])
    return f"module {module}\n\ngo {version}\n"


def woven(workshop: Workshop, *arguments: str) -> Result:
    return workshop.run(pyorch_script(), "go", *arguments, timeout=3600)


def plain(workshop: Workshop, *arguments: str) -> Result:
    return workshop.run("go", *arguments, timeout=3600)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcomes of plain and woven runs of the same tests, their differences, and the tests that vary between runs."""

    plain: dict[Test, Outcome]
    woven: dict[Test, Outcome]
    differing: dict[Test, str]
    unsteady: frozenset[Test] = frozenset()

    @property
    def ending_otherwise(self) -> dict[Test, str]:
        """The tests that end differently. Positions of output do not count, since background work prints at any time."""
        none = Outcome()
        return {
            test: what
            for test, what in self.differing.items()
            if self.plain.get(test, none).end != self.woven.get(test, none).end
        }


def compare(workshop: Workshop, packages: Sequence[str], *flags: str, plainly: Workshop | None = None) -> Comparison:
    """Run tests of packages, plain and woven; the plain runs use another build cache, from `plainly`.

    Packages with a difference run plain once more: a test that varies proves nothing.
    """
    plainly = plainly or workshop
    command = ("test", "-count=1", "-json", *flags)
    first = outcomes(plain(plainly, *command, *packages).out.splitlines())
    with_aspects = outcomes(woven(workshop, *command, *packages).out.splitlines())
    suspicious = sorted({package for package, _ in differences(first, first, with_aspects)} & set(packages))
    if not suspicious:
        return Comparison(first, with_aspects, {})
    again = {**first, **outcomes(plain(plainly, *command, *suspicious).out.splitlines())}
    return Comparison(first, with_aspects, differences(first, again, with_aspects), frozenset(flaky(first, again)))


def buildable(workshop: Workshop, patterns: Sequence[str]) -> list[str]:
    """The packages that plain go can build: tools and examples of a module may need more than it requires."""
    listed = plain(workshop, "list", "-e", "-json=ImportPath,DepsErrors,Error,Incomplete,GoFiles,CgoFiles", *patterns)
    assert listed.code == 0, listed.err
    decoder, text, found = json.JSONDecoder(), listed.out.strip(), []
    while text:
        package, end = decoder.raw_decode(text)
        text = text[end:].lstrip()
        if not package.get("Incomplete") and (package.get("GoFiles") or package.get("CgoFiles")):
            found.append(package["ImportPath"])
    return found
