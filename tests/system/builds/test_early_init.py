"""Requests from package initialisers, which run before the hooks in net/http are initialised."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.helpers.paths import NOTES

if TYPE_CHECKING:
    from tests.helpers.workshop import Workshop

pytestmark = pytest.mark.build

# This package imports only net and net/http, so the linker initialises it as soon as those two: long before packages
# that come later in the alphabet, such as the hooks.
EARLY = """\
package early

import (
	"net"
	"net/http"
)

var Status = func() int {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go http.Serve(listener, http.NotFoundHandler())
	response, err := http.Get("http://" + listener.Addr().String())
	if err != nil {
		panic(err)
	}
	return response.StatusCode
}()
"""
MAIN = """\
package main

import "example.com/aaa/early"

func main() { println(early.Status) }
"""


# Its goroutine sends requests while all other packages are initialised, until main stops it.
EARLY_AND_ON = """\
package early

import (
	"net"
	"net/http"
)

var Status int

var stop, stopped = make(chan bool), make(chan bool)

func Stop() { stop <- true; <-stopped }

func ask() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	server := &http.Server{Handler: http.NotFoundHandler()}
	go server.Serve(listener)
	response, err := http.Get("http://" + listener.Addr().String())
	if err != nil {
		panic(err)
	}
	response.Body.Close()
	server.Close()
	Status = response.StatusCode
}

func init() {
	ask()
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			default:
				ask()
			}
		}
	}()
}
"""
STOPPING_MAIN = """\
package main

import "example.com/aaa/early"

func main() { early.Stop(); println(early.Status) }
"""
QUIET = {
    "DD_TRACE_STARTUP_LOGS": "false",
    "DD_TRACE_ENABLED": "false",
    "DD_INSTRUMENTATION_TELEMETRY_ENABLED": "false",
}


def test_a_request_before_the_hooks_are_initialised_passes_untraced(workshop: Workshop) -> None:
    built = program(workshop, MAIN, EARLY).pyorch("go", "build", "-o", "woven", ".")
    assert built.code == 0, built.text

    # The test depends on the order: early first, then the package of the hooks.
    ran = workshop.with_environment(GODEBUG="inittrace=1", **QUIET).run("./woven")
    initialised = [line.split()[1] for line in ran.err.splitlines() if line.startswith("init ")]
    hooks = next(index for index, path in enumerate(initialised) if path.endswith("net/http/v2/internal/orchestrion"))
    assert initialised.index("example.com/aaa/early") < hooks
    assert ran.code == 0, ran.err
    assert "\n404\n" in ran.err


@pytest.mark.slow
def test_requests_while_the_hooks_are_initialised_cause_no_data_race(workshop: Workshop) -> None:
    built = program(workshop, STOPPING_MAIN, EARLY_AND_ON).pyorch("go", "build", "-race", "-o", "woven", ".")
    assert built.code == 0, built.text
    ran = workshop.with_environment(**QUIET).run("./woven")
    assert (ran.code, ran.err) == (0, "404\n")


def program(workshop: Workshop, main: str, early: str) -> Workshop:
    """A module with two packages, pinned as examples/notes is."""
    for name in ("go.mod", "go.sum", "orchestrion.tool.go"):
        shutil.copy(NOTES / name, workshop.folder / name)
    go_mod = (workshop.folder / "go.mod").read_text().replace("module example.com/notes", "module example.com/aaa")
    return workshop.write({"go.mod": go_mod, "main.go": main, "early/early.go": early})
