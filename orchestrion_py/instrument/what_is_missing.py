"""What a module still needs after `pyorch instrument` wrote spans into it: requirements, and an SDK that sends the spans."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from orchestrion_py.aspects.files.catalogue import tested_versions
from orchestrion_py.gocommand.modfile import module_root, requirements
from orchestrion_py.vendors.registry import VENDORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orchestrion_py.instrument.options import Result
    from orchestrion_py.vendors.vendor import Vendor


def missing_after(results: Iterable[Result], injected: Iterable[str], vendors: Iterable[Vendor]) -> Iterator[str]:
    """Yield a message for each module of the changed files that lacks something.

    `injected` are the packages that the aspects can import, `vendors` those whose spans they write.
    """
    written: dict[str, set[str]] = {}
    for result in results:
        root = module_root(os.path.dirname(os.path.abspath(result.path))) if result.after is not None else None
        if root is not None:
            written.setdefault(root, set()).update(_new_imports(result, injected))
    for root, packages in sorted(written.items()):
        go_mod = os.path.join(root, "go.mod")
        yield from _requirements(go_mod, packages)
        yield from _set_up(go_mod, vendors)


def _new_imports(result: Result, injected: Iterable[str]) -> set[str]:
    return {
        path
        for path in injected
        if (quoted := f'"{path}"'.encode()) not in result.before and quoted in (result.after or b"")
    }


def _requirements(go_mod: str, packages: Iterable[str]) -> Iterator[str]:
    required = [path for path, _ in requirements(go_mod)]
    lacking = sorted(path for path in packages if "." in path.partition("/")[0] and not _is_below_one(path, required))
    if lacking:
        gets = " ".join(f"{path}{_at_version(path)}" for path in lacking)
        yield f"{go_mod}: no requirement has the packages that the spans import\n  hint: run `go get {gets}`"


def _at_version(path: str) -> str:
    """The version of a package's module that pyorch is tested with, behind an @; empty for other packages."""
    tested = {prefix: version for vendor in VENDORS for prefix, version in tested_versions(vendor).items()}
    fitting = [prefix for prefix in tested if _is_below(path, prefix)]
    return f"@{tested[max(fitting, key=len)]}" if fitting else ""


def _set_up(go_mod: str, vendors: Iterable[Vendor]) -> Iterator[str]:
    required = [path for path, _ in requirements(go_mod)]
    for vendor in vendors:
        if not any(_is_below_one(path, vendor.libraries) for path in required):
            yield (
                f"{go_mod}: the module does not require {' or '.join(vendor.libraries)}, so the program sends no spans\n"
                f"  hint: build with `PYORCH_BACKEND={vendor.name} pyorch go build`, or set the library up in main"
            )


def _is_below_one(path: str, modules: Iterable[str]) -> bool:
    return any(_is_below(path, module) for module in modules)


def _is_below(path: str, module: str) -> bool:
    return path == module or path.startswith(f"{module}/")
