"""The output of a story's commands, and its comparison between pyorch and plain go."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

SPAN = re.compile(r"span: ([\w.*()]+)")

# What differs between two runs of the same command, and its replacement.
_FLEETING = (
    (re.compile(r"\(cached\)|\d+\.\d+s\b"), "(time)"),
    (re.compile(r'"(Time|Elapsed)":("[^"]*"|[\d.e-]+),?'), ""),
    (re.compile(r"\s+\d+\s+[\d.]+ ns/op.*"), " (figures)"),
    (re.compile(r"(fuzz: elapsed: ).*"), r"\1(figures)"),
    (re.compile(r"\b0x[0-9a-f]+\b"), "(address)"),
)


# pyorch reads a module before go does, and so downloads it earlier.
_PROGRESS = "go: downloading "


@dataclass(frozen=True, slots=True)
class Said:
    """How one command ended, and what it printed."""

    line: int
    command: str
    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        return self.out + self.err

    def spans(self) -> list[str]:
        """The names of the printed spans, in order."""
        return SPAN.findall(self.err) + SPAN.findall(self.out)


def differences(woven: list[Said], plain: list[Said]) -> str:
    """How the run with plain go differs, apart from spans and times; empty if it does not."""
    before, after = (_comparable(each) for each in (plain, woven))
    return "\n".join(difflib.unified_diff(before, after, "plain go", "pyorch", lineterm=""))


def _comparable(transcript: list[Said]) -> list[str]:
    lines = []
    for said in transcript:
        lines.append(f"{said.line}: {said.command}: exit {said.code}")
        lines += [f"  out: {line}" for line in _lasting(said.out)]
        lines += [f"  err: {line}" for line in _lasting(said.err)]
    return lines


def _lasting(text: str) -> list[str]:
    kept = "\n".join(line for line in text.splitlines() if not SPAN.search(line) and not line.startswith(_PROGRESS))
    for pattern, stand_in in _FLEETING:
        kept = pattern.sub(stand_in, kept)
    return kept.splitlines()
