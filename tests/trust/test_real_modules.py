"""Modules that many programs use, instrumented in source: plain go is the oracle of what compiles and of what tests do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.trust.real_modules import (
    Module,
    complaints,
    contents,
    copied,
    ends,
    instrument,
    unformatted,
)

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build

# With the functions in each that take a context or a request, at least.
SMALL = [
    (Module("golang.org/x/sync", "v0.24.0"), 1),
    (Module("github.com/sourcegraph/conc", "v0.3.0"), 1),
]
LARGE = [
    (Module("github.com/google/go-github/v68", "v68.0.0"), 1),
    (Module("github.com/digitalocean/godo", "v1.236.0"), 1),
    (Module("github.com/slack-go/slack", "v0.35.0"), 1),
    (Module("github.com/linode/linodego", "v1.69.1"), 1),
    (Module("github.com/cloudflare/cloudflare-go", "v0.119.0"), 1),  # a file with CRLF
    (Module("github.com/hashicorp/vault/api", "v1.23.0"), 1),
    # cgo; the whole of SQLite is compiled at each turn, so without optimization.
    (Module("github.com/mattn/go-sqlite3", "v1.14.53", environment={"CGO_CFLAGS": "-O0"}), 1),
    (
        Module("github.com/shirou/gopsutil/v4", "v4.26.10", ("./internal/...", "./common/...")),
        1,
    ),  # each system has its files
]


@pytest.mark.parametrize(
    ("module", "at_least"),
    [pytest.param(*case, id=case[0].path) for case in SMALL]
    + [pytest.param(*case, id=case[0].path, marks=pytest.mark.slow) for case in LARGE],
)
def test_an_instrumented_module_behaves_as_before(module: Module, at_least: int, tmp_path: Path) -> None:
    workshop = copied(module, tmp_path, "otel")
    before, unformatted_before = contents(workshop), unformatted(workshop)
    complaints_before, ends_before = complaints(workshop), ends(workshop, module.tested)
    assert "pass" in ends_before.values()

    run = instrument(workshop)
    print(f"{module}: {run.functions} functions in {run.changed} of {run.files} files, {run.seconds:.1f} s")
    assert run.functions >= at_least

    instrumented = contents(workshop)
    assert unformatted(workshop) <= unformatted_before
    assert complaints(workshop) - complaints_before == {}
    passed = {test for test, end in ends_before.items() if end == "pass"}
    ends_after = ends(workshop, module.tested)
    assert {test: ends_after.get(test) for test in passed if ends_after.get(test) != "pass"} == {}

    assert instrument(workshop).functions == 0
    assert contents(workshop) == instrumented

    assert instrument(workshop, "--undo").functions == run.functions
    assert contents(workshop) == before
