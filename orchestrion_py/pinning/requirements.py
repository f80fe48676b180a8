"""Adds requirements to a draft's go.mod with `go get` and `go mod tidy`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.gocommand import module_versions
from orchestrion_py.gocommand.failures import VersionRefusedError, failure
from orchestrion_py.pinning import gomod_file, import_graph, integration_choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from orchestrion_py.gocommand.run import Go
    from orchestrion_py.pinning.draft import Draft
    from orchestrion_py.pinning.integration_choice import Release, Wanted

# Each round finds at most one module whose newest version the proxy does not serve.
_TIDY_ROUNDS = 8


def require(
    draft: Draft, packages: Iterable[Wanted], releases: Iterable[Release], tested: Mapping[str, str]
) -> list[str]:
    """Require the packages in the draft's go.mod. Return a note for each version that could not be used.

    The proxy may refuse the version that this module requires of a family for another module of that family. Unless the
    user asked for that version, the tested version replaces it: it works with any newer version of the library.
    """
    packages = tuple(packages)
    by_family = {release.family: release for release in releases}
    of_families = [one.package for one in packages if integration_choice.family_of(one.package, by_family) is not None]
    at = _asked(draft, of_families, by_family)
    notes: list[str] = []
    while at:
        saved = draft.saved()
        try:
            _get(draft, at)
        except VersionRefusedError as refused:
            draft.restore(saved)
            notes.append(_step_back(at, refused, by_family, tested))
        else:
            break
    # The libraries may have raised the modules of the other packages, so these are asked for at the versions that they have now.
    others = _asked(draft, [one.package for one in packages if one.package not in of_families], by_family)
    if others:
        _get(draft, others)
    return notes


def tidy(draft: Draft, packages: Iterable[str]) -> None:
    """Run `go mod tidy` on the draft.

    It also resolves the tests of the required packages. If only these need a module, it asks for the newest version; if
    the proxy refuses that, the version in a required module's own go.mod does as well.
    """
    packages = tuple(packages)
    for _ in range(_TIDY_ROUNDS):
        output = draft.go.attempt("mod tidy")
        if output.code == 0:
            return
        if not _required_as_by_others(draft, packages, output.err):
            break
    draft.go.run("mod tidy")


def _get(draft: Draft, at: Mapping[str, str]) -> None:
    queries = [f"{package}@{version}" for package, version in sorted(at.items())]
    saved = draft.saved()
    # `go get` spends seconds on asking the proxy for retractions, which do not matter here. Offline, it resolves complete
    # versions from the module cache, or fails at once.
    if all(map(module_versions.is_version, at.values())) and draft.bare.offline().attempt("get", *queries).code == 0:
        return
    draft.restore(saved)
    draft.bare.run("get", *queries)


def _asked(draft: Draft, names: Sequence[str], by_family: Mapping[str, Release]) -> dict[str, str]:
    # Read only: with -mod=mod, `go list` would require the newest version of a package that is missing.
    present = import_graph.providers(draft.compiling(), names)
    asked = {}
    for name in names:
        provider = present.get(name)
        if provider is not None and provider.main:
            continue
        family = integration_choice.family_of(name, by_family)
        if family is not None:
            # A package that is there already needs no proxy, so a second pin works without a network.
            if provider is None or provider.version != by_family[family].version:
                asked[name] = by_family[family].version
        elif provider is None:
            asked[name] = "latest"
        elif provider.version:
            # `go get` without a version would raise it to the newest.
            asked[name] = provider.version
    return asked


def _step_back(
    at: dict[str, str], refused: VersionRefusedError, by_family: Mapping[str, Release], tested: Mapping[str, str]
) -> str:
    packages = [one for one in at if one == refused.module or one.startswith(refused.module + "/")]
    family = integration_choice.family_of(refused.module, by_family)
    if family is not None:
        refused.hint = "choose another version with `pyorch pin --version vX.Y.Z`"
    if family is None or not packages or by_family[family].asked or at[packages[0]] == tested[family]:
        raise refused
    for package in packages:
        at[package] = tested[family]
    return f"{refused.message}; pinned at {tested[family]} instead, the version that this pyorch is tested with"


def _required_as_by_others(draft: Draft, packages: tuple[str, ...], words: str) -> bool:
    refused = _failure_of(words)
    if refused is None:
        return False
    go = draft.go
    for go_mod in sorted(
        {one.go_mod for one in import_graph.providers(go, packages).values() if one.go_mod and not one.main}
    ):
        found = _version_in(go, go_mod, refused.module)
        if found is not None and go.attempt("get", f"{found[0]}@{found[1]}").code == 0:
            return True
    return False


def _failure_of(words: str) -> VersionRefusedError | None:
    error = failure("go mod tidy", words)
    return error if isinstance(error, VersionRefusedError) else None


def _version_in(go: Go, go_mod: Path, path: str) -> tuple[str, str] | None:
    requires = gomod_file.read(go, go_mod).requires
    return next(((module, requires[module]) for module in requires if (path + "/").startswith(module + "/")), None)
