"""Archives of the packages that weaving injects: built by a nested `go list -export`, and stored in the plan's table.

Nested calls carry the chain of builds they are part of in their environment, so a cycle shows at once.
"""

from __future__ import annotations

from orchestrion_py.faults import Fault
from orchestrion_py.toolexec.archives.archive_table import read_table
from orchestrion_py.toolexec.archives.build_turn import Announced, lock_archives
from orchestrion_py.toolexec.archives.package_graph import reachable, shortest_path
from orchestrion_py.toolexec.build_log import Log
from orchestrion_py.toolexec.cache.atomic_files import write_atomically
from orchestrion_py.toolexec.injection_cycle import injection_cycle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from orchestrion_py.toolexec.archives.archive_table import ArchiveTable
    from orchestrion_py.toolexec.plan.plan_folder import Plan

# The code that cgo generates imports these in place of "C" (cmd/go/internal/load, addImport).
_FORMAT = (
    '{{.ImportPath}}\t{{.Export}}\t{{range .Imports}}{{if eq . "C"}}runtime/cgo syscall{{else}}{{.}}{{end}} {{end}}'
)


def find_archives(plan: Plan, importer: str, wanted: Iterable[str], profile: str = "") -> ArchiveTable:
    """Return the archives of the packages that weaving adds to `importer`, built first if need be, with its profile.

    Raises Fault if a package is not in the module graph, does not compile, or needs `importer` itself.
    """
    wanted = sorted(set(wanted) - {"unsafe"})
    path = _table_path(plan, profile)
    known = read_table(path)
    if known.roots.issuperset(wanted):
        return known
    _refuse_cycles(plan, importer, wanted)
    if plan.chain:
        return _build(plan, importer, wanted, profile)
    with lock_archives(plan):
        known = read_table(path)
        if known.roots.issuperset(wanted):
            return known
        with Announced(plan):
            return _build(plan, importer, _with_common(plan, importer, wanted), profile)


def _with_common(plan: Plan, importer: str, wanted: list[str]) -> list[str]:
    """Add the packages that nearly every build needs, so that one run builds them, except those that need the importer."""
    graph = plan.graph()
    common = {path for path in plan.facts()["common"] if importer not in reachable(graph, path)}
    return sorted(common | set(wanted))


def _build(plan: Plan, importer: str, roots: list[str], profile: str) -> ArchiveTable:
    from orchestrion_py.toolexec.nested_go import list_nested

    options = ["-export", "-deps", f"-toolexec={plan.toolexec}", f"-f={_FORMAT}"]
    if profile:
        from orchestrion_py.toolexec.archives.pgo_profile import digest_into_cache

        digest_into_cache(plan, profile)
        options.append(f"-pgo={profile}")
    chain = [*plan.chain, *(f"{importer} -> {root}" for root in roots)]
    variables = {"PYORCH_PLAN": plan.folder, "PYORCH_CHAIN": "\n".join(chain)}
    with Log(plan.environment).step("build injected packages", f"for {importer}"):
        finished = list_nested(plan, options, roots, variables)
    if finished.status != 0:
        raise Fault(
            f"cannot build the packages that aspects inject into {importer}: {', '.join(roots)}\n"
            f"{_indented(finished.error)}",
            "run `pyorch pin` to require what pyorch's own aspects inject, and `go get` for packages of other aspects",
        )
    path = _table_path(plan, profile)
    known = read_table(path).with_listing(roots, finished.out)  # nested calls have extended the table meanwhile
    write_atomically(path, known.text().encode())
    return known


def _table_path(plan: Plan, profile: str) -> str:
    """Return the file of the table; archives that were compiled with a profile have a table of their own."""
    if not profile:
        return plan.path("archives")
    import hashlib

    with open(profile, "rb") as file:
        return plan.path(f"archives.{hashlib.sha256(file.read()).hexdigest()[:16]}")


def _refuse_cycles(plan: Plan, importer: str, wanted: list[str]) -> None:
    graph = plan.graph() if wanted else {}
    for root in wanted:
        chain = shortest_path(graph, root, importer)
        if chain:
            raise injection_cycle(" -> ".join([importer, *chain]))
        if any(link == f"{importer} -> {root}" or link.partition(" -> ")[0] == root for link in plan.chain):
            raise injection_cycle(*plan.chain, f"{importer} -> {root}")


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.strip().splitlines()).rstrip("\n")
