"""How a go command can fail: an error class for each case, with its message and hint."""

from __future__ import annotations

import re

from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.releases import oldest_go

_DOWNLOADS = "https://go.dev/dl/"


class GoMissingError(Fault):
    """There is no go binary."""

    def __init__(self) -> None:
        super().__init__("cannot find the go command in PATH", f"install Go {oldest_go()} or newer from {_DOWNLOADS}")


class GoTooOldError(Fault):
    """The go binary is older than the oldest release that pyorch works with."""

    def __init__(self, version: str) -> None:
        super().__init__(
            f"{version} is too old: pyorch needs Go {oldest_go()} or newer",
            f"install a newer Go from {_DOWNLOADS}, or set GOTOOLCHAIN=auto",
        )


class NotInModuleError(Fault):
    """Neither a folder nor any folder above it has a go.mod."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"{folder} is not in a Go module: it has no go.mod, nor has a folder above it", "run `go mod init`"
        )


class GoCommandError(Fault):
    """A go command failed; the message quotes its stderr."""


class NoNetworkError(GoCommandError):
    """go could not connect to the module proxy."""


class VersionRefusedError(GoCommandError):
    """The module proxy, or the repository behind it, does not serve a version of a module."""

    def __init__(self, module: str, version: str, reason: str) -> None:
        super().__init__(
            f"cannot download {module}@{version}: {reason}",
            f"run `go mod why -m {module}` to see what requires it, then require a version that the module proxy serves",
        )
        self.module = module
        self.version = version


# go reports a refused version in three forms:
#     go: PATH@VERSION: reading URL: 403 …
#     go: PATH@latest: module PATH: reading URL: 403 …
#     IMPORTER imports\n\tPATH: module PATH: reading URL: 403 …      (`go mod tidy`)
# The message leaves out the URL: the address of a proxy may be confidential.
_REFUSED = (
    r"^\s*(?:go: )?(?P<asked>[^\s@:]+)(?:@(?P<version>[^\s:]+))?: (?:module (?P<module>\S+): )?(?:reading \S+: )?"
    r"(?P<why>\d{3} [A-Z][^\n]*|invalid version: [^\n]*|no matching versions [^\n]*)"
)
_OFFLINE = (
    r"dial tcp|no such host|connection refused|i/o timeout|TLS handshake|network is unreachable|proxyconnect"
    r"|lookup disabled by GOPROXY=off"
)


def failure(command: str, stderr: str) -> GoCommandError:
    """Return the error that the stderr of a failed go command describes."""
    refused = re.search(_REFUSED, stderr, re.MULTILINE)
    if refused is not None:
        module = refused["module"] or refused["asked"]
        return VersionRefusedError(module, refused["version"] or "latest", _reason(refused["why"], stderr))
    offline = [line for line in stderr.splitlines() if re.search(_OFFLINE, line)]
    if offline:
        lines = "\n".join(offline).strip()
        return NoNetworkError(f"cannot reach the module proxy:\n{lines}", "check the network, GOPROXY and GOFLAGS")
    kept = [line for line in stderr.strip().splitlines() if not line.startswith(("go: downloading ", "go: finding "))]
    return GoCommandError(f"{command} failed:\n" + "\n".join(kept))


def _reason(why: str, stderr: str) -> str:
    response = re.search(r"server response: ?([^\n]+)", stderr)
    why = re.sub(r"\s+", " ", why).strip()
    return f"{why} ({response[1].strip()})" if response else why
