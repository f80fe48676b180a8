"""Test variants: packages that a test binary injects, and that import the package under test.

For a test of package P in its own package, go compiles P once more, with its test files, and everything above P that the test
imports (cmd/go/internal/load, recompileForTest). It does not know of packages that are injected: those were built upon the
plain P, and the linker would find two of it. So go is asked for a test of P that imports them: its test files are the same, but
for the external ones, in whose place stands one that imports what is injected.

That is done for the linker, and for each package that go compiles for a test (`P_test [P.test]`) and that injected code imports.
"""

from __future__ import annotations

import json
import os

from orchestrion_py.faults import Fault
from orchestrion_py.toolexec.archives.package_graph import reachable
from orchestrion_py.toolexec.linked_package import fingerprint
from orchestrion_py.toolexec.nested_go import list_nested

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from orchestrion_py.toolexec.plan.plan_folder import Plan

_FACTS = "{{.Dir}}\t{{.Name}}\t{{len .TestGoFiles}}\t{{range .XTestGoFiles}}{{.}}/{{end}}"
_FORMAT = "{{.ImportPath}}\t{{.Export}}"
_FILE = "pyorch_variants_test.go"


def recompiled(plan: Plan, tested: str, added: Iterable[str], archives: Mapping[str, str]) -> dict[str, str]:
    """The archives of added packages that import the one under test, built upon its variant.

    `archives` are those that go itself gave the compiler or the linker. Raises Fault where there can be none.
    """
    graph = plan.graph()
    above = [path for path in added if tested in reachable(graph, path)]
    if not above:
        return {}
    found = _test_build(plan, tested, tops(graph, tested, above))
    if tested not in found:
        return {}  # all its tests are external ones, so there is no variant
    if tested not in archives or fingerprint(found[tested]) == fingerprint(archives[tested]):
        return {path: found[path] for path in above if path in found}
    raise Fault(
        f"{tested} is under test in its own package, by flags that change it there alone, and {above[0]}, which is woven into "
        "packages that the test imports, imports it as well",
        f"leave -cover out, or name what it is for: -coverpkg={tested}",
    )


def both_variants(tested: str, importer: str, injected: str) -> Fault:
    """The fault of a package that was compiled with an injected one as that is without the test: go compiled it for no test."""
    return Fault(
        f"{tested} is tested in its own package, so go compiles it once more, with its tests; {importer}, which the test "
        f"needs, has {injected} woven in, and that imports {tested} as it is without tests: a program cannot have both",
        f"put the tests into package {tested.rpartition('/')[2]}_test, or have the aspect reach {injected} by go:linkname, "
        "and list it under `links:`",
    )


def tops(graph: dict[str, list[str]], tested: str, above: list[str]) -> list[str]:
    """What a test of `tested` has to import to have all of `above` built: none that another imports, none that it may not import.

    In the place of an internal package stands the smallest that imports it and may be imported. Raises Fault where none does.
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
            f"{tested} is under test in its own package, and what is woven into packages that the test imports needs {inner} "
            f"built upon that; it is internal, and nothing that {tested} may import imports it",
            f"put the tests into package {tested.rpartition('/')[2]}_test, or move {inner} out of internal",
        )
    return min(outer, key=lambda path: (len(closures[path]), path))


def _may_import(importer: str, path: str) -> bool:
    """Whether a package may import another, by where that has its last `internal` (cmd/go/internal/load, disallowInternal)."""
    parent, internal, _ = f"/{path}/".rpartition("/internal/")
    return not internal or f"/{importer}/".startswith(f"{parent}/")


def _test_build(plan: Plan, tested: str, above: list[str]) -> dict[str, str]:
    """The archives of a test binary's packages that were compiled for the test."""
    step = f"{tested}.test -> {above[0]}"
    if step in plan.chain:
        # A package that every test program needs, or that the tests of `tested` need themselves.
        importer = plan.environment.get("TOOLEXEC_IMPORTPATH", "").partition(" ")[0]
        raise both_variants(tested, importer, above[0])
    facts = list_nested(plan, ["-find", f"-f={_FACTS}"], [tested]).out.rstrip("\n")
    folder, name, internal, external = facts.split("\t")
    if internal == "0":
        return {}
    file = plan.path(f"variants.{os.getpid()}.go")
    overlay = plan.path(f"variants.{os.getpid()}.json")
    replaced = {f"{folder}/{each}": "" for each in external.split("/") if each}
    try:
        with open(file, "w", encoding="utf-8") as out:
            out.write(f"package {name}_test\n\n" + "".join(f'import _ "{path}"\n' for path in above))
        with open(overlay, "w", encoding="utf-8") as out:
            json.dump({"Replace": {**_overlay_of_user(plan), **replaced, f"{folder}/{_FILE}": file}}, out)
        options = ["-test", "-export", "-deps", f"-toolexec={plan.toolexec}", f"-overlay={overlay}", f"-f={_FORMAT}"]
        chain = "\n".join([*plan.chain, step])
        finished = list_nested(plan, options, [tested], {"PYORCH_PLAN": plan.folder, "PYORCH_CHAIN": chain})
    finally:
        os.unlink(file)
        os.unlink(overlay)
    if finished.status != 0:
        raise Fault(
            f"{tested} is under test in its own package, and what is woven into packages that the test imports cannot be built "
            f"upon that: {', '.join(above)}\n{finished.error.rstrip()}",
            f"put the tests into package {name}_test, or keep what is woven in from importing {tested}",
        )
    mark = f" [{tested}.test]"
    lines = (line.split("\t") for line in finished.out.splitlines())
    return {path.removesuffix(mark): archive for path, archive in lines if path.endswith(mark)}


def _overlay_of_user(plan: Plan) -> dict[str, str]:
    given = [flag.partition("=")[2] for flag in plan.facts()["flags"] if flag.startswith("-overlay=")]
    if not given or not given[-1]:
        return {}
    with open(given[-1], encoding="utf-8") as file:
        found: dict[str, str] = json.load(file).get("Replace") or {}
    return found
