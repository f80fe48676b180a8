"""Faults: something that a build needs is missing or fails: one clear message, and the next build is right."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.helpers.linking_program import WOVEN, build_linking_program, salted
from tests.helpers.smallest_program import assert_one_clear_message

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.workshop import Workshop

pytestmark = pytest.mark.build

WAYS = (["pyorch", "go", "build"], ["go", "build", "-toolexec=pyorch toolexec"])


def go_that_fails(folder: Path, condition: str) -> Path:
    """A folder with a `go` that runs go, but fails if a condition on $count holds, the number of earlier calls."""
    folder.mkdir()
    (folder / "count").write_text("0")
    (folder / "go").write_text(
        f'#!/bin/sh\nread -r count <"{folder}/count"\necho $((count + 1)) >"{folder}/count"\n'
        f'if {condition}; then echo "go: out of order" >&2; exit 3; fi\nexec "{shutil.which("go")}" "$@"\n'
    )
    (folder / "go").chmod(0o755)
    return folder


@pytest.mark.row("faults", "the go command replaced by one that fails")
def test_a_go_command_fails_at_any_call(warm: Workshop, tmp_path: Path) -> None:
    """The first calls make the plan, the last is the build. pyorch quotes go's message, unless it runs the command again."""
    path = warm.full_environment()["PATH"]
    never = go_that_fails(tmp_path / "never", "false")
    build_linking_program(warm.with_environment(PATH=f"{never}:{path}"))
    calls = int((never / "count").read_text())
    assert calls > 2
    for number in range(calls):
        for how in ("-eq", "-ge"):
            shutil.rmtree(warm.environment["PYORCH_CACHE_DIR"])
            failing = go_that_fails(tmp_path / f"failing {how} {number}", f'[ "$count" {how} {number} ]')
            (warm.folder / "linking").unlink(missing_ok=True)
            told = warm.with_environment(PATH=f"{failing}:{path}").run(
                pyorch_of(path), "go", "build", "-o", "linking", "."
            )
            if told.code == 0:
                assert how == "-eq"
                assert warm.run("./linking").out == WOVEN
            else:
                assert "go: out of order" in told.err
                assert_one_clear_message(told.text)
    assert build_linking_program(warm)


def pyorch_of(path: str) -> str:
    found = shutil.which("pyorch", path=path)
    assert found is not None
    return found


def with_a_dependency(warm: Workshop, tmp_path: Path) -> Workshop:
    """The program, with `hook` in a module of its own that a file proxy serves."""
    proxy, module = tmp_path / "proxy" / "example.com" / "hook" / "@v", "example.com/hook@v1.0.0"
    proxy.mkdir(parents=True)
    import zipfile

    files = {
        "go.mod": "module example.com/hook\n\ngo 1.25\n",
        "hook.go": 'package hook\n\nfunc Written(text string) string {\n\treturn "[" + text + "]"\n}\n',
    }
    with zipfile.ZipFile(proxy / "v1.0.0.zip", "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{module}/{name}", text)
    (proxy / "v1.0.0.mod").write_text(files["go.mod"])
    (proxy / "v1.0.0.info").write_text('{"Version": "v1.0.0"}')
    aspects = (warm.folder / "orchestrion.yml").read_text().replace("example.com/linking/hook", "example.com/hook")
    warm.write({
        "orchestrion.yml": aspects,
        "go.mod": "module example.com/linking\n\ngo 1.25\n\nrequire example.com/hook v1.0.0\n",
        "tools.go": '//go:build tools\n\npackage main\n\nimport _ "example.com/hook"\n',
    })  # fmt: skip
    return warm.with_environment(
        GOPROXY=f"file://{tmp_path}/proxy",
        GOMODCACHE=str(tmp_path / "modules"),
        GONOSUMDB="*",
        GOFLAGS="-trimpath -modcacherw",
    )


@pytest.mark.slow
@pytest.mark.row("faults", "a module removed from the module cache; no network")
def test_a_module_is_removed_from_the_module_cache(warm: Workshop, tmp_path: Path) -> None:
    """With a proxy, go downloads it again. Without one, pyorch quotes go's message once."""
    here = with_a_dependency(warm, tmp_path)
    assert here.go("mod", "tidy").code == 0
    before = build_linking_program(here)
    modules = tmp_path / "modules"
    offline = here.with_environment(GOPROXY="off")
    for flags in ("-trimpath", "-trimpath -mod=mod", "-trimpath -mod=readonly"):
        assert build_linking_program(offline.with_environment(GOFLAGS=flags)) == before

    # Go's cache still has the archives, and neither go nor pyorch needs the sources of compiled packages.
    shutil.rmtree(modules)
    assert build_linking_program(here) == before
    for way in WAYS:
        shutil.rmtree(modules, ignore_errors=True)
        salted(offline, way, "main.go", "east/east.go")
        told = offline.run(*way, "-o", "linking", ".")
        if told.code != 0:
            assert_one_clear_message(told.text)
            assert "example.com/hook" in told.err
            assert "module lookup disabled by GOPROXY=off" in told.err
        else:
            assert offline.run("./linking").out == WOVEN
    shutil.rmtree(here.environment["PYORCH_CACHE_DIR"])
    told = salted(offline, "and gone", "main.go", "east/east.go").pyorch("go", "build", "-o", "linking", ".")
    assert told.code != 0
    assert_one_clear_message(told.text)
    assert "example.com/hook" in told.err
    assert "module lookup disabled by GOPROXY=off" in told.err
    assert build_linking_program(here)
    assert modules.exists()


@pytest.mark.row("faults", "a module removed from the module cache; no network")
def test_a_build_needs_no_network(warm: Workshop) -> None:
    """Without a network, where the system allows the test to cut it off."""
    if (
        subprocess.run(["unshare", "--map-root-user", "--net", "true"], capture_output=True, check=False).returncode
        != 0
    ):
        pytest.skip("a network namespace cannot be had here (unshare --map-root-user --net)")
    before = build_linking_program(warm)
    shutil.rmtree(warm.environment["PYORCH_CACHE_DIR"])
    (warm.folder / "linking").unlink()
    alone = warm.run("unshare", "--map-root-user", "--net", *WAYS[0], "-o", "linking", ".")
    assert (alone.code, alone.text) == (0, "")
    assert (warm.folder / "linking").read_bytes() == before
    assert os.access(warm.folder / "linking", os.X_OK)
