"""`pyorch unpin`: takes out of a module what `pyorch pin` put in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from orchestrion_py.file_names import TOOL_FILE
from orchestrion_py.pinning import gomod_file, import_graph, left_behind, tool_file, workspace
from orchestrion_py.pinning.chosen_back_end import own_imports
from orchestrion_py.pinning.draft import read_bytes
from orchestrion_py.pinning.into_place import FILES, Report, changes_of, draft_alone, vendored, would_change, write
from orchestrion_py.pinning.requirements import tidy

if TYPE_CHECKING:
    from pathlib import Path

    from orchestrion_py.pinning.commit import Change
    from orchestrion_py.pinning.draft import Draft
    from orchestrion_py.pinning.main_module import Main


@dataclass(frozen=True, slots=True)
class Unpinned:
    """The result of an unpin: the imports and requirements that are gone, and the paths written.

    `kept` are the imports of the tool file that `pyorch pin` did not write. If there are none, the file goes.
    """

    module: str
    imports: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


def unpin(module_dir: Path, *, dry_run: bool = False, report: Report = lambda _: None) -> Unpinned:
    """Unpin the module that `module_dir` belongs to; `report` gets a line for each step.

    Versions that a pin raised in the module's own requirements, and its go line, stay: nothing records the old ones.

    Raises a Fault, a PinError or a failure of go; every file is then as it was.
    """
    with draft_alone(module_dir) as (main, draft):
        return _unpin(main, draft, report, dry_run=dry_run)


def _unpin(main: Main, draft: Draft, report: Report, *, dry_run: bool) -> Unpinned:
    originals = {name: read_bytes(draft.directory / name) for name in FILES}
    before = gomod_file.read(main.go, draft.mod_file)
    text = (originals[TOOL_FILE] or b"").decode("utf-8", errors="surrogateescape")
    ours = sorted(own_imports(text))
    if not ours:
        return Unpinned(before.path)
    new = tool_file.without_requirement(tool_file.updated(text, {}, ours))
    kept = tuple(one.path for one in tool_file.imports(new))
    draft.tool_file.write_bytes(new.encode("utf-8", errors="surrogateescape"))
    with workspace.neighbours(main, draft):
        report("reading the module's import graph")
        imported = import_graph.imported(draft.bare.with_flags(*draft.bare.flags, "-mod=mod"))
        left_behind.drop(draft, ours, imported)
        report("tidying go.mod")
        tidy(draft, kept)
    after = gomod_file.read(main.go, draft.mod_file)
    with vendored(main, draft, kept, report) as folder:
        changes = tuple(map(_without_an_empty_file, changes_of(main, draft, originals)))
        changed = would_change(main, changes, folder) if dry_run else write(main, changes, folder)
    gone = tuple(sorted(before.requires.keys() - after.requires.keys()))
    return Unpinned(before.path, tuple(ours), gone, kept, changed, changes)


def _without_an_empty_file(change: Change) -> Change:
    """Remove the file if the change leaves nothing in it: a tool file without imports, or a go.sum without lines."""
    after = (change.after or b"").decode("utf-8", errors="surrogateescape")
    is_empty = not tool_file.imports(after) if change.path.name == TOOL_FILE else not after
    return replace(change, removes=is_empty)
