"""Questions about the import graph of the packages that a build may inject."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Graph = Mapping[str, Sequence[str]]


def reachable(graph: Graph, root: str) -> set[str]:
    """Return a package and everything that it imports, directly or indirectly."""
    seen: set[str] = set()
    waiting = [root]
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            waiting += graph.get(path, ())
    return seen


def shortest_path(graph: Graph, start: str, end: str) -> list[str]:
    """Return the shortest chain of imports from one package to another; empty if there is none."""
    before: dict[str, str] = {start: ""}
    waiting = [start]
    for path in waiting:
        if path == end:
            chain = [path]
            while before[chain[-1]]:
                chain.append(before[chain[-1]])
            return chain[::-1]
        for imported in graph.get(path, ()):
            if imported not in before:
                before[imported] = path
                waiting.append(imported)
    return []
