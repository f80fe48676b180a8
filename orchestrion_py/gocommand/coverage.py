"""What -cover covers without -coverpkg. It depends on the packages on the command line, which nested builds do not repeat."""

from __future__ import annotations

from orchestrion_py.gocommand.flags import flag_value, patterns_of

_OFF = ("0", "f", "F", "false", "False", "FALSE")


class Coverage:
    """The mode, which may be empty, the patterns on the command line, and whether `go test` runs.

    A build covers the main module and the packages on its command line (cmd/go/internal/load, PrepareForCoverageBuild). A test
    covers the package under test for this test alone, and packages without tests for all (cmd/go/internal/test, runTest).
    """

    # Not a dataclass: every build may make one of these; see BuildContext.
    __slots__ = ("is_test", "mode", "patterns")

    def __init__(self, mode: str, patterns: list[str], *, is_test: bool) -> None:
        self.mode = mode
        self.patterns = patterns
        self.is_test = is_test

    def flags(self, packages: list[str]) -> list[str]:
        """Return the flags that cover certain packages."""
        mode = [f"-covermode={self.mode}"] if self.mode else []
        return ["-cover", f"-coverpkg={','.join(packages)}", *mode] if packages else []

    def words(self) -> list[str]:
        """Return what distinguishes this from other coverage."""
        return ["-cover", "test" if self.is_test else "build", self.mode, *self.patterns]


def coverage_of(verb: str, arguments: list[str]) -> Coverage | None:
    """Return what `go VERB ARGUMENTS` covers; None if nothing, or what -coverpkg names, which nested builds repeat."""
    if flag_value(verb, arguments, "coverpkg") is not None:
        return None
    mode = flag_value(verb, arguments, "covermode")
    implied = mode or (verb == "test" and flag_value(verb, arguments, "coverprofile"))
    given = flag_value(verb, arguments, "cover")
    if given in _OFF or (given is None and not implied):
        return None
    return Coverage(mode or "", patterns_of(verb, arguments), is_test=verb == "test")
