"""GOFLAGS whose parts overwrite each other: go takes the last -toolexec, and the variable hides what `go env -w` wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.doctor.finding import FAULT, OK, WARNING, Finding
from orchestrion_py.gocommand.flags import flag_name, is_pyorch, split_words
from orchestrion_py.gocommand.go_settings import goflags_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orchestrion_py.doctor.finding import Machine

_CHECK = "GOFLAGS"


def check_flags(machine: Machine) -> Iterator[Finding]:
    """Check each -toolexec of GOFLAGS."""
    used = goflags_of(machine.environment, machine.go)
    written = goflags_of({**machine.environment, "GOFLAGS": ""}, machine.go)
    tools = _toolexecs(used)
    others = [each for each in tools if not is_pyorch(split_words(each))]
    if len(tools) > 1:
        yield Finding(
            _CHECK,
            FAULT,
            f"-toolexec is given {len(tools)} times, and go uses only the last one: {tools[-1]}",
            "keep one",
        )
    elif others:
        yield Finding(
            _CHECK,
            FAULT,
            f"GOFLAGS has -toolexec={others[0]}: go accepts only one, so `pyorch go` refuses to build",
            "remove it from GOFLAGS",
        )
    hidden = [each for each in _toolexecs(written) if is_pyorch(split_words(each))]
    if hidden and not tools:
        yield Finding(
            _CHECK,
            WARNING,
            f"the variable GOFLAGS={used} hides -toolexec={hidden[0]} of `go env -w`, so plain go does not weave",
            "unset the variable, or add -toolexec to it",
        )
    if not others and len(tools) < 2:
        yield Finding(_CHECK, OK, used.strip() or "empty: only `pyorch go` weaves")


def _toolexecs(flags: str) -> list[str]:
    return [word.partition("=")[2] for word in split_words(flags) if flag_name(word) == "toolexec"]
