"""What decides the result of a go command: its folder, its flags, its environment and the go binary."""

from __future__ import annotations

import os
import sys

from orchestrion_py.gocommand.coverage import coverage_of
from orchestrion_py.gocommand.find import find_go
from orchestrion_py.gocommand.flags import flag_value, nested_flags, split_words, without_toolexec
from orchestrion_py.operating_system import parent_command_line

TYPE_CHECKING = False  # importing typing takes a third of the time that most tool calls take
if TYPE_CHECKING:
    from orchestrion_py.gocommand.coverage import Coverage
    from orchestrion_py.gocommand.run import Go

# Variables that go and its C compilers read, apart from those that go sets anew for each tool.
_PREFIXES = ("GO", "CGO_")
_NAMES = ("CC", "CXX", "FC", "AR", "PKG_CONFIG", "PATH", "HOME", "PYORCH_ASPECTS", "XDG_CONFIG_HOME")
_IGNORED = ("GOTMPDIR", "GOTELEMETRYDIR", "GOTELEMETRY", "GOTRACEBACK", "GODEBUG", "GOMAXPROCS", "GOGC", "GOMEMLIMIT")


class BuildContext:
    """The folder that go builds in, the go binary, the flags that nested builds repeat, and the whole environment.

    `coverage` is what -cover covers if no -coverpkg is given.

    `builds_other_module`: go builds `pkg@version`, a module from the module cache, and `folder` is that module's.
    """

    # Not a dataclass: every build makes one of these, and importing dataclasses takes as long as the rest of the work.
    __slots__ = ("builds_other_module", "coverage", "environment", "flags", "folder", "go")

    def __init__(
        self,
        folder: str,
        go: str,
        flags: tuple[str, ...],
        environment: dict[str, str],
        *,
        coverage: Coverage | None = None,
        builds_other_module: bool = False,
    ) -> None:
        self.coverage = coverage
        self.builds_other_module = builds_other_module
        self.folder = folder
        self.go = go
        self.flags = flags
        self.environment = environment

    def key(self) -> str:
        """Return a name that two commands share if they have the same plan."""
        read_by_go = sorted(
            f"{name}={value}"
            for name, value in self.environment.items()
            if (name.startswith(_PREFIXES) or name in _NAMES) and name not in _IGNORED
        )
        import hashlib

        parts = [
            self.folder,
            self.go,
            sys.executable,
            *self.flags,
            *(self.coverage.words() if self.coverage else ()),
            *read_by_go,
        ]
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:24]

    def command(self) -> Go:
        """Return a go command of pyorch's own that runs in this context, without pyorch as its -toolexec."""
        from orchestrion_py.gocommand.run import Go

        goflags = without_toolexec(self.environment.get("GOFLAGS", ""))
        return Go(self.go, self.folder, {**self.environment, "GOFLAGS": goflags})


def context_of_command(verb: str, arguments: list[str], folder: str, environment: dict[str, str]) -> BuildContext:
    """Return the context of the command `go VERB ARGUMENTS`, run in `folder`."""
    words = [*split_words(environment.get("GOFLAGS", "")), *arguments]
    flags = tuple(nested_flags(verb, words))
    go = find_go(environment)
    if verb in ("run", "install") and any("@" in word for word in arguments):
        from orchestrion_py.gocommand.versioned_main import absolute, builds_other_module, other_module_folder

        if builds_other_module(verb, arguments):
            found = other_module_folder(verb, arguments, go, environment) or os.path.sep
            return BuildContext(found, go, absolute(flags, folder), environment, builds_other_module=True)
    return BuildContext(folder, go, flags, environment, coverage=coverage_of(verb, words))


def context_of_parent(environment: dict[str, str]) -> BuildContext:
    """Return the context of the go command that runs this process as its -toolexec."""
    return context_of_command(*_parent_command(), os.getcwd(), environment)


def jobs_of_parent() -> list[str]:
    """Return the -p flag of the go command that runs this process, none if it has none. GOFLAGS reaches nested builds anyway."""
    jobs = flag_value(*_parent_command(), "p")
    return [f"-p={jobs}"] if jobs else []


def _parent_command() -> tuple[str, list[str]]:
    """Return the verb of the go command that runs this process, and the words behind it."""
    words = parent_command_line()
    verb = next(
        (index for index, word in enumerate(words[1:], 1) if not word.startswith("-") and words[index - 1] != "-C"), 0
    )
    return (words[verb] if verb else "build"), words[verb + 1 :]
