"""The warnings of a build: their one form, where they are printed, and what PYORCH_WARN makes of them.

A tool prints its warnings to its own stderr. go stores that with what the tool made (cmd/go/internal/work, updateBuildID) and
prints it again when it takes that from its cache (showStdout). So a warning comes with every build.
"""

from __future__ import annotations

import os

from orchestrion_py.message_codes import with_code

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

VARIABLE = "PYORCH_WARN"
OFF, ERROR = "off", "error"

# A place, `file:line:column` or empty, and what is wrong there.
Warnings = list[tuple[str, str]]


def mode(environment: Mapping[str, str]) -> str:
    """Return what the user wants of warnings: `off`, `error`, or "" to print them."""
    return environment.get(VARIABLE, "")


def without_errors(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which a warning fails no build, for code that the user cannot change."""
    return {name: value for name, value in environment.items() if (name, value) != (VARIABLE, ERROR)}


def once_per_build(warnings: Iterable[tuple[str, str]], import_path: str) -> list[tuple[str, str]]:
    """Drop what another compile call of the same build prints.

    For a test, go compiles a package again, `P [Q.test]`. Only the test files are new then.
    """
    is_variant = import_path.endswith(".test]")
    return [each for each in warnings if not is_variant or "_test.go:" in each[0]]


def print_warnings(warnings: Iterable[tuple[str, str]], environment: Mapping[str, str], descriptor: int = 2) -> int:
    """Print each warning once; return the exit code that they ask for.

    Args:
        warnings: the place and the text of each.
        environment: that of the build, for PYORCH_WARN.
        descriptor: the file to print to; in a tool call 2, which go keeps.
    """
    wanted = mode(environment)
    found = dict.fromkeys(warnings)
    if not found or wanted == OFF:
        return 0
    severity = "error" if wanted == ERROR else "warning"
    text = "".join(f"{_line(severity, place, warning)}\n" for place, warning in found)
    if wanted == ERROR:
        hint = f"correct this, or unset {VARIABLE}={ERROR}, which makes warnings errors"
        text += f"  hint: {hint}\n"
    os.write(descriptor, text.encode("utf-8", "replace"))
    return 1 if wanted == ERROR else 0


def print_remarks(remarks: Iterable[str], environment: Mapping[str, str], descriptor: int = 2) -> int:
    """Print what a go command lacks as a whole; return the exit code that PYORCH_WARN asks for.

    It is one line in a log of thousands, so GitHub Actions gets it as an annotation, which the summary of a run shows.
    """
    found = list(remarks)
    if environment.get("GITHUB_ACTIONS") != "true" or mode(environment):
        return print_warnings((("", remark) for remark in found), environment, descriptor)
    from orchestrion_py.workflow_commands import workflow_command

    lines = [workflow_command("warning", f"pyorch: {with_code(remark)}", title="pyorch") for remark in found]
    os.write(descriptor, "".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
    return 0


def _line(severity: str, place: str, text: str) -> str:
    return f"{place}: pyorch: {severity}: {with_code(text)}" if place else f"pyorch: {severity}: {with_code(text)}"
