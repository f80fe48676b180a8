"""The command lines of the compiler and the linker: read flags and files, and replace them."""

from __future__ import annotations

import os

from orchestrion_py.operating_system import program_name
from orchestrion_py.toolexec.cache.atomic_files import write_privately

# Flags that cmd/go gives the compiler with their value in the next word (cmd/go/internal/work/gc.go).
_VALUES = frozenset({
    "-o", "-trimpath", "-p", "-importcfg", "-buildid", "-goversion", "-symabis", "-asmhdr", "-embedcfg",
})  # fmt: skip
# go puts this word behind a user's own -gcflags. After it come only these flags, and then the files.
_LAST_FLAGS = "-nolocalimports"
_BEHIND = frozenset({"-importcfg", "-asmhdr", "-embedcfg"})
# Linux allows 128 KiB for one word of a command line; for all of them together less than 2 MiB, which the environment shares.
_LONGEST_WORD = 100_000
_LONGEST_COMMAND = 500_000


class CommandLine:
    """A tool call: the tool, its flags, and the files at its end.

    A user's -gcflags and -ldflags may hold any words. So the linker's file is the last word, and the compiler's files follow
    the last flags that go itself adds. An overlay can add files whose names do not end in .go.
    """

    def __init__(self, argv: list[str]) -> None:
        self.argv = list(argv)
        self._places = {word: index + 1 for index, word in enumerate(argv) if word in _VALUES and index + 1 < len(argv)}
        is_link = program_name(argv[0]) == "link"
        self.files = self.argv[len(argv) - 1 if is_link else _first_file(argv) :]

    def value(self, flag: str) -> str:
        """Return the value of a flag; empty if it is not given."""
        if flag in self._places:
            return self.argv[self._places[flag]]
        prefix = f"{flag}="
        return next((word[len(prefix) :] for word in self.argv if word.startswith(prefix)), "")

    def has(self, switch: str) -> bool:
        """Whether a switch is given."""
        return switch in self.argv

    def replaced(self, flags: dict[str, str], files: dict[str, str], more_files: list[str]) -> list[str]:
        """Return a copy with other values for flags that are given, other files, and more files at its end."""
        argv = list(self.argv)
        for flag, value in flags.items():
            if flag in self._places:
                argv[self._places[flag]] = value
            else:
                argv = [f"{flag}={value}" if word.startswith(f"{flag}=") else word for word in argv]
        start = len(argv) - len(self.files)
        return argv[:start] + [files.get(file, file) for file in argv[start:]] + more_files


def shortened(argv: list[str], path: str) -> list[str]:
    """Return a command line that the system accepts: if this one is too long, the tool reads its words from a file at `path`.

    Go's tools read such a response file (cmd/internal/objabi, expandArgs). go itself writes none if a -toolexec is given.
    """
    lengths = [len(os.fsencode(word)) for word in argv]
    if max(lengths) <= _LONGEST_WORD and sum(lengths) <= _LONGEST_COMMAND:
        return argv
    words = (word.replace("\\", "\\\\").replace("\n", "\\n") for word in argv[1:])
    write_privately(path, os.fsencode("".join(f"{word}\n" for word in words)))
    return [argv[0], f"@{path}"]


def _first_file(argv: list[str]) -> int:
    """Return the index of a compile call's first file (cmd/go/internal/work/gc.go)."""
    if _LAST_FLAGS not in argv:
        start = len(argv)
        while start > 1 and argv[start - 1].endswith(".go") and argv[start - 2] not in _VALUES:
            start -= 1
        return start
    start = len(argv) - argv[::-1].index(_LAST_FLAGS)
    while start < len(argv) and argv[start].startswith("-"):
        start += 2 if argv[start] in _BEHIND else 1
    return start
