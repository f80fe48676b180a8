"""Reads the record of what was woven into a program from its file, without running it."""

from __future__ import annotations

import mmap
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from orchestrion_py.faults import Fault
from orchestrion_py.toolexec.link_call.record_text import find_records

if TYPE_CHECKING:
    from collections.abc import Mapping

# How ELF, Mach-O (64 and 32 bits, for several processors), PE, WebAssembly files and archives of object files begin.
_BEGINNINGS = (
    b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xfe\xed\xfa\xcf", b"\xfe\xed\xfa\xce", b"\xca\xfe\xba\xbe",
    b"MZ", b"\0asm", b"!<arch>\n",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Module:
    """A module that pyorch added to a program; one that a folder replaces has neither version nor checksum."""

    path: str
    version: str
    checksum: str


@dataclass(frozen=True, slots=True)
class Match:
    """An aspect that was woven, and one place where it matched: FILE:LINE:COLUMN, with the name of the file alone."""

    package: str
    aspect: str
    place: str


@dataclass(frozen=True, slots=True)
class Record:
    """What the link step of a woven program wrote into it.

    `main` is the import path of its main package, and `integrations` are the names of those that it uses. `packages` has the
    places of each aspect in each woven package. `unmatched` has the aspects of the project that matched nowhere in the program,
    with the names of their files.
    """

    pyorch: str
    back_end: str
    go: str
    main: str
    modules: tuple[Module, ...] = ()
    packages: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    unmatched: tuple[tuple[str, str], ...] = ()
    integrations: tuple[str, ...] = ()

    @property
    def matches(self) -> tuple[Match, ...]:
        """Every place where an aspect matched."""
        return tuple(
            Match(path, aspect, place)
            for path, aspects in self.packages.items()
            for aspect, places in aspects.items()
            for place in places
        )


def read_records(path: str) -> list[Record]:
    """Return the records of a program; several if it embeds other woven programs, none if pyorch did not build it.

    Raises Fault if the file is not a program, or the record of a pyorch with another format.
    """
    try:
        with open(path, "rb") as file:
            if not file.read(8).startswith(_BEGINNINGS):
                raise Fault(f"{path} is not a program", "name a file that `go build` wrote")
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                found = list(find_records(content))
    except OSError as error:
        raise Fault(f"cannot read {path}: {error.strerror}", "name a file that `go build` wrote") from error
    # A linker may copy a record.
    return [_record(path, each) for number, each in enumerate(found) if each not in found[:number]]


def is_program(path: str) -> bool:
    """Whether a path names a file that begins as a program does."""
    if not os.path.isfile(path):
        return False
    with open(path, "rb") as file:
        return file.read(8).startswith(_BEGINNINGS)


def _record(path: str, found: dict[str, Any] | int) -> Record:
    if isinstance(found, int):
        raise Fault(f"{path} was built by a newer pyorch: its record has format {found}", "use that version of pyorch")
    return Record(
        pyorch=found["pyorch"],
        back_end=found["backend"],
        go=found["go"],
        main=found["main"],
        modules=tuple(Module(name, *version) for name, version in found["modules"].items()),
        packages={
            name: {aspect: tuple(places) for aspect, places in aspects.items()}
            for name, aspects in found["packages"].items()
        },
        unmatched=tuple((aspect, file) for aspect, file in found["unmatched"]),
        integrations=tuple(found.get("integrations", ())),
    )
