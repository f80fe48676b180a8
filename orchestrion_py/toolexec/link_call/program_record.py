"""The record of a program: what was woven into it, by whom, and what was added to it. `pyorch inspect` prints it."""

from __future__ import annotations

import re

from orchestrion_py.toolexec.link_call.record_text import encode
from orchestrion_py.toolexec.linked_package import PACKAGE, RECORD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from orchestrion_py.toolexec.archives.archive_note import Note
    from orchestrion_py.toolexec.plan.plan_folder import Plan

# A module in the text that `go version -m` prints, as the line `modinfo` of an importcfg quotes it.
_MODULE = re.compile(r"\\n(?:mod|dep)\\t([^\\]+)\\t")


def program_record(
    plan: Plan, program: str, added: Iterable[str], notes: Mapping[str, Note], modinfo: str
) -> dict[str, Any]:
    """Return the record of one program.

    Args:
        plan: the plan of its build.
        program: the import path of its main package.
        added: the packages that pyorch added to it.
        notes: the notes of all its packages.
        modinfo: what go itself says of its modules, quoted.
    """
    facts = plan.program_facts()
    added = frozenset(added)
    matched = {aspect for note in notes.values() for aspect in note.aspects}
    return {
        "pyorch": facts["pyorch"],
        "backend": facts["backend"],
        "go": facts["go"],
        "main": program,
        "modules": _added_modules(facts["modules"], added, set(_MODULE.findall(modinfo))),
        "packages": {path: _woven(note) for path, note in sorted(notes.items()) if note.aspects},
        "integrations": _integrations(facts["integrations"], notes, added),
        "unmatched": [[name, file] for _, name, file in facts["own"] if name not in matched],
    }


def _integrations(known: Iterable[Mapping[str, Any]], notes: Mapping[str, Note], added: frozenset[str]) -> list[str]:
    """Return the names of the integrations that the program uses, without those that only added packages use."""
    own = {path: note for path, note in notes.items() if path not in added}
    matched = {aspect for note in own.values() for aspect in note.aspects}
    used = {
        each["name"]
        for each in known
        if not matched.isdisjoint(each["aspects"])
        and (not each["targets"] or not own.keys().isdisjoint(each["targets"]))
    }
    return sorted(used, key=str.lower)


def linker_flag(record: dict[str, Any]) -> str:
    """Return the flag by which the linker puts a record into the program: no package is compiled for it."""
    return f"-X={PACKAGE}.{RECORD}={encode(record)}"


def _woven(note: Note) -> dict[str, list[str]]:
    """Return the places of each aspect."""
    found: dict[str, list[str]] = {aspect: [] for aspect in note.aspects}
    for number, place in note.places:
        found[note.aspects[number]].append(place)
    return found


def _added_modules(modules: Mapping[str, list[str]], packages: Iterable[str], known: set[str]) -> dict[str, list[str]]:
    """Return the modules that packages belong to, except those that go itself names in the program."""
    found = {_module_of(package, modules) for package in packages} - known - {""}
    return {path: modules[path] for path in sorted(found)}


def _module_of(package: str, modules: Mapping[str, list[str]]) -> str:
    """Return the module of a package: the longest path that it begins with. The standard library has none."""
    while package and package not in modules:
        package = package.rpartition("/")[0]
    return package
