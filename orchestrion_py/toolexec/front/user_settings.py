"""Refuses values of pyorch's variables that it does not know: a misspelled value would have no effect, without a word."""

from __future__ import annotations

from orchestrion_py.toolexec.build_log import LEVELS
from orchestrion_py.toolexec.build_warnings import ERROR, OFF, VARIABLE
from orchestrion_py.toolexec.front import requirement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

# Variables that choose between words. Others are checked where they are used.
_WORDS = {"PYORCH_LOG": LEVELS, VARIABLE: (OFF, ERROR), requirement.VARIABLE: requirement.VALUES}


def refuse_unknown_values(environment: Mapping[str, str]) -> None:
    """Raise Fault if a variable has a value that it cannot have."""
    for name, words in _WORDS.items():
        value = environment.get(name, "")
        if value and (value.lower() if name == "PYORCH_LOG" else value) not in words:
            from orchestrion_py.faults import Fault

            raise Fault(
                f"{name}={value} is not one of its values", f"set it to {', '.join(words)}, or unset it", status=2
            )
