"""What can go wrong in a pin, as data: one message and one hint each, ready to be printed."""

from __future__ import annotations

from orchestrion_py.faults import Fault


class PinError(Fault):
    """A pin that could not be made; nothing of the user's was changed.

    `message` says what is wrong in one or a few lines, `hint` what to do about it ("" where there is nothing to say).
    """


class GoMissingError(PinError):
    """There is no Go toolchain to run."""


class GoTooOldError(PinError):
    """The Go toolchain is older than pyorch can build with."""


class NotInModuleError(PinError):
    """There is no go.mod here nor above."""


class GoCommandError(PinError):
    """A go command failed; the message carries go's own words."""


class NoNetworkError(GoCommandError):
    """The module proxy could not be reached."""


class VersionRefusedError(GoCommandError):
    """The module proxy (or the repository behind it) does not give out a version of a module."""

    def __init__(self, module: str, version: str, reason: str) -> None:
        super().__init__(
            f"{module} {version} is refused: {reason}",
            "go.mod, or a module that it requires, asks for it: see `go mod why -m`, and require a version that is to be had",
        )
        self.module = module
        self.version = version


class NotProvenError(PinError):
    """A package that would be woven in does not compile in this module's graph, and no newer version mends it."""


class ChangedMeanwhileError(PinError):
    """Somebody edited go.mod, go.sum or the tool file while the pin was being made."""


class ShadowRefusedError(PinError):
    """Go takes no -modfile here, so that only a pin in the module itself can help."""
