"""GOFLAGS as go itself finds it: in the environment, in the file that `go env -w` writes, or in go.env of the toolchain."""

from __future__ import annotations

import os
import sys

from orchestrion_py.gocommand.flags import without_toolexec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

# An empty variable would not count: go would take the value from a file.
_NO_FLAGS = " "


def goflags_of(environment: Mapping[str, str], go: str) -> str:
    """Return the GOFLAGS of a go command, as cmd/go/internal/cfg (Getenv) finds them."""
    given = environment.get("GOFLAGS", "")
    if given:
        return given
    for file in settings_files(environment, go):
        found = _in_file(file)
        if found is not None:
            return found
    return ""


def own_goflags(environment: Mapping[str, str], go: str) -> str:
    """Return GOFLAGS for go commands of pyorch's own, which must not weave, or which get -toolexec as an argument.

    This also leaves out the flags for coverage and for single packages; `nested_flags` returns those as arguments.
    """
    found = goflags_of(environment, go)
    return without_toolexec(found) or (_NO_FLAGS if found else "")


def settings_files(environment: Mapping[str, str], go: str) -> list[str]:
    """Return the files in which go looks for settings, the first one first. They need not exist."""
    chosen = environment.get("GOENV", "")
    home = environment.get("HOME", "")
    if sys.platform == "darwin":
        folder = f"{home}/Library/Application Support"
    else:
        folder = environment.get("XDG_CONFIG_HOME") or f"{home}/.config"
    of_user = [chosen or f"{folder}/go/env"] if chosen != "off" else []
    return [*of_user, f"{os.path.dirname(os.path.dirname(os.path.realpath(go)))}/go.env"]


def _in_file(path: str) -> str | None:
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            for line in file:
                name, equals, value = line.rstrip("\n").partition("=")
                if name == "GOFLAGS" and equals:
                    return value
    except OSError:
        return None
    return None
