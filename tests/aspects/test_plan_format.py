"""Aspects in a plan: their data holds no path, and the places of their parts are found by reading the file again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from orchestrion_py.aspects.files import places_on_demand
from orchestrion_py.aspects.files.loading import load_file
from orchestrion_py.aspects.files.plan_format import compiled_aspects, decode, origins

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TEXT = """aspects:
  - id: one
    join-point: {import-path: example.com/a}
    advice: [add-blank-import: unsafe]
  - id: two
    join-point: {import-path: example.com/b}
    advice: [add-blank-import: unsafe]
"""


def facts_of(*files: Path) -> dict[str, Any]:
    entries = [entry for file in files for entry in load_file(str(file)).entries]
    facts = {"aspects": compiled_aspects(entries, "m"), "origins": origins(entries)}
    loaded: dict[str, Any] = json.loads(json.dumps(facts))
    return loaded


def place(facts: dict[str, Any], number: int) -> str:
    places_on_demand._read.cache_clear()
    (aspect,) = decode(facts, [number])
    return aspect.join_point.no.place


def test_places_come_from_the_file(tmp_path: Path) -> None:
    one, two = tmp_path / "one.yml", tmp_path / "two.yml"
    one.write_text(TEXT)
    two.write_text("# a comment\n" + TEXT)
    facts = facts_of(one, two)
    assert facts["origins"] == [[str(one), [0, 1]], [str(two), [0, 1]]]
    assert [place(facts, number) for number in range(4)] == [
        f"{one}:3:18", f"{one}:6:18", f"{two}:4:18", f"{two}:7:18",
    ]  # fmt: skip
    assert str(tmp_path) not in json.dumps(facts["aspects"])
    assert [aspect.id for aspect in decode(facts)] == ["one", "two", "one", "two"]


def test_without_the_file_a_part_has_its_path(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text(TEXT)
    facts = facts_of(file)
    path = f"{file}: aspects[1].join-point.import-path"
    file.write_text(TEXT.replace("example.com/b", "example.com/c"))
    assert place(facts, 1) == path
    file.write_text("- no mapping")
    assert place(facts, 1) == path
    file.unlink()
    assert place(facts, 1) == path


def test_a_file_is_read_only_when_a_place_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yml"
    file.write_text(TEXT)
    facts = facts_of(file)
    read: list[str] = []
    monkeypatch.setattr(places_on_demand, "_read", read.append)
    (aspect,) = decode(facts, [0])
    assert read == []
    assert aspect.join_point.no.place
    assert set(read) == {str(file)}


def test_an_aspect_for_a_directive_may_match_wherever_another_one_injects_the_directive(tmp_path: Path) -> None:
    file = tmp_path / "aspects.yml"
    file.write_text("""aspects:
  - id: traced
    join-point: {function-body: {directive: my:span}}
    advice: [prepend-statements: {template: println()}]
  - id: first
    join-point: {import-path: example.com/a}
    advice:
      inject-declarations:
        template: |-
          //my:next
          func a() {}
  - id: second
    join-point: {import-path: example.com/c}
    advice: [add-blank-import: unsafe]
  - id: next
    join-point: {function-body: {directive: my:next}}
    advice:
      - inject-declarations: {template: "//my:span\\nfunc b() {}"}
""")
    literals = [aspect["literals"] for aspect in facts_of(file)["aspects"]]
    assert literals[0] == ["//my:next", "//my:span", "package example.com/a;"]
    assert literals[1] == ["package example.com/a;"]
    assert literals[3] == ["//my:next", "package example.com/a;"]
