"""Small modules to pin, and checks of a module before and after."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.helpers.paths import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from orchestrion_py.pinning.integration_choice import Catalogue


LIBRARY = "github.com/DataDog/dd-trace-go"
TESTED = "v2.5.0"

WEB_APP = """\
package main

import (
	"database/sql"
	"net/http"

	"github.com/gin-gonic/gin"
)

func main() {
	_, _ = sql.Open("sqlite", ":memory:")
	_ = http.ListenAndServe(":0", gin.Default())
}
"""

SMALL_APP = """\
package main

import "net/http"

func main() { _ = http.ListenAndServe(":0", nil) }
"""

# The tracing library's otelzap v0.12 or v0.13 does not compile beside this log: its KeyValue is gone.
LOG_APP = """\
package main

import (
	"net/http"

	"go.opentelemetry.io/otel/log/noop"
)

func main() {
	noop.NewLoggerProvider().Logger("app")
	_ = http.ListenAndServe(":0", nil)
}
"""
UUID = ("github.com/google/uuid", "v1.6.0")
LOG = ("go.opentelemetry.io/otel/log", "v0.22.0")
BRIDGE = "go.opentelemetry.io/contrib/bridges/otelzap"


def module(directory: Path, main: str, *requires: tuple[str, str], path: str = "example.com/app") -> Path:
    """Create a tidy module with one main package."""
    directory.mkdir(parents=True)
    (directory / "go.mod").write_text(f"module {path}\n\ngo 1.23.0\n")
    (directory / "main.go").write_text(main)
    if requires:
        go(directory, "get", *(f"{name}@{version}" for name, version in requires))
    go(directory, "mod", "tidy")
    return directory


def web_app(directory: Path) -> Path:
    return module(directory, WEB_APP, ("github.com/gin-gonic/gin", "v1.10.1"))


def go(directory: Path, *args: str, **env: str) -> str:
    """Run go and return its stdout; on failure, fail with its stderr."""
    run = subprocess.run(
        ["go", *args], cwd=directory, env=environment(**env), capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, f"go {' '.join(args)}:\n{run.stderr}"
    return run.stdout


def assert_consistent(directory: Path) -> None:
    """Check what a user expects of a pinned module."""
    assert go(directory, "mod", "tidy", "-diff") == ""
    go(directory, "mod", "verify")
    go(directory, "build", "-o", os.devnull, "./...")


def contents(directory: Path) -> dict[str, tuple[bytes, int]]:
    """The content and modification time of every file below a folder."""
    return {
        path.relative_to(directory).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in directory.rglob("*")
        if path.is_file()
    }


def environment(**env: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GOFLAGS", "GOWORK", "PYORCH_"))}
    return {**clean, "PYTHONPATH": str(REPOSITORY), "NO_COLOR": "1", **env}


def pin_command(*args: str) -> list[str]:
    """Pin a module in this process, as `pyorch pin` does."""
    code = "import typer; from orchestrion_py.cli.pin import pin; app = typer.Typer(); app.command()(pin); app()"
    return [sys.executable, "-c", code, *args]


def run_pin(directory: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        pin_command(*args), cwd=directory, env=environment(**env), capture_output=True, text=True, check=False
    )


def built_in() -> Catalogue:
    from orchestrion_py.pinning import integration_choice
    from orchestrion_py.vendors.registry import BY_DEFAULT

    return integration_choice.built_in(BY_DEFAULT)
