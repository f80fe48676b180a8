"""The note in the archive of a woven package: what it imports and links because of weaving, and where which aspect matched.

A Go archive is an `ar` file, and the note is a member of it. The linker ignores members that are not objects if their names have
fewer than 16 characters (cmd/link/internal/ld, loadlib). So the note stays with the archive in every cache, and the link call
needs no other source.
"""

from __future__ import annotations

from dataclasses import dataclass

_MAGIC = b"!<arch>\n"
_HEADER = 60
_MEMBER = "pyorch.deps"


@dataclass(frozen=True, slots=True)
class Note:
    """What weaving added to a package: imports, packages to link without an import, and the ids of the aspects.

    `seen` holds the fingerprints of the imports as the compiler saw them: PATH HEX. `places` says where aspects matched: the
    position of the aspect in `aspects`, and FILE:LINE:COLUMN with the name of the file alone.
    """

    imports: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    places: tuple[tuple[int, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.imports or self.links or self.aspects)

    def encode(self) -> bytes:
        """Return the note as sorted lines: the same weaving gives the same bytes."""
        lines = [f"import {path}" for path in sorted(self.imports)]
        lines += [f"link {path}" for path in sorted(self.links)]
        # An id may hold any text; a line break in it must not start a new line of the note.
        lines += [f"aspect {' '.join(name.splitlines())}" for name in self.aspects]
        lines += [f"seen {fingerprint}" for fingerprint in sorted(self.seen)]
        lines += [f"at {number} {place}" for number, place in self.places]
        return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")

    @classmethod
    def decode(cls, content: bytes) -> Note:
        """Read what `encode` wrote, and ignore the lines of a newer pyorch."""
        parts: dict[str, list[str]] = {"import": [], "link": [], "aspect": [], "seen": [], "at": []}
        for line in content.decode("utf-8", "surrogateescape").splitlines():
            kind, _, rest = line.partition(" ")
            if kind in parts:
                parts[kind].append(rest)
        places = tuple((int(number), place) for number, _, place in (line.partition(" ") for line in parts["at"]))
        return cls(tuple(parts["import"]), tuple(parts["link"]), tuple(parts["aspect"]), tuple(parts["seen"]), places)


def append_note(path: str, note: Note) -> None:
    """Add a note to an archive that does not have one."""
    content = note.encode()
    header = f"{_MEMBER:<16}{0:<12}{0:<6}{0:<6}{'644':<8}{len(content):<10}`\n".encode()
    with open(path, "ab") as file:
        file.write(header + content + (b"\n" if len(content) % 2 else b""))


def read_note(path: str) -> Note:
    """Return the note of an archive; it is empty if the archive has none."""
    name = _MEMBER.encode()
    with open(path, "rb", buffering=0) as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            return Note()
        while len(header := file.read(_HEADER)) == _HEADER:
            size = int(header[48:58])
            if header[:16].rstrip() == name:
                return Note.decode(file.read(size))
            file.seek(size + size % 2, 1)
    return Note()
