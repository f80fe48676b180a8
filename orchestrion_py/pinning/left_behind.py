"""Drops the requirements that another back end, or an exporter, leaves behind in a draft's go.mod."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.pinning import gomod_file, import_graph, integration_choice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from orchestrion_py.pinning.draft import Draft


def drop(draft: Draft, removed: Iterable[str], imported: Collection[str]) -> None:
    """Drop the modules of imports that the tool file no longer has, and the indirect versions that come from them.

    `go mod tidy` keeps every version in go.mod as a minimum, so what such a module raised would stay for good. The next
    `go mod tidy` adds what other modules need, at the versions that these ask for.

    Args:
        draft: the draft, before it is tidied.
        removed: the imports that were removed from the tool file.
        imported: what the module's own packages need. The versions of their direct requirements stay.
    """
    before = gomod_file.read(draft.go, draft.mod_file)
    providers = import_graph.providers(draft.compiling(), removed)
    gone = {one.module for one in providers.values() if one.module and not one.main}
    below = _required_below(gone, before.requires, draft.bare.run("mod graph").out)
    indirect = {path for path in before.indirect if (path, before.requires[path]) in below}
    own = {module for module in gone if any(integration_choice.family_of(path, [module]) for path in imported)}
    dropped = sorted(((gone & before.requires.keys()) - own) | indirect)
    if dropped:
        draft.go.with_flags().run("mod edit", *(f"-droprequire={path}" for path in dropped), str(draft.mod_file))


def _required_below(gone: Iterable[str], versions: Mapping[str, str], graph: str) -> set[tuple[str, str]]:
    """Return what some modules require, directly or not, as paths and versions. `graph` is what `go mod graph` prints."""
    edges: dict[str, list[str]] = {}
    for line in graph.splitlines():
        above, _, required = line.partition(" ")
        edges.setdefault(above, []).append(required)
    unread = [f"{path}@{versions[path]}" for path in gone if path in versions]
    found: set[str] = set()
    while unread:
        for required in edges.get(unread.pop(), ()):
            if required not in found:
                found.add(required)
                unread.append(required)
    parts = (one.partition("@") for one in found)
    return {(path, version) for path, _, version in parts}
