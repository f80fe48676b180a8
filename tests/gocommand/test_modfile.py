"""The module that a folder belongs to."""

from pathlib import Path

import pytest

from orchestrion_py.gocommand.json_stream import json_stream
from orchestrion_py.gocommand.modfile import direct_requirements, local_replacements, module_path, module_root


def test_the_root_is_the_nearest_folder_with_a_go_mod(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert module_root(str(inner)) is None
    (tmp_path / "go.mod").touch()
    assert module_root(str(inner)) == str(tmp_path)
    (inner / "go.mod").touch()
    assert module_root(str(inner)) == str(inner)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("// module no\nmodule example.com/a // yes\n", "example.com/a"),
        ('\ngo 1.25\nmodule "example.com/b"\n', "example.com/b"),
        ("go 1.25\n", ""),
    ],
)
def test_the_path_that_a_go_mod_declares(tmp_path: Path, text: str, path: str) -> None:
    (tmp_path / "go.mod").write_text(text)
    assert module_path(str(tmp_path / "go.mod")) == path


def test_json_objects_follow_each_other_without_commas() -> None:
    assert list(json_stream('{"a": 1}\n{"b": 2}{}\n')) == [{"a": 1}, {"b": 2}, {}]
    assert list(json_stream(" \n")) == []
    with pytest.raises(ValueError, match="Expecting value"):
        list(json_stream('{"a": 1} no'))


def test_folders_that_replace_modules(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text(
        "module m\n\nreplace a => ../a\n\nreplace (\n\tb v1.0.0 => ./b // why\n\tc => c.io/fork v1.2.3\n"
        '\td => "/with space"\n\te => /abs/e\n\tf => ..\n)\n'
    )
    assert local_replacements(str(tmp_path / "go.mod")) == ["../a", "./b", "/with space", "/abs/e", ".."]
    assert local_replacements(str(tmp_path / "none.mod")) == []


def test_direct_requirements(tmp_path: Path) -> None:
    file = tmp_path / "go.mod"
    file.write_text("""\
module example.com/app

go 1.25 // the language

require "example.com/single" v1.0.0

require (
	example.com/a v1.2.3
	example.com/b v1.0.0 // indirect
	example.com/c v0.1.0 // indirectly useful
)

require example.com/d v1.0.0 // indirect; for a

replace example.com/a => ../a

exclude (
	example.com/e v1.0.0
)
""")
    assert direct_requirements(str(file)) == ["example.com/single", "example.com/a", "example.com/c"]
    assert direct_requirements(str(tmp_path / "none")) == []
