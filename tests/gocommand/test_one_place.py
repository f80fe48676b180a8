"""Only gocommand runs go, reads its flags and its JSON, and knows which releases are old enough to refuse."""

from __future__ import annotations

import re

import pytest

from tests.helpers.paths import REPOSITORY

SOURCES = REPOSITORY / "orchestrion_py"
# Programs that are not go: the pager, `grep`, the agent and the programs that are traced, `ps`, the compiled type oracle.
OTHER_PROGRAMS = (
    "cli/pager.py",
    "inspection/literal_search.py",
    "operating_system",
    "processes.py",
    "toolexec/type_oracle.py",
    "traces/",
    "types/oracle.py",
)
# A nested build forks, since its go command must know its own process id.
NESTED_BUILD = ("toolexec/nested_go.py",)


def modules_with(pattern: str) -> list[str]:
    """Modules outside gocommand with a line of code that matches."""
    return sorted(
        name
        for path in SOURCES.rglob("*.py")
        if not (name := path.relative_to(SOURCES).as_posix()).startswith("gocommand/")
        and any(re.search(pattern, line.partition("  #")[0]) for line in path.read_text().splitlines())
    )


@pytest.mark.parametrize(
    ("what", "pattern", "allowed"),
    [
        ("starts a process with subprocess", r"\bimport subprocess\b|\bsubprocess\.(run|Popen)\b", OTHER_PROGRAMS),
        ("starts a process that knows its id", r"\brun_as_owner\(|\bprocesses import run\b", (*NESTED_BUILD, "operating_system")),
        ("decodes a stream of JSON objects", r"\braw_decode\b|\bJSONDecoder\b", ()),
        ("splits words at quotes", r"\bshlex\b|'\[\^'\]\*'", ("processes.py", "cli/pager.py")),
        ("takes GOFLAGS apart", r"GOFLAGS.*\.(split|partition)\(|re\.\w+\(.*goflags", ()),
        ("knows the oldest release", r"\b1, 25\b|\b1\.25 or newer\b", ()),
        ("names the tool file", r"[\"']orchestrion\.tool\.go[\"']", ("file_names.py",)),
        ("names the aspect file", r"[\"']orchestrion\.yml[\"']", ("file_names.py",)),
    ],
)  # fmt: skip
def test_no_other_module(what: str, pattern: str, allowed: tuple[str, ...]) -> None:
    found = [name for name in modules_with(pattern) if not name.startswith(allowed)]
    assert found == [], f"only gocommand (or {', '.join(allowed) or 'nothing else'}) {what}"
