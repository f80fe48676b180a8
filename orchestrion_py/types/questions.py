"""What is asked of the oracle, and what keeps it from answering; the oracle itself most packages never need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class UntypedError(Exception):
    """The package does not type-check; the message is the first thing that is wrong with it."""


class QuestionError(Exception):
    """A question that has no answer: what it names is no interface, say."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What type-checking a package needs: `archives` by import path, `import_map` from the paths in its files to these.

    `lang` is a language version (go1.25) or empty, `arch` a GOARCH.
    """

    import_path: str
    files: Sequence[str]
    archives: Mapping[str, str]
    import_map: Mapping[str, str]
    lang: str
    arch: str


@dataclass(frozen=True, slots=True)
class Place:
    """A node of the source: the file's name in `Facts.files`, and the offsets between which it stands."""

    file: str
    start: int
    end: int
