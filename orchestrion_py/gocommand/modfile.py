"""Which module a folder belongs to, read from go.mod without running go."""

from __future__ import annotations

import os

_MODULE_AND_VERSION = 2


def module_root(folder: str) -> str | None:
    """Return the nearest folder at or above `folder` that has a go.mod; None if there is none."""
    while not os.path.isfile(os.path.join(folder, "go.mod")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder


def module_path(go_mod: str) -> str:
    """Return the module path that a go.mod declares; empty where it declares none."""
    with open(go_mod, encoding="utf-8", errors="replace") as file:
        for line in file:
            words = line.partition("//")[0].split()
            if words[:1] == ["module"] and len(words) > 1:
                return words[1].strip('"`')
    return ""


def direct_requirements(go_mod: str) -> list[str]:
    """Return the modules that a go.mod requires and does not mark as indirect; none if it does not exist."""
    return [path for path, is_direct in requirements(go_mod) if is_direct]


def requirements(go_mod: str) -> list[tuple[str, bool]]:
    """Return the modules that a go.mod requires, and whether each is direct; none if the file does not exist."""
    try:
        with open(go_mod, encoding="utf-8", errors="replace") as file:
            lines = file.read().splitlines()
    except OSError:
        return []
    found = []
    inside = False
    for line in lines:
        code, _, comment = line.partition("//")
        words = code.split()
        if words[:1] == ["require"]:
            inside = words[1:2] == ["("]
            words = words[1:]
        elif words[:1] == [")"]:
            inside = False
        elif not inside:
            continue
        if len(words) == _MODULE_AND_VERSION:
            found.append((words[0].strip('"`'), comment.replace(";", " ").split()[:1] != ["indirect"]))
    return found


def local_replacements(file: str) -> list[str]:
    """Return the folders that replace modules in a go.mod or go.work, as they are written there."""
    import re

    try:
        with open(file, encoding="utf-8", errors="surrogateescape") as content:
            text = content.read()
    except OSError:
        return []
    # Only a path that starts with ./, ../ or / is a folder (https://go.dev/ref/mod#go-mod-file-replace).
    targets = (
        quoted or raw or plain for quoted, raw, plain in re.findall(r"""=>\s*(?:"([^"]+)"|`([^`]+)`|(\S+))""", text)
    )
    return [target for target in targets if target in (".", "..") or target.startswith(("./", "../", "/"))]
