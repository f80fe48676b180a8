"""Finds the main module of a folder, and the go command that works on that module alone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from orchestrion_py.gocommand.env import settings
from orchestrion_py.gocommand.failures import GoTooOldError, NotInModuleError
from orchestrion_py.gocommand.find import find_go
from orchestrion_py.gocommand.flags import flag_value, split_words, without_flags
from orchestrion_py.gocommand.releases import is_too_old
from orchestrion_py.gocommand.run import Go
from orchestrion_py.pinning.pin_errors import PinError

# A pin sets these itself.
_OWN_FLAGS = ("toolexec", "mod", "modfile", "overlay")


@dataclass(frozen=True, slots=True)
class Main:
    """The main module that a folder belongs to: its root, its go.work, and the go command for it."""

    root: Path
    workspace: Path | None
    go: Go


def find_main(folder: Path) -> Main:
    """Return the main module of a folder, with a go command that works on that module alone.

    The command ignores go.work: in a workspace go refuses -modfile, and a requirement belongs in the go.mod of one module.
    Raises GoMissingError, GoTooOldError, NotInModuleError or PinError.
    """
    environment = _environment(folder)
    binary = find_go(environment)
    found = settings(Go(binary, folder, environment), "GOMOD", "GOWORK", "GOVERSION", "GOFLAGS")
    if is_too_old(found["GOVERSION"]):
        raise GoTooOldError(found["GOVERSION"])
    if found["GOMOD"] in ("", os.devnull):
        raise NotInModuleError(str(folder))
    goflags = found["GOFLAGS"]
    if flag_value("build", split_words(goflags), "modfile") is not None:
        raise PinError(
            "cannot pin with -modfile in GOFLAGS: go would not read the module's own go.mod",
            "remove -modfile from GOFLAGS",
        )
    root = Path(found["GOMOD"]).parent
    own = {**_environment(root), "GOFLAGS": without_flags(goflags, _OWN_FLAGS), "GOWORK": "off"}
    workspace = found["GOWORK"]
    return Main(root, Path(workspace) if workspace not in ("", "off") else None, Go(binary, root, own))


def _environment(folder: Path) -> dict[str, str]:
    # go takes its folder from $PWD, so it keeps the path that the user typed, even if a symbolic link leads there.
    # A prompt for a password would stop a command whose terminal nobody watches.
    return {
        **os.environ,
        "PWD": str(folder),
        "GIT_TERMINAL_PROMPT": "0",
        "GCM_INTERACTIVE": "never",
        "GIT_SSH_COMMAND": os.environ.get("GIT_SSH_COMMAND", "ssh -o BatchMode=yes"),
    }
