"""Lists packages and modules with `go list`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.download import download
from orchestrion_py.gocommand.json_stream import json_stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from orchestrion_py.gocommand.build_context import BuildContext
    from orchestrion_py.gocommand.run import Go

# Files of a package that are not Go: for C compilers, the assembler and the linker, and those that the package embeds.
_OTHER_FILES = (
    "CFiles", "CXXFiles", "MFiles", "HFiles", "FFiles", "SFiles", "SwigFiles", "SwigCXXFiles", "SysoFiles", "EmbedFiles",
)  # fmt: skip
# Files that go read, and left out: a change of their text, for example of a build constraint, can add them to the package.
_LEFT_OUT = ("IgnoredGoFiles", "IgnoredOtherFiles", "InvalidGoFiles")
_C_SOURCES = ("CgoFiles", "CFiles", "CXXFiles", "MFiles", "FFiles", "SwigFiles", "SwigCXXFiles")
_FIELDS = ",".join([
    "ImportPath", "Name", "Dir", "Standard", "Module", "Imports", "GoFiles", "CgoFiles", "TestGoFiles", "XTestGoFiles",
    *_OTHER_FILES, *_LEFT_OUT, "Error", "DepsErrors",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the build; if it is replaced, `version` is the replacement's. The version of a folder is empty.

    `main` is set for the main module; in a workspace, for each of its modules. `language` is its version of Go. `checksum` is
    that of go.sum; a folder has none.
    """

    path: str
    version: str
    main: bool = False
    language: str = ""
    checksum: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """A package as `go list` reports it; `error` is empty if the package can be used.

    `files` are its Go files; `other_files` the others that go builds it from, with their folders if they are embedded from one;
    `left_out` those that go read, but does not build. `uses_c` is set if a C compiler compiles a part of it.
    """

    path: str
    name: str
    folder: str
    standard: bool
    module: Module | None
    imports: tuple[str, ...]
    files: tuple[str, ...]
    error: str
    other_files: tuple[str, ...] = ()
    has_tests: bool = False
    left_out: tuple[str, ...] = ()
    uses_c: bool = False

    @property
    def module_folder(self) -> str:
        """The root folder of its module, in the module cache, in a vendor folder or on disk."""
        below = self.path.removeprefix(self.module.path) if self.module is not None else ""
        return self.folder.removesuffix(below)


def list_packages(
    context: BuildContext, paths: Iterable[str], *, deps: bool, imports: bool = True
) -> dict[str, Package]:
    """Return packages by import path, with `deps` also everything that they import. A package that go cannot find has an error.

    Without `imports`, go resolves only the folders of packages, which is quicker.
    """
    wanted = sorted(paths)
    if not wanted:
        return {}
    depth = (["-deps"] if deps else []) + ([] if imports else ["-find"])
    options = ["-e", *depth, f"-json={_FIELDS}", *list_flags(context), "--"]
    go = context.command()
    output = go.attempt("list", *options, *wanted)
    if output.code == 0:
        return _packages(output.out)
    if go.attempt("list", *options, "unsafe").code != 0:
        raise Fault(f"go list failed:\n{output.err.strip()}", "run `go build`: it fails here without pyorch, too")
    return _list_apart(go, options, wanted)


def _list_apart(go: Go, options: Sequence[str], paths: Sequence[str]) -> dict[str, Package]:
    """List packages in halves: if one belongs to a module that go.mod prunes, go lists none of them, even with -e."""
    output = go.attempt("list", *options, *paths)
    if output.code == 0:
        return _packages(output.out)
    if len(paths) == 1:
        (path,) = paths
        error = output.err.strip()
        return {path: Package(path, "", "", standard=False, module=None, imports=(), files=(), error=error)}
    middle = len(paths) // 2
    return _list_apart(go, options, paths[:middle]) | _list_apart(go, options, paths[middle:])


def exported(context: BuildContext, paths: Iterable[str]) -> dict[str, str]:
    """Build packages without weaving. Return the archives of those that compile, and of all that they import."""
    wanted = sorted(set(paths) - {"C", "unsafe"})
    if not wanted:
        return {}
    form = "{{if .Export}}{{.ImportPath}}={{.Export}}{{end}}"
    output = context.command().attempt("list", "-e", "-export", "-deps", f"-f={form}", *context.flags, "--", *wanted)
    return dict(line.split("=", 1) for line in output.out.splitlines() if "=" in line)


def module_versions(context: BuildContext, modules: Iterable[str]) -> dict[str, str]:
    """Return the versions of modules in the main module's graph, without those that it lacks.

    A module that is replaced by a folder has an empty version.
    """
    wanted = sorted(modules)
    if not wanted:
        return {}
    form = "{{if not .Error}}{{.Path}} {{with .Replace}}{{.Version}}{{else}}{{.Version}}{{end}}{{end}}"
    output = context.command().attempt("list", "-m", "-e", f"-f={form}", *list_flags(context), "--", *wanted)
    words = (line.partition(" ") for line in output.out.splitlines() if line)
    return {path: version for path, _, version in words}


def module_folder(context: BuildContext, path: str) -> str:
    """Return the root folder of a module in the main module's graph, downloaded if need be; empty if it is not one."""
    go = context.command()
    output = go.attempt("list", "-m", "-json", path)
    if output.code != 0:
        return ""
    module = next(json_stream(output.out), {})
    module = module.get("Replace") or module
    if module.get("Dir") or not module.get("Version"):
        return str(module.get("Dir", ""))
    return download(go, f"{module['Path']}@{module['Version']}")


def main_module_files(context: BuildContext) -> list[str]:
    """Return the go.mod of the main module; in a workspace, the go.mod of each of its modules."""
    output = context.command().attempt("list", "-m", "-f={{.GoMod}}", *list_flags(context))
    return output.out.splitlines() if output.code == 0 else []


def folders_of_packages(context: BuildContext, pattern: str) -> list[str]:
    """Return the folders of the packages that match a pattern. Raises GoCommandError if go finds none."""
    output = context.command().run("list", "-find", "-f", "{{.Dir}}", "--", pattern)
    return output.out.splitlines()


def list_flags(context: BuildContext) -> list[str]:
    """Return the flags that decide which packages and files go finds, not how it compiles them."""
    names = ("-mod=", "-modfile=", "-tags=", "-overlay=", "-race", "-msan", "-asan", "-compiler=")
    return [flag for flag in context.flags if flag.startswith(names)]


def _packages(text: str) -> dict[str, Package]:
    return {package.path: package for package in map(_package, json_stream(text))}


def _package(found: dict[str, Any]) -> Package:
    error = found.get("Error") or next(iter(found.get("DepsErrors") or ()), None)
    return Package(
        path=found["ImportPath"],
        name=found.get("Name", ""),
        folder=found.get("Dir", ""),
        standard=found.get("Standard", False),
        module=module_of(found.get("Module")),
        imports=tuple(path for path in found.get("Imports", ()) if path != "C"),
        files=(*found.get("GoFiles", ()), *found.get("CgoFiles", ())),
        error=error["Err"].strip() if error else "",
        other_files=_files_of(found, _OTHER_FILES),
        has_tests=bool(found.get("TestGoFiles") or found.get("XTestGoFiles")),
        left_out=_files_of(found, _LEFT_OUT),
        uses_c=bool(_files_of(found, _C_SOURCES)),
    )


def _files_of(found: dict[str, Any], fields: Iterable[str]) -> tuple[str, ...]:
    return tuple(file for field in fields for file in found.get(field, ()))


def module_of(found: dict[str, Any] | None) -> Module | None:
    """Read the module of a package from what `go list -json` prints about it."""
    if found is None:
        return None
    replacement = found.get("Replace") or {}
    version = replacement.get("Version") or ("" if replacement else found.get("Version", ""))
    checksum = (replacement or found).get("Sum", "")
    return Module(found["Path"], version, found.get("Main", False), found.get("GoVersion", ""), checksum)
