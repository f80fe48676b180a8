"""Pins a module of a workspace: finds the other modules of go.work, and raises its go line if need be."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

from orchestrion_py.gocommand import module_versions
from orchestrion_py.pinning import gomod_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from orchestrion_py.gocommand.run import Go
    from orchestrion_py.pinning.draft import Draft
    from orchestrion_py.pinning.main_module import Main

# The version that go requires of a module that exists only as a replacement.
_PLACEHOLDER = "v0.0.0-00010101000000-000000000000"


@contextmanager
def neighbours(main: Main, draft: Draft) -> Iterator[None]:
    """Replace the other modules of the workspace by their folders in the draft's go.mod; undone at the end.

    go refuses -modfile in a workspace, so it reads the draft with GOWORK=off. Without the replacements it would not find
    a module of the workspace that was never published.
    """
    if main.workspace is None:
        yield
        return
    before = gomod_file.read(main.go, draft.mod_file)
    replaced = _replaced(main.go, draft.mod_file)
    neighbour = _modules(main.go, main.workspace, main.root)
    modules = {path: where for path, where in neighbour.items() if path not in replaced}
    edit = main.go.with_flags()
    if modules:
        edit.run("mod edit", *(f"-replace={path}={where}" for path, where in modules.items()), str(draft.mod_file))
    yield
    after = gomod_file.read(main.go, draft.mod_file)
    dropped = [f"-dropreplace={path}" for path in modules]
    dropped += [
        f"-droprequire={path}"
        for path in modules
        if path not in before.requires and after.requires.get(path) == _PLACEHOLDER
    ]
    if dropped:
        edit.run("mod edit", *dropped, str(draft.mod_file))


def go_line_raised(main: Main, draft: Draft) -> bytes | None:
    """Return the new go.work if the draft's go.mod has a newer go line, otherwise None.

    go refuses to build in a workspace whose go line is older than that of one of its modules.
    """
    if main.workspace is None:
        return None
    edit = main.go.with_flags()
    needed = gomod_file.read(main.go, draft.mod_file).go
    has = json.loads(edit.run("work edit", "-json", str(main.workspace)).out).get("Go", "")
    if not needed or _number(has) >= _number(needed):
        return None
    copy = draft.directory / "go.work"
    copy.write_bytes(main.workspace.read_bytes())
    edit.run("work edit", f"-go={needed}", str(copy))
    return copy.read_bytes()


def _modules(go: Go, workspace: Path, root: Path) -> dict[str, Path]:
    """Return the folders of the workspace's other modules, by module path."""
    uses = json.loads(go.with_flags().run("work edit", "-json", str(workspace)).out).get("Use") or []
    found = {}
    for use in uses:
        directory = (workspace.parent / use["DiskPath"]).resolve()
        if (directory / "go.mod").is_file() and not directory.samefile(root):
            found[gomod_file.read(go, directory / "go.mod").path] = directory
    return found


def _replaced(go: Go, path: Path) -> set[str]:
    data = json.loads(go.with_flags().run("mod edit", "-json", str(path)).out)
    return {one["Old"]["Path"] for one in data.get("Replace") or []}


def _number(go_line: str) -> module_versions.Order:
    parts = (go_line or "0").split("rc")[0].split(".")
    return module_versions.order("v" + ".".join([*parts, "0", "0"][:3]))
