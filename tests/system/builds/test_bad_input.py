"""Mistakes that users make around a build: one clear message, and the next build works."""

from __future__ import annotations

import os
import shutil
import uuid
from typing import TYPE_CHECKING

import pytest

from tests.helpers.smallest_program import (
    ASPECTS,
    MAIN,
    PLAIN,
    WOVEN,
    aspect_on_colour,
    assert_one_clear_message,
    assert_woven,
    smallest_program,
)
from tests.helpers.workshop import Workshop, pyorch_script

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build

# Every command that needs go, as a user types it.
NEED_GO = ["go build .", "go version", "pin", "diff ./...", "weave ./shade"]


def with_path(workshop: Workshop, *folders: Path) -> Workshop:
    """The same folder, with only these folders and pyorch in the PATH."""
    return workshop.with_environment(PATH=":".join(str(folder) for folder in (pyorch_script().parent, *folders)))


def tools_without_go(folder: Path) -> Path:
    """A folder with the few programs that the `pyorch` script needs."""
    folder.mkdir()
    for name in ("sh", "readlink", "grep", "cat", "env"):
        found = shutil.which(name)
        assert found is not None
        (folder / name).symlink_to(found)
    return folder


@pytest.mark.parametrize("command", NEED_GO)
def test_go_is_missing(tmp_path: Path, command: str) -> None:
    told = with_path(smallest_program(tmp_path / "module"), tools_without_go(tmp_path / "bin")).pyorch(*command.split())
    assert told.code == 1
    assert "cannot find the go command" in told.err
    assert "https://go.dev/dl" in told.err
    assert_one_clear_message(told.text)


@pytest.mark.parametrize("command", ["go build .", "pin", "diff ./...", "weave ./shade"])
def test_go_is_too_old(tmp_path: Path, command: str) -> None:
    folder = tools_without_go(tmp_path / "bin")
    workshop = smallest_program(tmp_path / "module")
    settings = workshop.go("env", "-json").out.replace(workshop.go("env", "GOVERSION").out.strip(), "go1.24.9")
    (tmp_path / "settings.json").write_text(settings)
    (folder / "go").write_text(f"#!/bin/sh\n[ \"$1\" != env ] || exec cat '{tmp_path}/settings.json'\nexit 3\n")
    (folder / "go").chmod(0o755)
    told = with_path(workshop, folder).pyorch(*command.split())
    assert told.code == 1
    assert "go1.24.9" in told.err
    assert "Go 1.25 or newer" in told.err
    assert_one_clear_message(told.text)


def test_go_is_broken(tmp_path: Path) -> None:
    """If `go env` fails, pyorch quotes its message."""
    folder = tools_without_go(tmp_path / "bin")
    (folder / "go").write_text("#!/bin/sh\necho 'go: cannot find GOROOT directory: /gone' >&2\nexit 2\n")
    (folder / "go").chmod(0o755)
    told = with_path(smallest_program(tmp_path / "module"), folder).pyorch("go", "build", ".")
    assert told.code == 1
    assert "go: cannot find GOROOT directory: /gone" in told.err
    assert_one_clear_message(told.text)


def test_go_prints_something_other_than_json(tmp_path: Path) -> None:
    """Another program named `go` is in the PATH."""
    folder = tools_without_go(tmp_path / "bin")
    (folder / "go").write_text("#!/bin/sh\necho 'Let us play!'\n")
    (folder / "go").chmod(0o755)
    told = with_path(smallest_program(tmp_path / "module"), folder).pyorch("go", "build", ".")
    assert told.code == 1
    assert str(folder / "go") in told.err
    assert_one_clear_message(told.text)


def test_there_is_no_module(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path).write({"main.go": 'package main\n\nfunc main() { println("hi") }\n'})
    told = workshop.pyorch("go", "build", ".")
    plain = workshop.go("build", ".")
    assert told.code == plain.code != 0
    assert told.err == "pyorch: warning: not in a Go module: nothing is instrumented [PY0108]\n" + plain.err
    # Commands that go runs without a module work with pyorch too.
    ran = workshop.pyorch("go", "run", "main.go")
    assert (ran.code, ran.err) == (0, "pyorch: warning: not in a Go module: nothing is instrumented [PY0108]\nhi\n")
    for command in ("pin", "diff ./..."):
        told = workshop.pyorch(*command.split())
        assert told.code == 1
        assert_one_clear_message(told.text)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("main.go", MAIN.replace("shade.Colour()", "shade.Color()")),
        ("main.go", MAIN.replace("fmt.Println(", "fmt.Println((")),
        ("main.go", MAIN.replace('"fmt"', '"fmt"\n\t"example.com/nowhere"')),
        ("shade/shade.go", 'package shade\n\nfunc Colour() string {\n\tx := 1\n\treturn "red" + 2\n}\n'),
        ("shade/shade.go", 'package shade\n\nfunc Colour() string {\n\treturn "red"\n'),
        ("shade/shade.go", 'package shade\n\nfunc Colour() string {\n\tos := 1; return "red"\n}\n'),
        ("shade/shade.go", "package shade\n\nfunc Colour() string {\n/*line other.go:7:9*/ return nought\n}\n"),
    ],
    ids=["type", "syntax", "import", "woven", "woven syntax", "unused", "line directive"],
)
def test_go_alone_reports_the_users_own_errors(tmp_path: Path, file: str, text: str) -> None:
    """The text, file, line, column and exit code are those of plain go; pyorch adds nothing."""
    workshop = smallest_program(tmp_path / "module", **{file: text}).with_environment(GOFLAGS="-mod=readonly")
    plain = workshop.go("build", ".")
    assert plain.code != 0
    assert workshop.pyorch("go", "build", ".") == plain
    assert workshop.go("build", "-toolexec=pyorch toolexec", ".") == plain
    smallest_program(tmp_path / "module")
    assert_woven(workshop)


def test_a_go_mod_that_go_cannot_read(tmp_path: Path) -> None:
    workshop = smallest_program(tmp_path / "module", **{"go.mod": "module example.com/smallest\n\nthis is no line\n"})
    told = workshop.pyorch("go", "build", ".")
    plain = workshop.go("build", ".")
    assert told.code == plain.code
    assert plain.err in told.err
    assert_one_clear_message(told.text)


@pytest.mark.parametrize(
    "command",
    [
        "build ./nowhere",
        "build -nosuchflag .",
        "build -C nowhere .",
        "-C nowhere build .",
        "build -o . -C shade .",
        "-C",
        "build -C",
        "nosuchverb",
        "",
    ],
)
def test_go_itself_refuses_bad_arguments(tmp_path: Path, command: str) -> None:
    workshop = smallest_program(tmp_path / "module")
    plain = workshop.go(*command.split())
    assert plain.code != 0
    assert workshop.pyorch("go", *command.split()) == plain


@pytest.mark.parametrize("command", ["-C module build", "build -C module", "build -C=module", "-C=module build"])
def test_another_folder_before_or_after_the_verb(tmp_path: Path, command: str) -> None:
    workshop = smallest_program(tmp_path / "module")
    built = Workshop(tmp_path, workshop.environment).pyorch("go", *command.split(), "-o", "smallest", ".")
    assert built.code == 0, built.text
    assert workshop.run("./smallest").out == WOVEN


@pytest.mark.parametrize(
    ("arguments", "status"),
    [([], 2), (["/nonexistent/compile", "-V=full"], 2), (["compile"], 2), ([""], 2), (["-h"], 0), (["--help"], 0)],
)
def test_toolexec_run_by_hand(tmp_path: Path, arguments: list[str], status: int) -> None:
    told = Workshop(tmp_path).pyorch("toolexec", *arguments)
    assert told.code == status
    assert "pyorch go build" in told.text or "go build -toolexec" in told.text
    assert_one_clear_message(told.text)


@pytest.mark.parametrize("tool", ["compile", "link", "asm"])
@pytest.mark.parametrize("arguments", [["nonsense"], ["-o"], ["-V"], ["-nosuchflag"], []])
def test_toolexec_with_a_real_tool_by_hand(tmp_path: Path, tool: str, arguments: list[str]) -> None:
    """Outside a build there is nothing to weave, so the tool runs as it is."""
    workshop = Workshop(tmp_path)
    path = f"{workshop.go('env', 'GOTOOLDIR').out.strip()}/{tool}"
    plain = workshop.run(path, *arguments)
    told = workshop.pyorch("toolexec", path, *arguments)
    # The rest of a usage text may differ between two runs, since it contains the number of free processors.
    assert (told.code, told.out, told.err[:50]) == (plain.code, plain.out, plain.err[:50])


@pytest.mark.parametrize("tool", ["compile", "link"])
def test_the_version_of_a_tool_by_hand(tmp_path: Path, tool: str) -> None:
    """go asks for it at the start of a build, which would lose its flags if pyorch went on without a go command."""
    workshop = Workshop(tmp_path)
    told = workshop.pyorch("toolexec", f"{workshop.go('env', 'GOTOOLDIR').out.strip()}/{tool}", "-V=full")
    assert (told.code, told.out) == (1, "")
    assert "cannot find the go command of this build" in told.err
    assert_one_clear_message(told.text)


def test_toolexec_with_any_other_program_runs_it(tmp_path: Path) -> None:
    said = Workshop(tmp_path).pyorch("toolexec", "/bin/echo", "a  b", "$HOME", "*")
    assert (said.code, said.out, said.err) == (0, "a  b $HOME *\n", "")


def test_a_second_toolexec_on_the_command_line(tmp_path: Path) -> None:
    workshop = smallest_program(tmp_path / "module")
    for words in (["-toolexec=time"], ["-toolexec", "time"], ["--toolexec=time"]):
        told = workshop.pyorch("go", "build", *words, ".")
        assert told.code == 1
        assert "accepts only one" in told.err
        assert_one_clear_message(told.text)


def test_a_second_toolexec_in_goflags(tmp_path: Path) -> None:
    """go would silently prefer the one on the command line and drop the user's own."""
    told = smallest_program(tmp_path / "module").with_environment(GOFLAGS="-toolexec=time").pyorch("go", "build", ".")
    assert told.code == 1
    assert "GOFLAGS" in told.err
    assert "accepts only one" in told.err


def test_pyorch_in_goflags_and_on_the_command_line(tmp_path: Path) -> None:
    """Both at once work as one."""
    for goflags in ("'-toolexec=pyorch toolexec'", f"'-toolexec={pyorch_script()} toolexec'"):
        assert_woven(smallest_program(tmp_path / "module").with_environment(GOFLAGS=goflags))


def test_an_unknown_value_of_pyorch_aspects(tmp_path: Path) -> None:
    told = smallest_program(tmp_path / "module").with_environment(PYORCH_ASPECTS="modlues").pyorch("go", "build", ".")
    assert told.code == 1
    assert "PYORCH_ASPECTS=modlues" in told.err
    assert_one_clear_message(told.text)


@pytest.mark.parametrize("locale", ["C.UTF-8", "C", "POSIX", "de_DE.ISO-8859-1"])
def test_a_folder_with_spaces_and_letters_of_all_kinds(tmp_path: Path, locale: str) -> None:
    """The module, the cache and the link to pyorch are all in such a folder, for every build command."""
    folder = tmp_path / "Bücher & 'Söhne' $HOME 図書"
    workshop = smallest_program(folder / "module").with_environment(
        LC_ALL=locale,
        PYORCH_CACHE_DIR=str(folder / "cache"),
        PATH=f"{folder}:{Workshop(tmp_path).full_environment()['PATH']}",
    )
    (folder / "pyorch").symlink_to(pyorch_script())
    ways = [
        (["pyorch", "go", "build", "-o", "smallest", "."], ""),
        (["go", "build", "-toolexec=pyorch toolexec", "-o", "smallest", "."], ""),
        (["go", "build", "-o", "smallest", "."], "'-toolexec=pyorch toolexec'"),
    ]
    for command, goflags in ways:
        built = workshop.with_environment(GOFLAGS=goflags).run(*command)
        assert built.code == 0, built.text
        assert workshop.run("./smallest").out == WOVEN
        (workshop.folder / "smallest").unlink()
    checked = workshop.run("pyorch", "check", str(workshop.folder))
    assert checked.code == 0, checked.text
    shown = workshop.run("pyorch", "diff", "./...")
    assert shown.code in (0, 1), shown.text
    assert "Colour is woven" in shown.out
    # pyorch reports a fault in such a folder, whatever characters the terminal can show.
    workshop.write({"orchestrion.yml": "aspects: [{id: ü}]\n"})
    told = workshop.run("pyorch", "go", "build", ".")
    assert told.code == 1
    assert "join-point" in told.err
    assert_one_clear_message(told.text)


def test_after_a_fault_is_fixed_the_next_build_works(tmp_path: Path) -> None:
    """pyorch keeps nothing of a failed build: neither the plan nor the archive."""
    workshop = smallest_program(tmp_path / "module", **{"orchestrion.yml": aspect_on_colour("no-such-advice: x")})
    assert workshop.pyorch("go", "build", ".").code == 1
    assert not (workshop.folder / "smallest").exists()
    workshop.write({"orchestrion.yml": ASPECTS})
    assert_woven(workshop)
    workshop.go("build", "-o", "smallest", ".")
    assert workshop.run("./smallest").out == PLAIN


def test_a_log_in_a_plain_file_keeps_every_line(tmp_path: Path) -> None:
    """With `pyorch go build 2>build.log`, go and its tools write into one file without overwriting each other."""
    source = MAIN.replace("shade.Colour()", "shade.Colour(), nought") + f"\n// {uuid.uuid4()}\n"
    workshop = smallest_program(tmp_path / "module", **{"main.go": source}).with_environment(PYORCH_LOG="debug")
    assert workshop.run("sh", "-c", "pyorch go build -o smallest . 2>build.log").code == 1
    lines = (workshop.folder / "build.log").read_text().splitlines()
    assert [line for line in lines if not line.startswith("pyorch: ")] == [
        "# example.com/smallest",
        "./main.go:10:30: undefined: nought",
    ]
    assert "pyorch: example.com/smallest: not woven: nothing in its source matches" in lines


def test_pyorch_can_be_called_by_a_relative_path(tmp_path: Path) -> None:
    workshop = smallest_program(tmp_path / "module")
    relative = os.path.relpath(pyorch_script(), workshop.folder)
    built = workshop.run(relative, "go", "build", "-o", "smallest", ".")
    assert built.code == 0, built.text
    assert workshop.run("./smallest").out == WOVEN


def test_a_tool_file_that_names_a_missing_module_causes_a_message(tmp_path: Path) -> None:
    """Go ignores the tool file, so without a message such a module would silently be woven only in part."""
    tool_file = '//go:build tools\n\npackage tools\n\nimport _ "github.com/DataDog/orchestrion"\n'
    module = smallest_program(tmp_path / "module", **{"orchestrion.tool.go": tool_file}).with_environment(
        PYORCH_ASPECTS=""
    )
    built = module.pyorch("go", "build", "./shade")
    assert built.code == 0
    assert "imports packages that no required module has: github.com/DataDog/orchestrion;" in built.err
    assert "go get" in built.err
