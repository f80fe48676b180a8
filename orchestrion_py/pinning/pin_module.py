"""`pyorch pin`: chooses packages, requires them in a draft, checks that they compile, then changes the user's files."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from orchestrion_py.aspects.files.conflicts import among, suspects
from orchestrion_py.file_names import ASPECT_FILE, TOOL_FILE
from orchestrion_py.pinning import (
    gomod_file,
    import_graph,
    integration_choice,
    left_behind,
    tool_file,
    validation,
    workspace,
)
from orchestrion_py.pinning.chosen_back_end import chosen_catalogue, own_imports
from orchestrion_py.pinning.commit import NEW_VENDOR, Change, Folder, alone, commit, repair, same_tree
from orchestrion_py.pinning.compile_check import Mended, make_compile, own_packages_broken
from orchestrion_py.pinning.draft import Draft, draft_of, read_bytes
from orchestrion_py.pinning.main_module import Main, find_main
from orchestrion_py.pinning.pin_errors import PinError
from orchestrion_py.pinning.requirements import require, tidy

if TYPE_CHECKING:
    from orchestrion_py.pinning.gomod_file import Raised
    from orchestrion_py.pinning.integration_choice import Catalogue, Choice, Release, Wanted

Report: TypeAlias = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `pyorch pin`. Without `back_end` and `exporters`, a pinned module keeps its own."""

    version: str | None = None
    prune: bool = False
    validate: bool = False
    back_end: str = ""
    exporters: tuple[str, ...] = ()

    @property
    def replaces(self) -> bool:
        """Whether the pin replaces what an earlier one wrote."""
        return bool(self.back_end or self.exporters)


@dataclass(frozen=True, slots=True)
class Pinned:
    """The result of a pin, for the command line.

    `changed` are the paths written, relative to the module's root; empty if it was pinned already. `stale` are imports
    of the tool file that no integration needs any more; --prune removes them, and then they are in `pruned`.
    """

    module: str
    choices: tuple[Choice, ...]
    releases: tuple[Release, ...]
    requires: Mapping[str, str]
    raised: tuple[Raised, ...]
    mended: tuple[Mended, ...]
    stale: tuple[str, ...]
    pruned: tuple[str, ...]
    notes: tuple[str, ...]
    changed: tuple[str, ...]


def pin(
    module_dir: Path,
    *,
    catalogue: Catalogue | None = None,
    options: Options | None = None,
    report: Report = lambda _: None,
) -> Pinned:
    """Pin the module that `module_dir` belongs to; `report` gets a line for each step.

    Without a catalogue, it is that of the module's back end.

    Raises a Fault, a PinError or a failure of go; go.mod, go.sum, the tool file and the vendor folder are then as they were.
    """
    options = options or Options()
    try:
        main = find_main(module_dir)
        with alone(main.root):
            repair(main.root.resolve())
            with draft_of(main) as draft:
                chosen = catalogue or chosen_catalogue(draft, options.back_end, options.exporters)
                return _pin(main, draft, chosen, options, report)
    except OSError as error:
        raise PinError(f"{error.filename or module_dir}: {error.strerror or error}") from error


def _pin(main: Main, draft: Draft, catalogue: Catalogue, options: Options, report: Report) -> Pinned:
    # From the draft, which is still a copy: the user may edit the files at any time.
    originals = {name: read_bytes(draft.directory / name) for name in ("go.mod", "go.sum", TOOL_FILE)}
    before = gomod_file.read(main.go, draft.mod_file)
    releases = integration_choice.releases(catalogue, before, options.version)
    with workspace.neighbours(main, draft):
        report("reading the module's import graph")
        imported = _own_imports(draft)
        _refuse_conflicts(catalogue, before, imported)
        choices = integration_choice.usable(catalogue.integrations, imported)
        packages = integration_choice.wanted(choices, imported, catalogue.tested_versions)
        report(f"requiring {_count(packages, 'package')} for {_count(choices, 'integration')}")
        notes = require(draft, packages, releases, catalogue.tested_versions)
        stale = _write_tool_file(draft, packages, options)
        if stale.removed and options.replaces:
            left_behind.drop(draft, stale.removed, imported)
        names = [one.package for one in packages]
        report("tidying go.mod")
        tidy(draft, names)
        report("checking that the injected packages compile")
        mended = (
            make_compile(draft, names, catalogue.tested_versions, lambda: tidy(draft, names), report) if names else ()
        )
        if options.validate:
            report("checking the aspect files")
            validation.validate(draft)
    after = gomod_file.read(main.go, draft.mod_file)
    raised = gomod_file.raised(before, after)
    if raised:
        report("checking that your own packages still compile")
        _check_own_packages(main, draft, raised)
    with _vendored(main, draft, names, report) as folder:
        changed = _commit(main, draft, originals, folder)
    return Pinned(
        module=before.path,
        choices=choices,
        releases=_in_use(releases, packages),
        requires={path: version for path, version in after.requires.items() if _is_tested(path, catalogue)},
        raised=tuple(one for one in raised if not one.is_lower),
        mended=mended,
        stale=stale.kept,
        pruned=stale.removed,
        notes=(*notes, *_workspace_notes(main)),
        changed=changed,
    )


def _refuse_conflicts(catalogue: Catalogue, before: gomod_file.GoMod, imported: frozenset[str]) -> None:
    conflict = among(suspects(catalogue.conflicts, before.requires), imported)
    if conflict is not None:
        raise PinError(conflict.message(before.requires[conflict.module]), conflict.hint)


def _own_imports(draft: Draft) -> frozenset[str]:
    # -mod=mod: an import without a requirement in go.mod counts too; `go mod tidy` adds the requirement later.
    imported = import_graph.imported(draft.bare.with_flags(*draft.bare.flags, "-mod=mod"))
    if not imported:
        raise PinError(f"{draft.root} has no Go packages", "write one, then run `pyorch pin`")
    return imported


@dataclass(frozen=True, slots=True)
class _Stale:
    """Imports of a tool file that no integration needs any more."""

    kept: tuple[str, ...]
    removed: tuple[str, ...]


def _write_tool_file(draft: Draft, packages: Iterable[Wanted], options: Options) -> _Stale:
    """Update the draft's tool file. Nothing of another back end stays, nor of an exporter that is not chosen any more."""
    text = (read_bytes(draft.tool_file) or b"").decode("utf-8", errors="surrogateescape")
    purposes = {one.package: one.purposes for one in integration_choice.importable(packages)}
    stale = _stale(draft, tool_file.imports(text), purposes)
    ours = own_imports(text) if options.replaces else frozenset()
    removed = tuple(path for path in stale if options.prune or path in ours)
    new = tool_file.updated(text, purposes, removed)
    draft.tool_file.write_bytes(new.encode("utf-8", errors="surrogateescape"))
    return _Stale(tuple(path for path in stale if path not in removed), removed)


def _stale(draft: Draft, present: Sequence[tool_file.Import], purposes: Mapping[str, object]) -> tuple[str, ...]:
    candidates = [one for one in present if one.integration and one.path not in purposes]
    foreign = [one.path for one in candidates if not one.ours]
    providers = import_graph.providers(draft.compiling(), foreign)
    # Another tool's line is needed as long as its package has aspects, or if go cannot find the package.
    needed = {path for path in foreign if path not in providers or (providers[path].directory / ASPECT_FILE).exists()}
    return tuple(one.path for one in candidates if one.path not in needed)


def _check_own_packages(main: Main, draft: Draft, raised: Sequence[Raised]) -> None:
    with workspace.neighbours(main, draft):
        errors = own_packages_broken(draft, main.go)
    if errors:
        lines = "\n".join(f"    {one}" for one in raised if not one.indirect)
        raise PinError(
            f"your own packages do not compile with the versions that the pin requires:\n{lines}\n{errors.strip()}",
            "adapt your packages to the newer versions, or pin others with --version; go.mod has not changed",
        )


def _commit(main: Main, draft: Draft, originals: Mapping[str, bytes | None], folder: Folder | None) -> tuple[str, ...]:
    changes = [_change(main, draft, TOOL_FILE, originals[TOOL_FILE])]
    go_work_before = read_bytes(main.workspace) if main.workspace is not None else None
    go_work = workspace.go_line_raised(main, draft)
    if main.workspace is not None and go_work is not None:
        changes.append(Change(main.workspace.resolve(), go_work_before, go_work))
    changes.append(_change(main, draft, "go.mod", originals["go.mod"]))
    # go refuses a go.mod whose modules are not in go.sum. So go.sum has the lines of both while go.mod changes.
    go_sum = _change(main, draft, "go.sum", originals["go.sum"])
    changes.append(replace(go_sum, interim=_lines_of_both(go_sum.before or b"", go_sum.after or b"")))
    written = commit(changes, folder)
    return tuple(sorted(os.path.relpath(path, main.root.resolve()) for path in written))


def _change(main: Main, draft: Draft, name: str, before: bytes | None) -> Change:
    return Change((main.root / name).resolve(), before, read_bytes(draft.directory / name))


def _lines_of_both(before: bytes, after: bytes) -> bytes:
    kept = set(after.splitlines(keepends=True))
    return after + b"".join(line for line in before.splitlines(keepends=True) if line not in kept)


@contextmanager
def _vendored(main: Main, draft: Draft, packages: Sequence[str], report: Report) -> Iterator[Folder | None]:
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


def _workspace_notes(main: Main) -> tuple[str, ...]:
    if main.workspace is None or not (main.workspace.parent / "vendor").is_dir():
        return ()
    return (f"the workspace has a vendor folder: run `go work vendor` in {main.workspace.parent}",)


def _in_use(releases: Sequence[Release], packages: Sequence[Wanted]) -> tuple[Release, ...]:
    families = [one.family for one in releases]
    in_use = {integration_choice.family_of(each.package, families) for each in packages}
    return tuple(one for one in releases if one.family in in_use)


def _is_tested(path: str, catalogue: Catalogue) -> bool:
    return integration_choice.family_of(path, catalogue.tested_versions) is not None


def _count(things: Sequence[object], name: str) -> str:
    return f"{len(things)} {name}{'' if len(things) == 1 else 's'}"
