"""A diff holds every change, as `patch` reads it, and takes little time for large files."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrion_py.cli.unified_diff import unified


def test_unusual_file_names_are_quoted() -> None:
    """A tab follows a name with spaces. Other special characters are quoted, as git and patch read them."""
    for name, header in {
        "a.go": b"--- a.go\n",
        "a b.go": b"--- a b.go\t\n",
        'a"b\n.go': b'--- "a\\042b\\012.go"\n',
        "\udcff.go": b"--- \xff.go\n",
    }.items():
        assert next(unified(name, b"x\n", b"y\n")) == header


lines = st.lists(st.sampled_from([b"a\n", b"b\n", b"}\n", b"\n", b"\r\n", b"\xff\n", b"x\ry\n"]), max_size=30).map(
    b"".join
)
ends = st.sampled_from([b"", b"end", b"a"])


@pytest.mark.thorough
@settings(max_examples=150, deadline=None)
@given(lines, lines, lines, lines, ends, ends)
def test_patch_applies_any_diff(
    start: bytes, before: bytes, after: bytes, rest: bytes, end: bytes, new_end: bytes
) -> None:
    """This holds for any two texts, not only for woven ones."""
    old, new = start + before + rest + end, start + after + rest + new_end
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "f"
        file.write_bytes(old)
        patch = b"".join(unified("f", old, new))
        assert bool(patch) == (old != new)
        if patch:
            subprocess.run(["patch", "-p0", "--quiet"], input=patch, cwd=folder, check=True)
        assert (file.read_bytes() if file.exists() else b"") == new


def test_a_diff_of_megabytes_comes_to_an_end() -> None:
    before = b"".join(b"func F%d() {\n\tprint(%d)\n}\n\n" % (n, n) for n in range(50_000))
    after = (
        before.replace(b") {\n", b") {/*line <generated>:1:1*/{println()\n};/*line x.go:1:1*/\n")
        + b"var x = 1\n" * 1000
    )
    # In time that grew with the square of the length, this would take hours.
    assert sum(1 for _ in unified("x.go", before, after)) > 150_000


def test_a_change_that_is_longer_than_the_search_is_found() -> None:
    before = b"".join(b"%d\n" % n for n in range(2000))
    after = b"".join(b"%d\n" % (n if n % 1000 > 400 else -n) for n in range(2000))
    shown = list(unified("x", before, after))
    assert shown.count(b" 401\n") == 1
    assert sum(line.startswith(b"-") for line in shown) == 1 + 401 + 401 - 1
