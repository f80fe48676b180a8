"""Runs a go command to its end and returns what it printed."""

from __future__ import annotations

import contextlib
import signal
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from orchestrion_py.gocommand.failures import GoMissingError, failure

if TYPE_CHECKING:
    import os
    import subprocess
    from collections.abc import Mapping

_GRACE_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Output:
    """The exit code, stdout and stderr of a command that has ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Go:
    """A go binary, bound to a folder, an environment and the flags that follow its verb."""

    binary: str
    folder: str | os.PathLike[str]
    environment: Mapping[str, str]
    flags: tuple[str, ...] = ()

    def with_flags(self, *flags: str) -> Go:
        """Return the same command with other flags after the verb."""
        return replace(self, flags=flags)

    def offline(self) -> Go:
        """Return the same command without access to the module proxy."""
        return replace(self, environment={**self.environment, "GOPROXY": "off"})

    def run(self, verb: str, *arguments: str) -> Output:
        """Run `go VERB FLAGS ARGUMENTS`; the verb may be two words ("mod tidy"). Raises GoCommandError if go fails."""
        output = self.attempt(verb, *arguments)
        if output.code != 0:
            raise failure(f"go {verb}", output.err)
        return output

    def attempt(self, verb: str, *arguments: str) -> Output:
        """Run as `run` does, but return a failure of go as an Output too. Raises GoMissingError if there is no go."""
        try:
            return run_tool([self.binary, *verb.split(), *self.flags, *arguments], self.folder, self.environment)
        except FileNotFoundError as error:
            if error.filename != self.binary:  # the folder does not exist
                raise
            raise GoMissingError from error


def run_tool(argv: list[str], folder: str | os.PathLike[str], environment: Mapping[str, str] | None = None) -> Output:
    """Run go, or a tool that comes with it, without input. An interrupt stops the tool before it is raised here."""
    import subprocess

    with subprocess.Popen(
        argv,
        cwd=folder,
        env=None if environment is None else dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            out, err = process.communicate()
        except BaseException:
            _stop(process)
            raise
    # File names need not be UTF-8; messages are for people.
    return Output(process.returncode, out.decode("utf-8", "surrogateescape"), err.decode("utf-8", "replace"))


def _stop(process: subprocess.Popen[bytes]) -> None:
    # On an interrupt, go ends its own compilers; a kill would leave them running.
    import subprocess

    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGINT)
    try:
        process.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
