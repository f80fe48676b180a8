"""The two opt-in sets of aspects: only builds that name one use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orchestrion_py.aspects.files.catalogue import built_in_files, integrations
from orchestrion_py.aspects.files.loading import load_with_extends, shipped_path
from orchestrion_py.aspects.files.yaml_value import AspectError
from orchestrion_py.vendors.registry import VENDORS
from orchestrion_py.weaving.package import Package, Source, Woven
from orchestrion_py.weaving.weave_package import weave

if TYPE_CHECKING:
    from pathlib import Path

SETS = tuple(vendor.functions for vendor in VENDORS)


@pytest.mark.parametrize("name", SETS)
def test_no_build_uses_a_set_by_default(name: str) -> None:
    assert load_with_extends(shipped_path(name))[0].opt_in
    for vendor in VENDORS:
        assert shipped_path(name) not in [file.path for file in built_in_files(vendor)]
        assert shipped_path(name) not in [each.path for each in integrations(vendor)]


@pytest.mark.parametrize("name", SETS)
def test_a_project_that_names_a_set_uses_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "orchestrion.yml").write_text(f'extends: ["pyorch:{name}"]\n')
    assert load_with_extends(str(tmp_path / "orchestrion.yml"))[0].path == shipped_path(name)


def test_a_set_that_pyorch_does_not_ship(tmp_path: Path) -> None:
    (tmp_path / "orchestrion.yml").write_text('extends: ["pyorch:zipkin.yml"]\n')
    with pytest.raises(AspectError, match=r"pyorch:zipkin\.yml: the file does not exist"):
        load_with_extends(str(tmp_path / "orchestrion.yml"))


def test_both_kinds_of_spans_in_one_function_and_dd_span_once() -> None:
    """The set of the same tracer replaces the aspects of tracer.yml for //dd:span; the other set does not."""
    text = b'package a\n\nimport "context"\n\n//dd:span\nfunc F(ctx context.Context) error { return ctx.Err() }\n'
    names = ("datadog/tracer.yml", *SETS)
    aspects = [
        entry.aspect for name in names for file in load_with_extends(shipped_path(name)) for entry in file.entries
    ]
    package = Package("example.com/a", "a", frozenset({"context"}), main_module="example.com/a")
    outcome = weave([Source("/src/a.go", text)], package, aspects)
    assert isinstance(outcome, Woven)
    assert [each.id for each in outcome.files[0].aspects] == ["OpenTelemetry span", "Datadog span"]
    woven = outcome.files[0].text.decode()
    assert "ctx, span := " in woven
    assert "span1, ctx := " in woven


def test_functions_of_other_modules_are_unchanged() -> None:
    text = b'package b\n\nimport "context"\n\nfunc F(ctx context.Context) {}\n'
    aspects = [entry.aspect for file in load_with_extends(shipped_path(SETS[0])) for entry in file.entries]
    package = Package("example.com/b", "b", frozenset({"context"}), main_module="example.com/a")
    assert not isinstance(weave([Source("/src/b.go", text)], package, aspects), Woven)


@pytest.mark.parametrize("name", ["datadog/tracer.yml", "otel/directives.yml", *SETS])
def test_both_spellings_of_the_directive_mean_the_same(name: str) -> None:
    text = b"package a\n\n//otel:span span.name:greet layer:web\nfunc F() error { return nil }\n"
    aspects = [entry.aspect for file in load_with_extends(shipped_path(name)) for entry in file.entries]
    package = Package("example.com/a", "a", frozenset(), main_module="example.com/a")
    neutral, other = (
        weave([Source("/src/a.go", each)], package, aspects) for each in (text, text.replace(b"//otel:", b"//dd:"))
    )
    assert isinstance(neutral, Woven)
    assert isinstance(other, Woven)
    assert b'"layer", "web"' in neutral.files[0].text
    assert b'"greet"' in neutral.files[0].text
    # The columns of positions differ by the two letters.
    assert neutral.files[0].text.replace(b"//otel:", b"//dd:") == other.files[0].text
