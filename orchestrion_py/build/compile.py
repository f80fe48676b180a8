"""One call of the compiler: weave the package if an aspect applies to it, compile it, note what must be linked with it."""

from __future__ import annotations

import os
import sys

from orchestrion_py.build import importcfg, linked
from orchestrion_py.build.commandline import CommandLine
from orchestrion_py.build.flight import Flight
from orchestrion_py.build.log import Log
from orchestrion_py.build.resolution import resolve, wait_for_others

TYPE_CHECKING = False
if TYPE_CHECKING:
    from orchestrion_py.build.plan import Plan
    from orchestrion_py.weaving.package import Package, Woven


def compile_package(plan: Plan, argv: list[str]) -> int:
    """Compile one package; the compiler's exit code."""
    wait_for_others(plan)
    call = CommandLine(argv)
    log = Log(plan.environment)
    import_path = plan.environment.get("TOOLEXEC_IMPORTPATH", "").partition(" ")[0] or call.value("-p")
    is_main = call.value("-p") == "main"
    sources = _read(call.files)
    archives = importcfg.read(call.value("-importcfg")) if call.value("-importcfg") else {}
    aspects = _candidates(plan, import_path, is_main, archives, sources)
    woven, unparsed = None, ""
    if aspects:
        woven, unparsed = _weave(plan, call, import_path, aspects, archives, sources, log)
    else:
        log.not_woven(import_path, "no aspect is for this package")
    flight = Flight(plan, call, import_path)
    if woven is None and not (is_main and plan.weaves):
        status = flight.run(lambda: _relay(argv, plan.environment))
        if status == 0 and unparsed:
            log.line("warn", f"{import_path}: not woven: {unparsed}; the compiler takes it: please report this")
        return status
    argv = _changed_command(plan, call, import_path, archives, woven, is_main=is_main)
    # From here on nothing is waited for but the compiler.
    return flight.run(lambda: _compile(plan, call, argv, import_path, archives, woven))


def _relay(argv: list[str], environment: dict[str, str]) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(os.posix_spawn(argv[0], argv, environment), 0)[1])


def _read(files: list[str]) -> dict[str, bytes]:
    sources = {}
    for path in files:
        if path.endswith(".go"):
            with open(path, "rb") as file:
                sources[path] = file.read()
    return sources


def _candidates(
    plan: Plan, import_path: str, is_main: bool, archives: dict[str, str], sources: dict[str, bytes]
) -> list[int]:
    """The numbers of the aspects that show a clue in the package: the question that grep asked of all, asked of each."""
    from orchestrion_py.aspects.clues import facts_of
    from orchestrion_py.aspects.special_cases import NEVER, NORMAL, mode_of

    mode = mode_of(import_path)
    if mode == NEVER:
        return []
    facts = facts_of(import_path, is_main=is_main)
    facts += "".join(f"\npackagefile {path}=" for path in archives)

    def shows(clue: str) -> bool:
        return clue in facts or any(clue.encode("utf-8", "surrogateescape") in text for text in sources.values())

    return [
        number
        for number, (internal, clues) in enumerate(plan.clues())
        if (mode == NORMAL or internal) and (clues is None or any(shows(clue) for clue in clues))
    ]


def _weave(
    plan: Plan, call: CommandLine, import_path: str, aspects: list[int], archives: dict[str, str],
    sources: dict[str, bytes], log: Log,
) -> tuple[Woven | None, str]:  # fmt: skip
    """The woven package, or None; and, of a package that did not parse, where not."""
    facts = plan.facts()
    sys.path.extend(path for path in facts["python-path"] if path not in sys.path)
    from orchestrion_py.aspects.compiled import decode
    from orchestrion_py.faults import Fault
    from orchestrion_py.weaving.package import Failed, Skipped, Source
    from orchestrion_py.weaving.weave import weave

    package = _package(plan, call, import_path, archives, sources)
    named = [Source(_name(path), text) for path, text in sources.items()]
    outcome = weave(named, package, decode(facts["aspects"][number] for number in aspects))
    if isinstance(outcome, Failed):
        raise Fault(outcome.message, "`pyorch check` looks at the file that the aspect comes from")
    if isinstance(outcome, Skipped):
        log.not_woven(import_path, outcome.reason)
        return None, outcome.reason if outcome.unparsed else ""
    log.woven(import_path, outcome)
    return outcome, ""


def _package(
    plan: Plan, call: CommandLine, import_path: str, archives: dict[str, str], sources: dict[str, bytes]
) -> Package:
    from orchestrion_py.weaving.package import Package, package_clause

    is_main = call.value("-p") == "main"
    first = next(iter(sources.values()), b"")
    return Package(
        import_path=import_path,
        name="main" if is_main else package_clause(first),
        imports=frozenset(archives),
        is_test_main=is_main
        and import_path.endswith(".test")
        and any(os.path.basename(path) in ("_testmain.go", "_testmain.cover.go") for path in sources),
        main_module=plan.facts()["main-module"],
        package_names=plan.facts()["package-names"],
    )


def _name(path: str) -> str:
    """The absolute name that the compiler gives a file, which -trimpath then rewrites as it does without weaving."""
    if os.path.isabs(path):
        return path
    here, said = os.getcwd(), os.environ.get("PWD", "")
    if said and os.path.isabs(said) and os.path.exists(said) and os.path.samefile(said, here):
        here = said
    return os.path.normpath(os.path.join(here, path))


def _changed_command(
    plan: Plan, call: CommandLine, import_path: str, archives: dict[str, str], woven: Woven | None, *, is_main: bool
) -> list[str]:
    folder = f"{os.path.dirname(call.value('-o'))}/pyorch"
    os.makedirs(folder, mode=0o700, exist_ok=True)
    files, more_files = _write_sources(folder, call, woven, with_linked=is_main)
    added = _added_archives(plan, import_path, archives, woven, with_linked=is_main)
    flags = {"-importcfg": importcfg.extended(call.value("-importcfg"), f"{folder}/importcfg", added)} if added else {}
    lang = _raised_lang(call.value("-lang"), woven)
    if lang:
        flags["-lang"] = lang
    return call.replaced(flags, files, more_files)


def _compile(
    plan: Plan, call: CommandLine, argv: list[str], import_path: str, archives: dict[str, str], woven: Woven | None
) -> int:
    from orchestrion_py.build.archive import Note, append_note
    from orchestrion_py.build.spawn import capture

    status, output = capture(argv, plan.environment)
    if status != 0 and woven is not None:
        return _explain_failure(plan, call, import_path, woven, status, output)
    os.write(1, output)
    if status == 0 and woven is not None:
        note = Note(tuple(woven.imports - archives.keys()), tuple(woven.links), _aspect_ids(woven))
        append_note(call.value("-o"), note)
    return status


def _write_sources(
    folder: str, call: CommandLine, woven: Woven | None, *, with_linked: bool
) -> tuple[dict[str, str], list[str]]:
    files: dict[str, str] = {}
    by_name = {_name(path): path for path in call.files}
    for number, file in enumerate(woven.files if woven is not None else ()):
        original = by_name[file.path]
        # A number, since cgo and test variants bring files of one name from two folders.
        files[original] = f"{folder}/{number}.{os.path.basename(original)}"
        with open(files[original], "wb") as out:
            out.write(file.text)
    if not with_linked:
        return files, []
    synthetic = f"{folder}/pyorch_linked.go"
    with open(synthetic, "w", encoding="utf-8") as text:
        text.write(linked.import_file())
    return files, [synthetic]


def _added_archives(
    plan: Plan, import_path: str, archives: dict[str, str], woven: Woven | None, *, with_linked: bool
) -> dict[str, str]:
    added = {linked.PACKAGE: plan.path("linked.a")} if with_linked else {}
    missing = sorted(woven.imports - archives.keys()) if woven is not None else []
    if missing:
        known = resolve(plan, import_path, missing)
        added |= {path: known.archives[path] for path in missing}
    return added


def _raised_lang(given: str, woven: Woven | None) -> str:
    """The language version to compile with, where woven code needs a newer one than the module's."""
    from orchestrion_py.weaving.lang import lang_key

    wanted = [file.lang for file in woven.files if file.lang] if woven is not None and given else []
    newest = max(wanted, key=lang_key, default="")
    return newest if newest and lang_key(newest) > lang_key(given) else ""


def _aspect_ids(woven: Woven) -> tuple[str, ...]:
    return tuple(sorted({aspect.id for file in woven.files for aspect in file.aspects}))


def _explain_failure(plan: Plan, call: CommandLine, import_path: str, woven: Woven, status: int, output: bytes) -> int:
    """What does not compile without weaving either is no fault of ours: the compiler's own words are all there is to say."""
    from orchestrion_py.build.spawn import capture
    from orchestrion_py.faults import Fault

    plain_status, plain_output = capture(call.argv, plan.environment)
    if plain_status != 0:
        os.write(1, plain_output)
        return plain_status
    if os.path.exists(call.value("-o")):
        os.unlink(call.value("-o"))
    raise Fault(
        f"{import_path} compiles, but not as it was woven, by {', '.join(repr(each) for each in _aspect_ids(woven))}:\n"
        + output.decode("utf-8", "replace").rstrip(),
        "this is a fault of one of these aspects, or of pyorch; `pyorch weave` shows the woven source",
        status=status,
    )
