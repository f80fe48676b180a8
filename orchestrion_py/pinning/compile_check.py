"""Checks that the injected packages compile with the module's requirements, and raises modules if they do not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.gocommand import module_versions
from orchestrion_py.gocommand.failures import GoCommandError, failure
from orchestrion_py.gocommand.json_stream import json_stream
from orchestrion_py.pinning import gomod_file, import_graph, integration_choice
from orchestrion_py.pinning.pin_errors import DoesNotCompileError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from orchestrion_py.gocommand.run import Go
    from orchestrion_py.pinning.draft import Draft

_MAX_RAISED = 6  # modules in one pin
_MAX_VERSIONS = 5  # of one module are tried
_MAX_LINES = 6  # of the compiler's output in a message


@dataclass(frozen=True, slots=True)
class Broken:
    """A package that does not compile, its module ("" for the standard library), and the output of the compiler."""

    package: str
    module: str
    version: str
    errors: str


@dataclass(frozen=True, slots=True)
class Mended:
    """A module that was raised because its old version did not compile with the module's other requirements."""

    module: str
    before: str
    after: str
    package: str
    beside: tuple[str, ...]  # "module vX.Y.Z" for each newer module that the old version was not written for

    def __str__(self) -> str:
        beside = f" with {', '.join(self.beside)}" if self.beside else ""
        return f"{self.module} {self.before} -> {self.after}: {self.package} did not compile{beside}"


def make_compile(
    draft: Draft,
    packages: Collection[str],
    families: Collection[str],
    settle: Callable[[], None],
    report: Callable[[str], None],
) -> tuple[Mended, ...]:
    """Build the packages with the draft's go.mod; if one does not compile, raise its module until it does.

    `settle` tidies the draft's go.mod after a change. Raises DoesNotCompileError if a package does not compile with any newer
    version of its module.
    """
    mended: list[Mended] = []
    while broken := first_broken(draft, packages):
        if len(mended) == _MAX_RAISED or not broken.module or integration_choice.family_of(broken.module, families):
            raise _does_not_compile(draft, broken)
        report(f"{broken.package} does not compile at {broken.version}: trying newer versions of {broken.module}")
        mended.append(_mend(draft, broken, settle))
    return tuple(mended)


def first_broken(draft: Draft, packages: Collection[str]) -> Broken | None:
    """Return the first package that does not compile, of `packages` and all that they import; None if all compile."""
    output = draft.compiling().attempt("build", "-json", *sorted(packages))
    if output.code == 0:
        return None
    errors: dict[str, str] = {}
    failed: list[str] = []
    for event in json_stream(output.out):
        package = event.get("ImportPath", "").partition(" ")[0]
        if event.get("Action") == "build-output":
            errors[package] = errors.get(package, "") + event["Output"]
        elif event.get("Action") == "build-fail":
            failed.append(package)
    if not failed:
        raise failure("go build", output.err or "".join(errors.values()))
    provider = import_graph.providers(draft.compiling(), failed[:1]).get(failed[0])
    module, version = (provider.module, provider.version) if provider else ("", "")
    return Broken(failed[0], module, version, errors.get(failed[0], ""))


def own_packages_broken(draft: Draft, untouched: Go) -> str:
    """Return the compiler's output for one of the user's packages that compiled before and now does not; "" if all do.

    `untouched` is a go command that reads the user's own go.mod.
    """
    now = _compile_errors(draft.compiling())
    if not now:
        return ""
    earlier = _compile_errors(untouched.with_flags("-mod=readonly"))
    return next((errors for package, errors in sorted(now.items()) if package not in earlier), "")


def suspects(draft: Draft, packages: Collection[str]) -> tuple[str, ...]:
    """Return the packages that may not compile with this module's requirements, so that only these need a build.

    The injected packages, and all that they import, compile with the versions that their authors tested. A newer version
    may break them only if it need not be compatible: if they require the module at v0. So the importers of such modules
    are suspect.
    """
    go = draft.compiling()
    listing = go.run("list", "-e", "-deps", "-json=ImportPath,Imports,Module,Standard", *sorted(packages)).out
    closure = [one for one in json_stream(listing) if one.get("Module") and not one.get("Standard")]
    module_of = {one["ImportPath"]: one["Module"] for one in closure}
    asked = _asked_by_modules(go, packages)
    unsafe = {
        module["Path"]
        for module in module_of.values()
        if module["Path"] in asked
        and module_versions.is_unstable(asked[module["Path"]])
        and module_versions.order(module.get("Version", "")) > module_versions.order(asked[module["Path"]])
    }
    return tuple(
        one["ImportPath"]
        for one in closure
        if any(
            imported in module_of
            and module_of[imported]["Path"] in unsafe
            and module_of[imported]["Path"] != one["Module"]["Path"]
            for imported in one.get("Imports") or []
        )
    )


def _asked_by_modules(go: Go, packages: Collection[str]) -> dict[str, str]:
    """Return the newest version of each module that the go.mod files of the packages' own modules require."""
    asked: dict[str, str] = {}
    go_mods = {one.go_mod for one in import_graph.providers(go, packages).values() if one.go_mod and not one.main}
    for go_mod in sorted(go_mods):
        for module, version in gomod_file.read(go, go_mod).requires.items():
            asked[module] = max(asked.get(module, ""), version, key=module_versions.order)
    return asked


def _mend(draft: Draft, broken: Broken, settle: Callable[[], None]) -> Mended:
    """Raise the module of a broken package to the newest version that compiles and keeps the user's own requirements.

    If each version that compiles raises one of those, take the newest.
    """
    beside = _newer_than_asked(draft, broken)
    before = gomod_file.read(draft.bare, draft.mod_file)
    saved = draft.saved()
    costly = None
    for version in _newer_versions(draft, broken):
        mended = _tried(draft, broken, version, beside, settle)
        if mended is not None:
            if all(one.indirect for one in gomod_file.raised(before, gomod_file.read(draft.bare, draft.mod_file))):
                return mended
            costly = costly or (mended, draft.saved())
        draft.restore(saved)
    if costly is None:
        raise _does_not_compile(draft, broken)
    draft.restore(costly[1])
    return costly[0]


def _tried(
    draft: Draft, broken: Broken, version: str, beside: tuple[str, ...], settle: Callable[[], None]
) -> Mended | None:
    try:
        draft.bare.run("get", f"{broken.module}@{version}")
        settle()
        if first_broken(draft, [broken.package]) is not None:
            return None
    except GoCommandError:
        return None
    provider = import_graph.providers(draft.compiling(), [broken.package])[broken.package]
    return Mended(broken.module, broken.version, provider.version, broken.package, beside)


def _newer_versions(draft: Draft, broken: Broken) -> Iterable[str]:
    """Yield versions newer than the broken one, the newest first."""
    yield "latest"
    output = draft.bare.attempt("list", "-m", "-versions", "-json", broken.module)
    if output.code != 0:
        return
    known = json.loads(output.out).get("Versions") or []
    newer = [
        version
        for version in known
        if module_versions.order(version) > module_versions.order(broken.version)
        and not module_versions.is_prerelease(version)
    ]
    yield from list(reversed(newer[:-1]))[: _MAX_VERSIONS - 1]


def _newer_than_asked(draft: Draft, broken: Broken) -> tuple[str, ...]:
    """Return modules that the broken package imports, at newer versions than its go.mod requires."""
    go = draft.compiling()
    listing = go.run("list", "-e", "-json=Imports,Module", broken.package).out
    package = next(json_stream(listing), {})
    module = package.get("Module") or {}
    go_mod = (module.get("Replace") or module).get("GoMod")
    if not go_mod:
        return ()
    asked = gomod_file.read(go, Path(go_mod)).requires
    providers = import_graph.providers(go, package.get("Imports") or []).values()
    newer = {
        f"{one.module} {one.version}"
        for one in providers
        if one.module in asked and module_versions.order(one.version) > module_versions.order(asked[one.module])
    }
    return tuple(sorted(newer))


def _does_not_compile(draft: Draft, broken: Broken) -> DoesNotCompileError:
    where = f"{broken.module} {broken.version}" if broken.module else "the standard library"
    beside = _newer_than_asked(draft, broken) if broken.module else ()
    because = f"\nit was written for older versions than {', '.join(beside)}" if beside else ""
    lines = [line for line in broken.errors.splitlines() if not line.startswith("# ")]
    errors = "\n".join(f"    {line}" for line in lines[:_MAX_LINES])
    return DoesNotCompileError(
        f"{broken.package} ({where}) does not compile with this module's requirements, and no newer version does"
        f"{because}\n{errors}",
        "run `pyorch pin --version latest`: other versions may compile; go.mod has not changed",
    )


def _compile_errors(go: Go) -> dict[str, str]:
    # -export compiles every package and, unlike `go build ./...`, links no program.
    listing = go.attempt("list", "-e", "-export", "-json=ImportPath,Error", "./...").out
    return {one["ImportPath"]: one["Error"]["Err"] for one in json_stream(listing) if one.get("Error")}
