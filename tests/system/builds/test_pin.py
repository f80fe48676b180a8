"""`pyorch pin` on real modules and the real module proxy; plain go checks the result."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from tests.helpers.pin_modules import (
    BRIDGE,
    LIBRARY,
    LOG,
    LOG_APP,
    SMALL_APP,
    TESTED,
    UUID,
    assert_consistent,
    contents,
    environment,
    go,
    module,
    pin_command,
    run_pin,
    web_app,
)

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build


def test_a_first_pin_and_a_second(tmp_path: Path) -> None:
    app = web_app(tmp_path / "app")

    first = run_pin(app)
    assert first.returncode == 0, first.stderr
    assert re.search(r"gin +the module uses github.com/gin-gonic/gin", first.stdout)
    assert f"requires {LIBRARY} {TESTED}, the version that this pyorch is tested with" in first.stdout
    assert "go 1.23.0 -> 1.24.0" in first.stdout
    assert "wrote go.mod, go.sum, orchestrion.tool.go" in first.stdout
    assert_consistent(app)
    assert subprocess.run(["gofmt", "-l", "."], cwd=app, capture_output=True, check=True).stdout == b""
    # With the library's umbrella module this would be three hundred lines.
    assert len((app / "go.mod").read_text().splitlines()) < 130

    before = contents(app)
    second = run_pin(app, GOPROXY="off")
    assert second.returncode == 0, second.stderr
    assert "already pinned: nothing to change" in second.stdout
    assert contents(app) == before


def test_only_what_the_module_can_use_is_required(tmp_path: Path) -> None:
    app = module(tmp_path / "app", SMALL_APP)
    assert run_pin(app).returncode == 0
    text = (app / "go.mod").read_text()
    assert f"{LIBRARY}/contrib/net/http/v2 {TESTED}" in text
    assert "gin-gonic" not in text
    assert "database/sql" not in text


def test_the_version_that_the_module_requires_is_kept(tmp_path: Path) -> None:
    app = module(tmp_path / "app", SMALL_APP)
    assert run_pin(app, "--version", "v2.4.1").returncode == 0
    (app / "orchestrion.tool.go").unlink()
    again = run_pin(app)
    assert again.returncode == 0, again.stderr
    assert f"{LIBRARY} v2.4.1, the version that this module already requires" in again.stdout
    assert f"{LIBRARY}/v2 v2.4.1" in (app / "go.mod").read_text()


def test_a_refused_version_is_one_line_and_changes_nothing(tmp_path: Path) -> None:
    app = module(tmp_path / "app", SMALL_APP)
    before = contents(app)
    run = run_pin(app, "--version", "v2.99.0")
    assert run.returncode == 1
    (line,) = [line for line in run.stderr.splitlines() if "cannot download" in line]
    assert LIBRARY in line
    assert "v2.99.0" in line
    assert "hint: choose another version with `pyorch pin --version vX.Y.Z`" in run.stderr
    assert "Traceback" not in run.stderr
    assert contents(app) == before


def test_a_version_that_go_mod_itself_requires_in_vain_is_not_blamed_on_the_pin(tmp_path: Path) -> None:
    app = module(tmp_path / "app", SMALL_APP)
    go(app, "mod", "edit", f"-require={LOG[0]}@v0.99.0")
    before = contents(app)
    run = run_pin(app)
    assert run.returncode == 1
    assert f"cannot download {LOG[0]}@v0.99.0: " in run.stderr
    assert f"hint: run `go mod why -m {LOG[0]}` to see what requires it" in run.stderr
    assert "--version" not in run.stderr
    assert contents(app) == before


def test_a_module_that_breaks_a_woven_package_is_upgraded(tmp_path: Path) -> None:
    app = module(tmp_path / "app", LOG_APP, LOG)
    run = run_pin(app)
    assert run.returncode == 0, run.stderr
    assert re.search(rf"{BRIDGE} v0\.1[23]\.0 -> v\S+: {BRIDGE} did not compile with .*{LOG[0]} {LOG[1]}", run.stdout)
    # The upgrade is the newest version that keeps the user's own requirement.
    assert f"{LOG[0]} {LOG[1]}" in (app / "go.mod").read_text()
    assert_consistent(app)
    before = contents(app)
    assert "nothing to change" in run_pin(app).stdout
    assert contents(app) == before


def test_a_woven_package_that_no_upgrade_repairs_causes_one_message(tmp_path: Path) -> None:
    app = module(tmp_path / "app", LOG_APP, LOG)
    go(app, "mod", "edit", f"-replace={BRIDGE}={BRIDGE}@v0.13.0")
    before = contents(app)
    run = run_pin(app)
    assert run.returncode == 1
    assert re.search(rf"{BRIDGE} \({BRIDGE} v\S+\) does not compile with this module's requirements", run.stderr)
    assert f"{LOG[0]} {LOG[1]}" in run.stderr
    assert "undefined: log.KeyValue" in run.stderr
    assert contents(app) == before


def test_a_package_of_the_module_that_an_upgrade_breaks_is_reported(tmp_path: Path) -> None:
    # golang.org/x/exp changed the signature of SortFunc between this version and the one that the library needs.
    main = """\
package main

import (
	"net/http"

	"golang.org/x/exp/slices"
)

func main() {
	slices.SortFunc([]int{2, 1}, func(a, b int) bool { return a < b })
	_ = http.ListenAndServe(":0", nil)
}
"""
    app = module(tmp_path / "app", main, ("golang.org/x/exp", "v0.0.0-20230522175609-2e198f4a06a1"))
    before = contents(app)
    run = run_pin(app)
    assert run.returncode == 1
    assert "your own packages do not compile with the versions that the pin requires" in run.stderr
    assert "golang.org/x/exp v0.0.0-20230522175609-2e198f4a06a1 -> " in run.stderr
    assert "main.go:10" in run.stderr
    assert contents(app) == before


def test_a_package_of_the_module_that_was_broken_before_does_not_matter(tmp_path: Path) -> None:
    app = web_app(tmp_path / "app")
    (app / "wip").mkdir()
    (app / "wip" / "wip.go").write_text("package wip\n\nfunc unfinished() { return 1 }\n")
    assert run_pin(app).returncode == 0


def test_a_vendor_folder_is_updated(tmp_path: Path) -> None:
    # A small dependency, so that there is a vendor folder.
    app = module(tmp_path / "app", SMALL_APP.replace("import ", 'import _ "github.com/google/uuid"\nimport '), UUID)
    go(app, "mod", "vendor")
    (app / "vendor" / "left-over").write_text("of another time")
    run = run_pin(app)
    assert run.returncode == 0, run.stderr
    assert "vendor" in run.stdout
    assert not (app / "vendor" / "left-over").exists()
    assert sorted(path.name for path in app.iterdir()) == [
        "go.mod",
        "go.sum",
        "main.go",
        "orchestrion.tool.go",
        "vendor",
    ]
    go(app, "build", "-o", os.devnull, ".")
    # Injected packages must come from the vendor folder, an internal package that is only linked included.
    woven = ["contrib/net/http/v2/internal/orchestrion", "contrib/net/http/v2/client", "v2/ddtrace/tracer"]
    go(app, "list", "-mod=vendor", "-deps", *(f"{LIBRARY}/{package}" for package in woven))
    before = contents(app)
    assert "nothing to change" in run_pin(app).stdout
    assert contents(app) == before


# Runs `pyorch pin`, and kills it at its third rename: between the two that replace the vendor folder.
KILLED_PIN = """
import os, pathlib, signal

def counted(rename):
    def wrapper(self, target):
        renames.append(target)
        if len(renames) == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return rename(self, target)
    return wrapper

renames = []
pathlib.Path.rename, pathlib.Path.replace = counted(pathlib.Path.rename), counted(pathlib.Path.replace)
"""


def test_a_pin_restores_the_vendor_folder_of_one_that_was_killed(tmp_path: Path) -> None:
    app = module(tmp_path / "app", SMALL_APP.replace("import ", 'import _ "github.com/google/uuid"\nimport '), UUID)
    go(app, "mod", "vendor")
    undisturbed = tmp_path / "undisturbed"
    shutil.copytree(app, undisturbed)
    assert run_pin(undisturbed).returncode == 0

    python, option, code = pin_command()
    killed = subprocess.run([python, option, KILLED_PIN + code], cwd=app, env=environment(), check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not (app / "vendor").exists()

    assert run_pin(app).returncode == 0
    assert files_of(app) == files_of(undisturbed)
    go(app, "build", "-o", os.devnull, ".")


def test_a_workspace_with_an_unpublished_neighbour(tmp_path: Path) -> None:
    lib = tmp_path / "lib"
    lib.mkdir()
    (lib / "go.mod").write_text("module example.com/lib\n\ngo 1.23.0\n")
    (lib / "lib.go").write_text('package lib\n\nimport "net/http"\n\nvar Client http.Client\n')
    app = tmp_path / "app"
    app.mkdir()
    (app / "go.mod").write_text("module example.com/app\n\ngo 1.23.0\n")
    (app / "main.go").write_text('package main\n\nimport "example.com/lib"\n\nfunc main() { lib.Client.Timeout = 0 }\n')
    (tmp_path / "go.work").write_text("go 1.23.0\n\nuse (\n\t./app\n\t./lib\n)\n")
    go(app, "build", "-o", os.devnull, ".")

    run = run_pin(app)
    assert run.returncode == 0, run.stderr
    assert "net-http-client" in run.stdout
    go_mod = (app / "go.mod").read_text()
    assert "example.com/lib" not in go_mod
    assert f"{LIBRARY}/v2 {TESTED}" in go_mod
    # go refuses a go.work with an older go line than its modules.
    assert (tmp_path / "go.work").read_text().startswith("go 1.24.0\n")
    go(app, "build", "-o", os.devnull, ".", f"{LIBRARY}/v2/ddtrace/tracer")
    before = contents(tmp_path)
    assert "nothing to change" in run_pin(app).stdout
    assert contents(tmp_path) == before


def test_pruning(tmp_path: Path) -> None:
    app = web_app(tmp_path / "app")
    assert run_pin(app).returncode == 0
    go(app, "mod", "edit", "-droprequire=github.com/gin-gonic/gin")
    (app / "main.go").write_text(SMALL_APP)
    tool_file = app / "orchestrion.tool.go"
    tool_file.write_text(tool_file.read_text() + '\nimport _ "golang.org/x/time/rate" // mine\n')
    gin = f"{LIBRARY}/contrib/gin-gonic/gin/v2"

    kept = run_pin(app)
    assert kept.returncode == 0, kept.stderr
    assert f"no integration needs {gin} any more" in kept.stdout
    assert gin in tool_file.read_text()

    pruned = run_pin(app, "--prune")
    assert f"removed {gin}" in pruned.stdout
    assert gin not in tool_file.read_text()
    assert 'import _ "golang.org/x/time/rate" // mine' in tool_file.read_text()
    assert "gin-gonic" not in (app / "go.mod").read_text()
    assert_consistent(app)


def test_validate_names_the_place_of_a_fault(tmp_path: Path) -> None:
    app = module(tmp_path / "app", SMALL_APP)
    (app / "orchestrion.yml").write_text(
        "aspects:\n  - id: x\n    join-point:\n      no-such-thing: 1\n    advice: []\n"
    )
    before = contents(app)
    run = run_pin(app, "--validate")
    assert run.returncode == 1
    assert re.search(r"orchestrion\.yml:4:\d+: ", run.stderr)
    assert contents(app) == before


@pytest.mark.parametrize("folder", ["a folder with spaces", "Größe-日本"])
def test_any_path(tmp_path: Path, folder: str) -> None:
    app = module(tmp_path / folder, SMALL_APP)
    run = run_pin(app)
    assert run.returncode == 0, run.stderr
    assert_consistent(app)


def test_from_a_folder_below_and_with_weaving_in_goflags(tmp_path: Path) -> None:
    app = module(tmp_path / "app", SMALL_APP)
    (app / "sub").mkdir()
    run = run_pin(app / "sub", GOFLAGS="'-toolexec=no-such-tool toolexec' -mod=readonly")
    assert run.returncode == 0, run.stderr
    assert (app / "orchestrion.tool.go").is_file()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("step", ["requiring", "tidying", "checking that the injected"])
def test_an_interrupt_leaves_every_file_unchanged(tmp_path: Path, number: signal.Signals, step: str) -> None:
    app = web_app(tmp_path / "app")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    before = contents(app)
    env = environment(TMPDIR=str(temporary), GOCACHE=str(tmp_path / "cache"))
    with subprocess.Popen(pin_command(), cwd=app, env=env, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert any(step in line for line in process.stderr)
        time.sleep(0.1)
        process.send_signal(number)
        told = process.stderr.read()
        assert process.wait(20) == 130
    assert "Traceback" not in told
    assert contents(app) == before
    assert list(temporary.glob("pyorch-*")) == []


def test_two_pins_at_once(tmp_path: Path) -> None:
    app = module(tmp_path / "app", SMALL_APP)
    both = [subprocess.Popen(pin_command(), cwd=app, env=environment(), stdout=subprocess.PIPE) for _ in range(2)]
    said = [process.communicate()[0].decode() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sorted("nothing to change" in one for one in said) == [False, True]
    assert_consistent(app)


def files_of(directory: Path) -> dict[str, bytes]:
    return {name: content for name, (content, _) in contents(directory).items()}


class TestFaultsOfTheUsers:
    """Check for one clear message, exit code 1, no traceback, and unchanged files."""

    def test_no_go(self, tmp_path: Path) -> None:
        self.fails(tmp_path, "cannot find the go command in PATH", PATH=str(tmp_path))

    def test_an_old_go(self, tmp_path: Path) -> None:
        old = tmp_path / "go"
        old.write_text('#!/bin/sh\necho \'{"GOMOD": "", "GOWORK": "", "GOFLAGS": "", "GOVERSION": "go1.24.9"}\'\n')
        old.chmod(0o755)
        self.fails(tmp_path, "go1.24.9 is too old: pyorch needs Go 1.25", PATH=f"{tmp_path}:{os.environ['PATH']}")

    def test_no_module(self, tmp_path: Path) -> None:
        self.fails(tmp_path, "is not in a Go module")

    def test_a_broken_go_mod(self, tmp_path: Path) -> None:
        (tmp_path / "go.mod").write_text("module example.com/app\n\ngo 1.25.0\n\nrequire (\n")
        self.fails(tmp_path, r"go.mod:\d+: syntax error")

    def test_no_package(self, tmp_path: Path) -> None:
        (tmp_path / "go.mod").write_text("module example.com/app\n\ngo 1.25.0\n")
        self.fails(tmp_path, "has no Go packages")

    def test_no_network(self, tmp_path: Path) -> None:
        (tmp_path / "go.mod").write_text("module example.com/app\n\ngo 1.25.0\n")
        (tmp_path / "main.go").write_text(SMALL_APP)
        empty = str(tmp_path / "empty")
        self.fails(tmp_path, "cannot reach the module proxy", GOPROXY="http://127.0.0.1:1", GOMODCACHE=empty)

    def test_a_module_with_imports_that_do_not_exist(self, tmp_path: Path) -> None:
        (tmp_path / "go.mod").write_text("module example.com/app\n\ngo 1.25.0\n")
        (tmp_path / "main.go").write_text('package main\n\nimport _ "example.invalid/none"\n\nfunc main() {}\n')
        self.fails(tmp_path, "example.invalid/none")

    def test_a_read_only_go_mod(self, tmp_path: Path) -> None:
        app = module(tmp_path / "app", SMALL_APP)
        (app / "go.mod").chmod(0o444)
        self.fails(app, "cannot write .*/go.mod: the file is read-only")

    def test_a_read_only_module(self, tmp_path: Path) -> None:
        if os.geteuid() == 0:
            pytest.skip("root may write anywhere")
        app = module(tmp_path / "app", SMALL_APP)
        app.chmod(0o555)
        self.fails(app, "Permission denied")

    @staticmethod
    def fails(directory: Path, message: str, **env: str) -> None:
        before = contents(directory)
        run = run_pin(directory, **env)
        assert run.returncode == 1, run.stderr
        assert re.search(message, run.stderr), run.stderr
        assert "Traceback" not in run.stderr
        assert contents(directory) == before
