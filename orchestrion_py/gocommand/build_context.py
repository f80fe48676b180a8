"""The situation of a go command: folder, flags and environment, as far as they decide what a build of it weaves."""

from __future__ import annotations

import os
import sys

from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.flags import nested_flags, split_words, without_toolexec

# Variables that go and its C compilers listen to; those that go sets anew for each tool are left out.
_PREFIXES = ("GO", "CGO_")
_NAMES = ("CC", "CXX", "FC", "AR", "PKG_CONFIG", "PATH", "HOME", "PYORCH_ASPECTS", "XDG_CONFIG_HOME")
_FLEETING = ("GOTMPDIR", "GOTELEMETRYDIR", "GOTELEMETRY", "GOTRACEBACK", "GODEBUG", "GOMAXPROCS", "GOGC", "GOMEMLIMIT")


class Situation:
    """`flags` are those that nested builds repeat; `environment` is the whole one; `elsewhere`: go itself runs in another folder.

    No dataclass: every build asks for its situation, and importing those takes as long as all the rest.
    """

    __slots__ = ("elsewhere", "environment", "flags", "folder", "go")

    def __init__(
        self, folder: str, go: str, flags: tuple[str, ...], environment: dict[str, str], *, elsewhere: bool = False
    ) -> None:
        self.elsewhere = elsewhere
        self.folder = folder
        self.go = go
        self.flags = flags
        self.environment = environment

    def key(self) -> str:
        """A name for the situation: two commands of one situation have one plan."""
        listened = sorted(
            f"{name}={value}"
            for name, value in self.environment.items()
            if (name.startswith(_PREFIXES) or name in _NAMES) and name not in _FLEETING
        )
        import hashlib

        parts = [self.folder, self.go, sys.executable, *self.flags, *listened]
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:24]

    def go_environment(self) -> dict[str, str]:
        """The environment for go commands of our own, which must not run us as their -toolexec."""
        return {**self.environment, "GOFLAGS": without_toolexec(self.environment.get("GOFLAGS", ""))}


def find_go(environment: dict[str, str]) -> str:
    """The go command: that of GOROOT where a build is under way, else the first in the PATH."""
    if "GOTOOLDIR" in environment and os.path.exists(f"{environment.get('GOROOT', '')}/bin/go"):
        return f"{environment['GOROOT']}/bin/go"
    import shutil

    found = shutil.which("go", path=environment.get("PATH"))
    if found is None:
        raise Fault("there is no go command in the PATH", "install Go 1.25 or newer from https://go.dev/dl/")
    return found


def of_arguments(verb: str, arguments: list[str], folder: str, environment: dict[str, str]) -> Situation:
    """The situation of a go command that is about to run."""
    flags = tuple(nested_flags(verb, [*split_words(environment.get("GOFLAGS", "")), *arguments]))
    go = find_go(environment)
    if verb in ("run", "install") and any("@" in word for word in arguments):
        from orchestrion_py.gocommand.versioned_main import absolute, folder_elsewhere, is_elsewhere

        if is_elsewhere(verb, arguments):
            found = folder_elsewhere(verb, arguments, go, environment) or os.path.sep
            return Situation(found, go, absolute(flags, folder), environment, elsewhere=True)
    return Situation(folder, go, flags, environment)


def of_parent(environment: dict[str, str]) -> Situation:
    """The situation of the go command that runs us as its -toolexec."""
    words = parent_command_line()
    verb = next(
        (index for index, word in enumerate(words[1:], 1) if not word.startswith("-") and words[index - 1] != "-C"), 0
    )
    return of_arguments(words[verb] if verb else "build", words[verb + 1 :], os.getcwd(), environment)


def parent_command_line() -> list[str]:
    """The words of the command that runs us."""
    try:
        with open(f"/proc/{os.getppid()}/cmdline", "rb") as file:
            return [os.fsdecode(word) for word in file.read().split(b"\0")[:-1]]
    except OSError:
        import shlex
        import subprocess

        found = subprocess.run(
            ["ps", "-o", "args=", "-p", str(os.getppid())], capture_output=True, text=True, check=False
        )
        return shlex.split(found.stdout)
