"""The shadow pin: a module that was never pinned builds with all that weaving needs, and no file of it changes."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.gocommand.failures import GoCommandError
from orchestrion_py.pinning.pin_errors import PinError, ShadowRefusedError
from orchestrion_py.pinning.shadow_pin import shadow_pin
from tests.helpers.pin_modules import (
    BRIDGE,
    LIBRARY,
    LOG,
    LOG_APP,
    SMALL_APP,
    TESTED,
    built_in,
    contents,
    go,
    module,
    web_app,
)

if TYPE_CHECKING:
    from orchestrion_py.pinning.read_shadow import ShadowPin

pytestmark = pytest.mark.build


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOFLAGS", raising=False)
    monkeypatch.delenv("GOWORK", raising=False)


def shadow_of(app: Path, cache: Path, stamp: str = "stamp") -> ShadowPin:
    return shadow_or_made(app, cache, stamp)[0]


def shadow_or_made(app: Path, cache: Path, stamp: str = "stamp") -> tuple[ShadowPin, bool]:
    """The shadow, and whether this call made it, which prints its steps."""
    steps: list[str] = []
    shadow = shadow_pin(str(app), cache_dir=str(cache), stamp=stamp, catalogue=built_in, report=steps.append)
    return shadow, bool(steps)


def test_a_shadow_builds_and_the_tree_stays_clean(tmp_path: Path) -> None:
    app = web_app(tmp_path / "app")
    before = contents(app)
    shadow, made = shadow_or_made(app, tmp_path / "cache")
    assert made
    assert "gin" in shadow.integrations
    assert ("go", "1.23.0", "1.24.0", False) in shadow.raised
    modfile = f"-modfile={shadow.modfile}"
    go(app, "build", modfile, "-o", os.devnull, ".")
    woven = ["v2/ddtrace/tracer", "contrib/gin-gonic/gin/v2", "contrib/net/http/v2/internal/orchestrion"]
    go(app, "build", modfile, *(f"{LIBRARY}/{package}" for package in woven))
    assert f"{LIBRARY}/v2 {TESTED}" in Path(shadow.modfile).read_text()
    assert contents(app) == before

    assert shadow_or_made(app, tmp_path / "cache") == (shadow, False)


def test_a_shadow_follows_go_mod_and_the_available_aspects(tmp_path: Path) -> None:
    app = module(tmp_path / "app", SMALL_APP)
    cache = tmp_path / "cache"
    first = shadow_of(app, cache)
    _, made = shadow_or_made(app, cache, "another")
    assert made
    (app / "go.mod").write_text((app / "go.mod").read_text() + "\n// a remark\n")
    second, made = shadow_or_made(app, cache)
    assert made
    assert second.modfile != first.modfile


def test_eight_builds_at_once_make_one_shadow(tmp_path: Path) -> None:
    app = module(tmp_path / "app", SMALL_APP)
    with ThreadPoolExecutor(8) as pool:
        shadows = list(pool.map(lambda _: shadow_or_made(app, tmp_path / "cache"), range(8)))
    assert sum(made for _, made in shadows) == 1
    assert len({shadow.modfile for shadow, _ in shadows}) == 1


def test_a_shadow_upgrades_a_module_that_breaks_a_woven_package(tmp_path: Path) -> None:
    app = module(tmp_path / "app", LOG_APP, LOG)
    shadow = shadow_of(app, tmp_path / "cache")
    assert any(line.startswith(BRIDGE) for line in shadow.mended)
    go(app, "build", f"-modfile={shadow.modfile}", f"{LIBRARY}/v2/ddtrace/tracer")


def test_a_shadow_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    app = module(tmp_path / "app", SMALL_APP)
    (app / "go.mod").write_text("module example.com/app\n\ngo 1.25.0\n\nrequire (\n")
    with pytest.raises(GoCommandError, match="syntax error"):
        shadow_of(app, tmp_path / "cache")
    assert [path.name for path in (tmp_path / "cache").rglob("*") if path.is_file()] == ["lock"]


def test_a_cache_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    app = module(tmp_path / "app", SMALL_APP)
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(PinError, match="cannot use the cache folder") as failed:
        shadow_of(app, tmp_path / "cache")
    assert "PYORCH_CACHE_DIR" in failed.value.hint


def test_a_shadow_is_impossible_where_go_refuses_modfile(tmp_path: Path) -> None:
    app = web_app(tmp_path / "app")
    (app / "vendor").mkdir()
    (app / "vendor" / "modules.txt").touch()
    with pytest.raises(ShadowRefusedError, match="vendor"):
        shadow_of(app, tmp_path / "cache")


# grpc and genproto as they were before genproto was split into modules. The tracing library needs a newer grpc.
OLD_GRPC = (
    ("google.golang.org/genproto", "v0.0.0-20220207164111-0872dc986b00"),
    ("google.golang.org/grpc", "v1.44.0"),
)
OLD_GRPC_APP = """\
package main

import (
	"fmt"

	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/genproto/googleapis/type/latlng"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

func main() {
	failed := status.FromProto(&spb.Status{Code: int32(codes.NotFound), Message: "no such thing"})
	fmt.Println(failed.Err(), (&latlng.LatLng{Latitude: 1}).GetLatitude())
}
"""


def test_a_package_of_a_module_that_the_library_raises(tmp_path: Path) -> None:
    app = module(tmp_path / "app", OLD_GRPC_APP, *OLD_GRPC)
    assert "google.golang.org/grpc v1.44.0" in (app / "go.mod").read_text()
    shadow = shadow_of(app, tmp_path / "cache")
    assert "grpc" in shadow.integrations
    assert "google.golang.org/grpc" in {each.name for each in shadow.raised}
    modfile = f"-modfile={shadow.modfile}"
    found = go(
        app, "list", modfile, "-mod=readonly", "google.golang.org/grpc", f"{LIBRARY}/contrib/google.golang.org/grpc/v2"
    )
    assert len(found.split()) == 2
    go(app, "vet", modfile, "-mod=readonly", ".")
