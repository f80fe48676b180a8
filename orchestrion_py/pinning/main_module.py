"""Running the go command: no shell, no prompt, no weaving inside, and go's own words when it fails."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.pinning.pin_errors import (
    GoCommandError,
    GoMissingError,
    GoTooOldError,
    NoNetworkError,
    NotInModuleError,
    PinError,
    VersionRefusedError,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

OLDEST_GO = (1, 25)
_OWN_FLAGS = ("toolexec", "mod", "modfile", "overlay")
_GRACE_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Output:
    """What a go command left: its exit code, stdout and stderr."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Go:
    """A go command, bound to a directory, an environment and the flags that follow its verb."""

    binary: str
    directory: Path
    env: Mapping[str, str]
    flags: tuple[str, ...] = ()

    def with_flags(self, *flags: str) -> Go:
        """Return the same command with other flags after the verb."""
        return replace(self, flags=flags)

    def offline(self) -> Go:
        """Return the same command, kept from the network."""
        return replace(self, env={**self.env, "GOPROXY": "off"})

    def run(self, verb: str, *args: str) -> Output:
        """Run `go VERB FLAGS ARGS`; the verb may be two words ("mod tidy"). Raises a GoCommandError where go fails."""
        output = self.attempt(verb, *args)
        if output.code != 0:
            raise failure(f"go {verb}", output.err)
        return output

    def attempt(self, verb: str, *args: str) -> Output:
        """Run as `run` does, but hand a failure back as data."""
        command = [self.binary, *verb.split(), *self.flags, *args]
        try:
            process = subprocess.Popen(
                command,
                cwd=self.directory,
                env=dict(self.env),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
            )
        except FileNotFoundError as error:
            raise _missing(self.binary) from error
        with process:
            try:
                out, err = process.communicate()
            except BaseException:
                _stop(process)
                raise
        return Output(process.returncode, out, err)


@dataclass(frozen=True, slots=True)
class Main:
    """The main module that a directory belongs to: its root, its go.work, and the go command for it."""

    root: Path
    workspace: Path | None
    go: Go


def find_main(directory: Path, binary: str = "go") -> Main:
    """Return the main module of a directory, and a go command that works on that module alone.

    The command leaves a go.work aside: in a workspace go refuses -modfile, and a requirement belongs to one module's
    go.mod. Raises GoMissingError, GoTooOldError or NotInModuleError.
    """
    if shutil.which(binary) is None:
        raise _missing(binary)
    start = Go(binary, directory, _environment(directory))
    facts = json.loads(start.run("env", "-json", "GOMOD", "GOWORK", "GOVERSION", "GOFLAGS").out)
    _check_version(facts["GOVERSION"])
    go_mod = facts["GOMOD"]
    if not go_mod or go_mod == os.devnull:
        raise NotInModuleError(f"no go.mod in {directory}, nor in a directory above it", "run `go mod init` first")
    flags = split_flags(facts["GOFLAGS"])
    if any(_flag_name(flag) == "modfile" for flag in flags):
        raise PinError(
            "GOFLAGS carries a -modfile, so this is not the module's own go.mod",
            "unset it: pyorch needs the real one to read and to pin",
        )
    root = Path(go_mod).parent
    env = _environment(root)
    env["GOFLAGS"] = join_flags(flag for flag in flags if _flag_name(flag) not in _OWN_FLAGS)
    env["GOWORK"] = "off"
    workspace = facts["GOWORK"]
    return Main(root, Path(workspace) if workspace not in ("", "off") else None, Go(binary, root, env))


def split_flags(text: str) -> list[str]:
    """GOFLAGS as a list: split at blanks, where a word in single or double quotes is one (cmd/internal/quoted)."""
    return [word[1:-1] if word[0] in "'\"" else word for word in re.findall(r"'[^']*'|\"[^\"]*\"|\S+", text)]


def join_flags(flags: Iterable[str]) -> str:
    """Return the inverse of split_flags."""
    return " ".join(_quoted(flag) for flag in flags)


def _quoted(flag: str) -> str:
    if "'" in flag:
        return f'"{flag}"'
    return f"'{flag}'" if re.search(r'[\s"]', flag) else flag


def failure(command: str, words: str) -> GoCommandError:
    """Return the error that go's stderr tells of: a refused version, a missing network, or go's own words."""
    refused = _REFUSED.search(words)
    if refused is not None:
        module = refused["module"] or refused["asked"]
        return VersionRefusedError(module, refused["version"] or "latest", _reason(refused["why"], words))
    if _OFFLINE.search(words):
        told = "\n".join(line for line in words.splitlines() if _OFFLINE.search(line)) or words
        return NoNetworkError(
            f"the module proxy cannot be reached:\n{told.strip()}", "check the network, GOPROXY and GOFLAGS"
        )
    kept = [line for line in words.strip().splitlines() if not line.startswith(("go: downloading ", "go: finding "))]
    return GoCommandError(f"{command} failed:\n" + "\n".join(kept))


# Three shapes: `go: PATH@VERSION: reading URL: 403 …`, `go: PATH@latest: module PATH: reading URL: 403 …` and, from
# tidy, `IMPORTER imports\n\tPATH: module PATH: reading URL: 403 …`. The address of the proxy is the user's own affair.
_REFUSED = re.compile(
    r"^\s*(?:go: )?(?P<asked>[^\s@:]+)(?:@(?P<version>[^\s:]+))?: (?:module (?P<module>\S+): )?(?:reading \S+: )?"
    r"(?P<why>\d{3} [A-Z][^\n]*|invalid version: [^\n]*|no matching versions [^\n]*)",
    re.MULTILINE,
)
_OFFLINE = re.compile(
    r"dial tcp|no such host|connection refused|i/o timeout|TLS handshake|network is unreachable|proxyconnect"
    r"|lookup disabled by GOPROXY=off",
)


def _reason(why: str, words: str) -> str:
    response = re.search(r"server response: ?([^\n]+)", words)
    why = re.sub(r"\s+", " ", why).strip()
    return f"{why} ({response[1].strip()})" if response else why


def _environment(directory: Path) -> dict[str, str]:
    # go asks $PWD for its directory, so that a module reached through a symbolic link keeps the path that was typed.
    # Plain http credentials and ssh pass phrases would stop a build that nobody is watching.
    return {
        **os.environ,
        "PWD": str(directory),
        "GIT_TERMINAL_PROMPT": "0",
        "GCM_INTERACTIVE": "never",
        "GIT_SSH_COMMAND": os.environ.get("GIT_SSH_COMMAND", "ssh -o BatchMode=yes"),
    }


def _check_version(version: str) -> None:
    match = re.search(r"go(\d+)\.(\d+)", version)  # a development toolchain says "devel go1.27-…"
    if match is not None and (int(match[1]), int(match[2])) < OLDEST_GO:
        oldest = ".".join(map(str, OLDEST_GO))
        raise GoTooOldError(
            f"this is {version}, and pyorch needs Go {oldest} or newer", "install a newer Go from https://go.dev/dl"
        )


def _flag_name(flag: str) -> str:
    return flag.lstrip("-").partition("=")[0]


def _missing(binary: str) -> GoMissingError:
    return GoMissingError(f"there is no `{binary}` command", "install Go from https://go.dev/dl and put it on PATH")


def _stop(process: subprocess.Popen[str]) -> None:
    # go ends its own compilers on an interrupt; a kill would leave them running.
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGINT)
    try:
        process.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
