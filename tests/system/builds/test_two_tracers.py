"""pyorch refuses woven code beside old releases of the tracing library's first major version, which are a second tracer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build

_MODULE = "gopkg.in/DataDog/dd-trace-go.v1"
_FILES = {
    "go.mod": f"module example.com/two\n\ngo 1.25.0\n\nrequire {_MODULE} v1.73.1\n",
    "main.go": f"""package main

import "{_MODULE}/ddtrace/tracer"

func main() {{
	tracer.Start()
	tracer.Stop()
}}
""",
    "alone/main.go": "package main\n\nfunc main() {}\n",
}
_REFUSAL = f"{_MODULE} v1.73.1 cannot be in one program with woven code: "
_HINT = f"hint: run `go get {_MODULE}@v1.74.8`"


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    workshop = Workshop(tmp_path_factory.mktemp("two")).write(_FILES)
    tidied = workshop.go("mod", "tidy")
    assert tidied.code == 0, tidied.err
    return workshop


def test_pin_refuses_and_changes_nothing(module: Workshop) -> None:
    before = {path.name: path.read_bytes() for path in module.folder.iterdir() if path.is_file()}
    pinned = module.pyorch("pin")
    assert pinned.code == 1
    assert _REFUSAL in pinned.err
    assert _HINT in pinned.err
    assert {path.name: path.read_bytes() for path in module.folder.iterdir() if path.is_file()} == before


@pytest.mark.parametrize("command", [("pyorch", "go", "build"), ("go", "build", "-toolexec=pyorch toolexec")])
def test_a_build_refuses(module: Workshop, command: tuple[str, ...], tmp_path: Path) -> None:
    # Required by hand, so that the build does not pin anything.
    required = Workshop(tmp_path).write(_FILES)
    for name in ("go.mod", "go.sum"):
        (tmp_path / name).write_bytes((module.folder / name).read_bytes())
    got = required.with_environment(GOFLAGS="-mod=mod").go(
        "get", "github.com/DataDog/dd-trace-go/v2/ddtrace/tracer@v2.5.0"
    )
    assert got.code == 0, got.err
    built = required.run(*command, "-o", "program", ".")
    assert built.code != 0
    assert _REFUSAL in built.err
    assert _HINT in built.err
    assert built.err.count("Traceback") == 0
