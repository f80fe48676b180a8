"""What pyorch itself puts into tool ids: all of its code that decides what comes out of a build, the oracle's in Go too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from orchestrion_py.toolexec.plan import tool_id

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_files_that_decide() -> None:
    found = [path.rpartition("/orchestrion_py/")[2] for path in tool_id.own_files()]
    assert {
        "toolexec/front/pyorch",
        "weaving/weave_package.py",
        "aspects/model.py",
        "types/oracle.go",
        "types/oracle.py",
        "operating_system.py",
    } <= set(found)
    assert not any(path.startswith(("cli/", "pinning/", "traces/")) for path in found)


def test_another_text_of_any_of_them_is_another_identity(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("oracle.go", "weave.py", "pyorch"):
        file = tmp_path / name
        monkeypatch.setattr(tool_id, "own_files", lambda file=file: [str(file)])
        file.write_text("one")
        first = tool_id.code_identity()
        file.write_text("another")
        assert tool_id.code_identity() != first


def test_any_difference_is_another_suffix() -> None:
    found = [tool_id.suffix(parts) for parts in ({"a": [1]}, {"a": [2]}, {"b": [1]}, {"a": [1]})]
    assert len(set(found)) == 3
    assert not re.search(r"[ /]", found[0])
