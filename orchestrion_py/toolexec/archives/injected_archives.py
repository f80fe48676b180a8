"""Archives of the packages that weaving injects: found by a nested `go list -export`, remembered in the plan.

A build waits here while one of its calls has packages built, so that nothing is compiled twice at once: the first caller holds
the plan's lock, everybody else waits for it. Nested calls do not wait, they are what the first caller waits for; they carry
the chain of resolutions they are part of, in which a cycle shows at once.
"""

from __future__ import annotations

import os
import time

from orchestrion_py.faults import Fault
from orchestrion_py.toolexec.cache.atomic_files import Lock, write_atomically

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from orchestrion_py.toolexec.plan.plan_folder import Plan

# go trims what has not been used for days from its cache; asking it again now and then marks what we use as used.
_FRESH_SECONDS = 12 * 3600
# What cgo makes of a package imports these in the place of "C" (cmd/go/internal/load, addImport).
_FORMAT = (
    '{{.ImportPath}}\t{{.Export}}\t{{range .Imports}}{{if eq . "C"}}runtime/cgo syscall{{else}}{{.}}{{end}} {{end}}'
)

_END = "end\t"


class Resolved:
    """Known archives: where they lie, and what they import."""

    def __init__(self) -> None:
        self.archives: dict[str, str] = {}
        self.imports: dict[str, list[str]] = {}
        self.roots: set[str] = set()

    @classmethod
    def read(cls, path: str) -> Resolved:
        """Read the plan's table; empty where there is none, or where its archives are no longer in the cache."""
        known = cls()
        try:
            with open(path, encoding="utf-8") as file:
                if time.time() - os.fstat(file.fileno()).st_mtime > _FRESH_SECONDS:
                    return known
                known._parse_whole(file.read())
        except (FileNotFoundError, ValueError):
            return cls()  # none yet, or one that a crash left in pieces
        return known if known._exists() else cls()

    def closure(self, roots: Iterable[str]) -> dict[str, str]:
        """The archives of packages and of everything they import."""
        found: dict[str, str] = {}
        waiting = list(roots)
        while waiting:
            path = waiting.pop()
            if path not in found and path in self.archives:
                found[path] = self.archives[path]
                waiting += self.imports[path]
        return found

    def add(self, roots: Iterable[str], listing: str) -> None:
        """Take in what `go list` printed for roots."""
        self._parse("".join(f"root\t{root}\t\n" for root in roots) + listing)

    def text(self) -> str:
        """The table as it is kept."""
        lines = [f"root\t{root}\t\n" for root in sorted(self.roots)]
        lines += [f"{path}\t{self.archives[path]}\t{' '.join(self.imports[path])}\n" for path in sorted(self.archives)]
        body = "".join(lines)
        return f"{body}{_END}{_checksum(body)}\n"

    def _parse_whole(self, text: str) -> None:
        body, _, checksum = text.rpartition(_END)
        if checksum.strip() != _checksum(body):
            raise ValueError("it is not what was written")
        self._parse(body)

    def _parse(self, text: str) -> None:
        for line in text.splitlines():
            path, archive, imports = line.split("\t")
            if path == "root":
                self.roots.add(archive)
            elif archive:
                self.archives[path] = archive
                self.imports[path] = imports.split()

    def _exists(self) -> bool:
        return all(os.path.exists(archive) for archive in self.archives.values())


def _checksum(text: str) -> str:
    import zlib

    return f"{zlib.crc32(text.encode()):08x}"


def resolve(plan: Plan, importer: str, wanted: Iterable[str], profile: str = "") -> Resolved:
    """The archives of `wanted`, which weaving adds to `importer`, built where they are not yet, by the profile of the importer.

    Raises Fault where one cannot be had: it is not in the module graph, it does not compile, or it needs `importer` itself.
    """
    wanted = sorted(set(wanted) - {"unsafe"})
    table = _table(plan, profile)
    known = Resolved.read(table)
    if known.roots.issuperset(wanted):
        return known
    _refuse_cycles(plan, importer, wanted)
    if plan.chain:
        return _list(plan, importer, wanted, profile)
    with Lock(plan.path("resolve.lock")):
        known = Resolved.read(table)
        if known.roots.issuperset(wanted):
            return known
        marker = plan.path("resolving")
        write_atomically(marker, b"")
        try:
            return _list(plan, importer, _with_company(plan, importer, wanted), profile)
        finally:
            os.unlink(marker)


def reaches(plan: Plan, start: str, end: str) -> bool:
    """Whether a package that the plan knows is, or imports by however many steps, another one."""
    return end in reachable(plan.graph(), start)


def reachable(graph: dict[str, list[str]], root: str) -> set[str]:
    """A package and all that it imports, by however many steps."""
    seen: set[str] = set()
    waiting = [root]
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            waiting += graph.get(path, ())
    return seen


def wait_for_others(plan: Plan) -> None:
    """Wait until no other process has packages built, unless we are part of that ourselves."""
    marker = plan.path("resolving")
    if not plan.chain and os.path.exists(marker):
        with Lock(plan.path("resolve.lock")):
            if os.path.exists(marker):  # whoever left it there was killed
                os.unlink(marker)


def _with_company(plan: Plan, importer: str, wanted: list[str]) -> list[str]:
    """Have the packages that nearly every build needs built in the same run, except where they need the importer."""
    graph = plan.graph()
    company = {path for path in plan.facts()["common"] if importer not in reachable(graph, path)}
    return sorted(company | set(wanted))


def _list(plan: Plan, importer: str, roots: list[str], profile: str) -> Resolved:
    from orchestrion_py.toolexec.nested_go import list_nested

    options = ["-export", "-deps", f"-toolexec={plan.toolexec}", f"-f={_FORMAT}"]
    if profile:
        from orchestrion_py.toolexec.archives.pgo_profile import digest_into_cache

        digest_into_cache(plan, profile)
        options.append(f"-pgo={profile}")
    chain = [*plan.chain, *(f"{importer} -> {root}" for root in roots)]
    finished = list_nested(plan, options, roots, {"PYORCH_PLAN": plan.folder, "PYORCH_CHAIN": "\n".join(chain)})
    if finished.status != 0:
        raise Fault(
            f"cannot build what is to be woven into {importer}: {', '.join(roots)}\n{_indented(finished.error)}",
            "`pyorch pin` requires what pyorch's own aspects weave in; what other aspects inject, `go get` brings",
        )
    table = _table(plan, profile)
    known = Resolved.read(table)  # nested calls have added to it meanwhile
    known.add(roots, finished.out)
    write_atomically(table, known.text().encode())
    return known


def _table(plan: Plan, profile: str) -> str:
    """The file of the archives found so far; those that were compiled by a profile have one for themselves."""
    if not profile:
        return plan.path("resolved")
    import hashlib

    with open(profile, "rb") as file:
        return plan.path(f"resolved.{hashlib.sha256(file.read()).hexdigest()[:16]}")


def _refuse_cycles(plan: Plan, importer: str, wanted: list[str]) -> None:
    graph = plan.graph() if wanted else {}
    for root in wanted:
        way = _way(graph, root, importer)
        if way:
            raise Fault(
                f"an injection cycle: {' -> '.join([importer, *way])}",
                "a package cannot import what needs it: reach the function with go:linkname and list its package under `links:`",
            )
        if any(link == f"{importer} -> {root}" or link.partition(" -> ")[0] == root for link in plan.chain):
            raise Fault(
                "an injection cycle: " + ", then ".join([*plan.chain, f"{importer} -> {root}"]),
                "one of these aspects must reach its function with go:linkname and `links:`",
            )


def _way(graph: dict[str, list[str]], start: str, end: str) -> list[str]:
    """The shortest way of imports from one package to another; empty where there is none."""
    before: dict[str, str] = {start: ""}
    waiting = [start]
    for path in waiting:
        if path == end:
            way = [path]
            while before[way[-1]]:
                way.append(before[way[-1]])
            return way[::-1]
        for imported in graph.get(path, ()):
            if imported not in before:
                before[imported] = path
                waiting.append(imported)
    return []


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.strip().splitlines()).rstrip("\n")
