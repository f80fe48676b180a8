"""Lists the packages that a build compiles: their files and imports as the compiler gets them, also those made for tests."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.json_stream import json_stream
from orchestrion_py.gocommand.listing import list_flags, module_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orchestrion_py.gocommand.build_context import BuildContext
    from orchestrion_py.gocommand.listing import Module

_FIELDS = "ImportPath,Name,Dir,Standard,Module,Imports,GoFiles,CgoFiles,ForTest,Match,Error"
# What the linker needs of every program, and what it needs of those with these flags (cmd/go/internal/load, LinkerDeps).
_OF_EVERY_PROGRAM = "runtime"
_BY_FLAG = {"-race": "runtime/race", "-msan": "runtime/msan", "-asan": "runtime/asan"}
# What cgo adds to the imports of a package (cmd/go/internal/load).
_OF_CGO = ("runtime/cgo", "syscall", "unsafe")


@dataclass(frozen=True, slots=True)
class CompiledPackage:
    """A package as one call of the compiler gets it.

    `test` names the test that go compiles it for, `x.test`; empty for the package that every program gets. `files` are absolute
    paths. `uses_cgo`: cgo rewrites some of them first, see `translated`. `is_named`: a pattern of the user's matches it.
    """

    path: str
    name: str
    folder: str
    standard: bool
    module: Module | None
    imports: frozenset[str]
    files: tuple[str, ...]
    test: str = ""
    uses_cgo: bool = False
    is_named: bool = False
    error: str = ""

    @property
    def label(self) -> str:
        """The name that go prints: `path [x.test]` for a package that is compiled for a test."""
        return f"{self.path} [{self.test}]" if self.test else self.path

    @property
    def is_test_main(self) -> bool:
        """Whether go generates the package to run tests."""
        return self.name == "main" and self.path.endswith(".test")


def compiled_packages(
    context: BuildContext, patterns: Sequence[str], *, deps: bool, tests: bool = False, more: Sequence[str] = ()
) -> list[CompiledPackage]:
    """Return the packages that a build of the patterns compiles, imports first; with `tests`, those of `go test`.

    Without `deps`, only the packages that the patterns name. `more` are import paths to list as well, which are not named.
    """
    options = ["-e", *(["-deps"] if deps else []), *(["-test"] if tests else []), f"-json={_FIELDS}"]
    output = context.command().attempt("list", *options, *list_flags(context), "--", *patterns, *more)
    if output.code != 0:
        raise Fault(f"go list failed:\n{output.err.strip()}", "run `go build`: it fails here without pyorch, too")
    of_programs = [_OF_EVERY_PROGRAM, *(path for flag, path in _BY_FLAG.items() if flag in context.flags)]
    named = frozenset(patterns) if more else None
    return [_compiled(found, of_programs, named) for found in json_stream(output.out)]


def translated(context: BuildContext, packages: Sequence[CompiledPackage]) -> dict[str, list[str]]:
    """Run cgo for packages that use it. Return the files that the compiler gets, by the packages' labels."""
    wanted = sorted({package.path.removesuffix("_test") if package.test else package.path for package in packages})
    if not wanted:
        return {}
    tests = ["-test"] if any(package.test for package in packages) else []
    options = ["-e", "-compiled", *tests, "-json=ImportPath,Dir,CompiledGoFiles", *context.flags]
    output = context.command().attempt("list", *options, "--", *wanted)
    return {
        found["ImportPath"]: [os.path.join(found.get("Dir", ""), file) for file in found["CompiledGoFiles"]]
        for found in json_stream(output.out)
        if found.get("CompiledGoFiles")
    }


def compile_error(context: BuildContext, path: str) -> str:
    """Compile a package without weaving, unless go's cache has it. Return the first error; empty if there is none."""
    form = "{{with .Error}}{{.Err}}{{end}}"
    output = context.command().attempt("list", "-e", "-export", f"-f={form}", *context.flags, "--", path)
    lines = [line for line in output.out.splitlines() if line.strip() and not line.startswith("#")]
    return lines[0].strip() if lines else ""


def _compiled(found: dict[str, Any], of_programs: Sequence[str], named: frozenset[str] | None) -> CompiledPackage:
    path, _, variant = found["ImportPath"].partition(" [")
    name, folder = found.get("Name", ""), found.get("Dir", "")
    imports = {each.partition(" [")[0] for each in found.get("Imports", ())} - {"C"}
    if name == "main":
        imports.update(of_programs)
    if found.get("CgoFiles"):
        imports.update(_OF_CGO)
    error = found.get("Error")
    return CompiledPackage(
        path=path,
        name=name,
        folder=folder,
        standard=found.get("Standard", False),
        module=module_of(found.get("Module")),
        imports=frozenset(imports),
        files=tuple(os.path.join(folder, file) for file in (*found.get("GoFiles", ()), *found.get("CgoFiles", ()))),
        test=variant.rstrip("]"),
        uses_cgo=bool(found.get("CgoFiles")),
        is_named=_is_named(found, named) or "ForTest" in found or (name == "main" and path.endswith(".test")),
        error=error["Err"].strip() if error else "",
    )


def _is_named(found: dict[str, Any], patterns: frozenset[str] | None) -> bool:
    matched = found.get("Match", ())
    return bool(matched) if patterns is None else not patterns.isdisjoint(matched)
