"""The proof of a pin: the packages that would be woven in compile in this module's graph, or are made to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.gocommand import module_versions
from orchestrion_py.pinning import gomod_file, import_graph, integration_choice
from orchestrion_py.pinning.main_module import Go, failure
from orchestrion_py.pinning.pin_errors import GoCommandError, NotProvenError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from orchestrion_py.pinning.draft import Draft

_MENDS = 6  # modules that may be raised in one pin
_TRIES = 5  # versions of one module that are tried
_LINES = 6  # of the compiler's words in a message


@dataclass(frozen=True, slots=True)
class Broken:
    """A package that does not compile, its module ("" for the standard library), and the compiler's words."""

    package: str
    module: str
    version: str
    words: str


@dataclass(frozen=True, slots=True)
class Mended:
    """A module that was raised because its old version did not compile beside the rest of the graph."""

    module: str
    before: str
    after: str
    package: str
    beside: tuple[str, ...]  # "module vX.Y.Z" for each newer module that it was not written for

    def __str__(self) -> str:
        beside = f" beside {', '.join(self.beside)}" if self.beside else ""
        return f"{self.module} {self.before} -> {self.after}: {self.package} did not compile{beside}"


def prove(
    draft: Draft,
    packages: Collection[str],
    families: Collection[str],
    settle: Callable[[], None],
    report: Callable[[str], None],
) -> tuple[Mended, ...]:
    """Build the packages in the draft's graph and mend what does not compile.

    `settle` brings the draft's go.mod in order again after a change (tidy, where there is a tool file). Raises
    NotProvenError where a package does not compile and no newer version of its module mends that.
    """
    mended: list[Mended] = []
    while broken := first_broken(draft, packages):
        if len(mended) == _MENDS or not broken.module or integration_choice.family_of(broken.module, families):
            raise _not_proven(draft, broken)
        report(f"{broken.package} does not compile at {broken.version}: trying newer versions of {broken.module}")
        mended.append(_mend(draft, broken, settle))
    return tuple(mended)


def first_broken(draft: Draft, packages: Collection[str]) -> Broken | None:
    """Return the first of the packages, or of what they import, that does not compile; None where all do."""
    output = draft.compiling().attempt("build", "-json", *sorted(packages))
    if output.code == 0:
        return None
    words: dict[str, str] = {}
    failed: list[str] = []
    for event in import_graph.json_stream(output.out):
        package = event.get("ImportPath", "").partition(" ")[0]
        if event.get("Action") == "build-output":
            words[package] = words.get(package, "") + event["Output"]
        elif event.get("Action") == "build-fail":
            failed.append(package)
    if not failed:
        raise failure("go build", output.err or "".join(words.values()))
    provider = import_graph.providers(draft.compiling(), failed[:1]).get(failed[0])
    module, version = (provider.module, provider.version) if provider else ("", "")
    return Broken(failed[0], module, version, words.get(failed[0], ""))


def own_packages_broken(draft: Draft, untouched: Go) -> str:
    """Return what the compiler says of an own package that compiled before and no longer does, "" if none.

    `untouched` is a go command that sees the user's own go.mod.
    """
    now = _compile_errors(draft.compiling())
    if not now:
        return ""
    earlier = _compile_errors(untouched.with_flags("-mod=readonly"))
    return next((words for package, words in sorted(now.items()) if package not in earlier), "")


def suspects(draft: Draft, packages: Collection[str]) -> tuple[str, ...]:
    """Return the packages of the closure that this module's graph may have broken, so that only these need a proof.

    A closure compiles as its authors tested it until the graph raises a module that promised nothing: one that was
    required at v0. What imports such a module is suspect.
    """
    go = draft.compiling()
    listing = go.run("list", "-e", "-deps", "-json=ImportPath,Imports,Module,Standard", *sorted(packages)).out
    closure = [one for one in import_graph.json_stream(listing) if one.get("Module") and not one.get("Standard")]
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
    """Return what the packages' own modules were released with: module -> newest version that they require."""
    asked: dict[str, str] = {}
    go_mods = {one.go_mod for one in import_graph.providers(go, packages).values() if one.go_mod and not one.main}
    for go_mod in sorted(go_mods):
        for module, version in gomod_file.read(go, go_mod).requires.items():
            asked[module] = max(asked.get(module, ""), version, key=module_versions.order)
    return asked


def _mend(draft: Draft, broken: Broken, settle: Callable[[], None]) -> Mended:
    """Raise the broken package's module: to the newest version that leaves the user's own requirements alone.

    Where every version that compiles raises one of those, the newest.
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
        raise _not_proven(draft, broken)
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
    """Yield the newest version first, then older ones, down to the one that does not compile."""
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
    yield from list(reversed(newer[:-1]))[: _TRIES - 1]


def _newer_than_asked(draft: Draft, broken: Broken) -> tuple[str, ...]:
    """Return the modules that the broken package imports from at newer versions than it was written for."""
    go = draft.compiling()
    listing = go.run("list", "-e", "-json=Imports,Module", broken.package).out
    package = next(import_graph.json_stream(listing), {})
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


def _not_proven(draft: Draft, broken: Broken) -> NotProvenError:
    where = f"{broken.module} {broken.version}" if broken.module else "the standard library"
    beside = _newer_than_asked(draft, broken) if broken.module else ()
    because = f"\nit was written for older versions than this module's {', '.join(beside)}" if beside else ""
    lines = [line for line in broken.words.splitlines() if not line.startswith("# ")]
    words = "\n".join(f"    {line}" for line in lines[:_LINES])
    return NotProvenError(
        f"{broken.package} ({where}) does not compile in this module's graph, and no newer version mends it"
        f"{because}\n{words}",
        "go.mod is as it was; another version of the packages may fit: `pyorch pin --version latest`",
    )


def _compile_errors(go: Go) -> dict[str, str]:
    # -export compiles every package and, unlike `go build ./...`, links no program.
    listing = go.attempt("list", "-e", "-export", "-json=ImportPath,Error", "./...").out
    return {one["ImportPath"]: one["Error"]["Err"] for one in import_graph.json_stream(listing) if one.get("Error")}
