"""Popular modules compile and pass their tests after `pyorch instrument` as they do before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.system.trust.real_modules import Module, complaints, contents, copied, ends, instrument, unformatted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from _pytest.mark import ParameterSet

pytestmark = pytest.mark.build

SMALL = [
    Module("golang.org/x/sync", "v0.24.0", 2),
    Module("github.com/sourcegraph/conc", "v0.3.0", 5),  # generic
]
LARGE = [
    # Written for the ServeMux of Go 1.21, which is off with the go line that the tracing library needs. Its tests close each
    # other's idle connections. Two pass a nil context, from which no span can start: they panic, which ends all others.
    Module(
        "github.com/google/go-github/v68",
        "v68.0.0",
        1000,
        ("-parallel=1", "-skip=^(TestUnauthenticatedRateLimitedTransport_missingFields|TestDo_nilContext)$", "./..."),
        environment={"GODEBUG": "httpmuxgo121=1"},
    ),
    Module("github.com/digitalocean/godo", "v1.236.0", 950),
    Module("github.com/slack-go/slack", "v0.35.0", 350),
    Module("github.com/linode/linodego", "v1.69.1", 450),
    # A file with CRLF. The test expects the very context that it passed, but a span has its own.
    Module(
        "github.com/cloudflare/cloudflare-go",
        "v0.119.0",
        850,
        otherwise=frozenset({"TestClient_ContextIsPassedToRequest"}),
    ),
    Module("github.com/hashicorp/vault/api", "v1.23.0", 190),
    # cgo: every build compiles all of SQLite, so without optimization.
    Module("github.com/mattn/go-sqlite3", "v1.14.53", 14, environment={"CGO_CFLAGS": "-O0"}),
    # Files for each system. The other tests depend on the current load of the machine.
    Module("github.com/shirou/gopsutil/v4", "v4.26.10", 700, ("./internal/...", "./common/...")),
]


def cases() -> Iterator[ParameterSet]:
    for module in SMALL:
        yield pytest.param(module, "otel", id=module.path)
    for module in LARGE:
        yield pytest.param(module, "otel", id=module.path, marks=pytest.mark.slow)
    yield pytest.param(LARGE[3], "datadog", id=f"{LARGE[3].path}-datadog", marks=pytest.mark.slow)


@pytest.mark.parametrize(("module", "backend"), list(cases()))
def test_an_instrumented_module_behaves_as_before(module: Module, backend: str, tmp_path: Path) -> None:
    workshop = copied(module, tmp_path, backend)
    before, unformatted_before = contents(workshop), unformatted(workshop)
    complaints_before, ends_before = complaints(workshop), ends(workshop, module.tested)
    passed = {test for test, end in ends_before.items() if test[1] and end == "pass"}
    assert passed

    run = instrument(workshop, "--backend", backend)
    done = f"{run.functions} functions in {run.changed} of {run.files} files, {run.seconds:.1f} s"
    print(f"{module}: {done}; {len(passed)} tests")
    assert run.functions >= module.functions

    instrumented = contents(workshop)
    assert unformatted(workshop) <= unformatted_before
    assert complaints(workshop) - complaints_before == {}
    ends_after = ends(workshop, module.tested)
    assert {name for package, name in passed if ends_after.get((package, name)) != "pass"} == module.otherwise

    assert instrument(workshop, "--backend", backend).functions == 0
    assert contents(workshop) == instrumented

    assert instrument(workshop, "--undo").functions == run.functions
    assert contents(workshop) == before
