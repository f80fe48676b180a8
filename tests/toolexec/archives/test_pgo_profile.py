"""The profile that is written back from the digest of one."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.faults import Fault
from orchestrion_py.toolexec.archives.pgo_profile import profile

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "GO PREPROFILE V1\n"
# Sorted as preprofile does: by weight, then by names and call site. One function calls itself, one call site is above its
# function, and one name is not ASCII.
DIGEST = HEADER + "".join(
    f"{caller}\n{callee}\n{offset} {weight}\n"
    for caller, callee, offset, weight in (
        ("a/b.F", "a/b.(*T).G", 3, 900_000_000_000),
        ("a/b.F", "a/b.F", 0, 70),
        ("a/b.F", "a/b.F", 5, 7),
        ("a/b.F", "größe.H[...]", 5, 7),
        ("größe.H[...]", "a/b.F", -2, 1),
    )
)


@pytest.mark.build
@pytest.mark.parametrize("digest", [DIGEST, HEADER], ids=["edges", "none"])
def test_go_comes_to_the_same_digest(digest: str, tmp_path: Path) -> None:
    (tmp_path / "written").write_bytes(profile(digest))
    subprocess.run(["go", "tool", "preprofile", "-i", "written", "-o", "digest"], cwd=tmp_path, check=True)
    assert (tmp_path / "digest").read_text(encoding="utf-8") == digest


def test_a_digest_of_another_kind_is_refused() -> None:
    with pytest.raises(Fault, match="in an unknown format"):
        profile("GO PREPROFILE V2\n")
