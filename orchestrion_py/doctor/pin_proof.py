"""Whether the packages that a pinned module has for woven code compile with the versions of its go.mod.

`pyorch pin` compiled them, but somebody may have changed go.mod since. go's cache remembers what it has compiled, so the answer
is often there without a compiler.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orchestrion_py.doctor.finding import FAULT, OK, WARNING, Finding
from orchestrion_py.gocommand.json_stream import json_stream
from orchestrion_py.gocommand.listing import list_flags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orchestrion_py.toolexec.plan.gather_aspects import Gathered

_CHECK = "injected packages"


def check_proof(gathered: Gathered, *, compiles: bool) -> Iterator[Finding]:
    """Look for the injected packages in go's cache, or compile those that it lacks."""
    wanted = sorted(_injected(gathered))
    if not wanted:
        return
    listed = _listed(gathered, wanted, "-export" if compiles else "")
    broken = [each for each in listed if each.get("Error")]
    stale = [each["ImportPath"] for each in listed if each.get("Stale")]
    if broken:
        yield Finding(
            _CHECK,
            FAULT,
            f"{broken[0]['ImportPath']} does not compile with the versions in go.mod: {_first_error(broken[0])}",
            "run `pyorch pin`, which looks for versions that compile",
        )
    elif stale and not compiles:
        yield Finding(
            _CHECK,
            WARNING,
            f"go's cache lacks {len(stale)} of {len(wanted)}, so nothing proves that they compile with the versions in go.mod",
            "run `pyorch doctor --prove`, which compiles them",
        )
    else:
        yield Finding(_CHECK, OK, f"all {len(wanted)} compile with the versions in go.mod")


def _injected(gathered: Gathered) -> set[str]:
    found = {path for each in gathered.injections for path in each.injected} & gathered.packages.keys()
    return {path for path in found if not gathered.packages[path].standard and not gathered.packages[path].error}


def _listed(gathered: Gathered, packages: list[str], *options: str) -> list[dict[str, Any]]:
    """Return what go knows of packages, without a download. A package is stale if go's cache does not have it."""
    given = [*filter(None, options), "-e", "-json=ImportPath,Stale,Error", *list_flags(gathered.context)]
    return list(json_stream(gathered.context.command().attempt("list", *given, "--", *packages).out))


def _first_error(package: dict[str, Any]) -> str:
    lines = [line.strip() for line in package["Error"]["Err"].splitlines()]
    return next((line for line in lines if line and not line.startswith("#")), "")
