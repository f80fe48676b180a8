"""`pyorch pin`: chooses packages, requires them in a draft, checks that they compile, then changes the user's files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.files.conflicts import among, suspects
from orchestrion_py.counted import counted
from orchestrion_py.file_names import ASPECT_FILE
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
from orchestrion_py.pinning.compile_check import Mended, make_compile, own_packages_broken
from orchestrion_py.pinning.draft import read_bytes
from orchestrion_py.pinning.into_place import (
    FILES,
    Report,
    changes_of,
    draft_alone,
    vendored,
    would_change,
    write,
)
from orchestrion_py.pinning.pin_errors import PinError
from orchestrion_py.pinning.requirements import require, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from orchestrion_py.pinning.commit import Change
    from orchestrion_py.pinning.draft import Draft
    from orchestrion_py.pinning.gomod_file import Raised
    from orchestrion_py.pinning.integration_choice import Catalogue, Choice, Release, Wanted
    from orchestrion_py.pinning.main_module import Main


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `pyorch pin`. Without `back_end` and `exporters`, a pinned module keeps its own.

    With `dry_run`, the pin is made and checked, and every file stays as it is. With `require`, a build without the
    instrumentation fails; None leaves that as it is.
    """

    version: str | None = None
    prune: bool = False
    validate: bool = False
    back_end: str = ""
    exporters: tuple[str, ...] = ()
    dry_run: bool = False
    require: bool | None = None

    @property
    def replaces(self) -> bool:
        """Whether the pin replaces what an earlier one wrote."""
        return bool(self.back_end or self.exporters)


@dataclass(frozen=True, slots=True)
class Pinned:
    """The result of a pin, for the command line.

    `changed` are the paths written, relative to the module's root; empty if it was pinned already. With `dry_run` nothing is
    written, and they are the paths that a pin would write. `changes` has their contents. `stale` are imports
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
    changes: tuple[Change, ...]


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
    with draft_alone(module_dir) as (main, draft):
        chosen = catalogue or chosen_catalogue(draft, options.back_end, options.exporters)
        return _pin(main, draft, chosen, options, report)


def _pin(main: Main, draft: Draft, catalogue: Catalogue, options: Options, report: Report) -> Pinned:
    # From the draft, which is still a copy: the user may edit the files at any time.
    originals = {name: read_bytes(draft.directory / name) for name in FILES}
    before = gomod_file.read(main.go, draft.mod_file)
    releases = integration_choice.releases(catalogue, before, options.version)
    with workspace.neighbours(main, draft):
        report("reading the module's import graph")
        imported = _own_imports(draft)
        _refuse_conflicts(catalogue, before, imported)
        choices = integration_choice.usable(catalogue.integrations, imported)
        packages = integration_choice.wanted(choices, imported, catalogue.tested_versions)
        report(f"requiring {counted(len(packages), 'package')} for {counted(len(choices), 'integration')}")
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
    with vendored(main, draft, names, report) as folder:
        changes = changes_of(main, draft, originals)
        changed = would_change(main, changes, folder) if options.dry_run else write(main, changes, folder)
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
        changes=changes,
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
    if options.require is not None:
        new = tool_file.with_requirement(new) if options.require else tool_file.without_requirement(new)
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
