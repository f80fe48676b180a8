"""Finds the shadow of a module: the go.mod and go.sum that `pyorch pin` would write, kept in the user cache.

A shadow is a folder named after the module's folder and a digest of everything that it was made from. It never changes,
so builds that run at the same time share it, and a checkout of another branch finds its own again.
"""

# ruff: noqa: PTH100, PTH113, PTH118, PTH120, PTH123
# Every `pyorch go` build runs this module, and importing pathlib takes longer than all of its work.

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from typing import TYPE_CHECKING, NamedTuple

from orchestrion_py.gocommand.flags import flag_value, split_words
from orchestrion_py.pinning.pin_errors import ShadowRefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

FACTS = "pin.json"

# Raise this number when the same inputs make a different shadow than before.
_FORMAT = b"1"
_LOCAL_REPLACEMENT = re.compile(rb'=>\s*"?((?:\.{1,2})?/[^\s"]*)')


class RaisedInShadow(NamedTuple):
    """A line of the user's go.mod that has a newer version in the shadow: a module, or "go" or "toolchain"."""

    name: str
    before: str
    after: str
    indirect: bool


class ShadowPin(NamedTuple):
    """The go.mod to pass to go as -modfile, with go.sum beside it; what it is for, and how it differs from the user's.

    `mended` has a line of text for each module that was raised because its old version did not compile.
    """

    modfile: str
    integrations: tuple[str, ...]
    raised: tuple[RaisedInShadow, ...]
    mended: tuple[str, ...]


def fresh_shadow(module_dir: str, cache_dir: str, stamp: str, env: Mapping[str, str] | None = None) -> ShadowPin | None:
    """Return the shadow that fits the module's go.mod and go.sum, None if there is none yet.

    This reads a few files and starts no process. Raises ShadowRefusedError if go does not accept -modfile here, and
    NotInModuleError if the module has no go.mod.
    """
    refuse_where_go_does(module_dir, os.environ if env is None else env)
    folder = shadow_folder(module_dir, cache_dir, stamp)
    try:
        with open(os.path.join(folder, FACTS), encoding="utf-8") as file:
            facts = json.load(file)
        if facts.pop("sum") != sum_of(facts, folder):
            return None
    except (OSError, ValueError, KeyError, AttributeError):
        return None
    with contextlib.suppress(OSError):
        os.utime(folder)  # by this time the cache is trimmed
    return ShadowPin(
        modfile=os.path.join(folder, "go.mod"),
        integrations=tuple(facts["integrations"]),
        raised=tuple(RaisedInShadow(*one) for one in facts["raised"]),
        mended=tuple(facts["mended"]),
    )


def sum_of(facts: Mapping[str, object], folder: str) -> str:
    """Return a checksum that finds damaged shadows. It leaves out go.sum, which may grow; go itself reports a damaged one."""
    digest = hashlib.sha256(json.dumps(facts, sort_keys=True).encode())
    digest.update(_content(os.path.join(folder, "go.mod")) or b"")
    return digest.hexdigest()


def refuse_where_go_does(module_dir: str, env: Mapping[str, str]) -> None:
    """Raise ShadowRefusedError if go would not accept -modfile: in a workspace, and with a vendor folder."""
    workspace = _workspace(module_dir, env.get("GOWORK", ""))
    if workspace:
        raise ShadowRefusedError(
            f"{module_dir} belongs to the workspace {workspace}, where go accepts no -modfile",
            f"run `pyorch pin` in {module_dir}, or build with GOWORK=off",
        )
    has_vendor = os.path.isfile(os.path.join(module_dir, "vendor", "modules.txt"))
    if has_vendor and not _ignores_vendor(env.get("GOFLAGS", "")):
        raise ShadowRefusedError(
            f"{module_dir} has a vendor folder, which must match the module's own go.mod",
            f"run `pyorch pin` in {module_dir}, which also updates the vendor folder, or build with -mod=mod",
        )


def stamp_of(aspects_folder: str, pyorch_version: str) -> str:
    """Return a digest of the built-in aspect files and pyorch's version; if it changes, shadows are made again."""
    digest = hashlib.sha256(pyorch_version.encode())
    for directory, folders, files in os.walk(aspects_folder):
        folders.sort()
        for name in sorted(files):
            with open(os.path.join(directory, name), "rb") as file:
                digest.update(b"\0" + name.encode() + b"\0" + hashlib.sha256(file.read()).digest())
    return digest.hexdigest()


def shadow_home(module_dir: str, cache_dir: str) -> str:
    """Return the folder that holds all shadows of a module."""
    name = hashlib.sha256(os.path.realpath(module_dir).encode("utf-8", "surrogateescape")).hexdigest()[:20]
    return os.path.join(cache_dir, "shadow", name)


def shadow_folder(module_dir: str, cache_dir: str, stamp: str) -> str:
    """Return the folder for the shadow that fits the module now; it need not exist."""
    go_mod = _content(os.path.join(module_dir, "go.mod"))
    if go_mod is None:
        from orchestrion_py.gocommand.failures import NotInModuleError

        raise NotInModuleError(module_dir)
    digest = hashlib.sha256()
    parts = [_FORMAT, stamp.encode(), go_mod, _content(os.path.join(module_dir, "go.sum")) or b""]
    # The requirements of a module that is replaced by a folder count here too, and its go.mod may change while this one stays.
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
    return flag_value("build", split_words(goflags), "mod") in ("mod", "readonly")
