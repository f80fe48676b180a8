"""The command lines of the compiler and the linker: the few words that matter, found and replaced."""

from __future__ import annotations

# Flags that cmd/go gives the compiler with their value in the next word (cmd/go/internal/work/gc.go).
_VALUES = frozenset({
    "-o", "-trimpath", "-p", "-importcfg", "-buildid", "-goversion", "-symabis", "-asmhdr", "-embedcfg",
})  # fmt: skip


class CommandLine:
    """A tool call: the tool, its flags, and the files at its end.

    A user's -gcflags and -ldflags may bring flags of any shape, so files are counted from the end: all trailing Go files for
    the compiler, the last word for the linker.
    """

    def __init__(self, argv: list[str]) -> None:
        self.argv = list(argv)
        self._places = {word: index + 1 for index, word in enumerate(argv) if word in _VALUES and index + 1 < len(argv)}
        start = len(argv)
        if argv[0].removesuffix(".exe").endswith("link"):
            start -= 1
        else:
            while start > 1 and argv[start - 1].endswith(".go") and argv[start - 2] not in _VALUES:
                start -= 1
        self.files = self.argv[start:]

    def value(self, flag: str) -> str:
        """The value of a flag, empty where it is not given."""
        if flag in self._places:
            return self.argv[self._places[flag]]
        prefix = f"{flag}="
        return next((word[len(prefix) :] for word in self.argv if word.startswith(prefix)), "")

    def has(self, switch: str) -> bool:
        """Whether a switch is given."""
        return switch in self.argv

    def replaced(self, flags: dict[str, str], files: dict[str, str], more_files: list[str]) -> list[str]:
        """A copy with other values for flags that it has, other files, and more files at its end."""
        argv = list(self.argv)
        for flag, value in flags.items():
            if flag in self._places:
                argv[self._places[flag]] = value
            else:
                argv = [f"{flag}={value}" if word.startswith(f"{flag}=") else word for word in argv]
        start = len(argv) - len(self.files)
        return argv[:start] + [files.get(file, file) for file in argv[start:]] + more_files
