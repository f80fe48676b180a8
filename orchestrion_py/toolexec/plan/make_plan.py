"""Making a plan: which aspects a build has, what they may inject, and what that means for the tool ids."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

from orchestrion_py.gocommand.env import go_environment
from orchestrion_py.gocommand.failures import GoTooOldError
from orchestrion_py.gocommand.flags import without_toolexec
from orchestrion_py.gocommand.releases import is_too_old
from orchestrion_py.operating_system import executable
from orchestrion_py.toolexec import linked_package
from orchestrion_py.toolexec.cache.atomic_files import write_privately
from orchestrion_py.toolexec.plan.gather_aspects import Gathered, gather
from orchestrion_py.toolexec.plan.pattern_flags import reached
from orchestrion_py.toolexec.plan.plan_checksum import write_sum
from orchestrion_py.toolexec.plan.plan_folder import SINGLE_FLIGHT, index_of
from orchestrion_py.toolexec.plan.tool_id import code_identity, suffix

if TYPE_CHECKING:
    from orchestrion_py.gocommand.build_context import BuildContext

# Where tool calls enter Python.
_ENTRY = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tool_call.py")


def make_plan(context: BuildContext, cache: str) -> tuple[str, list[str], list[str]]:
    """Make the plan of a context, or find that an equal one exists.

    Returns its folder, the files it was made from, which a later build compares, and what the user should be told once.
    """
    go = go_environment(context)
    if is_too_old(go["GOVERSION"]):
        raise GoTooOldError(go["GOVERSION"])
    gathered = gather(context, go)
    facts = _facts(context, go, gathered)
    graph = {path: sorted(package.imports) for path, package in gathered.packages.items()}
    reach = reached(gathered.packages.values(), context.flags, context.folder)
    tool_suffix = suffix(gathered, reach)
    key = _key([code_identity(), facts, tool_suffix, _settings(go), _folders(gathered)])
    folder = f"{cache}/plans/{key}"
    if not os.path.exists(folder):
        _write(folder, facts, graph, tool_suffix, _environment(context, go), go, _shared(context))
    return folder, gathered.files, gathered.remarks


def _key(identity: list[object]) -> str:
    return hashlib.sha256(json.dumps(identity, sort_keys=True).encode()).hexdigest()[:24]


def _settings(go: dict[str, str]) -> dict[str, str]:
    """The settings that decide what the archives of injected packages are; where the module lies is not among them."""
    kept = {name: value for name, value in go.items() if name not in ("GOENV", "GOMOD", "GOWORK")}
    return {**kept, "GOFLAGS": without_toolexec(go["GOFLAGS"])}


def _folders(gathered: Gathered) -> list[str]:
    """Where the sources of injected packages lie: it stands in their archives, and a vendor folder is another place."""
    return sorted({package.folder for package in gathered.packages.values() if not package.standard})


def _facts(context: BuildContext, go: dict[str, str], gathered: Gathered) -> dict[str, Any]:
    return {
        "aspects": gathered.aspects,
        "main-module": gathered.main_module,
        "go": executable(f"{go['GOROOT']}/bin/go"),
        "go-settings": {name: go[name] for name in ("GOARCH", "GOCACHE", "GOVERSION")},
        "flags": list(context.flags),
        "other-module-folder": context.folder if context.builds_other_module else "",
        "common": [path for path in _common(gathered.aspects_with_imports) if _is_there(path, gathered)],
        "package-names": {path: package.name for path, package in gathered.packages.items()},
        "python-path": [path for path in sys.path if os.path.isdir(path) and "site-packages" in path],
    }


def _common(aspects: list[tuple[frozenset[str], frozenset[str]]]) -> list[str]:
    """What most builds need: packages injected by aspects that wait for nothing outside the standard library."""
    found: set[str] = set()
    for implied, injected in aspects:
        if all(_is_standard(path) for path in implied):
            found |= injected
    return sorted(found - {"unsafe"})


def _is_there(path: str, gathered: Gathered) -> bool:
    """What cannot be resolved is told to whoever needs it, and only then."""
    return path in gathered.packages and not gathered.packages[path].error


def _is_standard(path: str) -> bool:
    return "." not in path.partition("/")[0]


def _environment(context: BuildContext, go: dict[str, str]) -> dict[str, str]:
    return {**context.environment, **{name: go[name] for name in ("GOOS", "GOARCH", "GOROOT") if name in go}}


def _shared(context: BuildContext) -> bool:
    modes = [flag.partition("=")[2] for flag in context.flags if flag.startswith("-buildmode=")]
    return bool(modes) and modes[-1] in ("pie", "c-shared", "c-archive", "shared", "plugin")


def _write(
    folder: str, facts: dict[str, Any], graph: dict[str, list[str]], tool_suffix: str, environment: dict[str, str],
    go: dict[str, str], shared: bool,
) -> None:  # fmt: skip
    """Write a plan beside its place and move it there whole: whoever sees it sees all of it."""
    temporary = f"{folder}.{os.getpid()}"
    shutil.rmtree(temporary, ignore_errors=True)
    for made in (temporary, f"{temporary}/{SINGLE_FLIGHT}"):
        os.mkdir(made, mode=0o700)
    filters = [aspect["literals"] for aspect in facts["aspects"]]
    texts = {
        "suffix": tool_suffix + "\n",
        "literals": "".join(f"{literal}\n" for literal in sorted({each for found in filters for each in found or ()})),
        "python": f"{sys.executable}\n{_ENTRY}\n",
        "index": index_of(facts["aspects"]),
        "plan.json": json.dumps(facts, sort_keys=True),
        "graph.json": json.dumps(graph, sort_keys=True),
    }
    if any(found is None for found in filters):
        texts["always"] = ""
    for name, text in texts.items():
        write_privately(f"{temporary}/{name}", text.encode("utf-8", "surrogateescape"))
    if facts["aspects"]:
        linked_package.make_stub(
            executable(f"{go['GOTOOLDIR']}/compile"),
            temporary,
            environment,
            shared=shared,
        )
    write_sum(temporary)
    try:
        os.rename(temporary, folder)
    except OSError:
        shutil.rmtree(temporary, ignore_errors=True)
        if not os.path.exists(folder):
            raise
