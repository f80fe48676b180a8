"""One call of the compiler: weaves the package if an aspect matches, compiles it, and notes what it needs at link time."""

from __future__ import annotations

import os

from orchestrion_py.operating_system import capture, run
from orchestrion_py.toolexec import importcfg
from orchestrion_py.toolexec.archives.build_turn import wait_for_archives
from orchestrion_py.toolexec.archives.folder_names import FolderNames
from orchestrion_py.toolexec.build_log import Log
from orchestrion_py.toolexec.cache.atomic_files import write_privately
from orchestrion_py.toolexec.compile_call.single_flight import SingleFlight
from orchestrion_py.toolexec.tool_command import CommandLine, shortened

TYPE_CHECKING = False
if TYPE_CHECKING:
    from orchestrion_py.toolexec.build_warnings import Warnings
    from orchestrion_py.toolexec.compile_call.position_names import Names
    from orchestrion_py.toolexec.plan.plan_folder import Plan
    from orchestrion_py.types.oracle import Oracle
    from orchestrion_py.weaving.package import Package, Skipped, Woven


def compile_package(plan: Plan, argv: list[str]) -> int:
    """Compile one package; return the compiler's exit code."""
    wait_for_archives(plan)
    return Compilation(plan, CommandLine(argv)).run()


class Compilation:
    """One compile call, with what is known about its package."""

    def __init__(self, plan: Plan, call: CommandLine) -> None:
        self._plan = plan
        self._call = call
        self._log = Log(plan.environment)
        self._import_path = plan.environment.get("TOOLEXEC_IMPORTPATH", "").partition(" ")[0] or call.value("-p")
        self._sources = _read(call.files)
        self._is_main = call.value("-p") == "main" or self._is_plugin()
        self._archives = importcfg.read(call.value("-importcfg")) if call.value("-importcfg") else {}
        self._position_names: Names | None = None
        # The archives that weaving adds to what the package imports.
        self._injected: dict[str, str] = {}
        # The warnings about directives, and about a file that does not parse: there the compiler has the first word.
        self._warnings: Warnings = []
        self._unparsed: Warnings = []
        self._folders = FolderNames(plan.folders())

    def run(self) -> int:
        """Weave and compile; return the compiler's exit code."""
        aspects = self._candidates()
        with self._log.step("weave", self._import_path):
            woven = self._weave(aspects) if aspects else None
        if not aspects:
            self._log.not_woven(self._import_path, "no aspect can match in this package")
        single_flight = SingleFlight(self._plan, self._call, self._import_path)
        if woven is None and not (self._is_main and self._plan.weaves):
            return self._warn(single_flight.run(self._compile_plainly))
        argv = self._changed_command(woven)
        # From here on this process waits for the compiler alone.
        return self._warn(single_flight.run(lambda: self._compile(argv, woven)))

    def _is_plugin(self) -> bool:
        """Whether this is the main package of a plugin: go compiles it under its import path (cmd/go/internal/work/gc.go)."""
        if not self._call.has("-dynlink") or not self._plan.facts()["builds-plugins"]:
            return False
        from orchestrion_py.weaving.package import package_clause

        return package_clause(next(iter(self._sources.values()), b"")) == "main"

    def _warn(self, status: int) -> int:
        """Print the warnings about a package that compiles; return the exit code. Whoever copied its archive prints them, too."""
        warnings = self._warnings + self._unparsed
        if status != 0 or not warnings:
            return status
        from orchestrion_py.toolexec.build_warnings import once_per_build, print_warnings, without_errors
        from orchestrion_py.weaving.dependency import is_dependency

        environment = self._plan.environment
        found = once_per_build(warnings, environment.get("TOOLEXEC_IMPORTPATH", ""))
        # Whoever builds the program can change nothing there, but should know what is not woven.
        if any(is_dependency(_absolute(path), self._import_path) for path in self._sources):
            environment = without_errors(environment)
        return print_warnings(found, environment)

    @property
    def _names(self) -> Names:
        """The names of files in positions, which a call without a match does not need."""
        if self._position_names is None:
            from orchestrion_py.toolexec.compile_call.position_names import Names

            self._position_names = Names(
                self._call.value("-trimpath"), self._plan.environment.get("GOROOT", ""), self._sources.values()
            )
        return self._position_names

    def _candidates(self) -> list[int]:
        """Return the numbers of the aspects that may match: the package holds one of their literals.

        The script asked grep this question of all aspects at once.
        """
        from orchestrion_py.aspects.literal_filter import facts_of
        from orchestrion_py.vendors.registry import NEVER, NORMAL, mode_of

        mode = mode_of(self._import_path)
        if mode == NEVER:
            return []
        facts = facts_of(self._import_path, is_main=self._is_main)
        facts += "".join(f"\npackagefile {path}=" for path in self._archives)
        texts = self._sources.values()

        def holds(literal: str) -> bool:
            return literal in facts or any(literal.encode("utf-8", "surrogateescape") in text for text in texts)

        return [
            number
            for number, (internal, literals) in enumerate(self._plan.literal_filters())
            if (mode == NORMAL or internal) and (literals is None or any(holds(literal) for literal in literals))
        ]

    def _weave(self, aspects: list[int]) -> Woven | None:
        facts = self._plan.facts()
        self._plan.reach_libraries()
        from orchestrion_py.aspects.files.plan_format import decode
        from orchestrion_py.faults import Fault
        from orchestrion_py.types.questions import on_demand
        from orchestrion_py.weaving.package import Failed, Skipped, Source
        from orchestrion_py.weaving.weave_package import weave

        sources = [Source(_absolute(path), text) for path, text in self._sources.items()]
        chosen = decode(facts, aspects)
        package = self._package()
        with on_demand(self._types) as types:
            outcome = weave(sources, package, chosen, self._names.placeholder, types)
            if isinstance(outcome, Skipped) and not outcome.unparsed:
                self._log.reasons(self._import_path, chosen, package, sources, types)
        if isinstance(outcome, Failed):
            from orchestrion_py.toolexec.compile_call.aspects_at_fault import with_place

            raise Fault(with_place(outcome.message, facts), outcome.hint)
        self._warnings = [(each.position, each.text) for each in outcome.warnings]
        if isinstance(outcome, Skipped):
            self._log.not_woven(self._import_path, outcome.reason)
            self._unparsed = [_unparsed_warning(self._import_path, outcome)] if outcome.unparsed else []
            return None
        self._log.woven(self._import_path, outcome)
        return outcome

    def _types(self) -> Oracle:
        from orchestrion_py.toolexec.type_oracle import oracle_of_compilation

        files = [_absolute(path) for path in self._sources]
        return oracle_of_compilation(self._plan, self._call, self._import_path, files)

    def _package(self) -> Package:
        from orchestrion_py.weaving.package import Package, package_clause

        facts = self._plan.facts()
        first = next(iter(self._sources.values()), b"")
        return Package(
            import_path=self._import_path,
            name="main" if self._is_main else package_clause(first),
            imports=frozenset(self._archives),
            is_test_main=self._is_main
            and self._import_path.endswith(".test")
            and any(os.path.basename(path) in ("_testmain.go", "_testmain.cover.go") for path in self._sources),
            main_module=facts["main-module"],
            package_names=facts["package-names"],
        )

    def _changed_command(self, woven: Woven | None) -> list[str]:
        """Return the compiler's command line with woven files, and with the archives and the language version that they need."""
        folder = self._folder
        os.makedirs(folder, mode=0o700, exist_ok=True)
        files, more_files = self._write_sources(woven)
        flags = {}
        added = self._added_archives(woven) | self._copies(folder)
        if added:
            flags["-importcfg"] = importcfg.extended(self._call.value("-importcfg"), f"{folder}/importcfg", added)
        if woven is not None:
            flags["-trimpath"] = self._names.rewrites()
            flags["-lang"] = self._lang(woven)
        return shortened(self._call.replaced(flags, files, more_files), f"{folder}/command")

    @property
    def _folder(self) -> str:
        """The folder for what the compiler reads in place of go's own files."""
        return f"{os.path.dirname(self._call.value('-o'))}/pyorch"

    def _woven_path(self, original: str, number: int) -> str:
        """Return the path of a woven file.

        The number tells files of one name apart, which cgo and test variants bring from two folders. It is at the end, because
        the compiler allows cgo's directives only in files whose names start with _cgo_ (isCgoGeneratedFile).
        """
        return f"{self._folder}/{os.path.basename(original).removesuffix('.go')}.{number}.go"

    def _write_sources(self, woven: Woven | None) -> tuple[dict[str, str], list[str]]:
        files: dict[str, str] = {}
        originals = {_absolute(path): path for path in self._call.files}
        for number, file in enumerate(woven.files if woven is not None else ()):
            original = originals[file.path]
            files[original] = self._woven_path(original, number)
            write_privately(files[original], file.text)
        if not self._is_main:
            return files, []
        from orchestrion_py.toolexec.linked_package import import_file

        synthetic = f"{self._folder}/pyorch_linked.go"
        write_privately(synthetic, import_file().encode())
        return files, [synthetic]

    def _added_archives(self, woven: Woven | None) -> dict[str, str]:
        from orchestrion_py.toolexec.linked_package import PACKAGE

        added = {PACKAGE: self._plan.path("linked.a")} if self._is_main else {}
        missing = sorted(woven.imports - self._archives.keys()) if woven is not None else []
        if missing and woven is not None:
            from orchestrion_py.faults import Fault
            from orchestrion_py.toolexec.archives.injected_archives import find_archives
            from orchestrion_py.toolexec.archives.pgo_profile import profile_of_digest

            profile = profile_of_digest(self._plan, self._call.value("-pgoprofile"))
            try:
                known = find_archives(self._plan, self._import_path, missing, profile)
                self._injected = {path: known.archives[path] for path in missing} | self._built_for_test(missing)
            except Fault as fault:
                from orchestrion_py.toolexec.compile_call.aspects_at_fault import with_aspects

                raise with_aspects(fault, _aspect_ids(woven), self._plan.facts()) from fault
        return added | self._injected

    def _copies(self, folder: str) -> dict[str, str]:
        """Return copies of injected archives that go does not see moving: go may take the woven package from its cache."""
        moving = [path for path in self._injected if self._folders.moves_alone(path, self._import_path)]
        if not moving:
            return {}
        from orchestrion_py.toolexec.archives.export_data import copy_for_import

        return {
            path: copy_for_import(self._injected[path], f"{folder}/import.{number}.a", self._folders.rename)
            for number, path in enumerate(moving)
        }

    def _finish_archive(self) -> None:
        """Give the archive of an injected package a fingerprint that does not depend on folders."""
        if self._import_path in self._folders:
            from orchestrion_py.toolexec.archives.export_data import set_fingerprint

            set_fingerprint(self._call.value("-o"), self._folders.rename)

    def _built_for_test(self, injected: list[str]) -> dict[str, str]:
        """If go compiles this package for a test of another one, return the injected packages that import that one."""
        variant = self._plan.environment.get("TOOLEXEC_IMPORTPATH", "").partition(" [")[2]
        if not variant.endswith(".test]"):
            return {}
        from orchestrion_py.toolexec.archives.package_variants import recompiled

        found = recompiled(self._plan, variant.removesuffix(".test]"), injected, self._archives)
        return {path: found[path] for path in injected if path in found}

    def _lang(self, woven: Woven) -> str:
        """Return the language version to compile with: that of the module, or a newer one that woven code needs."""
        from orchestrion_py.weaving.lang import lang_key

        given = self._call.value("-lang")
        wanted = [file.lang for file in woven.files if file.lang] if given else []
        return max([given, *wanted], key=lang_key)

    def _compile_plainly(self) -> int:
        with self._log.step("compile", self._import_path):
            status = run(self._call.argv, self._plan.environment)
        if status == 0:
            self._finish_archive()
        return status

    def _compile(self, argv: list[str], woven: Woven | None) -> int:
        from orchestrion_py.toolexec.archives.archive_note import Note, append_note
        from orchestrion_py.toolexec.linked_package import fingerprint

        with self._log.step("compile", self._import_path):
            status, output = capture(argv, self._plan.environment)
        if status != 0 and woven is not None:
            return self._explain_failure(woven, argv, status)
        os.write(1, self._names.restored(output))
        if status == 0 and woven is not None:
            seen = tuple(f"{path} {fingerprint(archive).hex()}" for path, archive in self._injected.items())
            imports = tuple(woven.imports - self._archives.keys())
            note = Note(imports, tuple(woven.links), _aspect_ids(woven), seen, _places(woven))
            append_note(self._call.value("-o"), note)
        if status == 0:
            self._finish_archive()
        return status

    def _explain_failure(self, woven: Woven, argv: list[str], status: int) -> int:
        """Print the compiler's own errors if the package does not compile without weaving either. Otherwise raise Fault."""
        from orchestrion_py.faults import Fault
        from orchestrion_py.toolexec.compile_call.aspects_at_fault import located, named, numbered

        plain_status, plain_output = capture(self._call.argv, self._plan.environment)
        if plain_status != 0:
            os.write(1, plain_output)
            return plain_status
        if os.path.exists(self._call.value("-o")):
            os.unlink(self._call.value("-o"))
        originals = {_absolute(path): path for path in self._call.files}
        for number, (file, text) in enumerate(zip(woven.files, numbered(woven), strict=True)):
            write_privately(self._woven_path(originals[file.path], number), text)
        _, output = capture(argv, self._plan.environment)
        errors, ids = located(woven, output, self._names.restored)
        aspects = named(ids or _aspect_ids(woven), self._plan.facts())
        raise Fault(
            f"the woven source of {self._import_path} does not compile, and the original does; aspects: {aspects}\n{errors}",
            "correct the template of the aspect; `pyorch weave` prints the woven source",
            status=status,
        )


def _unparsed_warning(import_path: str, outcome: Skipped) -> tuple[str, str]:
    cause = outcome.reason.removeprefix(f"{outcome.place}: ")
    text = f"{import_path} is not woven: {cause}; the compiler accepts it, so please report this as a bug"
    return outcome.place, text


def _read(files: list[str]) -> dict[str, bytes]:
    sources = {}
    for path in files:
        with open(path, "rb") as file:
            sources[path] = file.read()
    return sources


def _absolute(path: str) -> str:
    """Return the name that the compiler gives a file, before -trimpath rewrites it."""
    if os.path.isabs(path):
        return path
    here, said = os.getcwd(), os.environ.get("PWD", "")
    if said and os.path.isabs(said) and os.path.exists(said) and os.path.samefile(said, here):
        here = said
    return os.path.normpath(os.path.join(here, path))


def _aspect_ids(woven: Woven) -> tuple[str, ...]:
    return tuple(sorted({aspect.id for file in woven.files for aspect in file.aspects}))


def _places(woven: Woven) -> tuple[tuple[int, str], ...]:
    """Return where aspects matched, for the note. Names of files have no folder: archives are the same on every machine."""
    numbers = {name: number for number, name in enumerate(_aspect_ids(woven))}
    return tuple(
        (numbers[aspect.id], " ".join(f"{os.path.basename(file.path)}:{aspect.line}:{aspect.column}".splitlines()))
        for file in woven.files
        for aspect in file.aspects
    )
