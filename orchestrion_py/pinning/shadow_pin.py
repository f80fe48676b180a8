"""The shadow pin: what `pyorch pin` would require, in a go.mod of our own, for a module that was never pinned.

A shadow is a folder in the user cache, named after the module's directory and a digest of all that it was made from, so
that it never changes once it is there: builds that run at the same time share it, and a checkout of another branch
finds its own again. Every build asks `fresh_shadow` first, so this file imports little, and the making of a shadow
lives in `shadow_making`.
"""

# ruff: noqa: PTH100, PTH113, PTH118, PTH120, PTH123
# Importing pathlib would cost each build more than the whole check.

from __future__ import annotations

import hashlib
import json
import os
import re
from typing import TYPE_CHECKING, NamedTuple

from orchestrion_py.pinning.pin_errors import NotInModuleError, ShadowRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from orchestrion_py.pinning.integration_choice import Catalogue

FACTS = "pin.json"

# Raise it where the same inputs would make another shadow than before.
_FORMAT = b"1"
_LOCAL_REPLACEMENT = re.compile(rb'=>\s*"?((?:\.{1,2})?/[^\s"]*)')


class RaisedInShadow(NamedTuple):
    """A version of the user's own that is another one in the shadow: of a module, or of "go"."""

    name: str
    before: str
    after: str
    indirect: bool


class ShadowPin(NamedTuple):
    """A go.mod to hand to go as `-modfile` (go.sum lies beside it), what it is for, and whether it was made just now.

    `mended` are lines of text: modules raised because their old version did not compile beside the module's graph.
    """

    modfile: str
    integrations: tuple[str, ...]
    raised: tuple[RaisedInShadow, ...]
    mended: tuple[str, ...]
    made: bool


def shadow_pin(
    module_dir: str,
    *,
    cache_dir: str,
    stamp: str,
    catalogue: Callable[[], Catalogue],
    go: str = "go",
    report: Callable[[str], None] = lambda _: None,
) -> ShadowPin:
    """Return the shadow pin of a module, made where none fits yet; the module's own files are only read.

    `module_dir` is the main module's root; `stamp` names the integrations and tested versions on offer (`stamp_of`),
    and `catalogue` loads them, which happens only where a shadow has to be made. Raises a PinError; a
    ShadowRefusedError where go takes no -modfile.
    """
    shadow = fresh_shadow(module_dir, cache_dir, stamp)
    if shadow is not None:
        return shadow
    from orchestrion_py.pinning.make_shadow import make_shadow

    return make_shadow(module_dir, cache_dir, stamp, catalogue, go, report)


def fresh_shadow(module_dir: str, cache_dir: str, stamp: str, env: Mapping[str, str] | None = None) -> ShadowPin | None:
    """Return the shadow that fits the module as it is now, None where it has to be made; a few reads, no process."""
    refuse_where_go_does(module_dir, os.environ if env is None else env)
    folder = shadow_folder(module_dir, cache_dir, stamp)
    try:
        with open(os.path.join(folder, FACTS), encoding="utf-8") as file:
            facts = json.load(file)
        if facts.pop("sum") != sum_of(facts, folder):
            return None
    except (OSError, ValueError, KeyError, AttributeError):
        return None
    return ShadowPin(
        modfile=os.path.join(folder, "go.mod"),
        integrations=tuple(facts["integrations"]),
        raised=tuple(RaisedInShadow(*one) for one in facts["raised"]),
        mended=tuple(facts["mended"]),
        made=False,
    )


def sum_of(facts: Mapping[str, object], folder: str) -> str:
    """Return what tells a shadow from a damaged one. go.sum may grow, and go itself tells where it is damaged."""
    digest = hashlib.sha256(json.dumps(facts, sort_keys=True).encode())
    digest.update(_content(os.path.join(folder, "go.mod")) or b"")
    return digest.hexdigest()


def refuse_where_go_does(module_dir: str, env: Mapping[str, str]) -> None:
    """Raise ShadowRefusedError where go would take no -modfile: in a workspace, and with a vendor folder."""
    workspace = _workspace(module_dir, env.get("GOWORK", ""))
    if workspace:
        raise ShadowRefusedError(
            f"{module_dir} is part of the workspace {workspace}, where go takes no go.mod but the module's own",
            f"run `pyorch pin` in {module_dir}, or build with GOWORK=off",
        )
    if os.path.isfile(os.path.join(module_dir, "vendor", "modules.txt")) and not _ignores_vendor(
        env.get("GOFLAGS", "")
    ):
        raise ShadowRefusedError(
            f"{module_dir} has a vendor folder, which go compares with the module's own go.mod",
            f"run `pyorch pin` in {module_dir}, which brings the vendor folder up to date too, or build with -mod=mod",
        )


def stamp_of(aspects_folder: str, pyorch_version: str) -> str:
    """Return a digest of the aspect files on offer: with it, a shadow is made again when they change or pyorch does."""
    digest = hashlib.sha256(pyorch_version.encode())
    for directory, folders, files in os.walk(aspects_folder):
        folders.sort()
        for name in sorted(files):
            with open(os.path.join(directory, name), "rb") as file:
                digest.update(b"\0" + name.encode() + b"\0" + hashlib.sha256(file.read()).digest())
    return digest.hexdigest()


def shadow_home(module_dir: str, cache_dir: str) -> str:
    """Return the folder of all the shadows of one module."""
    name = hashlib.sha256(os.path.realpath(module_dir).encode("utf-8", "surrogateescape")).hexdigest()[:20]
    return os.path.join(cache_dir, "shadow", name)


def shadow_folder(module_dir: str, cache_dir: str, stamp: str) -> str:
    """Return the folder of the shadow that fits the module as it is now, whether it is there or not."""
    go_mod = _content(os.path.join(module_dir, "go.mod"))
    if go_mod is None:
        raise NotInModuleError(f"no go.mod in {module_dir}", "run `go mod init` first")
    digest = hashlib.sha256()
    parts = [_FORMAT, stamp.encode(), go_mod, _content(os.path.join(module_dir, "go.sum")) or b""]
    # What a module that lies next door requires is required here too, and its go.mod may change while ours stays.
    for replacement in _LOCAL_REPLACEMENT.findall(go_mod):
        directory = os.path.join(module_dir, os.fsdecode(replacement))
        parts.append(_content(os.path.join(directory, "go.mod")) or b"")
    for part in parts:
        digest.update(b"%d:" % len(part) + part)
    return os.path.join(shadow_home(module_dir, cache_dir), digest.hexdigest()[:20])


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _workspace(module_dir: str, setting: str) -> str:
    if setting == "off":
        return ""
    if setting and setting != "auto":
        return setting
    directory = os.path.abspath(module_dir)
    while True:
        found = os.path.join(directory, "go.work")
        if os.path.isfile(found):
            return found
        parent = os.path.dirname(directory)
        if parent == directory:
            return ""
        directory = parent


def _ignores_vendor(goflags: str) -> bool:
    return re.search(r"(?:^|[\s'\"])--?mod=(?:mod|readonly)\b", goflags) is not None
