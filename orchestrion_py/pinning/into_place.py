"""Puts a finished draft into the place of the user's files: go.mod, go.sum, the tool file, go.work and the vendor folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from orchestrion_py.file_names import TOOL_FILE
from orchestrion_py.pinning import import_graph, workspace
from orchestrion_py.pinning.commit import NEW_VENDOR, Change, Folder, alone, commit, repair, same_tree
from orchestrion_py.pinning.draft import Draft, draft_of, read_bytes
from orchestrion_py.pinning.main_module import Main, find_main
from orchestrion_py.pinning.pin_errors import PinError

Report: TypeAlias = Callable[[str], None]

FILES = ("go.mod", "go.sum", TOOL_FILE)


def changes_of(main: Main, draft: Draft, originals: Mapping[str, bytes | None]) -> tuple[Change, ...]:
    """Return what a finished draft changes in the user's files, in the order of `commit`."""
    changes = [_change(main, draft, TOOL_FILE, originals[TOOL_FILE])]
    go_work_before = read_bytes(main.workspace) if main.workspace is not None else None
    go_work = workspace.go_line_raised(main, draft)
    if main.workspace is not None and go_work is not None:
        changes.append(Change(main.workspace.resolve(), go_work_before, go_work))
    changes.append(_change(main, draft, "go.mod", originals["go.mod"]))
    # go refuses a go.mod whose modules are not in go.sum. So go.sum has the lines of both while go.mod changes.
    go_sum = _change(main, draft, "go.sum", originals["go.sum"])
    changes.append(replace(go_sum, interim=_lines_of_both(go_sum.before or b"", go_sum.after or b"")))
    return tuple(changes)


def write(main: Main, changes: Sequence[Change], folder: Folder | None) -> tuple[str, ...]:
    """Write the changes; return the paths written, relative to the module's root. Raises what `commit` raises."""
    return _relative(main, commit(changes, folder))


def would_change(main: Main, changes: Sequence[Change], folder: Folder | None) -> tuple[str, ...]:
    """Return the paths that `write` would write."""
    paths = [change.path for change in changes if change.real]
    return _relative(main, [*paths, *([folder.path] if folder is not None else [])])


def _relative(main: Main, paths: Iterable[Path]) -> tuple[str, ...]:
    return tuple(sorted(os.path.relpath(path, main.root.resolve()) for path in paths))


def _change(main: Main, draft: Draft, name: str, before: bytes | None) -> Change:
    return Change((main.root / name).resolve(), before, read_bytes(draft.directory / name))


def _lines_of_both(before: bytes, after: bytes) -> bytes:
    kept = set(after.splitlines(keepends=True))
    return after + b"".join(line for line in before.splitlines(keepends=True) if line not in kept)


@contextmanager
def draft_alone(module_dir: Path) -> Iterator[tuple[Main, Draft]]:
    """Open a draft of the module that a folder belongs to, while no other process changes that module.

    Raises a Fault, a PinError or a failure of go. An OSError of the body becomes a PinError.
    """
    try:
        main = find_main(module_dir)
        with alone(main.root):
            repair(main.root.resolve())
            with draft_of(main) as draft:
                yield main, draft
    except OSError as error:
        raise PinError(f"{error.filename or module_dir}: {error.strerror or error}") from error


@contextmanager
def vendored(main: Main, draft: Draft, packages: Sequence[str], report: Report) -> Iterator[Folder | None]:
    """Make a new vendor folder from the draft's go.mod; None if the module has none, or if it would not change."""
    vendor = main.root.resolve() / "vendor"
    # A workspace has its vendor folder beside go.work; go does not use one in a module.
    if main.workspace is not None or not (vendor / "modules.txt").is_file():
        yield None
        return
    report("vendoring")
    # Beside the old one, so that a rename can replace it. go ignores folders with a leading dot.
    with tempfile.TemporaryDirectory(prefix=NEW_VENDOR, dir=vendor.parent) as parent:
        replacement = Path(parent) / "vendor"
        draft.go.run("mod vendor", "-o", str(replacement))
        _check_vendored(draft, packages, replacement)
        yield None if same_tree(vendor, replacement) else Folder(vendor, replacement)


def _check_vendored(draft: Draft, packages: Sequence[str], vendor: Path) -> None:
    # go vendors only packages that are imported. A linked package is among them if another injected package imports it.
    missing = [package for package in packages if not (vendor / package).is_dir()]
    if missing and not all(one.main for one in import_graph.providers(draft.compiling(), missing).values()):
        raise PinError(
            f"cannot vendor {', '.join(missing)}: no package that this module may import imports it",
            "remove the vendor folder, or build with -mod=mod",
        )
