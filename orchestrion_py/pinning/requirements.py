"""Making a draft's go.mod require what is wanted: `go get` of the packages themselves, then tidy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.gocommand import module_versions
from orchestrion_py.pinning import gomod_file, import_graph, integration_choice
from orchestrion_py.pinning.main_module import Go, failure
from orchestrion_py.pinning.pin_errors import VersionRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from orchestrion_py.pinning.draft import Draft
    from orchestrion_py.pinning.integration_choice import Release, Wanted

# Each round of tidying finds at most one module that the proxy lists no versions of.
_TIDY_ROUNDS = 8


def require(
    draft: Draft, packages: Iterable[Wanted], releases: Iterable[Release], tested: Mapping[str, str]
) -> list[str]:
    """Require the packages in the draft's go.mod. Returns what to tell: versions that had to give way.

    A version that this module has of the family may be one that the proxy refuses for a neighbour; unless the user
    asked for it, the tested version, which goes with any newer one of the library, takes its place.
    """
    by_family = {release.family: release for release in releases}
    at = _asked(draft, packages, by_family)
    told: list[str] = []
    while at:
        saved = draft.saved()
        try:
            _get(draft, at)
        except VersionRefusedError as refused:
            draft.restore(saved)
            told.append(_step_back(at, refused, by_family, tested))
        else:
            break
    return told


def tidy(draft: Draft, packages: Iterable[str]) -> None:
    """`go mod tidy` on the draft.

    Tidying also wants the tests of the required packages, and may ask for the newest version of a module that they
    alone need. Where the proxy refuses that, the version in a required module's own go.mod is as good.
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
    # go get asks the proxy whether any module of the graph was retracted, seconds for an answer that nobody wants here;
    # with the module cache alone it resolves complete versions just the same, or fails at once.
    if all(map(module_versions.is_version, at.values())) and draft.bare.offline().attempt("get", *queries).code == 0:
        return
    draft.restore(saved)
    draft.bare.run("get", *queries)


def _asked(draft: Draft, packages: Iterable[Wanted], by_family: Mapping[str, Release]) -> dict[str, str]:
    names = [one.package for one in packages]
    # Read only: with -mod=mod, a mere listing would require the newest version of what is not there yet.
    present = import_graph.providers(draft.compiling(), names)
    asked = {}
    for name in names:
        provider = present.get(name)
        if provider is not None and provider.main:
            continue
        family = integration_choice.family_of(name, by_family)
        if family is not None:
            # What is there already needs no proxy, so that a second pin works without a network.
            if provider is None or provider.version != by_family[family].version:
                asked[name] = by_family[family].version
        elif provider is None:
            asked[name] = "latest"
        elif provider.version:
            # A bare `go get` would raise it to the newest, which nobody asked for.
            asked[name] = provider.version
    return asked


def _step_back(
    at: dict[str, str], refused: VersionRefusedError, by_family: Mapping[str, Release], tested: Mapping[str, str]
) -> str:
    packages = [one for one in at if one == refused.module or one.startswith(refused.module + "/")]
    family = integration_choice.family_of(refused.module, by_family)
    if family is not None:
        refused.hint = "name another version with `pyorch pin --version vX.Y.Z`"
    if family is None or not packages or by_family[family].asked or at[packages[0]] == tested[family]:
        raise refused
    for package in packages:
        at[package] = tested[family]
    return f"{refused.message}; it is pinned at {tested[family]}, the version that this pyorch is tested with"


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
