"""Test variants: injected packages of a test binary that import the package under test.

For a test of package P in its own package, go compiles P again with its test files, and everything above P that the test imports
(cmd/go/internal/load, recompileForTest). go does not know the injected packages. They were compiled against the plain P, so the
linker would find two versions of P. So pyorch asks go for a test of P that imports them. It has the same test files, except that
one file, which imports the injected packages, replaces the external tests.

The link call does that, and so does each compile call for a test (`P_test [P.test]`) that injected code is woven into.
"""

from __future__ import annotations

import json
import os

from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.overlay import read_overlay
from orchestrion_py.processes import unfinished
from orchestrion_py.toolexec.archives.package_graph import reachable
from orchestrion_py.toolexec.linked_package import fingerprint
from orchestrion_py.toolexec.nested_go import folder_of_nested, list_nested

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from orchestrion_py.toolexec.plan.plan_folder import Plan

_FACTS = "{{.Dir}}\t{{.Name}}\t{{len .TestGoFiles}}\t{{range .XTestGoFiles}}{{.}}/{{end}}"
_FORMAT = "{{.ImportPath}}\t{{.Export}}"
_FILE = "pyorch_variants_test.go"


def recompiled(plan: Plan, tested: str, added: Iterable[str], archives: Mapping[str, str]) -> dict[str, str]:
    """Return the archives of added packages that import the one under test, compiled against its variant.

    `archives` are those that go itself gave the compiler or the linker. Raises Fault if they cannot be compiled.
    """
    graph = plan.graph()
    above = [path for path in added if tested in reachable(graph, path)]
    if not above:
        return {}
    found = _test_build(plan, tested, tops(graph, tested, above))
    if tested not in found:
        return {}  # all its tests are external, so there is no variant
    if tested not in archives or fingerprint(found[tested]) == fingerprint(archives[tested]):
        return {path: found[path] for path in above if path in found}
    raise Fault(
        f"cannot build this test of {tested}: go compiled {tested} for its test in a way that pyorch cannot repeat, and "
        f"{above[0]}, which is injected into packages that the test imports, imports it too",
        "remove flags such as -cover, and report a bug",
    )


def both_variants(tested: str, importer: str, injected: str) -> Fault:
    """Return the fault of a package that go did not compile for the test, and that imports the plain package under test."""
    return Fault(
        f"cannot build this test of {tested}: go compiles {tested} again, with its tests; {importer}, which the test needs, "
        f"imports {injected} because of weaving, and that imports {tested} without its tests",
        f"move the tests to package {tested.rpartition('/')[2]}_test, or let the aspect reach {injected} with go:linkname, "
        "and list it under `links:`",
    )


def tops(graph: dict[str, list[str]], tested: str, above: list[str]) -> list[str]:
    """Return what a test of `tested` must import so that go compiles all of `above`.

    Packages that another one imports are left out. An internal package that the test may not import is replaced by the smallest
    package that imports it. Raises Fault if there is none.
    """
    imported = {each for path in above for each in graph.get(path, ())}
    chosen: list[str] = []
    inner: list[str] = []
    for path in above:
        if path not in imported:
            (chosen if _may_import(tested, path) else inner).append(path)
    built = {each for path in chosen for each in reachable(graph, path)}
    for path in inner:
        if path not in built:
            chosen.append(_nearest_public(graph, tested, path))
            built |= reachable(graph, chosen[-1])
    return chosen


def _nearest_public(graph: dict[str, list[str]], tested: str, inner: str) -> str:
    closures = {path: reachable(graph, path) for path in graph if _may_import(tested, path)}
    outer = [path for path, closure in closures.items() if inner in closure]
    if not outer:
        raise Fault(
            f"cannot build this test of {tested}: packages that the test imports have injected code, which needs {inner} "
            f"compiled for the test; {inner} is internal, and {tested} cannot import any package that imports it",
            f"move the tests to package {tested.rpartition('/')[2]}_test, or move {inner} out of internal",
        )
    return min(outer, key=lambda path: (len(closures[path]), path))


def _may_import(importer: str, path: str) -> bool:
    """Whether a package may import another, which may be internal (cmd/go/internal/load, disallowInternal)."""
    parent, internal, _ = f"/{path}/".rpartition("/internal/")
    return not internal or f"/{importer}/".startswith(f"{parent}/")


def _test_build(plan: Plan, tested: str, above: list[str]) -> dict[str, str]:
    """Return the archives of the packages that go compiles for the test alone."""
    step = f"{tested}.test -> {above[0]}"
    if step in plan.chain:
        # Every test program needs the package, or the tests of `tested` need it themselves.
        importer = plan.environment.get("TOOLEXEC_IMPORTPATH", "").partition(" ")[0]
        raise both_variants(tested, importer, above[0])
    facts = list_nested(plan, ["-find", f"-f={_FACTS}"], [tested]).out.rstrip("\n")
    folder, name, internal, external = facts.split("\t")
    if internal == "0":
        return {}
    overlay = unfinished(plan.path("variants"))
    file = f"{overlay}.go"
    replaced = {f"{folder}/{each}": "" for each in external.split("/") if each}
    try:
        with open(file, "w", encoding="utf-8") as out:
            out.write(f"package {name}_test\n\n" + "".join(f'import _ "{path}"\n' for path in above))
        with open(overlay, "w", encoding="utf-8") as out:
            json.dump({"Replace": {**_overlay_of_user(plan), **replaced, f"{folder}/{_FILE}": file}}, out)
        options = ["-test", "-export", "-deps", f"-toolexec={plan.toolexec}", f"-overlay={overlay}", f"-f={_FORMAT}"]
        options += _coverage(plan, tested)
        chain = "\n".join([*plan.chain, step])
        finished = list_nested(plan, options, [tested], {"PYORCH_PLAN": plan.folder, "PYORCH_CHAIN": chain})
    finally:
        os.unlink(file)
        os.unlink(overlay)
    if finished.status != 0:
        raise Fault(
            f"cannot build this test of {tested}: cannot compile packages for the test that are injected into what it imports: "
            f"{', '.join(above)}\n{finished.error.rstrip()}",
            f"move the tests to package {name}_test, or inject packages that do not import {tested}",
        )
    mark = f" [{tested}.test]"
    lines = (line.split("\t") for line in finished.out.splitlines())
    return {path.removesuffix(mark): archive for path, archive in lines if path.endswith(mark)}


def _coverage(plan: Plan, tested: str) -> list[str]:
    """Return the flags that cover the package under test as `go test -cover` does."""
    coverage = plan.facts()["covers-tested"]
    if coverage is None:
        return []
    named = [flag.partition("=")[2] for flag in plan.facts()["flags"] if flag.startswith("-coverpkg=")]
    mode = [f"-covermode={coverage['mode']}"] if coverage["mode"] else []
    return ["-cover", f"-coverpkg={','.join([*named, tested])}", *mode]


def _overlay_of_user(plan: Plan) -> Mapping[str, str]:
    given = [flag.partition("=")[2] for flag in plan.facts()["flags"] if flag.startswith("-overlay=")]
    return read_overlay(given[-1] if given else "", folder_of_nested(plan)).replaced
