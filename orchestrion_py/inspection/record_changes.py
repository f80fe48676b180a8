"""What differs between the records of two programs: what another pyorch, other aspects or other modules changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orchestrion_py.inspection.binary_record import Record


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: of what, the old value and the new one. A value is empty if only the other program has it."""

    name: str
    old: str
    new: str


def record_changes(old: Record, new: Record) -> list[Change]:
    """Return what differs, in the order of the record.

    Code that only moved is not a difference: an aspect that matches as often in a file as before is the same.
    """
    return [*_builders(old, new), *_modules(old, new), *_aspects(old, new), *_unmatched(old, new)]


def _builders(old: Record, new: Record) -> Iterator[Change]:
    for name, before, after in (
        ("main package", old.main, new.main),
        ("pyorch", old.pyorch, new.pyorch),
        ("back end", old.back_end, new.back_end),
        ("Go", old.go, new.go),
    ):
        if before != after:
            yield Change(name, before, after)


def _modules(old: Record, new: Record) -> Iterator[Change]:
    before, after = ({each.path: (each.version, each.checksum) for each in record.modules} for record in (old, new))
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) != after.get(path):
            yield Change(f"module {path}", _version(before.get(path)), _version(after.get(path)))


def _version(found: tuple[str, str] | None) -> str:
    """Return a version, with its checksum: a proxy may serve another content for one version."""
    if found is None:
        return ""
    version, checksum = found
    return f"{version} {checksum}".strip() or "(a folder)"


def _aspects(old: Record, new: Record) -> Iterator[Change]:
    before, after = _places(old), _places(new)
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key, []), after.get(key, [])
        if len(was) != len(now):
            package, aspect, _ = key
            yield Change(f"{package}: {aspect or '(no id)'}", ", ".join(was), ", ".join(now))


def _places(record: Record) -> dict[tuple[str, str, str], list[str]]:
    """Return the places of a record by package, aspect and file."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for each in record.matches:
        found.setdefault((each.package, each.aspect, _file(each.place)), []).append(each.place)
    return found


def _file(place: str) -> str:
    return place.rsplit(":", 2)[0]


def _unmatched(old: Record, new: Record) -> Iterator[Change]:
    for aspect, file in sorted(set(old.unmatched) ^ set(new.unmatched)):
        before, after = (file if (aspect, file) in record.unmatched else "" for record in (old, new))
        yield Change(f"aspect that matches nothing: {aspect or '(no id)'}", before, after)
