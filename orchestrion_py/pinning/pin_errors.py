"""Why a pin fails, apart from failures of go itself."""

from __future__ import annotations

from orchestrion_py.faults import Fault


class PinError(Fault):
    """The module cannot be pinned; every file is as it was."""


class DoesNotCompileError(PinError):
    """An injected package does not compile with the module's requirements, and no newer version helps."""


class ChangedMeanwhileError(PinError):
    """Someone edited go.mod, go.sum or the tool file while the pin was being made."""


class ReadOnlyError(PinError):
    """The user protected a file that the pin has to write."""


class ShadowRefusedError(PinError):
    """go does not accept -modfile here, so only a pin in the module itself helps."""
