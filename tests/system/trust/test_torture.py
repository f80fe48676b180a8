"""With aspects that match everywhere, packages compile and pass their tests as with plain go.

`make test` runs a few packages, `make torture` the whole standard library, twenty modules, and the tests of the packages below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.system.trust import WHOLE
from tests.system.trust.torture import MODULES, buildable, compare, plain, torture_module, woven

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build

TESTED = ["strings", "strconv", "sort", "bytes", "encoding/json", "text/template", "regexp", "net/url", "net/http",
          "database/sql", "go/parser", "go/types", "sync", "context"]  # fmt: skip
SAMPLE = ["errors", "net/url", "path", "sort", "text/template/parse"]


def test_tests_of_woven_packages_end_as_with_plain_go(tmp_path: Path) -> None:
    workshop = torture_module(tmp_path / "torture")
    packages = TESTED if WHOLE else SAMPLE
    found = compare(workshop, packages)
    first = found.plain
    print(f"{len(first)} tests in {len(packages)} packages; not the same in two plain runs: {sorted(found.unsteady)}")
    assert len(first) > (3_500 if WHOLE else 100)
    assert {first[package, ""].end for package in packages} == {"pass"}
    assert found.differing == {}


def test_the_woven_packages_are_woven(tmp_path: Path) -> None:
    """Otherwise the tests might compare plain runs with plain runs."""
    shown = torture_module(tmp_path / "torture").run("pyorch", "diff", "net/url")
    assert shown.out.count('{_ = "Parse"') == 2  # the function and the method
    assert shown.out.count("var _ = 0") > 0


@pytest.mark.skipif(not WHOLE, reason="make torture: takes minutes")
def test_the_whole_standard_library_compiles(tmp_path: Path) -> None:
    built = woven(torture_module(tmp_path / "torture"), "build", "std")
    assert (built.code, built.err) == (0, "")


@pytest.mark.skipif(not WHOLE, reason="make torture: takes minutes")
def test_well_known_modules_compile(tmp_path: Path) -> None:
    required = [line.split() for line in MODULES.read_text().splitlines()]
    assert len(required) >= 20
    workshop = torture_module(tmp_path / "torture").with_environment(GOFLAGS="-mod=mod")
    assert (got := plain(workshop, "get", *(f"{path}@{version}" for path, version in required))).code == 0, got.err
    packages = buildable(workshop, [f"{path}/..." for path, _ in required])
    print(f"{len(packages)} packages of {len(required)} modules")
    assert len(packages) > 200
    built = woven(workshop, "build", *packages)
    assert (built.code, built.err) == (0, ""), (plain(workshop, "build", *packages).code, built.err)
