"""What decides the result of a go command: its folder, its flags, its environment and the go binary."""

from __future__ import annotations

import os
import sys

from orchestrion_py.gocommand.coverage import coverage_of
from orchestrion_py.gocommand.find import find_go
from orchestrion_py.gocommand.flags import flag_value, nested_flags, split_words
from orchestrion_py.gocommand.go_process import running_go
from orchestrion_py.gocommand.go_settings import goflags_of, own_goflags

TYPE_CHECKING = False  # importing typing takes a third of the time that most tool calls take
if TYPE_CHECKING:
    from orchestrion_py.gocommand.coverage import Coverage
    from orchestrion_py.gocommand.go_process import GoProcess
    from orchestrion_py.gocommand.run import Go

# The variables that decide what go finds and what a compiler produces. Others, such as a number that a CI system gives each
# run, must not have a build planned anew. A test compares them with those that go knows (internal/cfg, KnownEnv).
_GO = (
    "GCCGO", "GO111MODULE", "GO386", "GOAMD64", "GOARCH", "GOARM", "GOARM64", "GOCACHE", "GOENV", "GOEXPERIMENT", "GOFIPS140",
    "GOFLAGS", "GOMIPS", "GOMIPS64", "GOMODCACHE", "GOOS", "GOPATH", "GOPPC64", "GORISCV64", "GOROOT", "GOTOOLCHAIN",
    "GOWASM", "GOWORK", "GO_EXTLINK_ENABLED",
)  # fmt: skip
# Those that only the compiler reads, and that go adds to its action ids (cmd/go/internal/work, buildActionID).
_OF_COMPILER = ("GOCLOBBERDEADHASH", "GOCOMPILEDEBUG", "GOSSADIR", "GOSSAFUNC")
_C_COMPILERS = (
    "AR", "CC", "CGO_CFLAGS", "CGO_CFLAGS_ALLOW", "CGO_CFLAGS_DISALLOW", "CGO_CPPFLAGS", "CGO_CPPFLAGS_ALLOW",
    "CGO_CPPFLAGS_DISALLOW", "CGO_CXXFLAGS", "CGO_CXXFLAGS_ALLOW", "CGO_CXXFLAGS_DISALLOW", "CGO_ENABLED", "CGO_FFLAGS",
    "CGO_FFLAGS_ALLOW", "CGO_FFLAGS_DISALLOW", "CGO_LDFLAGS", "CGO_LDFLAGS_ALLOW", "CGO_LDFLAGS_DISALLOW", "CXX", "FC",
    "PKG_CONFIG",
    # Those that go does not know, but gcc, clang and pkg-config.
    "COMPILER_PATH", "CPATH", "CPLUS_INCLUDE_PATH", "C_INCLUDE_PATH", "DEVELOPER_DIR", "GCC_EXEC_PREFIX", "LIBRARY_PATH",
    "MACOSX_DEPLOYMENT_TARGET", "OBJC_INCLUDE_PATH", "PKG_CONFIG_LIBDIR", "PKG_CONFIG_PATH", "PKG_CONFIG_SYSROOT_DIR",
    "SDKROOT", "SOURCE_DATE_EPOCH",
)  # fmt: skip
# Where go finds programs and the settings of the user, and what pyorch itself reads.
_OTHERS = ("HOME", "PATH", "PYORCH_ASPECTS", "PYORCH_BACKEND", "PYORCH_WARN", "XDG_CONFIG_HOME")
# The version managers asdf, goenv and mise choose a toolchain by these.
_VERSION_MANAGERS = ("ASDF_GOLANG_VERSION", "GOENV_VERSION", "MISE_GO_VERSION")
VARIABLES = (*_GO, *_OF_COMPILER, *_C_COMPILERS, *_OTHERS, *_VERSION_MANAGERS)


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
        import hashlib

        words = [f"{name}={word}" for name, part in self.key_parts().items() for word in part]
        return hashlib.sha256("\0".join(words).encode("utf-8", "surrogateescape")).hexdigest()[:24]

    def key_parts(self) -> dict[str, list[str]]:
        """Return what decides the plan of a build apart from files, by the names of `toolexec/plan/input_kinds.py`."""
        return {
            "folder": [self.folder, str(self.builds_other_module)],
            "go": [self.go],
            "python": [sys.executable],
            "flags": [*self.flags, *(self.coverage.words() if self.coverage else ())],
            "variables": self._given(VARIABLES),
        }

    def compiler_variables(self) -> list[str]:
        """Return the variables for the compiler alone, which `go env` does not print."""
        return self._given(_OF_COMPILER)

    @property
    def covers(self) -> bool:
        """Whether go writes counters of -cover into sources."""
        return self.coverage is not None or any(flag.startswith("-coverpkg=") for flag in self.flags)

    def _given(self, names: tuple[str, ...]) -> list[str]:
        return [f"{name}={self.environment[name]}" for name in names if name in self.environment]

    def command(self) -> Go:
        """Return a go command of pyorch's own that runs in this context, without pyorch as its -toolexec."""
        from orchestrion_py.gocommand.run import Go

        goflags = own_goflags(self.environment, self.go)
        return Go(self.go, self.folder, {**self.environment, "GOFLAGS": goflags})


def context_of_command(verb: str, arguments: list[str], folder: str, environment: dict[str, str]) -> BuildContext:
    """Return the context of the command `go VERB ARGUMENTS`, run in `folder`."""
    go = find_go(environment)
    words = [*split_words(goflags_of(environment, go)), *arguments]
    flags = tuple(nested_flags(verb, words))
    if verb in ("run", "install") and any("@" in word for word in arguments):
        from orchestrion_py.gocommand.versioned_main import absolute, builds_other_module, other_module_folder

        if builds_other_module(verb, arguments):
            found = other_module_folder(verb, arguments, go, environment) or os.path.sep
            return BuildContext(found, go, absolute(flags, folder), environment, builds_other_module=True)
    return BuildContext(folder, go, flags, environment, coverage=coverage_of(verb, words))


def context_of_running_go(go: GoProcess, environment: dict[str, str]) -> BuildContext:
    """Return the context of a go command that runs this process as its -toolexec."""
    return context_of_command(go.verb, go.arguments, go.folder, environment)


def jobs_of_running_go(environment: dict[str, str]) -> list[str]:
    """Return the -p flag of the go command that runs this process, none if it has none. GOFLAGS reaches nested builds anyway."""
    go = running_go(environment)
    jobs = flag_value(go.verb, go.arguments, "p")
    return [f"-p={jobs}"] if jobs else []
