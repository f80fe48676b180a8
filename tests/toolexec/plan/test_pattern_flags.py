"""Which injected packages flags with patterns reach."""

from __future__ import annotations

import pytest

from orchestrion_py.gocommand.listing import Package
from orchestrion_py.toolexec.plan.pattern_flags import reached


def package(path: str, folder: str, *, standard: bool = False) -> Package:
    return Package(path, path.rpartition("/")[2], folder, standard, None, (), (), "")


PACKAGES = [
    package("example.com/app/tracing", "/src/app/tracing"),
    package("example.com/tracer", "/cache/tracer"),
    package("example.com/tracer/wire", "/cache/tracer/wire"),
    package("strings", "/go/src/strings", standard=True),
]


@pytest.mark.parametrize(
    ("flag", "expected"),
    [
        ("-coverpkg=./...", ["app/tracing"]),
        ("-coverpkg=./other/...", []),
        ("-coverpkg=../app/tracing", ["app/tracing"]),
        ("-coverpkg=example.com/tracer", ["tracer"]),
        ("-coverpkg=example.com/nothing,example.com/tracer/...", ["tracer", "tracer/wire"]),
        ("-gcflags=example.com/.../wire=-l", ["tracer/wire"]),
        ("-asmflags=./tracing=-D=x", ["app/tracing"]),
        ("-gcflags=all=-N -l", []),
        ("-race", []),
        ("-tags=a,b", []),
    ],
)
def test_who_is_reached(flag: str, expected: list[str]) -> None:
    lines = reached(PACKAGES, [flag], "/src/app")
    assert [line.partition(" ")[0].removeprefix("example.com/") for line in lines] == expected


def test_all_and_std() -> None:
    assert len(reached(PACKAGES, ["-coverpkg=all"], "/")) == len(PACKAGES)
    assert reached(PACKAGES, ["-gcflags=std=-l"], "/") == ["strings gcflags -l"]


def test_another_value_is_another_line() -> None:
    one, other = (reached(PACKAGES, [f"-gcflags=example.com/tracer={value}"], "/") for value in ("-l", "-N"))
    assert one != other
