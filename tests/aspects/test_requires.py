"""Bounds of module versions in aspect files."""

import pytest

from orchestrion_py.aspects.files.requires import BACK_END, Bounds, are_met, decode, modules_of
from orchestrion_py.aspects.files.yaml_value import AspectError, Value


@pytest.mark.parametrize(
    ("bounds", "inside", "outside"),
    [
        (">=v2.10", ["v2.10.0", "v2.12.0-rc.1", "v3.0.0", ""], ["v2.9.9", "v2.10.0-rc.1"]),
        ("<v2.8", ["v2.7.9", "v1.0.0", "v2.8.0-rc.1"], ["v2.8.0", "v2.10.0", ""]),
        (">=v2.8.0, <v2.10.0", ["v2.8.0", "v2.9.1"], ["v2.7.0", "v2.10.0", ""]),
        ("=v1.2.3", ["v1.2.3"], ["v1.2.4", ""]),
        ("v1.2.3", ["v1.2.3"], ["v1.2.4"]),
    ],
)
def test_bounds(bounds: str, inside: list[str], outside: list[str]) -> None:
    parsed = Bounds.parse(bounds)
    assert [version for version in (*inside, *outside) if parsed.hold(version)] == inside


@pytest.mark.parametrize("bounds", ["2.10", ">>v1", "~v1.2", ">=v1 <v2", "latest", ">=v1,"])
def test_text_that_is_not_a_range(bounds: str) -> None:
    with pytest.raises(AspectError, match="is not a version range"):
        decode(Value({"example.com/a": bounds}))


def test_a_module_that_a_build_lacks_is_not_within_any_bounds() -> None:
    requires = decode(Value({"example.com/a": ">=v0"}))
    assert not are_met(requires, {})
    assert are_met(requires, {"example.com/a": "v0.1.0"})
    assert are_met(decode(None), {})


def test_a_back_end_is_required_by_its_name() -> None:
    requires = decode(Value({"back-end": "otel", "example.com/a": ">=v1"}))
    assert modules_of(requires) == {"example.com/a"}
    assert are_met(requires, {"example.com/a": "v1.0.0", BACK_END: "otel"})
    assert not are_met(requires, {"example.com/a": "v1.0.0", BACK_END: "datadog"})
    assert not are_met(requires, {"example.com/a": "v1.0.0"})
    with pytest.raises(AspectError, match="'zipkin' is no back end: write datadog or otel"):
        decode(Value({"back-end": "zipkin"}))
