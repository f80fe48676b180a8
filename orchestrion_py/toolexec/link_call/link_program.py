"""One call of the linker: adds the packages that woven packages import or link, and the record of the program."""

from __future__ import annotations

import os
from dataclasses import dataclass

from orchestrion_py.faults import Fault
from orchestrion_py.operating_system import become, executable, run
from orchestrion_py.toolexec import importcfg, linked_package
from orchestrion_py.toolexec.archives.archive_note import read_note
from orchestrion_py.toolexec.archives.injected_archives import find_archives
from orchestrion_py.toolexec.archives.package_graph import reachable
from orchestrion_py.toolexec.archives.pgo_profile import profile_of_program
from orchestrion_py.toolexec.build_log import Log
from orchestrion_py.toolexec.build_warnings import OFF, mode, print_warnings
from orchestrion_py.toolexec.compile_call.single_flight import forget_finished
from orchestrion_py.toolexec.link_call.program_record import linker_flag, program_record
from orchestrion_py.toolexec.link_call.unmatched_aspects import unmatched_warnings
from orchestrion_py.toolexec.linked_programs import name_program
from orchestrion_py.toolexec.tool_command import CommandLine, shortened

TYPE_CHECKING = False
if TYPE_CHECKING:
    from orchestrion_py.toolexec.archives.archive_note import Note
    from orchestrion_py.toolexec.plan.plan_folder import Plan


@dataclass(frozen=True, slots=True)
class Program:
    """A program to link: the import path of its main package, the archives that pyorch adds, and the notes of all packages.

    `is_test`: go made the main package, for a test.
    """

    path: str
    is_test: bool
    added: dict[str, str]
    notes: dict[str, Note]


def link_program(plan: Plan, argv: list[str]) -> int:
    """Become the linker, with all archives that the program needs."""
    forget_finished(plan)
    log, import_path = Log(plan.environment), plan.environment.get("TOOLEXEC_IMPORTPATH", "")
    with log.step("find what to link into", import_path):
        argv = _with_added(plan, argv)
    if not argv:
        return 1
    if plan.environment.get("PYORCH_TRACE"):
        with log.step("link", import_path):
            return run(argv, plan.environment)
    become(argv[0], argv, plan.environment)


def _with_added(plan: Plan, argv: list[str]) -> list[str]:
    """Return the linker's command line with the packages that weaving adds, and the record of the program.

    It is empty if a warning ends the build.
    """
    call = CommandLine(argv)
    config = call.value("-importcfg")
    if plan.weaves and config:
        program = _complete(plan, call, argv[0], importcfg.read(config))
        if _warn(plan, program) != 0:
            return []
        record = program_record(plan, program.path, program.added, program.notes, importcfg.module_information(config))
        name_program(plan, record)
        argv = call.replaced({"-importcfg": importcfg.extended(config, f"{config}.pyorch", program.added)}, {}, [])
        argv = shortened([argv[0], linker_flag(record), *argv[1:]], f"{config}.command")
    return argv


def _warn(plan: Plan, program: Program) -> int:
    """Warn about aspects of the project that match nothing, except in tests; return the exit code that PYORCH_WARN asks for."""
    if program.is_test or mode(plan.environment) == OFF:
        return 0
    matched = {aspect for note in program.notes.values() for aspect in note.aspects}
    warnings = unmatched_warnings(plan, program.path, matched, program.notes)
    return print_warnings(warnings, plan.environment)


def _refuse_stale(plan: Plan, tested: str, woven: dict[str, Note], archives: dict[str, str]) -> None:
    """Refuse a package that was woven with another archive than the one to link. The linker would refuse it without a hint.

    It does not happen unless go compiled an injected package in two ways that the tool id does not tell apart.
    """
    actual: dict[str, str] = {}
    for path, note in woven.items():
        for injected, _, seen in (line.partition(" ") for line in note.seen):
            if injected not in actual:
                actual[injected] = linked_package.fingerprint(archives[injected]).hex()
            if actual[injected] == seen:
                continue
            if tested and tested in reachable(plan.graph(), injected):
                from orchestrion_py.toolexec.archives.package_variants import both_variants

                raise both_variants(tested, path, injected)
            raise Fault(
                f"stale archive of {path} in go's cache: it was woven with another build of {injected}",
                "run `go clean -cache`, and build again; if the error stays, report a bug",
            )


def package_under_test(program: str, archives: dict[str, str]) -> str:
    """Return the package that a program tests; empty if it is not a test binary."""
    tested = program.removesuffix(".test")
    return tested if tested != program and tested in archives else ""


def _complete(plan: Plan, call: CommandLine, linker: str, archives: dict[str, str]) -> Program:
    """Find the archives that the program lacks, `pyorch/linked` among them."""
    program = plan.environment.get("TOOLEXEC_IMPORTPATH", "").partition(" ")[0]
    added: dict[str, str] = {}
    links: set[str] = set()
    woven: dict[str, Note] = {}
    log = Log(plan.environment)
    unread = {**archives, program: call.files[-1]}
    while unread:
        wanted: set[str] = set()
        for path, archive in unread.items():
            note = read_note(archive)
            log.linked(path, note)
            links.update(note.links)
            woven[path] = note
            wanted.update(note.imports + note.links)
        known = archives.keys() | added.keys()
        missing = wanted - known - {"unsafe"}
        unread = {}
        if missing:
            table = find_archives(plan, program, missing, profile_of_program(plan, call.value("-importcfg"), program))
            closure = table.closure(missing)
            unread = {path: archive for path, archive in closure.items() if path not in known}
            added |= unread
    tested = package_under_test(program, archives)
    if tested and added:
        from orchestrion_py.toolexec.archives.package_variants import recompiled

        added |= recompiled(plan, tested, added, archives)
    everything = {**added, **archives}
    _refuse_stale(plan, tested, woven, everything)
    compiler = executable(os.path.join(os.path.dirname(linker), "compile"))
    target = linked_package.make_linked(compiler, plan.folder, sorted(links), everything, call.value("-buildmode"))
    return Program(program, bool(tested), {**added, linked_package.PACKAGE: target}, woven)
