"""What pyorch itself puts into tool ids: all of its code that decides what comes out of a build, the oracle's in Go too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.gocommand.listing import Module, Package
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


def test_without_aspects_there_is_no_suffix() -> None:
    assert tool_id.suffix([], [Package("p", "p", "/p", True, None, (), ("a.go",), "")], "/cache", []) == ""


def test_what_flags_reach_is_part_of_the_suffix() -> None:
    assert tool_id.suffix([{"id": "x"}], [], "/cache", []) != tool_id.suffix([{"id": "x"}], [], "/cache", ["p covered"])


def test_files_outside_of_the_module_cache_count_by_their_content(tmp_path: Path) -> None:
    package = Package("example.com/m/p", "p", str(tmp_path), False, Module("example.com/m", ""), (), ("a.go",), "")
    found = set()
    for text in ("one", "other", "one"):
        (tmp_path / "a.go").write_text(text)
        found.add(tool_id.suffix([{"id": "x"}], [package], "/cache", []))
    assert len(found) == 2


def test_so_do_files_that_are_not_go(tmp_path: Path) -> None:
    package = Package("m/p", "p", str(tmp_path), False, Module("m", ""), (), (), "", ("text.txt", "pages/one.html"))
    (tmp_path / "pages").mkdir()
    found = set()
    for first, second in (("one", "one"), ("other", "one"), ("one", "other")):
        (tmp_path / "text.txt").write_text(first)
        (tmp_path / "pages" / "one.html").write_text(second)
        found.add(tool_id.suffix([{"id": "x"}], [package], "/cache", []))
    assert len(found) == 3


def test_tags_choose_files_of_modules_and_of_the_standard_library() -> None:
    def chosen(*files: str, standard: bool) -> str:
        module = None if standard else Module("example.com/m", "v1.0.0")
        package = Package("example.com/m/p", "p", "/cache/m/p", standard, module, (), files, "")
        return tool_id.suffix([{"id": "x"}], [package], "/cache", [])

    for standard in (True, False):
        assert chosen("a.go", standard=standard) == chosen("a.go", standard=standard)
        assert chosen("a.go", standard=standard) != chosen("a.go", "tagged.go", standard=standard)
