"""Go archives (`ar` files): the member in which a woven package carries what must be linked with it.

The linker passes over members that are no objects if their names have fewer than 16 characters (cmd/link/internal/ld, loadlib),
so the note travels with the archive through every cache, and whoever links it needs no other source.
"""

from __future__ import annotations

from dataclasses import dataclass

_MAGIC = b"!<arch>\n"
_HEADER = 60
_MEMBER = "pyorch.deps"


@dataclass(frozen=True, slots=True)
class Note:
    """What weaving added to a package: packages it imports, packages to be linked without an import, aspects woven in.

    `seen` has the fingerprints of the imported ones, as the compiler saw them: PATH HEX.
    """

    imports: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.imports or self.links or self.aspects)

    def encode(self) -> bytes:
        """One line each, sorted: the same weave gives the same bytes."""
        lines = [f"import {path}" for path in sorted(self.imports)]
        lines += [f"link {path}" for path in sorted(self.links)]
        # An id is whatever somebody wrote; a line break in it must not begin a line of ours.
        lines += [f"aspect {' '.join(name.splitlines())}" for name in self.aspects]
        lines += [f"seen {fingerprint}" for fingerprint in sorted(self.seen)]
        return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")

    @classmethod
    def decode(cls, content: bytes) -> Note:
        """Read what `encode` wrote; unknown lines belong to a newer pyorch and are left alone."""
        parts: dict[str, list[str]] = {"import": [], "link": [], "aspect": [], "seen": []}
        for line in content.decode("utf-8", "surrogateescape").splitlines():
            kind, _, rest = line.partition(" ")
            if kind in parts:
                parts[kind].append(rest)
        return cls(tuple(parts["import"]), tuple(parts["link"]), tuple(parts["aspect"]), tuple(parts["seen"]))


def append_note(path: str, note: Note) -> None:
    """Add a note to an archive that has none."""
    content = note.encode()
    header = f"{_MEMBER:<16}{0:<12}{0:<6}{0:<6}{'644':<8}{len(content):<10}`\n".encode()
    with open(path, "ab") as file:
        file.write(header + content + (b"\n" if len(content) % 2 else b""))


def read_note(path: str) -> Note:
    """The note of an archive; an empty one where it has none."""
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
