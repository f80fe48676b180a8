"""What a module still needs after `pyorch instrument` wrote spans into it: requirements, and an SDK that sends the spans."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from orchestrion_py.aspects.files.catalogue import tested_versions
from orchestrion_py.gocommand.modfile import module_root, requirements
from orchestrion_py.pinning.integration_choice import family_of
from orchestrion_py.vendors.registry import VENDORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
        required = [path for path, _ in requirements(go_mod)]
        yield from _requirements(go_mod, required, packages)
        yield from _set_up(go_mod, required, vendors)


def _new_imports(result: Result, injected: Iterable[str]) -> set[str]:
    return {
        path
        for path in injected
        if (quoted := f'"{path}"'.encode()) not in result.before and quoted in (result.after or b"")
    }


def _requirements(go_mod: str, required: Sequence[str], packages: Iterable[str]) -> Iterator[str]:
    # The standard library has no dot in the first part of a path.
    lacking = sorted(path for path in packages if "." in path.partition("/")[0] and family_of(path, required) is None)
    if lacking:
        gets = " ".join(f"{path}{_at_version(path)}" for path in lacking)
        yield f"{go_mod} does not require the packages that the spans import\n  hint: run `go get {gets}`"


def _at_version(path: str) -> str:
    """The version of a package's module that pyorch is tested with, behind an @; empty for other packages."""
    tested = {prefix: version for vendor in VENDORS for prefix, version in tested_versions(vendor).items()}
    family = family_of(path, tested)
    return f"@{tested[family]}" if family is not None else ""


def _set_up(go_mod: str, required: Sequence[str], vendors: Iterable[Vendor]) -> Iterator[str]:
    for vendor in vendors:
        if all(family_of(path, vendor.libraries) is None for path in required):
            yield (
                f"{go_mod} does not require {' or '.join(vendor.libraries)}, so the program sends no spans\n"
                f"  hint: build with `PYORCH_BACKEND={vendor.name} pyorch go build`, or set the library up in main"
            )
