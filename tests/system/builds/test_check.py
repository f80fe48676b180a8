"""`pyorch check` on the command line: its arguments, its output, and every aspect file of the tracing library."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.paths import REPOSITORY
from tests.helpers.pin_modules import go
from tests.helpers.smallest_program import ASPECTS, assert_one_clear_message, smallest_program
from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.build

LIBRARY = "github.com/DataDog/dd-trace-go"
EVERYTHING = f"{LIBRARY}/orchestrion/all/v2@v2.5.0"
NEWEST = "v2.12.0"
BAD = ASPECTS.replace("function-body:", "funktion-body:")


@pytest.fixture
def empty(tmp_path: Path) -> Workshop:
    """A folder that belongs to no module."""
    return Workshop(tmp_path)


def test_a_file_and_a_folder_with_faults(empty: Workshop) -> None:
    empty.write({"good.yml": ASPECTS, "sub/orchestrion.yml": BAD})
    checked = empty.pyorch("check", "good.yml", "sub")
    assert checked.code == 1
    assert checked.out == "good.yml: 1 aspect, no faults\nsub/orchestrion.yml: 1 aspect, 1 fault\n"
    assert checked.err.startswith(
        "sub/orchestrion.yml:4:7: unknown join point 'funktion-body', did you mean 'function-body'?"
    )
    assert empty.pyorch("check", "good.yml").code == 0


def test_a_warning_is_printed_and_is_not_a_fault(empty: Workshop) -> None:
    empty.write({"orchestrion.yml": ASPECTS.replace("os: os", "os: os\n            io: io")})
    checked = empty.pyorch("check")
    assert (checked.code, checked.out) == (0, "orchestrion.yml: 1 aspect, no faults, 1 warning\n")
    assert checked.err == "orchestrion.yml:11:13: warning: `io` is not used in the template [PY0655]\n"


def test_files_named_by_extends_are_checked_too(empty: Workshop) -> None:
    empty.write({"orchestrion.yml": "extends: [./sub, ./gone.yml]\n", "sub/orchestrion.yml": BAD})
    checked = empty.pyorch("check")
    assert checked.code == 1
    assert (
        checked.err.splitlines()[0]
        == "orchestrion.yml:1:18: cannot extend ./gone.yml: the file does not exist [PY0624]"
    )
    assert checked.err.splitlines()[1].startswith("sub/orchestrion.yml:4:7: unknown join point")


def test_without_arguments_the_file_of_the_folder_or_of_the_module(tmp_path: Path) -> None:
    workshop = smallest_program(tmp_path / "module")
    assert workshop.pyorch("check").out == "orchestrion.yml: 1 aspect, no faults\n"
    assert workshop.at("shade").pyorch("check").out == "../orchestrion.yml: 1 aspect, no faults\n"
    workshop.write({"shade/orchestrion.yml": BAD})
    assert workshop.at("shade").pyorch("check").out == "orchestrion.yml: 1 aspect, 1 fault\n"


@pytest.mark.parametrize("in_module", [True, False])
def test_without_a_file_to_check_the_message_shows_an_example(tmp_path: Path, in_module: bool) -> None:
    workshop = Workshop(tmp_path)
    if in_module:
        workshop.write({"go.mod": "module example.com/x\n\ngo 1.25\n"})
    checked = workshop.pyorch("check")
    assert checked.code == 1
    assert "this folder has no orchestrion.yml" in checked.err
    example = checked.err[checked.err.index("aspects:") :]
    workshop.write({"orchestrion.yml": example})
    assert workshop.pyorch("check").text == "orchestrion.yml: 1 aspect, no faults\n"


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("folder", "folder folder has no orchestrion.yml"),
        ("with", "name the files themselves: with/orchestrion.client.yml"),
        ("./gone", "./gone does not exist"),
        ("gone.yml", "gone.yml: cannot read the file: No such file or directory"),
        ("no/such/package", "no/such/package"),
        ("example.com/smallest/shade", "package example.com/smallest/shade has no orchestrion.yml"),
        ("example.com/nowhere@v1.0.0", "example.com/nowhere"),
    ],
)
def test_an_argument_that_leads_nowhere(tmp_path: Path, target: str, words: str) -> None:
    workshop = smallest_program(tmp_path / "module").write({"folder/x": "", "with/orchestrion.client.yml": ASPECTS})
    checked = workshop.with_environment(GOPROXY="off").pyorch("check", target, "orchestrion.yml")
    assert checked.code == 1
    assert words in checked.err
    assert checked.out.endswith("orchestrion.yml: 1 aspect, no faults\n"), "the others are checked all the same"
    assert_one_clear_message(checked.err)


def test_checking_packages_and_modules_by_path_leaves_the_module_unchanged(tmp_path: Path) -> None:
    workshop = smallest_program(
        tmp_path / "module",
        **{
            "go.mod": "module example.com/smallest\n\ngo 1.25\n\nrequire example.com/bulb v0.0.0\n\n"
            "replace example.com/bulb => ../bulb\n",
            "shade/orchestrion.yml": BAD,
        },
    )
    Workshop(tmp_path).write({
        "bulb/go.mod": "module example.com/bulb\n",
        "bulb/a/orchestrion.yml": ASPECTS,
        "bulb/b/orchestrion.client.yml": ASPECTS,
        "bulb/b/gls.orchestrion.yml": BAD,
        "bulb/.github/workflows/orchestrion.yml": "on: push\n",
        "bulb/testdata/orchestrion.yml": "on: push\n",
    })  # fmt: skip
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    package = workshop.pyorch("check", "example.com/smallest/shade")
    assert f"{workshop.folder}/shade/orchestrion.yml:4:7: unknown join point" in package.err
    itself = workshop.pyorch("check", "example.com/smallest")
    assert (itself.code, itself.out) == (0, f"{workshop.folder}/orchestrion.yml: 1 aspect, no faults\n")
    module = workshop.pyorch("check", "example.com/bulb")
    assert [line.removeprefix(f"{tmp_path}/") for line in module.out.splitlines()] == [
        "bulb/a/orchestrion.yml: 1 aspect, no faults",
        "bulb/b/gls.orchestrion.yml: 1 aspect, 1 fault",
        "bulb/b/orchestrion.client.yml: 1 aspect, no faults",
    ]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_module_that_is_not_required_needs_a_version(empty: Workshop) -> None:
    checked = empty.pyorch("check", f"{LIBRARY}/contrib/net/http/v2@v2.5.0")
    assert checked.code == 0, checked.text
    files = [line.partition(": ") for line in checked.out.splitlines()]
    assert [(Path(file).name, what) for file, _, what in files] == [
        ("orchestrion.yml", "0 aspects, no faults"),
        ("orchestrion.client.yml", "4 aspects, no faults"),
        ("orchestrion.server.yml", "1 aspect, no faults, 1 warning"),
    ]
    assert not list(empty.folder.iterdir())


def test_the_schema_is_printed(empty: Workshop) -> None:
    printed = empty.pyorch("check", "--schema")
    assert (printed.code, printed.err) == (0, "")
    assert json.loads(printed.out)["$schema"].startswith("https://json-schema.org/draft/2020-12/")
    assert printed.out == (REPOSITORY / "orchestrion_py/aspects/schema.json").read_text()


def test_files_are_checked_without_go_too(empty: Workshop) -> None:
    """The weaver's own parser is there in any case."""
    only_python = empty.folder / "bin"
    only_python.mkdir()
    for name in ("sh", "env", "dirname", "readlink", "grep", "uname", "cat"):
        found = shutil.which(name)
        if found:
            (only_python / name).symlink_to(found)
    empty.write({"a.yml": ASPECTS.replace(".WriteString(", ".WriteString((")})
    command = [sys.executable, "-m", "orchestrion_py", "check", "a.yml"]
    checked = Workshop(empty.folder, {"PATH": str(only_python)}).run(*command)
    assert checked.code == 1
    assert "a.yml:12:34: the template renders invalid Go: `(` is never closed" in checked.err


def modules(text: str) -> Iterator[dict[str, str]]:
    """The answers of `go mod download -json`."""
    decoder, index = json.JSONDecoder(), 0
    while index < len(text):
        answer, index = decoder.raw_decode(text, index)
        yield answer
        index += len(text[index:]) - len(text[index:].lstrip())


def aspect_files(folder: Path) -> list[Path]:
    """What is called like an aspect file in a module, workflows aside."""
    return [path for path in folder.rglob("*orchestrion*.yml") if ".github" not in path.parts]


def test_every_aspect_file_of_the_tracing_library_passes(tmp_path: Path) -> None:
    """The family that Orchestrion's own collection leads to, and the newest release of what every program uses."""
    (everything,) = modules(go(tmp_path, "mod", "download", "-json", EVERYTHING))
    required = re.findall(
        rf"^\s*(?:require )?({LIBRARY}/\S+) (v\S+)", Path(everything["GoMod"]).read_text(), re.MULTILINE
    )
    family = [f"{path}@{version}" for path, version in required if version == "v2.5.0"]
    newest = [
        f"{LIBRARY}/{name}@{NEWEST}" for name in ("v2", "contrib/net/http/v2", "contrib/google.golang.org/grpc/v2")
    ]
    found = list(modules(go(tmp_path, "mod", "download", "-json", *family, *newest)))
    files = sorted(str(file) for module in found for file in aspect_files(Path(module["Dir"])))
    assert sum("@v2.5.0" in file for file in files) == 49

    checked = Workshop(tmp_path).pyorch("check", *files)
    assert checked.code == 0, checked.err
    assert all(": warning: " in line for line in checked.err.splitlines())
    summaries = checked.out.splitlines()
    assert sorted(line.partition(": ")[0] for line in summaries) == files
    counts = {line.partition(": ")[0]: int(line.partition(": ")[2].split()[0]) for line in summaries}
    assert sum(count for file, count in counts.items() if "@v2.5.0" in file) == 129
    assert all("no faults" in line for line in summaries)
    assert not list(tmp_path.iterdir())


def test_aspects_of_ones_choice_know_the_main_module(tmp_path: Path) -> None:
    """`root: true` means the same in a preview with --aspects as in a build."""
    aspects = ASPECTS.replace(
        "    join-point:\n", "    join-point:\n      all-of:\n      - package-filter: {root: true, pattern: shade}\n"
    ).replace("      function-body:", "      - function-body:")
    aspects = aspects.replace("        function:\n          - name", "          function:\n          - name")
    workshop = smallest_program(tmp_path / "module", **{"mine.yml": aspects})
    shown = workshop.pyorch("diff", "--aspects", "mine.yml", "./...")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("--- shade/shade.go\n+++ shade/shade.go\n")
    applied = workshop.run("patch", "-p0", stdin=shown.out)
    assert applied.code == 0, applied.text
    assert workshop.go("run", ".").out == "Colour is woven\nred\n"
