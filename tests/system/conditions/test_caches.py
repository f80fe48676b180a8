"""Caches that are shared, trimmed, deleted, read-only or damaged: the same program, or one clear message."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.pinning.read_shadow import fresh_shadow, shadow_folder, sum_of
from orchestrion_py.toolexec.type_oracle import oracle_program
from tests.helpers.linking_program import FILES, PLAIN, WOVEN, build_linking_program, salted
from tests.helpers.smallest_program import assert_one_clear_message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.helpers.workshop import Result, Workshop

pytestmark = pytest.mark.build

WAYS = [["pyorch", "go", "build"], ["go", "build", "-toolexec=pyorch toolexec"]]


def compiled(result: Result) -> list[str]:
    """The packages that a build with -x compiled."""
    assert result.code == 0, result.text
    return re.findall(r"/compile -o \S+ .*?-p (\S+) ", result.err)


@pytest.mark.row("caches", "plain and woven builds in one GOCACHE")
def test_plain_and_woven_builds_find_their_own(warm: Workshop) -> None:
    for _ in range(2):
        assert compiled(warm.go("build", "-x", "-o", "plain", ".")) == []
        assert compiled(warm.pyorch("go", "build", "-x", "-o", "woven", ".")) == []
        assert (warm.run("./plain").out, warm.run("./woven").out) == (PLAIN, WOVEN)
    # A package that only one of them has compiled is useless to the other.
    salted(warm, "one", "east/east.go")
    assert set(compiled(warm.pyorch("go", "build", "-x", "-o", "woven", "."))) == {"example.com/linking/east", "main"}
    assert set(compiled(warm.go("build", "-x", "-o", "plain", "."))) == {"example.com/linking/east", "main"}
    assert (warm.run("./plain").out, warm.run("./woven").out) == (PLAIN, WOVEN)


@pytest.mark.row("caches", "GOCACHE deleted")
@pytest.mark.parametrize("way", [pytest.param(WAYS[0], marks=pytest.mark.slow), WAYS[1]], ids=" ".join)
def test_go_s_cache_is_deleted(warm: Workshop, way: list[str]) -> None:
    """pyorch's notes about archives in Go's cache are then invalid."""
    before = build_linking_program(warm)
    shutil.rmtree(warm.environment["GOCACHE"])
    again = warm.run(*way, "-o", "linking", ".")
    assert (again.code, again.text) == (0, "")
    assert (warm.folder / "linking").read_bytes() == before
    assert warm.run("./linking").out == WOVEN


@pytest.mark.row("caches", "GOCACHE trimmed")
@pytest.mark.slow
@pytest.mark.parametrize("clean", [["go"], ["pyorch", "go"]], ids=" ".join)
def test_go_clean_cache(warm: Workshop, clean: list[str]) -> None:
    before = build_linking_program(warm)
    cleaned = warm.run(*clean, "clean", "-cache")
    assert (cleaned.code, cleaned.text) == (0, "")
    assert build_linking_program(warm) == before


def entries(workshop: Workshop) -> list[Path]:
    """Files of Go's cache: those of outputs end in -d, those of actions in -a."""
    return sorted(Path(workshop.environment["GOCACHE"]).glob("??/*-[ad]"))


@pytest.mark.row("caches", "GOCACHE trimmed")
@pytest.mark.parametrize("rounds", [2, pytest.param(12, marks=pytest.mark.slow)])
def test_single_entries_of_go_s_cache_are_removed(warm: Workshop, rounds: int) -> None:
    """go removes what was not used for days. A link must still find what pyorch noted."""
    before = build_linking_program(warm)
    table = next(Path(warm.environment["PYORCH_CACHE_DIR"]).glob("plans/*/archives")).read_text()
    injected = {Path(archive) for archive in re.findall(r"^example\S+\t(\S+)\t", table, re.MULTILINE)}
    assert len(injected) == 2
    choice = random.Random(6)
    for number in range(rounds):
        gone = injected if number == 0 else set(choice.sample(entries(warm), 15))
        for path in gone:
            path.unlink()
        assert build_linking_program(warm) == before
        assert build_linking_program(salted(warm, number, "east/east.go")) != before
        warm.write(FILES)


@pytest.mark.row("caches", "pyorch's own cache deleted")
@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_pyorch_s_cache_is_deleted(warm: Workshop, way: list[str]) -> None:
    """Go's cache still has everything, so nothing is compiled again."""
    before = build_linking_program(warm)
    shutil.rmtree(warm.environment["PYORCH_CACHE_DIR"])
    assert compiled(warm.run(*way, "-x", "-o", "linking", ".")) == []
    assert (warm.folder / "linking").read_bytes() == before


def kinds(cache: Path) -> dict[str, Path]:
    """One file of each kind that a build leaves in pyorch's cache."""
    found: dict[str, Path] = {}
    for path in sorted(cache.rglob("*")):
        name = re.sub(r"[0-9a-f]{16,}", "X", str(path.relative_to(cache)))
        if path.is_file() and path.stat().st_size > 0 and not name.startswith("runs/"):
            found.setdefault(name, path)
    return found


def damages(content: bytes, choice: random.Random, positions: int) -> Iterator[bytes]:
    """The content with one byte changed: somewhere or at an end, by one bit or to another value."""
    places = [choice.randrange(len(content)) for _ in range(positions + 1)] + [0, len(content) - 1] * bool(positions)
    for place in places:
        other = content[place] ^ (1 << choice.randrange(7)) if choice.random() < 0.7 else choice.randrange(256)
        yield content[:place] + bytes([other]) + content[place + 1 :]


@pytest.mark.row("caches", "pyorch's own cache corrupted byte by byte")
@pytest.mark.parametrize("positions", [0, pytest.param(12, marks=pytest.mark.slow)])
def test_every_kind_of_file_is_damaged(warm: Workshop, positions: int) -> None:
    """The next build is right, or prints one clear message."""
    build_linking_program(warm)
    found = kinds(Path(warm.environment["PYORCH_CACHE_DIR"]))
    assert {name.rpartition("/")[2] for name in found} >= {
        "X", "archives", "graph.json", "index", "linked.a", "linked.X.a", "linked.X.a.sum", "literals", "plan.json", "python",
        "suffix", "sum",
    }  # fmt: skip
    choice = random.Random(positions)
    for name in found:
        for number in range(positions + 3 if positions else 1):
            path = kinds(Path(warm.environment["PYORCH_CACHE_DIR"]))[name]
            damage = list(damages(path.read_bytes(), choice, positions))[number]
            path.write_bytes(damage)
            salted(warm, f"{name} {number}", "main.go", "east/east.go")
            built = warm.run(*WAYS[number % 2], "-o", "linking", ".")
            if built.code == 0:
                assert built.text == ""
                assert warm.run("./linking").out == WOVEN, (name, damage)
            else:
                assert_one_clear_message(built.text)
                assert warm.environment["PYORCH_CACHE_DIR"] in built.text, (name, damage)
                path.unlink()


def grown_old(workshop: Workshop) -> None:
    """go caches an index of folders, except of those that changed seconds ago (cmd/go/internal/modindex)."""
    before = time.time() - 3600
    for path in (workshop.folder, *workshop.folder.rglob("*")):
        os.utime(path, (before, before))


@pytest.mark.row("caches", "GOCACHE read-only")
@pytest.mark.parametrize("edited", [False, True])
def test_go_s_cache_is_read_only(warm: Workshop, edited: bool) -> None:
    """Where plain go builds anyway, pyorch does too."""
    grown_old(warm)
    build_linking_program(warm)
    if edited:
        grown_old(salted(warm, "read-only", "main.go"))
    script = 'mount --bind -o ro "$1" "$1" 2>/dev/null && mount -o remount,bind,ro "$1" && shift && exec "$@"'
    alone = ["unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh", warm.environment["GOCACHE"]]
    if warm.run(*alone, "true").code != 0:
        pytest.skip("a mount namespace cannot be had here (unshare --map-root-user --mount)")
    plain = warm.run(*alone, "go", "build", "-o", "plain", ".")
    for way in WAYS:
        (warm.folder / "linking").unlink(missing_ok=True)
        woven = warm.run(*alone, *way, "-o", "linking", ".")
        assert (woven.code == 0) == (plain.code == 0), woven.text + plain.text
        assert_one_clear_message(woven.text)
        if plain.code == 0:
            assert warm.run("./linking").out == WOVEN
    assert warm.run(*alone, "touch", f"{warm.environment['GOCACHE']}/x").code != 0
    assert build_linking_program(warm)


@pytest.mark.row("caches", "pyorch's own cache corrupted byte by byte")
def test_a_damaged_type_oracle_is_compiled_again(tmp_path: Path) -> None:
    """With one changed bit the type oracle might give wrong answers."""
    words = subprocess.run(["go", "env", "GOROOT", "GOVERSION", "GOCACHE"], capture_output=True, text=True, check=True)
    goroot, version, gocache = words.stdout.split()

    def program() -> Path:
        settings = {"GOVERSION": version, "GOCACHE": gocache}
        return Path(oracle_program(str(tmp_path), f"{goroot}/bin/go", settings, dict(os.environ)))

    whole = program().read_bytes()
    choice = random.Random(4)
    for damage in damages(whole, choice, 3):
        program().write_bytes(damage)
        assert program().read_bytes() == whole
    program().with_name("oracle.sum").write_text("another")
    assert program().read_bytes() == whole


@pytest.mark.row("caches", "pyorch's own cache corrupted byte by byte")
def test_a_damaged_shadow_is_made_again(tmp_path: Path) -> None:
    """A changed byte might mean another version of a module, or invalid JSON."""
    module = tmp_path / "module"
    module.mkdir()
    (module / "go.mod").write_text("module example.com/app\n\ngo 1.25\n")
    folder = Path(shadow_folder(str(module), str(tmp_path / "cache"), "stamp"))
    folder.mkdir(parents=True)
    (folder / "go.mod").write_text("module example.com/app\n\ngo 1.25\n\nrequire example.com/tracer v1.2.3\n")
    facts = {"integrations": ["http"], "raised": [["go", "1.24", "1.25", False]], "mended": []}
    (folder / "pin.json").write_text(json.dumps({**facts, "sum": sum_of(facts, str(folder))}))
    assert fresh_shadow(str(module), str(tmp_path / "cache"), "stamp", {}) is not None
    for name in ("go.mod", "pin.json"):
        whole = (folder / name).read_bytes()
        for place in range(len(whole)):
            (folder / name).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            assert fresh_shadow(str(module), str(tmp_path / "cache"), "stamp", {}) is None
        (folder / name).write_bytes(whole)
    assert fresh_shadow(str(module), str(tmp_path / "cache"), "stamp", {}) is not None
