"""Makes the shadow of a module: one process at a time, from a draft, with one rename at the end."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.operating_system import Lock
from orchestrion_py.pinning import gomod_file, import_graph, integration_choice
from orchestrion_py.pinning.compile_check import make_compile, suspects
from orchestrion_py.pinning.draft import Draft, draft_of
from orchestrion_py.pinning.main_module import find_main
from orchestrion_py.pinning.pin_errors import ChangedMeanwhileError, PinError
from orchestrion_py.pinning.read_shadow import FACTS, ShadowPin, fresh_shadow, shadow_folder, shadow_home, sum_of
from orchestrion_py.pinning.requirements import require
from orchestrion_py.processes import is_abandoned, unfinished

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from orchestrion_py.pinning.gomod_file import GoMod
    from orchestrion_py.pinning.integration_choice import Catalogue, Integration

_ROUNDS = 3
# So many old shadows of a module stay: a switch between two branches should not make a new one each time.
_KEPT = 4


def make_shadow(
    module_dir: str,
    cache_dir: str,
    stamp: str,
    catalogue: Callable[[], Catalogue],
    report: Callable[[str], None],
) -> ShadowPin:
    """Make the shadow that fits the module now, or wait for the process that is making it."""
    home = Path(shadow_home(module_dir, cache_dir))
    try:
        home.mkdir(parents=True, exist_ok=True)
        with Lock(str(home / "lock"), "makes the shadow of go.mod", lambda text, _pid: report(text)):
            # If someone edits go.mod meanwhile, the new shadow does not fit, and another round makes the next.
            for _ in range(_ROUNDS):
                shadow = fresh_shadow(module_dir, cache_dir, stamp)
                if shadow is not None:
                    return shadow
                _make(Path(module_dir), Path(shadow_folder(module_dir, cache_dir, stamp)), catalogue(), report)
            shadow = fresh_shadow(module_dir, cache_dir, stamp)
    except OSError as error:
        raise PinError(
            f"cannot use the cache folder {error.filename or home}: {error.strerror or error}",
            "make it writable and free some space, or set PYORCH_CACHE_DIR to another folder; `pyorch pin` needs no shadow",
        ) from error
    if shadow is None:
        raise ChangedMeanwhileError(
            f"{module_dir}: go.mod changed while pyorch read it, {_ROUNDS} times in a row", "build again"
        )
    return shadow


def _make(module_dir: Path, folder: Path, catalogue: Catalogue, report: Callable[[str], None]) -> None:
    _sweep(folder.parent)
    main = find_main(module_dir)
    with draft_of(main) as draft:
        before = gomod_file.read(main.go, draft.mod_file)
        report("reading the module's import graph")
        imported = import_graph.imported(draft.bare.with_flags(*draft.bare.flags, "-mod=mod"))
        choices = integration_choice.usable(
            catalogue.integrations, imported | _possible(catalogue.integrations, before)
        )
        packages = integration_choice.wanted(choices, imported, catalogue.tested_versions)
        report("requiring the injected packages")
        releases = integration_choice.releases(catalogue, before, None)
        require(draft, packages, releases, catalogue.tested_versions)
        doubtful = suspects(draft, [one.package for one in packages])
        if doubtful:
            report("checking that the injected packages compile")
        # No tidy: without a tool file, it would remove the requirements again.
        mended = make_compile(draft, doubtful, catalogue.tested_versions, lambda: None, report) if doubtful else ()
        raised = gomod_file.raised(before, gomod_file.read(main.go, draft.mod_file))
        facts = {
            "integrations": [one.name for one in choices],
            "raised": [(one.name, one.before, one.after, one.indirect) for one in raised],
            "mended": [str(one) for one in mended],
        }
        _put_in_place(draft, facts, folder)


def _possible(integrations: Iterable[Integration], before: GoMod) -> frozenset[str]:
    """Return targets that the sources may import tomorrow with the same go.mod, and so with the same shadow."""
    direct = [module for module in before.requires if module not in before.indirect]
    return frozenset(
        target
        for integration in integrations
        for target in integration.targets
        if integration_choice.is_standard(target) or integration_choice.family_of(target, direct) is not None
    )


def _put_in_place(draft: Draft, facts: dict[str, object], folder: Path) -> None:
    staging = Path(unfinished(str(folder)))
    staging.mkdir(mode=0o700)
    shutil.copyfile(draft.mod_file, staging / "go.mod")
    if draft.sum_file.exists():
        shutil.copyfile(draft.sum_file, staging / "go.sum")
    facts_text = json.dumps({**facts, "sum": sum_of(facts, str(staging))})
    (staging / FACTS).write_text(facts_text, encoding="utf-8")
    # If the folder exists, it is damaged: otherwise `fresh_shadow` would have returned it.
    shutil.rmtree(folder, ignore_errors=True)
    try:
        staging.rename(folder)
    except OSError:
        shutil.rmtree(staging, ignore_errors=True)
        if not folder.exists():  # another process was quicker, if the holder of the lock did not go on
            raise


def _sweep(home: Path) -> None:
    """Remove what killed processes left, and old shadows. A build may still be reading those of the last day."""
    folders = [path for path in home.iterdir() if path.is_dir()]
    for path in folders:
        if is_abandoned(path.name, _age(path)):
            shutil.rmtree(path, ignore_errors=True)
    shadows = sorted((path for path in folders if not path.name.endswith(".tmp")), key=_age)
    for path in shadows[_KEPT:]:
        if _age(path) > 24 * 3600:
            shutil.rmtree(path, ignore_errors=True)


def _age(path: Path) -> float:
    return time.time() - path.stat().st_mtime
