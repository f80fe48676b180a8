"""Export data that does not depend on folders: the fingerprint of an injected package is the same wherever it was compiled.

go finds a woven package of the standard library in its cache, whatever folder the injected package lies in, because go does not
know of the import. The linker compares the fingerprint that the woven package saw with that of the archive to link
(cmd/link/internal/ld, checkFingerprint). The fingerprint is a hash of the export data (internal/pkgbits, DumpTo), and these hold
the names of files. They also hold the number of each symbol (cmd/compile/internal/noder, lsymIdx), which is what the linker is
about. So pyorch gives the archive the fingerprint that it would have with other names of files. If two such fingerprints are
equal, the archives differ in nothing that an importer can see, apart from the names.
"""

from __future__ import annotations

from orchestrion_py.toolexec.cache.atomic_files import write_privately
from orchestrion_py.toolexec.linked_package import place_of_fingerprint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    # Returns another name for a file, or the same one.
    Rename = Callable[[bytes], bytes]

_SIZE = 8  # of a fingerprint
# An archive begins with a magic word. Its first member, with a header of 60 bytes, is __.PKGDEF, which holds the export data.
_MAGIC = 8
_HEADER_END = _MAGIC + 60
_START, _END = b"\n$$B\nu", b"\n$$\n"
# The version, flags, and where each section ends (internal/pkgbits, SectionKind); then comes where each element ends.
_SECTIONS = 10
_STRINGS, _POSITION_BASES = 0, 2
_NEWEST_VERSION = 2
_SYNC_MARKERS = 1
_NO_ELEMENTS = bytes(4 * (2 + _SECTIONS))


def set_fingerprint(archive: str, rename: Rename) -> None:
    """Give a compiled archive the fingerprint of its export data with other names of files.

    An archive in an unknown format keeps its fingerprint, and the link call may have to refuse it.
    """
    with open(archive, "rb") as file:
        content = file.read()
    start, end = _place_of_export_data(content)
    data = ExportData.read(content[start:end])
    if data is None:
        return
    fingerprint = data.renamed(rename)[-_SIZE:]
    in_object, _ = place_of_fingerprint(content)
    with open(archive, "r+b") as file:
        for place in (in_object, end - _SIZE):
            file.seek(place)
            file.write(fingerprint)


def copy_for_import(archive: str, target: str, rename: Rename) -> str:
    """Write what the compiler reads of an archive, with other names of files; return the path to import from.

    That is the archive itself if this cannot rename the files.
    """
    with open(archive, "rb") as file:
        content = file.read()
    start, end = _place_of_export_data(content)
    data = ExportData.read(content[start:end])
    if data is None or data.has_name_in_use(rename):
        return archive
    definition = content[_HEADER_END:start] + data.renamed(rename) + _END
    header = b"%b%-10d`\n" % (content[_MAGIC : _HEADER_END - 12], len(definition))
    write_privately(target, content[:_MAGIC] + header + definition + b"\n" * (len(definition) % 2))
    return target


def _place_of_export_data(archive: bytes) -> tuple[int, int]:
    """Return where the export data of an archive starts and ends; nowhere if it has none."""
    if archive[_MAGIC:].split(maxsplit=1)[:1] != [b"__.PKGDEF"]:
        return 0, 0
    member = _HEADER_END + int(archive[_HEADER_END - 12 : _HEADER_END - 2])
    start = archive.find(_START, _HEADER_END, member)
    end = archive.rfind(_END, _HEADER_END, member)
    return (start + len(_START), end) if 0 <= start < end else (0, 0)


class ExportData:
    """The export data of one package: elements in sections, of which some name the files of positions."""

    def __init__(self, head: bytes, section_ends: tuple[int, ...], elements: list[bytes]) -> None:
        self._head = head
        self._section_ends = section_ends
        self._elements = elements
        self._bases = range(section_ends[_POSITION_BASES - 1], section_ends[_POSITION_BASES])

    @classmethod
    def read(cls, data: bytes) -> ExportData | None:
        """Read export data; return None if their format is unknown."""
        import struct

        first = len(_NO_ELEMENTS)
        if len(data) < first:
            return None
        version, flags, *section_ends = struct.unpack_from(f"<II{_SECTIONS}I", data)
        if not 1 <= version <= _NEWEST_VERSION or flags & _SYNC_MARKERS or len(data) < first + 4 * section_ends[-1]:
            return None
        ends = struct.unpack_from(f"<{section_ends[-1]}I", data, first)
        body = memoryview(data)[first + 4 * len(ends) :]
        if not ends or ends[-1] + _SIZE != len(body):
            return None
        elements = [bytes(body[start:end]) for start, end in zip((0, *ends), ends, strict=False)]
        return cls(data[:first], tuple(section_ends), elements)

    def renamed(self, rename: Rename) -> bytes:
        """Return the export data with other names of files, and with the fingerprint that belongs to them."""
        import hashlib
        import struct
        from itertools import accumulate

        elements = list(self._elements)
        for index, (name, new, column) in self._new_names(rename).items():
            elements[name] = new
            if column is not None:
                # How far a line directive reaches depends on the length of the name in it.
                first, last = column
                elements[index] = elements[index][:first] + b"\0" + elements[index][last:]
        ends = struct.pack(f"<{len(elements)}I", *accumulate(map(len, elements)))
        payload = b"".join([self._head, ends, *elements])
        return payload + hashlib.sha256(payload).digest()[:_SIZE]

    def has_name_in_use(self, rename: Rename) -> bool:
        """Whether a name to change is also something else, such as a constant: equal strings are one element."""
        names = {name for name, _, _ in self._new_names(rename).values()}
        others = (index for index in range(self._section_ends[0], len(self._elements)) if index not in self._bases)
        return bool(names) and any(
            section == _STRINGS and name in names
            for index in others
            for section, name in _references(self._elements[index])[0]
        )

    def _new_names(self, rename: Rename) -> dict[int, tuple[int, bytes, tuple[int, int] | None]]:
        """Return what changes for a position base: the element of its name, the new name, and the place of a column."""
        found = {}
        for index in self._bases:
            name, column = _position_base(self._elements[index])
            new = rename(self._elements[name])
            if new != self._elements[name]:
                found[index] = name, new, column
        return found


def _position_base(element: bytes) -> tuple[int, tuple[int, int] | None]:
    """Return the number of the string that names a file, and where the column is at which a line directive ends.

    See posBaseIdx in cmd/compile/internal/noder/writer.go.
    """
    references, place = _references(element)
    name, place = _number(element, place)
    is_file, is_known = element[place], element[place + 1 : place + 2]
    if is_file or is_known != b"\1":
        return references[name][1], None
    _base, place = _number(element, place + 2)
    _line, place = _number(element, place)
    _column, end = _number(element, place)
    return references[name][1], (place, end)


def _references(element: bytes) -> tuple[list[tuple[int, int]], int]:
    """Return the elements that an element refers to, by section and number, and where its own data start."""
    count, place = _number(element, 0)
    found = []
    for _ in range(count):
        section, place = _number(element, place)
        number, place = _number(element, place)
        found.append((section, number))
    return found, place


def _number(data: bytes, place: int) -> tuple[int, int]:
    """Read a varint; return it, and the place behind it."""
    value = shift = 0
    while data[place] >= 0x80:
        value |= (data[place] & 0x7F) << shift
        shift += 7
        place += 1
    return value | data[place] << shift, place + 1
