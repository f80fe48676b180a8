"""Asking go: its settings, and the packages of the main module's graph."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from orchestrion_py.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from orchestrion_py.gocommand.build_context import BuildContext

# The last line is what changes archives besides flags and sources.
_SETTINGS = (
    "GOARCH", "GOCACHE", "GOENV", "GOEXE", "GOFLAGS", "GOHOSTOS", "GOMOD", "GOMODCACHE", "GOOS", "GOROOT", "GOTOOLDIR",
    "GOVERSION", "GOWORK",
    "CC", "CGO_CFLAGS", "CGO_CPPFLAGS", "CGO_CXXFLAGS", "CGO_ENABLED", "CGO_LDFLAGS", "CXX", "GO386", "GOAMD64", "GOARM",
    "GOARM64", "GOEXPERIMENT", "GOFIPS140", "GOMIPS", "GOMIPS64", "GOPPC64", "GORISCV64", "GOWASM", "PKG_CONFIG",
)  # fmt: skip
_FIELDS = "ImportPath,Name,Dir,Standard,Module,Imports,GoFiles,CgoFiles,Error,DepsErrors"


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the graph; the version is that of its replacement, and empty where it has none.

    `main` are the module at hand and, in a workspace, those beside it.
    """

    path: str
    version: str
    main: bool = False


@dataclass(frozen=True, slots=True)
class Package:
    """A package as `go list` knows it; `error` says why it cannot be used."""

    path: str
    name: str
    folder: str
    standard: bool
    module: Module | None
    imports: tuple[str, ...]
    files: tuple[str, ...]
    error: str

    @property
    def module_folder(self) -> str:
        """The root of its module, where the module cache or a vendor folder has it."""
        below = self.path.removeprefix(self.module.path) if self.module is not None else ""
        return self.folder.removesuffix(below)


def go_environment(context: BuildContext) -> dict[str, str]:
    """The settings that go works with here."""
    finished = _run(context, ["env", "-json", *_SETTINGS])
    if finished.returncode != 0:
        raise Fault(f"go env fails:\n{finished.stderr.strip()}", "the build would fail in the same way without pyorch")
    try:
        settings: dict[str, str] = json.loads(finished.stdout)
    except ValueError as error:
        raise Fault(
            f"{context.go} does not answer as the go command does", "see which `go` is first in the PATH"
        ) from error
    return settings


def list_packages(
    context: BuildContext, paths: Iterable[str], *, deps: bool, imports: bool = True
) -> dict[str, Package]:
    """Packages by import path, and, with `deps`, everything that they import; what does not resolve has an error.

    Without `imports`, only where packages lie is asked for, which is quicker.
    """
    wanted = sorted(paths)
    if not wanted:
        return {}
    options = (["-deps"] if deps else []) + ([] if imports else ["-find"])
    command = ["list", "-e", *options, f"-json={_FIELDS}", *_list_flags(context), "--"]
    finished = _run(context, [*command, *wanted])
    if finished.returncode == 0:
        return _packages(finished.stdout)
    if _run(context, [*command, "unsafe"]).returncode != 0:
        raise Fault(f"go list fails:\n{finished.stderr.strip()}", "the build would fail in the same way without pyorch")
    return _list_apart(context, command, wanted)


def _list_apart(context: BuildContext, command: Sequence[str], paths: Sequence[str]) -> dict[str, Package]:
    """List packages of which some are beyond `-e`: asked for one of a module that go.mod prunes, go lists none at all."""
    finished = _run(context, [*command, *paths])
    if finished.returncode == 0:
        return _packages(finished.stdout)
    if len(paths) == 1:
        (path,) = paths
        error = finished.stderr.strip()
        return {path: Package(path, "", "", standard=False, module=None, imports=(), files=(), error=error)}
    middle = len(paths) // 2
    return _list_apart(context, command, paths[:middle]) | _list_apart(context, command, paths[middle:])


def exported(context: BuildContext, paths: Iterable[str]) -> dict[str, str]:
    """The archives of packages and of what they import, built without weaving; what cannot be built is left out."""
    wanted = sorted(set(paths) - {"C", "unsafe"})
    if not wanted:
        return {}
    form = "{{if .Export}}{{.ImportPath}}={{.Export}}{{end}}"
    finished = _run(context, ["list", "-e", "-export", "-deps", f"-f={form}", *context.flags, "--", *wanted])
    return dict(line.split("=", 1) for line in finished.stdout.splitlines() if "=" in line)


def module_versions(context: BuildContext, modules: Iterable[str]) -> dict[str, str]:
    """The versions of modules in the main module's graph; a module replaced by a folder has an empty one, a missing one none."""
    wanted = sorted(modules)
    if not wanted:
        return {}
    form = "{{if not .Error}}{{.Path}} {{with .Replace}}{{.Version}}{{else}}{{.Version}}{{end}}{{end}}"
    finished = _run(context, ["list", "-m", "-e", f"-f={form}", *_list_flags(context), "--", *wanted])
    words = (line.partition(" ") for line in finished.stdout.splitlines() if line)
    return {path: version for path, _, version in words}


def main_module_files(context: BuildContext) -> list[str]:
    """The go.mod files of the main modules: of a workspace, or of the module at hand."""
    finished = _run(context, ["list", "-m", "-f={{.GoMod}}"])
    return finished.stdout.splitlines() if finished.returncode == 0 else []


def _list_flags(context: BuildContext) -> list[str]:
    """Flags that change what is found, not how it is compiled."""
    names = ("-mod=", "-modfile=", "-tags=", "-overlay=", "-race", "-msan", "-asan", "-compiler=")
    return [flag for flag in context.flags if flag.startswith(names)]


def _run(context: BuildContext, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [context.go, *arguments],
        cwd=context.folder,
        env=context.go_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def _packages(text: str) -> dict[str, Package]:
    return {package.path: package for package in map(_package, _objects(text))}


def _objects(text: str) -> Iterable[dict[str, Any]]:
    decoder = json.JSONDecoder()
    index = 0
    while index < len(text):
        value, index = decoder.raw_decode(text, index)
        yield value
        while index < len(text) and text[index].isspace():
            index += 1


def _package(found: dict[str, Any]) -> Package:
    error = found.get("Error") or next(iter(found.get("DepsErrors") or ()), None)
    return Package(
        path=found["ImportPath"],
        name=found.get("Name", ""),
        folder=found.get("Dir", ""),
        standard=found.get("Standard", False),
        module=_module(found.get("Module")),
        imports=tuple(path for path in found.get("Imports", ()) if path != "C"),
        files=(*found.get("GoFiles", ()), *found.get("CgoFiles", ())),
        error=error["Err"].strip() if error else "",
    )


def _module(found: dict[str, Any] | None) -> Module | None:
    if found is None:
        return None
    replacement = found.get("Replace") or {}
    version = replacement.get("Version") or ("" if replacement else found.get("Version", ""))
    return Module(found["Path"], version, main=found.get("Main", False))
