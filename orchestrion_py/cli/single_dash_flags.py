"""Translates flags in Go's style (`-all=false`) to two dashes (`--no-all`), for `pyorch instrument`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Names of go-instrument's flags and of pyorch's own, and the option that each stands for.
_BOOLEAN = {
    "w": "write", "d": "diff", "l": "list", "all": "all", "skip-generated": "skip-generated", "tests": "tests",
    "types": "types", "undo": "undo", "exit-code": "exit-code", "json": "json",
    "preserve-lines": "preserve-lines", "preserve-line-numbers": "preserve-lines",
}  # fmt: skip
_VALUED = {"filename": "filename", "app": "app", "backend": "backend", "aspects": "aspects", "format": "format"}
# Without a value, these mean all names.
_LISTS = ("args", "results")
_TRUE, _FALSE = ("1", "t", "T", "true", "TRUE", "True"), ("0", "f", "F", "false", "FALSE", "False")


def translated(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with two dashes before each flag, and each value after an equals sign."""
    return list(_translated(iter(arguments)))


def _translated(arguments: Iterator[str]) -> Iterator[str]:
    for argument in arguments:
        if argument == "--":
            yield argument
            yield from arguments
            return
        name, equals, value = argument.lstrip("-").partition("=")
        if not argument.startswith("-") or not name:
            yield argument
        elif name in _LISTS:
            yield f"--{name}={value if equals else '*'}"
        elif name in _BOOLEAN and value in (*_TRUE, *_FALSE, ""):
            yield f"--{'no-' if value in _FALSE else ''}{_BOOLEAN[name]}"
        elif name in _VALUED:
            # If the value is missing, the command line library reports it.
            given = value if equals else next(arguments, None)
            yield f"--{_VALUED[name]}" + ("" if given is None else f"={given}")
        else:
            yield argument
