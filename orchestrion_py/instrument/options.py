"""What a user asks for, and what comes of each file: plain data, which processes hand to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Options:
    """How files are instrumented. `aspect_files` are asked one after the other, which matters to undoing alone.

    `settings` are those that templates ask for.
    """

    aspect_files: tuple[str, ...]
    settings: Mapping[str, str] = field(default_factory=dict)
    with_generated: bool = False
    with_tests: bool = False
    with_types: bool = True
    keeps_lines: bool = False
    undoes: bool = False
    # Aspects of the user's own may say nothing about functions that they have been woven into before.
    has_own_aspects: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """A file, and what becomes of it: `after` is None where it stays as it is, for the reason `skipped` if there is one.

    `left_out` has the reasons for functions, `remarks` what else is to be told, `error` why nothing could be done. One without a
    path stands for a folder, whose types could not be had for the reason `untyped`.
    """

    path: str
    before: bytes = b""
    after: bytes | None = None
    functions: int = 0
    skipped: str = ""
    left_out: tuple[tuple[int, str], ...] = ()
    remarks: tuple[str, ...] = ()
    error: str = ""
    untyped: str = ""
