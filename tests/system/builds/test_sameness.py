"""Apart from spans, woven programs behave as plain ones: output, positions, errors and rebuilds are those of plain go."""

from __future__ import annotations

import hashlib
import os
import re
import uuid
from typing import TYPE_CHECKING

import pytest

from tests.helpers.linking_program import build_linking_program, linking_program
from tests.helpers.notes_services import tracer_settings
from tests.helpers.sameness_program import MAIN, PANICS, program
from tests.helpers.smallest_program import ASPECTS, aspect_on_colour, smallest_program

if TYPE_CHECKING:
    from pathlib import Path

    from orchestrion_py.traces.agent import Agent
    from tests.helpers.workshop import Result, Workshop

pytestmark = pytest.mark.build

# A frame of a panic's stack in a file of the program.
_FRAME = re.compile(r"^\t(/\S+\.go:\d+)", re.MULTILINE)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The program's folder, with `plain` and `woven` in it."""
    workshop = program(tmp_path_factory.mktemp("sameness") / "module")
    for result in (workshop.go("build", "-o", "plain", "."), workshop.pyorch("go", "build", "-o", "woven", ".")):
        assert (result.code, result.text) == (0, "")
    return workshop


# Behaviour of the program


def test_output_and_exit_code_are_those_of_the_plain_program(built: Workshop, agent: Agent) -> None:
    here = built.with_environment(**tracer_settings(agent, "sameness"))
    plain = here.run("./plain")
    assert plain.code == 3
    # The output has the places that runtime.Caller finds: functions, methods, closures, generics, handlers, init functions.
    assert plain.out.count("main.go:") > 20
    assert agent.traces() == []

    woven = here.run("./woven")
    assert woven.out == plain.out
    assert woven.code == plain.code


def test_the_woven_program_is_a_woven_one(built: Workshop, agent: Agent) -> None:
    """Otherwise, every test of this file might compare two plain programs."""
    built.with_environment(**tracer_settings(agent, "sameness")).run("./woven", "function")
    (trace,) = agent.traces()
    (span,) = trace.spans
    assert (span.operation, span.meta["layer"]) == ("fall", "panics")


@pytest.mark.parametrize("place", PANICS)
def test_a_panic_shows_the_frames_of_the_plain_program(built: Workshop, agent: Agent, place: str) -> None:
    here = built.with_environment(**tracer_settings(agent, "sameness"))
    plain = here.run("./plain", place)
    assert plain.code == 2
    frames = own_frames(built, plain)
    assert frames

    woven = here.run("./woven", place)
    assert woven.code == plain.code
    assert [line for line in woven.err.splitlines() if line.startswith("panic: ")] == [
        line for line in plain.err.splitlines() if line.startswith("panic: ")
    ]
    assert own_frames(built, woven) == frames


def own_frames(workshop: Workshop, crashed: Result) -> list[str]:
    """File and line of the frames in the program's own files, innermost first."""
    return [frame for frame in _FRAME.findall(crashed.err) if frame.startswith(str(workshop.folder))]


def test_a_value_that_the_linker_sets_is_set(built: Workshop, agent: Agent) -> None:
    here = built.with_environment(**tracer_settings(agent, "sameness"))
    flags = ("build", "-ldflags=-X main.greeting=salve -s", "-o", "linked", ".")
    assert (plain := here.go(*flags)).code == 0, plain.text
    said = here.run("./linked").out
    assert "salve ann" in said
    assert (woven := here.pyorch("go", *flags)).code == 0, woven.text
    assert here.run("./linked").out == said


# Messages of the compiler

# Changes of the program that the compiler or go refuses, most of them in woven functions.
FAULTS = {
    "an unused variable": ('say := func() string { return where("a closure")', 'no, say := 1, func() string { return ""'),
    "a type error behind woven code": ("\treturn names, rows.Err()", "\treturn rows.Err(), names + 1"),
    "a type error on the line that woven code begins on": ('fmt.Println(where("a method', 'fmt.Println(1 + "1", where("a method'),
    "a function that is not there": ('panic("in a woven function")', 'panick("in a woven function")'),
    "a missing return": ("\treturn err\n}\n\nfunc (s *shop) serve", "}\n\nfunc (s *shop) serve"),
    "a result of another type": ("(most T) {", "(most T, err error) {"),
    "an unused import": ('\t"errors"\n', '\t"errors"\n\t"embed"\n'),
    "a package that is not there": ('\t"errors"\n', '\t"errors"\n\t"example.com/notes/nowhere"\n'),
    "a module that is not there": ('\t"errors"\n', '\t"errors"\n\t"example.org/nowhere"\n'),
    "a syntax error": ("func greet(ctx context.Context, name string)", "func greet(ctx context.Context, name string"),
    "a brace that is never closed": ("\tos.Exit(3)\n}\n", "\tos.Exit(3)\n"),
    "a name that woven code uses as well": ("func main() {", "func tracer() {}\nfunc tracer() {}\n\nfunc main() {"),
    "more errors than are shown": ("func main() {", "func main() {\n" + "\tnone()\n" * 12),
}  # fmt: skip


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The program in a folder where tests may break it."""
    return program(tmp_path_factory.mktemp("faulty") / "module")


@pytest.mark.parametrize(("whole", "broken"), FAULTS.values(), ids=FAULTS)
def test_a_compile_error_is_the_same_as_with_plain_go(faulty: Workshop, whole: str, broken: str) -> None:
    assert MAIN.count(whole) == 1
    faulty.write({"main.go": MAIN.replace(whole, broken)})
    plain = faulty.go("build", "-o", os.devnull, ".")
    assert plain.code == 1
    assert "main.go:" in plain.err

    woven = faulty.pyorch("go", "build", "-o", os.devnull, ".")
    assert (woven.code, woven.out, woven.err) == (plain.code, plain.out, plain.err)


def test_after_a_compile_error_is_fixed_the_program_builds(faulty: Workshop) -> None:
    faulty.write({"main.go": MAIN.replace("func main() {", "func main() {\n\tnone()\n")})
    assert faulty.pyorch("go", "build", "-o", os.devnull, ".").code == 1
    faulty.write({"main.go": MAIN})
    mended = faulty.pyorch("go", "build", "-o", os.devnull, ".")
    assert (mended.code, mended.text) == (0, "")


# The same inputs give the same bytes


def built_from_nothing(folder: Path, gocache: Path, *flags: str) -> bytes:
    """The woven program, built in a folder with an empty cache."""
    return build_linking_program(linking_program(folder).with_environment(GOCACHE=str(gocache)), *flags)


def digest(binary: bytes) -> str:
    """A digest of bytes, short enough to print if two differ."""
    return hashlib.sha256(binary).hexdigest()


def test_a_trimpath_binary_does_not_depend_on_folder_and_number_of_jobs(tmp_path: Path) -> None:
    one = built_from_nothing(tmp_path / "one", tmp_path / "cache of one", "-trimpath", "-p", "1")
    other = built_from_nothing(tmp_path / "other" / "deeper", tmp_path / "cache of other", "-trimpath", "-p", "4")
    assert digest(one) == digest(other)
    assert str(tmp_path).encode() not in one


def test_a_binary_does_not_depend_on_the_number_of_jobs(tmp_path: Path) -> None:
    one = built_from_nothing(tmp_path / "module", tmp_path / "cache of one", "-p", "1")
    four = built_from_nothing(tmp_path / "module", tmp_path / "cache of four", "-p", "4")
    assert digest(one) == digest(four)
    # Without -trimpath the folder is in a plain binary as well, which proves that the search above would find it.
    assert str(tmp_path / "module").encode() in one


def test_with_trimpath_another_folder_finds_every_archive_in_the_cache(tmp_path: Path) -> None:
    one = program(tmp_path / "one")
    result = one.pyorch("go", "build", "-trimpath", "-o", "woven", ".")
    assert (result.code, result.text) == (0, "")
    binary = (one.folder / "woven").read_bytes()
    caches = one.go("env", "GOCACHE", "GOMODCACHE").out.split()
    for folder in (str(tmp_path), *caches, "/pyorch/plans/"):
        assert folder.encode() not in binary

    other = program(tmp_path / "another" / "folder")
    again = other.pyorch("go", "build", "-trimpath", "-v", "-o", "woven", ".")
    assert (again.code, again.text) == (0, "")
    assert digest((other.folder / "woven").read_bytes()) == digest(binary)


def test_go_version_reads_what_is_in_a_woven_binary(built: Workshop) -> None:
    plain, woven = (built.go("version", "-m", name) for name in ("plain", "woven"))
    assert woven.code == plain.code == 0
    assert "\tpath\texample.com/notes" in plain.out
    assert set(plain.out.splitlines()[1:]) <= set(woven.out.splitlines())


# Rebuilds


def assert_nothing_to_do(result: Result) -> None:
    """Check that -v lists no package and that -x runs neither compiler nor linker."""
    assert result.code == 0, result.text
    assert not re.search(r"/(compile|link|asm) ", result.err), result.err
    assert not re.search(r"^[\w./-]+$", result.err, re.MULTILINE), result.err


def test_a_rebuild_without_a_change_compiles_nothing(built: Workshop) -> None:
    assert_nothing_to_do(built.pyorch("go", "build", "-v", "-x", "-o", "woven", "."))


def test_plain_and_woven_builds_alternate_without_compiling_again(built: Workshop) -> None:
    for _ in range(2):
        for result in (
            built.go("build", "-v", "-o", "plain", "."),
            built.pyorch("go", "build", "-v", "-o", "woven", "."),
        ):
            assert (result.code, result.text) == (0, "")


def test_an_edit_rebuilds_the_package_that_was_edited(tmp_path: Path) -> None:
    workshop = program(tmp_path / "module")
    assert workshop.pyorch("go", "build", "-o", "woven", ".").code == 0
    # A word that is in no cache, not even that of an earlier run in a folder of this name.
    workshop.write({"main.go": MAIN.replace("hello", str(uuid.uuid4()))})
    edited = workshop.pyorch("go", "build", "-v", "-o", "woven", ".")
    assert (edited.code, edited.err) == (0, "example.com/notes\n")


def test_a_comment_in_an_aspect_file_rebuilds_nothing(tmp_path: Path) -> None:
    workshop = smallest_program(tmp_path / "smallest")
    assert workshop.pyorch("go", "build", "-o", "smallest", ".").code == 0
    workshop.write({"orchestrion.yml": f"# To be read by people.\n{ASPECTS.replace('aspects:', 'aspects:  # one')}"})
    assert_nothing_to_do(workshop.pyorch("go", "build", "-v", "-x", "-o", "smallest", "."))


def test_a_change_of_an_aspect_rebuilds(tmp_path: Path) -> None:
    first = archive_of_shade(tmp_path, "first")
    assert b"the first wording" in first
    second = archive_of_shade(tmp_path, "second")
    assert b"the second wording" in second
    # With the first aspect again, the cache still has its archive.
    assert archive_of_shade(tmp_path, "first") == first


def archive_of_shade(tmp_path: Path, wording: str) -> bytes:
    """The woven archive of a package without imports, for an aspect file with this text."""
    advice = f'prepend-statements: {{template: println("the {wording} wording")}}'
    workshop = smallest_program(tmp_path / "smallest", **{"orchestrion.yml": aspect_on_colour(advice)})
    listed = workshop.pyorch("go", "list", "-export", "-f", "{{.Export}}", "./shade")
    assert listed.code == 0, listed.text
    return (workshop.folder / listed.out.strip()).read_bytes()
