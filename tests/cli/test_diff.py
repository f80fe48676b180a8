"""`pyorch diff` and `pyorch weave`: what is printed takes a source to its woven form, byte for byte."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrion_py.cli.diff import diff
from orchestrion_py.cli.pager import pager
from orchestrion_py.cli.unified_diff import unified
from orchestrion_py.cli.weave import weave
from tests.helpers.paths import REPOSITORY

ASPECTS = """\
aspects:
  - id: first
    join-point: {function-body: {function: [{receiver: false}]}}
    advice: [{prepend-statements: {template: println()}}]
  - id: last
    join-point: {function-body: {function: [{name: Last}]}}
    advice: [{inject-declarations: {template: var injected = 1}}]
"""
NOWHERE = """\
aspects:
  - id: one
    join-point: {function-call: net/http.Get}
    advice: [{wrap-expression: {template: "{{ . }}"}}]
  - join-point: {function-call: net/http.Head}
    advice: [{wrap-expression: {template: "{{ . }}"}}]
"""
SOURCES = {
    "plain.go": b"package p\n\nfunc F() {\n\tprint(1)\n}\n",
    "no newline at the end.go": b"package p\n\nfunc F() {}\n\nfunc Last() {}",
    "crlf.go": b"package p\r\n\r\nfunc F() {\r\n\tprint(1)\r\n}\r\n",
    "a lone return.go": b"package p\n\n// a\rb\nfunc F() {\n}\n",
    "sub folder/other bytes.go": b'package p\n\nvar s = "\xff\xfe\x80"\n\nfunc F() { print("\xc3\xa9") }\n',
    "sub folder/form feed.go": b"package p\n\x0c\nfunc F() {}\n\x0c\nvar x = 1\n",
    "bom.go": b"\xef\xbb\xbfpackage p\n\nfunc Last() {}\n",
    "long.go": b"package p\n\n" + b"".join(b"func F%d() {\n\tprint(%d)\n}\n\n" % (n, n) for n in range(300)),
}


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the sources and the aspects, which is the current one."""
    for name, text in SOURCES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text)
    (tmp_path / "a.yml").write_text(ASPECTS)
    (tmp_path / "nowhere.yml").write_text(NOWHERE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def woven(name: str, capture: pytest.CaptureFixture[bytes]) -> bytes:
    weave([name], [Path("a.yml")])
    return capture.readouterr().out


@pytest.mark.parametrize("command", [["patch", "-p0", "--quiet"], ["git", "apply", "-p0"]], ids=["patch", "git"])
def test_the_diff_makes_the_woven_bytes(
    sources: Path, capfdbinary: pytest.CaptureFixture[bytes], command: list[str]
) -> None:
    assert shutil.which(command[0])
    expected = {name: woven(name, capfdbinary) for name in SOURCES}
    diff(list(SOURCES), [Path("a.yml")])
    patch = capfdbinary.readouterr().out
    subprocess.run(
        command,
        input=patch,
        cwd=sources,
        check=True,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(sources.parent)},
    )
    for name, text in expected.items():
        assert text != SOURCES[name]
        assert (sources / name).read_bytes() == text, name
    subprocess.run([*command, "-R"], input=patch, cwd=sources, check=True)
    assert {name: (sources / name).read_bytes() for name in SOURCES} == SOURCES


def test_an_import_path_and_aspects_of_ones_choice(sources: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (sources / "here.yml").write_text(
        "aspects:\n  - id: x\n    join-point: {declaration-of: example.com/p.F}\n"
        "    advice: [{add-blank-import: unsafe}]\n"
    )
    diff(["plain.go"], [Path("here.yml")], "example.com/p")
    assert b'import _ "unsafe"' in capfdbinary.readouterr().out
    diff(["plain.go"], [Path("here.yml")], "example.com/q")
    assert capfdbinary.readouterr() == (
        b"",
        b"pyorch: nothing was woven: no aspect matches in 1 file (tried 1: x)\n",
    )


@pytest.mark.parametrize("command", [diff, weave])
def test_nothing_to_show_is_told(sources: Path, capfdbinary: pytest.CaptureFixture[bytes], command: object) -> None:
    assert callable(command)
    command(["plain.go", "crlf.go"], [Path("nowhere.yml")])
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert err == b"pyorch: nothing was woven: no aspect matches in 2 files (tried 2: one, (no id))\n"


@pytest.mark.parametrize("command", [diff, weave])
def test_what_is_not_go_is_told(sources: Path, capfdbinary: pytest.CaptureFixture[bytes], command: object) -> None:
    assert callable(command)
    (sources / "broken.go").write_bytes(b"package p\n\nfunc F( {\n")
    command(["broken.go"], [Path("a.yml")])
    assert capfdbinary.readouterr() == (
        b"",
        b"pyorch: p: not woven: broken.go:3:1: not Go, as far as pyorch can tell\n",
    )


def test_no_aspects_at_all_are_told(sources: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (sources / "none.yml").write_text("extends: [./none2.yml]\n")
    (sources / "none2.yml").write_text("meta: {}\n")
    diff(["plain.go"], [Path("none.yml")])
    assert b"nothing was woven: this module has no aspects\n  hint: run `pyorch pin`" in capfdbinary.readouterr().err


def test_names_that_would_end_early() -> None:
    """A tab ends a name with spaces; what else would end one is quoted as git and patch read it."""
    for name, header in {
        "a.go": b"--- a.go\n",
        "a b.go": b"--- a b.go\t\n",
        'a"b\n.go': b'--- "a\\042b\\012.go"\n',
        "\udcff.go": b"--- \xff.go\n",
    }.items():
        assert next(unified(name, b"x\n", b"y\n")) == header


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, ""),
        ({"TERM": "dumb", "PAGER": "more"}, ""),
        ({"TERM": "xterm"}, "less"),
        ({"TERM": "xterm", "PAGER": "more -s"}, "more -s"),
        ({"TERM": "xterm", "PAGER": "more", "GIT_PAGER": "most"}, "most"),
        ({"TERM": "xterm", "PAGER": "cat"}, ""),
        ({"TERM": "xterm", "PAGER": ""}, ""),
        ({"TERM": "xterm", "PAGER": "more", "GIT_PAGER": ""}, ""),
    ],
)
def test_which_pager(environment: dict[str, str], expected: str) -> None:
    assert pager(environment) == expected


def on_a_terminal(folder: Path, *options: str, **environment: str) -> bytes:
    """What `pyorch diff` shows on a terminal."""
    main, other = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "orchestrion_py", "diff", "--aspects", "a.yml", *options, "plain.go"],
        cwd=folder, stdin=subprocess.DEVNULL, stdout=other, stderr=other,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY), "HOME": str(folder), "TERM": "xterm", **environment},
    )  # fmt: skip
    os.close(other)
    shown = b""
    while True:
        try:
            part = os.read(main, 65536)
        except OSError:  # how a terminal tells that nobody holds its other end any more
            break
        if not part:
            break
        shown += part
    os.close(main)
    assert process.wait() == 0, shown
    return shown.replace(b"\r\n", b"\n")


def test_a_terminal_has_colours_and_a_pager(sources: Path) -> None:
    assert on_a_terminal(sources, PAGER="sed 's/^/| /'").startswith(
        b"| \x1b[1m--- plain.go\x1b[0m\n| \x1b[1m+++ plain.go"
    )
    plain = on_a_terminal(sources, "--no-pager", PAGER="sed 's/^/| /'")
    assert plain.startswith(b"\x1b[1m--- plain.go\x1b[0m\n")
    assert b"\x1b[32m+//line plain.go:1:1\x1b[0m\n package p\n" in plain
    assert b"\x1b" not in on_a_terminal(sources, "--no-pager", NO_COLOR="1")
    assert b"\x1b" not in on_a_terminal(sources, TERM="dumb")


def test_a_reader_that_has_seen_enough_is_no_fault(sources: Path) -> None:
    (sources / "big.go").write_bytes(SOURCES["long.go"] + b"".join(b"func G%d() {}\n" % n for n in range(20_000)))
    process = subprocess.Popen(
        [sys.executable, "-m", "orchestrion_py", "diff", "--aspects", "a.yml", "big.go"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"--- big.go\n"
    process.stdout.close()
    assert process.stderr is not None
    assert (process.stderr.read(), process.wait()) == (b"", 0)
    process.stderr.close()


def test_a_pager_that_is_left_early_or_missing_is_no_fault(sources: Path) -> None:
    assert b"Traceback" not in on_a_terminal(sources, PAGER="true")
    assert b"Traceback" not in on_a_terminal(sources, PAGER="/no/such/pager")


lines = st.lists(st.sampled_from([b"a\n", b"b\n", b"}\n", b"\n", b"\r\n", b"\xff\n", b"x\ry\n"]), max_size=30).map(
    b"".join
)
ends = st.sampled_from([b"", b"end", b"a"])


@pytest.mark.thorough
@settings(max_examples=150, deadline=None)
@given(lines, lines, lines, lines, ends, ends)
def test_patch_takes_any_diff(
    start: bytes, before: bytes, after: bytes, rest: bytes, end: bytes, new_end: bytes
) -> None:
    """Not only what weaving changes: whatever differs is said, and said as patch reads it."""
    old, new = start + before + rest + end, start + after + rest + new_end
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "f"
        file.write_bytes(old)
        patch = b"".join(unified("f", old, new))
        assert bool(patch) == (old != new)
        if patch:
            subprocess.run(["patch", "-p0", "--quiet"], input=patch, cwd=folder, check=True)
        assert (file.read_bytes() if file.exists() else b"") == new


def test_a_diff_of_megabytes_takes_no_time() -> None:
    before = b"".join(b"func F%d() {\n\tprint(%d)\n}\n\n" % (n, n) for n in range(50_000))
    after = (
        before.replace(b") {\n", b") {/*line <generated>:1:1*/{println()\n};/*line x.go:1:1*/\n")
        + b"var x = 1\n" * 1000
    )
    start = time.monotonic()
    count = sum(1 for _ in unified("x.go", before, after))
    assert count > 150_000
    assert time.monotonic() - start < 10


def test_a_change_without_an_end_in_sight_is_found_all_the_same() -> None:
    before = b"".join(b"%d\n" % n for n in range(2000))
    after = b"".join(b"%d\n" % (n if n % 1000 > 400 else -n) for n in range(2000))
    shown = list(unified("x", before, after))
    assert shown.count(b" 401\n") == 1
    assert sum(line.startswith(b"-") for line in shown) == 1 + 401 + 401 - 1
