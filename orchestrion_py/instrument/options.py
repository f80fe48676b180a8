"""The options of a run and the result of each file: plain data that worker processes exchange."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Options:
    """How to instrument files. The order of `aspect_files` matters only for undoing. Templates read `settings`."""

    aspect_files: tuple[str, ...]
    settings: Mapping[str, str] = field(default_factory=dict)
    with_generated: bool = False
    with_tests: bool = False
    with_types: bool = True
    keeps_lines: bool = False
    undoes: bool = False
    # The user's own aspects may lack the check that keeps them out of functions that they already changed.
    has_own_aspects: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome for a file: `after` is None if the file is unchanged, and `skipped` is the reason, if there is one.

    `left_out` has the reasons for functions, `remarks` further messages, `error` the cause of a failure. A result without a path
    is for a folder whose types are not available for the reason `untyped`.
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
