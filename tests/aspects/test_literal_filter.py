"""Literal filters: grep lets through every package in which an aspect can match."""

from __future__ import annotations

from orchestrion_py.aspects import literal_filter
from orchestrion_py.aspects.decoding import decode_join_point
from orchestrion_py.aspects.files.catalogue import built_in_files
from orchestrion_py.aspects.files.yaml_value import Value
from orchestrion_py.vendors.registry import VENDORS


def literals_of(join_point: object) -> literal_filter.LiteralFilter:
    return decode_join_point(Value(join_point)).literal_filter()


def test_a_conjunction_has_the_literals_of_its_rarest_part() -> None:
    found = literals_of({"all-of": [{"function-call": "net/http.Get"}, {"import-path": "example.com/a"}]})
    assert found == frozenset({"package example.com/a;"})


def test_alternatives_have_the_literals_of_each() -> None:
    found = literals_of({"one-of": [{"function-call": "net/http.Get"}, {"directive": "dd:span"}]})
    assert found == frozenset({"packagefile net/http=", "//dd:span"})


def test_one_alternative_without_literals_leaves_none() -> None:
    assert literals_of({"one-of": [{"function-call": "net/http.Get"}, {"not": {"import-path": "a"}}]}) is None


def test_the_facts_of_a_package_show_its_path_and_whether_it_is_a_command() -> None:
    facts = literal_filter.facts_of("example.com/a", is_main=True)
    assert "package example.com/a;" in facts
    assert literals_of({"package-name": "main"}) == frozenset({"package-name main;"})
    assert "package-name main;" in facts
    assert "package example.com;" not in facts


def test_a_pattern_shows_what_stands_in_front_of_its_first_wildcard() -> None:
    below = frozenset({"package example.com/a;", "package example.com/a/"})
    assert literals_of({"package-filter": "example.com/a/**"}) == below
    assert literals_of({"package-filter": "example.com/a*"}) == frozenset({"package example.com/a"})
    assert literals_of({"package-filter": "example.com/a"}) == frozenset({"package example.com/a;"})
    assert literals_of({"package-filter": "**/internal"}) is None


def test_the_main_module_is_known_when_a_plan_is_made() -> None:
    found = literals_of({"package-filter": {"root": True, "pattern": "cmd/*"}})
    assert literal_filter.in_build(found, "example.com/a") == frozenset(
        {"package example.com/a;", "package example.com/a/"}
    )
    assert literal_filter.in_build(None, "example.com/a") is None


def test_every_built_in_aspect_has_literals() -> None:
    """Without, every one of the hundreds of packages of a build would start Python."""
    for file in (file for vendor in VENDORS for file in built_in_files(vendor)):
        for entry in file.entries:
            assert entry.aspect.join_point.literal_filter(), (file.path, entry.aspect.id)


def test_a_glob_with_a_rest_lets_its_own_package_through() -> None:
    found = literals_of({"package-filter": "example.com/a/**"})
    assert found is not None
    for path in ("example.com/a", "example.com/a/b"):
        assert any(literal in literal_filter.facts_of(path, is_main=False) for literal in found)
    assert not any(literal in literal_filter.facts_of("example.com/b", is_main=False) for literal in found)
