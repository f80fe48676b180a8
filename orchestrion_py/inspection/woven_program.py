"""Weaves a whole program without compiling it: its packages, and those that weaving adds to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from orchestrion_py.aspects.files.plan_format import decode
from orchestrion_py.gocommand.compiled_packages import compiled_packages
from orchestrion_py.inspection.literal_search import candidates
from orchestrion_py.inspection.woven_packages import Settings, facts_of, files_of, woven
from orchestrion_py.toolexec.plan.plan_folder import Plan
from orchestrion_py.weaving.package import Failed, Woven

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from orchestrion_py.aspects.model import Aspect
    from orchestrion_py.gocommand.compiled_packages import CompiledPackage
    from orchestrion_py.inspection.build_view import BuildView
    from orchestrion_py.inspection.woven_packages import ShownFile
    from orchestrion_py.weaving.package import Outcome, Skipped


@dataclass(frozen=True, slots=True)
class Program:
    """The packages that a build can compile, and the aspects that may match in those that were searched.

    `packages` are by their labels, imports first; `own` are the labels of those that the build compiles without weaving.
    `candidates` are the numbers of aspects.
    """

    view: BuildView
    settings: Settings
    aspects: Sequence[Aspect]
    packages: Mapping[str, CompiledPackage]
    own: frozenset[str]
    candidates: Mapping[str, Sequence[int]]

    def aspects_of(self, package: CompiledPackage) -> list[Aspect]:
        """Return the aspects that may match in a package."""
        return [self.aspects[number] for number in self.candidates.get(package.label, ())]

    def closure(self, labels: Iterable[str]) -> frozenset[str]:
        """Return packages with all that they import."""
        return _closure(self.packages, labels)


@dataclass(frozen=True, slots=True)
class WovenPackage:
    """A package that may be woven, the files that the compiler gets, and what came of it."""

    package: CompiledPackage
    files: Sequence[ShownFile]
    outcome: Woven | Skipped | Failed

    @property
    def added(self) -> frozenset[str]:
        """The packages that its woven code imports or links."""
        return self.outcome.imports | self.outcome.links if isinstance(self.outcome, Woven) else frozenset()


def program_of(view: BuildView, patterns: Sequence[str], *, tests: bool = False) -> Program:
    """List the packages of a build. No file is read."""
    aspects = decode(view.facts)
    injected = sorted(frozenset().union(*(aspect.injected for aspect in aspects)) - {"unsafe"})
    listed = compiled_packages(view.context, patterns, deps=True, tests=tests, more=() if tests else injected)
    packages = {package.label: package for package in listed}
    own = frozenset(packages) if tests else _closure(packages, (each.label for each in listed if each.is_named))
    if tests:
        more = compiled_packages(view.context, injected, deps=True) if injected else []
        packages = {**{package.label: package for package in more}, **packages}
    settings = Settings(view.context, view.overlay, view.facts["main-module"], view.facts["package-names"])
    return Program(view, settings, aspects, packages, own, {})


def searched(program: Program, packages: Iterable[CompiledPackage] | None = None) -> Program:
    """Search packages for what aspects look for; without packages, search all of the program. Nothing is parsed."""
    filters = Plan(program.view.plan, program.view.context.environment).literal_filters()
    wanted = program.packages.values() if packages is None else packages
    return replace(program, candidates=candidates(wanted, filters, program.settings.overlay))


def weave_program(program: Program) -> list[WovenPackage]:
    """Weave each searched package in which an aspect may match: those of the program, and then those that this adds to it."""
    found: list[WovenPackage] = []
    done: frozenset[str] = frozenset()
    waiting = program.own
    while waiting:
        turn = [package for label, package in program.packages.items() if label in waiting]
        new = [weave_one(program, package) for package in turn if package.label in program.candidates]
        found += new
        done |= waiting
        waiting = program.closure(path for each in new for path in each.added) - done
    return found


def weave_one(program: Program, package: CompiledPackage) -> WovenPackage:
    """Weave one package of a program."""
    files = files_of(package, program.settings)
    facts = facts_of(package, program.settings)
    outcome: Outcome = woven(facts, files, program.aspects_of(package), program.settings.context)
    return WovenPackage(package, files, outcome)


def _closure(packages: Mapping[str, CompiledPackage], labels: Iterable[str]) -> frozenset[str]:
    """Return packages with all that they import."""
    found: set[str] = set()
    waiting = list(labels)
    while waiting:
        label = waiting.pop()
        if label in packages and label not in found:
            found.add(label)
            waiting += packages[label].imports
    return frozenset(found)
