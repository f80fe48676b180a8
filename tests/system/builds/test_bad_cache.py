"""pyorch's cache, unusable or damaged: the build names the folder and the remedy, or repairs the cache silently."""

from __future__ import annotations

import json
import os
import re
import subprocess
import uuid
from typing import TYPE_CHECKING

import pytest

from tests.helpers.smallest_program import (
    WOVEN,
    aspect_on_colour,
    assert_one_clear_message,
    assert_woven,
    running,
    smallest_program,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.workshop import Result, Workshop

pytestmark = pytest.mark.build

WAYS = [
    ["pyorch", "go", "build", "-o", "smallest", "."],
    ["go", "build", "-toolexec=pyorch toolexec", "-o", "smallest", "."],
]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def module(tmp_path: Path, cache: Path) -> Workshop:
    return smallest_program(tmp_path / "module").with_environment(PYORCH_CACHE_DIR=str(cache))


def on_a_file_system(
    options: str, cache: Path, workshop: Workshop, command: list[str], prepare: str = ":", seconds: float = 60
) -> Result:
    """Run a command with a separate file system in place of the cache, which ends with the command. Linux only."""
    cache.mkdir(exist_ok=True)
    script = 'mount -t tmpfs -o "$1" none "$2" && eval "$3" && shift 3 && exec "$@"'
    alone = ["unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh", options, str(cache), prepare]
    try:
        able = subprocess.run([*alone, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        able = False
    if not able:
        pytest.skip("a mount namespace cannot be had here (unshare --map-root-user --mount)")
    with running(workshop, *alone, *command) as build:
        return build.end(seconds)


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_a_file_in_place_of_the_cache(module: Workshop, cache: Path, way: list[str]) -> None:
    cache.write_text("not a folder\n")
    told = module.run(*way)
    assert told.code != 0
    assert str(cache) in told.err
    assert "PYORCH_CACHE_DIR" in told.err
    assert_one_clear_message(told.text)
    cache.unlink()
    assert_woven(module)


def test_a_file_in_place_of_a_folder_of_the_cache(module: Workshop, cache: Path) -> None:
    assert_woven(module)
    for name in ("index", "plans", "runs"):
        os.rename(cache / name, cache / f"{name}.away")  # noqa: PTH104
        (cache / name).write_text("not a folder\n")
        for way in WAYS if name != "runs" else WAYS[1:]:
            told = module.run(*way)
            assert told.code != 0
            assert str(cache / name) in told.err
            assert_one_clear_message(told.text)
        (cache / name).unlink()
        assert_woven(module)


def test_a_relative_cache(module: Workshop) -> None:
    """Tool calls run in other folders than the go command. The path is relative to the user's folder."""
    for way in WAYS:
        built = module.with_environment(PYORCH_CACHE_DIR="../relative").run(*way)
        assert built.code == 0, built.text
        assert module.run("./smallest").out == WOVEN
    assert not list(module.folder.glob("**/relative"))


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_a_read_only_cache(module: Workshop, cache: Path, way: list[str]) -> None:
    told = on_a_file_system("ro,mode=700", cache, module, way)
    assert told.code != 0
    assert str(cache) in told.err
    assert "Read-only file system" in told.err
    assert "PYORCH_CACHE_DIR" in told.err
    assert_one_clear_message(told.text)
    assert_woven(module)


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
@pytest.mark.parametrize("size", [4, 8, 16, 24])
def test_a_full_cache(module: Workshop, cache: Path, way: list[str], size: int) -> None:
    """The disk is full from the start, while pyorch writes the plan, or later."""
    built = on_a_file_system(f"size={size}k,mode=700", cache, module, way)
    if built.code != 0:
        assert str(cache) in built.err
        assert "No space left on device" in built.err
        assert "PYORCH_CACHE_DIR" in built.err
        assert_one_clear_message(built.text)
    else:
        assert module.run("./smallest").out == WOVEN


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
@pytest.mark.parametrize("then", ["cat /dev/zero >$2/fill", "mount -o remount,ro $2"], ids=["full", "read-only"])
def test_a_cache_that_becomes_unusable(
    module: Workshop, cache: Path, tmp_path: Path, way: list[str], then: str
) -> None:
    """The plan exists, but the build cannot write into it. The build succeeds, or fails at once with a message."""
    assert_woven(module)
    kept = tmp_path / "kept"
    cache.rename(kept)
    # Another package, into which nothing is woven: the `pyorch` script alone handles it.
    module.write(
        {
            "wire/wire.go": f"package wire\n\n// {uuid.uuid4()}\n",
            "wire.go": 'package main\n\nimport _ "example.com/smallest/wire"\n',
        }
    )
    (module.folder / "smallest").unlink()
    built = on_a_file_system("size=1m", cache, module, way, f"cp -r '{kept}/.' $2 && {{ {then} || true; }} 2>/dev/null")
    if built.code != 0:
        assert "cache" in built.err
        assert "PYORCH_CACHE_DIR" in built.err
        assert_one_clear_message(built.text)
    else:
        assert module.run("./smallest").out == WOVEN


@pytest.mark.parametrize("temporary_too", [False, True])
def test_a_cache_where_no_program_may_run(tmp_path: Path, cache: Path, temporary_too: bool) -> None:
    """The program that answers questions about types lies in the cache. pyorch starts a copy of it elsewhere."""
    files = {
        "orchestrion.yml": "aspects:\n  - id: typed\n    join-point:\n      function-body:\n        function:\n"
        "          - result-implements: error\n    advice:\n"
        "      - prepend-statements: {template: 'println(`is woven`)'}\n",
        "shade/shade.go": 'package shade\n\ntype Red string\n\nfunc (Red) Error() string { return "" }\n\n'
        'func Colour() Red {\n\treturn Red("red")\n}\n',
    }
    environment = {"PYORCH_CACHE_DIR": str(cache)} | ({"TMPDIR": f"{cache}/tmp"} if temporary_too else {})
    module = smallest_program(tmp_path / "module", **files).with_environment(**environment)
    for way in (["pyorch", "go", "build"], ["go", "build", "-toolexec=pyorch toolexec"]):
        module.write({"shade/salt.go": f"package shade\n\n// {uuid.uuid4()}\n"})
        command = [*way, "-o", "shade.a", "./shade"]
        built = on_a_file_system("noexec,mode=700", cache, module, command, "mkdir $2/tmp", seconds=300)
        if temporary_too:
            assert built.code != 0
            assert re.search(r"cannot run a program in \S+/oracles/\w+ or in \S+/tmp: Permission denied", built.err)
            assert "without the option noexec" in built.err
            assert_one_clear_message(built.text)
        else:
            assert (built.code, built.text) == (0, "")
            assert b"is woven" in (module.folder / "shade.a").read_bytes()


def damages(path: Path) -> list[bytes]:
    """What a crash or a bad disk leaves of a file: nothing, half of it, zeros, or garbage."""
    content = path.read_bytes()
    return [
        b"",
        content[: len(content) // 2],
        bytes(len(content)),
        b'{"garbage": [7]}\n',
        b"\xff\xfe" * 50,
        content + b"x",
    ]


@pytest.mark.parametrize("name", ["suffix", "literals", "python", "index", "plan.json", "graph.json", "linked.a"])
def test_a_damaged_plan_is_repaired(module: Workshop, cache: Path, name: str) -> None:
    assert_woven(module)
    (path,) = cache.glob(f"plans/*/{name}")
    for number, damage in enumerate(damages(path)):
        path.write_bytes(damage)
        # A package to compile, to weave and to link.
        (module.folder / "main.go").write_text(
            (module.folder / "main.go").read_text() + f"\n// {number} {uuid.uuid4()}\n"
        )
        built = module.run(*WAYS[number % 2])
        assert (built.code, built.text) == (0, ""), damage
        assert module.run("./smallest").out == WOVEN
        assert path.read_bytes() != damage


def test_a_damaged_index_is_repaired(module: Workshop, cache: Path) -> None:
    assert_woven(module)
    (path,) = (each for each in cache.glob("index/*") if each.suffix != ".lock")
    wrong = [{}, [], 7, {"plan": 7, "remarks": [], "files": {}}, {"plan": "", "remarks": [], "files": []}]
    wrong += [
        {"plan": str(cache / "nowhere"), "remarks": [], "files": {}},
        {**json.loads(path.read_bytes()), "remarks": 7},
    ]
    for damage in [*damages(path), *(json.dumps(each).encode() for each in wrong), b"[" * 100_000]:
        path.write_bytes(damage)
        built = module.run(*WAYS[0])
        assert (built.code, built.text) == (0, ""), damage[:200]
        assert json.loads(path.read_bytes())["plan"].startswith(str(cache / "plans"))
    assert module.run("./smallest").out == WOVEN


@pytest.mark.parametrize("gone", ["plans", "index", "runs", "."])
def test_a_part_of_the_cache_is_removed(module: Workshop, cache: Path, gone: str) -> None:
    assert_woven(module)
    (cache / gone).rename(cache.with_name("gone"))
    assert_woven(module)


@pytest.mark.parametrize(
    "name", ["suffix", "literals", "python", "index", "plan.json", "graph.json", "linked.a", "single-flight"]
)
def test_a_file_of_the_plan_is_removed(module: Workshop, cache: Path, name: str) -> None:
    assert_woven(module)
    (path,) = cache.glob(f"plans/*/{name}")
    path.rename(cache / "gone")
    (module.folder / "main.go").write_text((module.folder / "main.go").read_text() + f"\n// {uuid.uuid4()}\n")
    assert_woven(module)


def test_a_damaged_table_of_resolved_packages_is_repaired(tmp_path: Path, cache: Path) -> None:
    """The table says where the archives of injected packages lie."""
    files = {
        "orchestrion.yml": aspect_on_colour("add-blank-import: example.com/smallest/bulb"),
        "bulb/bulb.go": 'package bulb\n\nimport _ "example.com/smallest/wire"\n',
        "wire/wire.go": "package wire\n",
    }
    module = smallest_program(tmp_path / "module", **files).with_environment(PYORCH_CACHE_DIR=str(cache))
    source = module.folder / "shade" / "shade.go"
    assert module.pyorch("go", "build", "./shade").code == 0
    (path,) = cache.glob("plans/*/archives")
    lines = path.read_bytes().splitlines(keepends=True)
    for damage in [*damages(path), *(b"".join(lines[:length]) for length in range(len(lines))), b"".join(lines[::-1])]:
        path.write_bytes(damage)
        source.write_text(source.read_text() + f"\n// {uuid.uuid4()}\n")  # so that go compiles it again
        built = module.pyorch("go", "build", "./shade")
        assert (built.code, built.text) == (0, ""), damage


def test_a_damaged_archive_of_links_is_repaired(module: Workshop, cache: Path) -> None:
    """The plan's folder holds an archive of what a program links besides its imports."""
    assert_woven(module)
    (path,) = cache.glob("plans/*/linked.*.a")
    for damage in damages(path):
        path.write_bytes(damage)
        (module.folder / "main.go").write_text((module.folder / "main.go").read_text() + f"\n// {uuid.uuid4()}\n")
        built = module.run(*WAYS[0])
        assert (built.code, built.text) == (0, ""), damage[:200]
        assert module.run("./smallest").out == WOVEN


def test_a_damaged_pointer_of_a_run_is_left_alone(module: Workshop, cache: Path) -> None:
    """Nobody uses the pointers of go commands that have ended, whatever they contain."""
    (cache / "runs").mkdir(parents=True)
    for name in ("1.1", "99999999.5", "garbage", "7"):
        (cache / "runs" / name).write_bytes(b"\xff\xfe\0")
    for way in WAYS:
        built = module.run(*way)
        assert (built.code, built.text) == (0, "")
        assert module.run("./smallest").out == WOVEN
