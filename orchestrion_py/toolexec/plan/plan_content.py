"""The content of a plan's files, computed from the aspects of a build and the settings of go."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

from orchestrion_py.aspects.literal_filter import name_is, package_is
from orchestrion_py.gocommand.flags import build_mode
from orchestrion_py.operating_system import executable
from orchestrion_py.toolexec.archives.folder_names import text_of as text_of_folders
from orchestrion_py.toolexec.archives.package_graph import reachable
from orchestrion_py.toolexec.plan.injected_packages import named_folders
from orchestrion_py.toolexec.plan.plan_folder import index_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from orchestrion_py.gocommand.build_context import BuildContext
    from orchestrion_py.gocommand.listing import Package
    from orchestrion_py.toolexec.plan.active_aspects import Injection
    from orchestrion_py.toolexec.plan.gather_aspects import Gathered

# The program that the `pyorch` script starts for a tool call.
_ENTRY = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tool_call.py")


def facts_of(context: BuildContext, go: Mapping[str, str], gathered: Gathered, flags: Sequence[str]) -> dict[str, Any]:
    """Return the content of plan.json. `flags` are those of nested builds."""
    coverage = context.coverage if context.coverage is not None and context.coverage.is_test else None
    return {
        "aspects": list(gathered.aspects),
        "origins": list(gathered.origins),
        "main-module": gathered.main_module,
        "go": executable(f"{go['GOROOT']}/bin/go"),
        "go-settings": {name: go[name] for name in ("GOARCH", "GOCACHE", "GOVERSION")},
        "flags": list(flags),
        "builds-plugins": build_mode(context.flags) == "plugin",
        # go covers a package under test for this test alone.
        "covers-tested": {"mode": coverage.mode} if coverage is not None else None,
        "other-module-folder": context.folder if context.builds_other_module else "",
        "common": common_packages(gathered.injections, gathered.packages),
        "package-names": {path: package.name for path, package in gathered.packages.items()},
        "python-path": [path for path in sys.path if os.path.isdir(path) and "site-packages" in path],
    }


def common_packages(injections: Iterable[Injection], packages: Mapping[str, Package]) -> list[str]:
    """Return the packages that most builds inject: their aspects need nothing outside the standard library.

    A package that go cannot find is left out. The build that needs it reports it.
    """
    known = tuple(injections)
    usual = [each.injected for each in known if all(map(_is_standard, each.implied))]
    found = frozenset().union(*usual) - {"unsafe"}
    graph = {path: sorted(package.imports) for path, package in packages.items()}
    return sorted(
        path
        for path in found
        if path in packages and not packages[path].error and not _gets_more_imports(path, known, graph)
    )


def _gets_more_imports(path: str, injections: Iterable[Injection], graph: Mapping[str, Sequence[str]]) -> bool:
    """Whether weaving adds imports to an injected package. Whatever these import must not wait for that package."""
    if _is_standard(path):
        return False
    needed = reachable(graph, path)
    added = frozenset().union(*(each.injected for each in injections if path in each.implied))
    return any(not _is_standard(one) and one not in needed for one in added)


def _is_standard(path: str) -> bool:
    return "." not in path.partition("/")[0]


def texts_of(
    facts: Mapping[str, Any], packages: Mapping[str, Package], tool_suffix: str, moving: Mapping[str, str]
) -> dict[str, str]:
    """Return the text of each file of the plan, by its name. `moving` are the injected packages that folders matter for."""
    filters = [aspect["literals"] for aspect in facts["aspects"]]
    # A program's main package gets an import of pyorch/linked, whatever aspects match in it.
    of_main = name_is("main") if filters else ()
    # Python gives the archive of an injected package its fingerprint.
    of_injected = [package_is(path) for path in moving]
    literals = sorted({literal for found in (*filters, of_main, *of_injected) for literal in found or ()})
    graph = {path: sorted(package.imports) for path, package in packages.items()}
    texts = {
        "suffix": f"{tool_suffix}\n",
        "literals": "".join(f"{literal}\n" for literal in literals),
        "python": f"{sys.executable}\n{_ENTRY}\n",
        "index": index_of(facts["aspects"]),
        "plan.json": json.dumps(facts, sort_keys=True),
        "folders": text_of_folders(moving, named_folders(packages)) if moving else "",
        "graph.json": json.dumps(graph, sort_keys=True),
    }
    # In a plugin, only the sources of a package tell that it is main: its path is not.
    is_always = None in filters or (filters and facts["builds-plugins"])
    return {**texts, "always": ""} if is_always else texts
